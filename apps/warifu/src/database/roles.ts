import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { PlainFault } from '../plain-fault.ts';
import { findText, makePrivateFolder, writePrivateFile } from '../private-files.ts';

/** The login roles. Each sees one wing, or less. */
export const LOGIN_ROLES = ['bank_app', 'token_app', 'branch_app', 'audit_sealer'] as const;
export type LoginRole = (typeof LOGIN_ROLES)[number];

/** Owns the functions that lock and post; nobody logs in as it. */
export const DEFINER_ROLE = 'warifu_definer';

/** Passwords of the database: of its owner where it is embedded, and of the login roles. */
export interface DatabasePasswords {
  readonly owner: string;
  readonly roles: Readonly<Record<LoginRole, string>>;
}

const fileOf = (dataDir: string): string => join(dataDir, 'keys', 'database.json');
const makePassword = (): string => randomBytes(24).toString('base64url');

export async function findPasswords(dataDir: string): Promise<DatabasePasswords | undefined> {
  const file = fileOf(dataDir);
  const text = await findText(file);
  if (text === undefined) return undefined;
  try {
    const kept = JSON.parse(text) as DatabasePasswords;
    const all = [kept.owner, ...LOGIN_ROLES.map((role) => kept.roles[role])];
    if (all.every((password) => typeof password === 'string' && password !== '')) return kept;
  } catch {
    // Told below, like a file that holds something else.
  }
  throw new PlainFault(
    `${file} is not what Warifu wrote: put the right file back, or take it away to have new passwords made by migrate.`,
  );
}

/** The passwords of this data folder, made at random the first time, in a file of mode 0600. */
export async function makePasswords(dataDir: string): Promise<DatabasePasswords> {
  const found = await findPasswords(dataDir);
  if (found !== undefined) return found;
  const roles = Object.fromEntries(LOGIN_ROLES.map((role) => [role, makePassword()]));
  const made = { owner: makePassword(), roles: roles as Record<LoginRole, string> };
  await makePrivateFolder(dataDir);
  await makePrivateFolder(join(dataDir, 'keys'));
  await writePrivateFile(fileOf(dataDir), `${JSON.stringify(made, null, 2)}\n`);
  return made;
}

/** The same database under another name and password. */
export function urlAs(ownerUrl: string, role: string, password: string): string {
  // `postgresql://owner:secret@/name?host=…` has no host and is no URL to the URL class; only the names change.
  const match = /^(postgres(?:ql)?:\/\/)(?:[^@/?]*@)?(.*)$/s.exec(ownerUrl);
  if (match === null)
    throw new PlainFault('DATABASE_URL must read postgresql://user:password@host/database.');
  return `${match[1]}${encodeURIComponent(role)}:${encodeURIComponent(password)}@${match[2]}`;
}
