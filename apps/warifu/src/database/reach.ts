import type { Settings } from '../config.ts';
import { openEmbedded } from '../embedded/open-embedded.ts';
import { PlainFault } from '../plain-fault.ts';
import {
  type DatabasePasswords,
  findPasswords,
  LOGIN_ROLES,
  type LoginRole,
  makePasswords,
  urlAs,
} from './roles.ts';

/** The database of this bank, wherever it is. */
export interface Reached {
  /** The owner's, for `migrate` alone. Undefined where only the login roles' addresses are known. */
  readonly ownerUrl?: string;
  /** Undefined where the login roles' addresses were given whole. */
  readonly passwords?: DatabasePasswords;
  readonly urlFor: (role: LoginRole) => string;
  readonly close: () => Promise<void>;
}

/** The name of the embedded database. */
export const DATABASE = 'warifu';

/** Under which setting the address of a login role stands. */
const SETTING = {
  bank_app: 'bank',
  token_app: 'token',
  branch_app: 'branch',
  audit_sealer: 'sealer',
} as const satisfies Record<LoginRole, keyof Settings['roleUrls']>;

/** Reaches the database that the settings name; without one, starts the embedded, or shares the one that runs. */
export async function reachDatabase(
  settings: Settings,
  options: {
    readonly makesPasswords: boolean;
    readonly onLost?: (fault: Error) => void;
    /** The login roles that will be asked for; where all of them have addresses of their own, no other is needed. */
    readonly roles?: readonly LoginRole[];
  },
): Promise<Reached> {
  const { dataDir, databaseUrl, roleUrls } = settings;
  const { roles = LOGIN_ROLES } = options;
  const given = (role: LoginRole): string | undefined => roleUrls[SETTING[role]];
  const embeds = databaseUrl === undefined && roles.some((role) => given(role) === undefined);
  const passwords =
    options.makesPasswords || embeds ? await makePasswords(dataDir) : await findPasswords(dataDir);
  const embedded =
    embeds && passwords
      ? await openEmbedded({
          dataDir,
          ownerPassword: passwords.owner,
          databaseName: DATABASE,
          ...(settings.archiveDir === undefined ? {} : { archiveDir: settings.archiveDir }),
          ...(options.onLost ? { onLost: options.onLost } : {}),
        })
      : undefined;
  const ownerUrl = databaseUrl ?? embedded?.ownerUrl;
  const urlFor = (role: LoginRole): string => {
    const own = given(role);
    if (own !== undefined) return own;
    if (ownerUrl === undefined || passwords === undefined) {
      throw new PlainFault(
        `The password of ${role} is not in ${dataDir}/keys/database.json: run warifu migrate with this WARIFU_DATA_DIR first, or set WARIFU_${SETTING[role].toUpperCase()}_DATABASE_URL.`,
      );
    }
    return urlAs(ownerUrl, role, passwords.roles[role]);
  };
  return {
    ...(ownerUrl === undefined ? {} : { ownerUrl }),
    ...(passwords === undefined ? {} : { passwords }),
    urlFor,
    close: async () => {
      await embedded?.stop();
    },
  };
}
