import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { assert } from '@warifu/base';
import { type KeyRingKeys, newKeyRingKeys, withNewVersion } from './key-ring.ts';

/** `{ "current": 1, "sealing": { "1": "<base64>" }, "digest": "<base64>" }` */
interface KeyFile {
  readonly current: number;
  readonly sealing: Readonly<Record<string, string>>;
  readonly digest: string;
}

/**
 * The keys in a file that only its owner can read. The file belongs outside the database and its backups.
 *
 * @throws Error in one plain sentence where it is missing, readable by others, or no key file
 */
export async function readKeyFile(path: string): Promise<KeyRingKeys> {
  const { mode } = await stat(path);
  // Windows has no such bits: the folder's rights are what there is.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new Error(`The key file ${path} can be read by others than its owner; it must have mode 0600.`);
  try {
    return keysOf(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // What was read is never repeated: it is keys.
    throw new Error(`The key file ${path} is not a key file.`);
  }
}

/** Writes fresh keys into a new file, 0600. Never over one that is there: it may be all that opens the secrets. */
export async function createKeyFile(path: string): Promise<KeyRingKeys> {
  const keys = newKeyRingKeys();
  await write(path, keys);
  return keys;
}

/** Adds a key version to the file, which seals from now on. The running authority has to be started again with it. */
export async function addKeyVersion(path: string): Promise<KeyRingKeys> {
  const keys = withNewVersion(await readKeyFile(path));
  const beside = `${path}.new`;
  await rm(beside, { force: true });
  await write(beside, keys);
  await rename(beside, path);
  return keys;
}

async function write(path: string, keys: KeyRingKeys): Promise<void> {
  const file: KeyFile = {
    current: keys.current,
    sealing: Object.fromEntries([...keys.sealing].map(([version, key]) => [version, base64Of(key)])),
    digest: base64Of(keys.digest),
  };
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(file, undefined, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function keysOf(file: KeyFile): KeyRingKeys {
  const sealing = new Map(
    Object.entries(file.sealing).map(([version, key]) => [Number(version), octetsOf(key)]),
  );
  assert(sealing.has(file.current), 'the current key is in the file');
  return { current: file.current, sealing, digest: octetsOf(file.digest) };
}

const base64Of = (octets: Uint8Array): string => Buffer.from(octets).toString('base64');

function octetsOf(text: string): Uint8Array {
  const octets = Buffer.from(text, 'base64');
  assert(octets.length === 32, 'a key has 32 octets');
  return octets;
}
