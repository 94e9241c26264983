import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { assert, present } from '@warifu/base';
import { type KeyRingKeys, newKeyRingKeys, withNewVersion } from './key-ring.ts';

/** `{ "current": 1, "sealing": { "1": "<base64>" }, "digest": "<base64>" }`; wrapped ones with what wrapped them. */
interface KeyFile {
  readonly current: number;
  readonly sealing: Readonly<Record<string, string>>;
  readonly digest: string;
  /** The name of the key in a security module under which each of them stands here. */
  readonly wrappedBy?: string;
}

/** A key by the name that it is wrapped under, in clear or wrapped. */
interface NamedKey {
  readonly name: string;
  readonly octets: Uint8Array;
}

/** What keeps the keys of a file closed: a security module. All of a file at once, in one session. */
export interface KeyWrapper {
  readonly name: string;
  readonly wrap: (keys: readonly NamedKey[]) => Promise<readonly Buffer[]>;
  readonly unwrap: (keys: readonly NamedKey[]) => Promise<readonly Buffer[]>;
}

/**
 * The keys in a file that only its owner can read. The file belongs outside the database and its backups.
 *
 * @throws Error in one plain sentence where it is missing, readable by others, or no key file, and where it is wrapped
 *   and no module is given, or the other way round
 */
export async function readKeyFile(path: string, wrapper?: KeyWrapper): Promise<KeyRingKeys> {
  const { mode } = await stat(path);
  // Windows has no such bits: the folder's rights are what there is.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new Error(`The key file ${path} can be read by others than its owner; it must have mode 0600.`);
  const text = await readFile(path);
  try {
    return await readKeyText(text, `The key file ${path}`, wrapper);
  } finally {
    text.fill(0);
  }
}

/** The same keys from anywhere else; `name` is what a fault calls it. */
export async function readKeyText(text: Buffer, name: string, wrapper?: KeyWrapper): Promise<KeyRingKeys> {
  let file: KeyFile;
  try {
    file = JSON.parse(text.toString('utf8'));
    keysOf(file, file.wrappedBy === undefined ? isKeyLong : isWrappedLong);
  } catch {
    // What was read is never repeated: it is keys.
    throw new Error(`${name} is not a key file.`);
  }
  const { wrappedBy } = file;
  if (wrappedBy === undefined && wrapper === undefined) return keysOf(file, isKeyLong);
  if (wrapper === undefined)
    throw new Error(`${name} is wrapped by the key ${wrappedBy} of a security module, and none is set up.`);
  if (wrappedBy !== wrapper.name)
    throw new Error(`${name} is not wrapped by the key ${wrapper.name} of the security module.`);
  return mapKeys(keysOf(file, isWrappedLong), wrapper.unwrap);
}

/** Writes fresh keys into a new file, 0600. Never over one that is there: it may be all that opens the secrets. */
export async function createKeyFile(path: string, wrapper?: KeyWrapper): Promise<KeyRingKeys> {
  const keys = newKeyRingKeys();
  await write(path, keys, wrapper);
  return keys;
}

/** Adds a key version to the file, which seals from now on. Running authorities read it anew. */
export async function addKeyVersion(path: string, wrapper?: KeyWrapper): Promise<KeyRingKeys> {
  const keys = withNewVersion(await readKeyFile(path, wrapper));
  const beside = `${path}.new`;
  await rm(beside, { force: true });
  await write(beside, keys, wrapper);
  await rename(beside, path);
  return keys;
}

async function write(path: string, keys: KeyRingKeys, wrapper: KeyWrapper | undefined): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    const written = wrapper === undefined ? keys : await mapKeys(keys, wrapper.wrap);
    const file: KeyFile = {
      current: written.current,
      sealing: Object.fromEntries([...written.sealing].map(([version, key]) => [version, base64Of(key)])),
      digest: base64Of(written.digest),
      ...(wrapper === undefined ? {} : { wrappedBy: wrapper.name }),
    };
    await handle.writeFile(`${JSON.stringify(file, undefined, 2)}\n`);
    await handle.sync();
  } catch (error) {
    // An empty file would stand in the way of the next try.
    await rm(path, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

/** All keys through a module at once, each under its own name. */
async function mapKeys(keys: KeyRingKeys, through: KeyWrapper['wrap']): Promise<KeyRingKeys> {
  const versions = [...keys.sealing.keys()];
  const turned = await through([
    ...versions.map((version) => ({
      name: `sealing/${version}`,
      octets: present(keys.sealing.get(version), 'each version has a key'),
    })),
    { name: 'digest', octets: keys.digest },
  ]);
  const at = (index: number) => present(turned[index], 'a module answers each key');
  return {
    current: keys.current,
    sealing: new Map(versions.map((version, index) => [version, at(index)])),
    digest: at(versions.length),
  };
}

function keysOf(file: KeyFile, isLong: (octets: Uint8Array) => boolean): KeyRingKeys {
  const octetsOf = (text: string): Uint8Array => {
    const octets = Buffer.from(text, 'base64');
    assert(isLong(octets), 'a key has its length');
    return octets;
  };
  const sealing = new Map(
    Object.entries(file.sealing).map(([version, key]) => [Number(version), octetsOf(key)]),
  );
  assert(sealing.has(file.current), 'the current key is in the file');
  return { current: file.current, sealing, digest: octetsOf(file.digest) };
}

const KEY_BYTES = 32;
const isKeyLong = (octets: Uint8Array): boolean => octets.length === KEY_BYTES;
const isWrappedLong = (octets: Uint8Array): boolean => octets.length > KEY_BYTES;

const base64Of = (octets: Uint8Array): string => Buffer.from(octets).toString('base64');
