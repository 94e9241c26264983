import {
  type Bank,
  type BankTables,
  defaultConfiguration,
  openBank,
  type TokenAuthority,
} from '@warifu/bank';
import { type Clock, systemClock } from '@warifu/base';
import { type Database, openDatabase } from '@warifu/pg';
import { openTokenAuthority, type TokenAuthorityService, type TokenTables } from '@warifu/token';
import { connectTokenAuthority } from '@warifu/token-authority';
import type { Settings } from '../config.ts';
import { type DemoMark, judgeRole } from '../database/judge-role.ts';
import type { Reached } from '../database/reach.ts';
import { openMailer } from '../mail-client.ts';
import { PlainFault } from '../plain-fault.ts';
import { readSecretFile } from '../private-files.ts';
import { type BankSecrets, openSecrets } from '../secrets.ts';
import { connectZengin } from '../zengin-client.ts';
import { kekFileOf, openReloadingKeyRing } from './key-ring.ts';
import { bankPartyOf } from './relying-party.ts';

/** The two wings, opened on their ports, and what they were opened with. */
export interface House {
  readonly bank: Bank;
  /** Undefined where the authority is another process. */
  readonly authority?: TokenAuthorityService;
  readonly isDemo: boolean;
  readonly secrets: BankSecrets;
  readonly close: () => Promise<void>;
}

export interface HouseOptions {
  readonly settings: Settings;
  readonly reached: Reached;
  readonly onFault: (what: string, error: unknown) => void;
  /** The bank's clock, for the demo's past alone. */
  readonly bankClock?: Clock;
  /** Codes are judged by an authority in this process even where another is configured: to serve it. */
  readonly needsAuthority: boolean;
}

const AUTHORITY_TIMEOUT_MS = 3_000;

/** Opens bank and authority, each with its own login role, and lets them meet: the bank is handed one port. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { settings, reached } = options;
  const closers: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const bankUrl = reached.urlFor('bank_app');
    const demo = await judgeRole(bankUrl);
    const secrets = await openSecrets(settings.dataDir);
    const database = open<BankTables>(bankUrl, 'warifu bank', settings, closers);
    const authority =
      settings.authority === undefined || options.needsAuthority
        ? await openAuthority(options, demo, closers)
        : undefined;
    const mailer = openMailer({ url: settings.smtpUrl, from: settings.mailFrom });
    closers.push(mailer.close);
    const bank = openBank({
      database,
      clock: options.bankClock ?? systemClock,
      authority: await portOf(settings, authority),
      zengin: connectZengin({ url: settings.zenginUrl }),
      sendMail: mailer.sendMail,
      configuration: defaultConfiguration,
      pepper: secrets.pepper,
    });
    return { bank, ...(authority ? { authority } : {}), isDemo: demo !== 'none', secrets, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function open<Tables>(
  connectionString: string,
  applicationName: string,
  settings: Settings,
  closers: (() => Promise<void> | void)[],
): Database<Tables> {
  const database = openDatabase<Tables>({
    connectionString,
    applicationName,
    connectionsMax: settings.poolConnections,
  });
  closers.push(() => database.close());
  return database;
}

async function openAuthority(
  { settings, reached, onFault }: HouseOptions,
  demo: DemoMark,
  closers: (() => Promise<void> | void)[],
): Promise<TokenAuthorityService> {
  const url = reached.urlFor('token_app');
  await judgeRole(url);
  const ring = await openReloadingKeyRing(kekFileOf(settings, demo), (error) => onFault('key file', error));
  closers.push(ring.close);
  return openTokenAuthority({
    database: open<TokenTables>(url, 'warifu token', settings, closers),
    clock: systemClock,
    keyRing: ring.keyRing,
  });
}

/** The one port between the wings: a call in this process, or the same over HTTP. */
async function portOf(
  settings: Settings,
  authority: TokenAuthorityService | undefined,
): Promise<TokenAuthority> {
  if (settings.authority !== undefined) {
    const { url, keyFile } = settings.authority;
    return connectTokenAuthority({ url, key: await readPartyKey(keyFile), timeoutMs: AUTHORITY_TIMEOUT_MS });
  }
  if (authority === undefined) throw new PlainFault('WARIFU_AUTHORITY_URL must name a token authority.');
  const party = await bankPartyOf(settings.dataDir, authority, defaultConfiguration.ownBank.name);
  return authority.portFor(party, ['verify', 'administer']);
}

async function readPartyKey(file: string): Promise<string> {
  return (await readSecretFile(file, 'WARIFU_AUTHORITY_KEY_FILE')).toString().trim();
}
