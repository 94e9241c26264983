import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, PlainFault } from '../plain-fault.ts';
import { readSecretFile } from '../private-files.ts';

const PRIVATE_MODE = 0o600;
const PUBLIC_MODE = 0o644;

/** The public half as a file that an auditor takes along. */
export const publicPemOf = (privateKey: KeyObject): string =>
  createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();

/** Makes the pair that signs checkpoints: the private half 0600, the public one beside it. Never over one that is there. */
export async function makeCheckpointKey(path: string): Promise<KeyObject> {
  const { privateKey } = generateKeyPairSync('ed25519');
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeNew(path, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), PRIVATE_MODE);
  await writeNew(`${path}.pub`, publicPemOf(privateKey), PUBLIC_MODE);
  return privateKey;
}

async function writeNew(path: string, text: string, mode: number): Promise<void> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path, 'wx', mode);
  } catch (error) {
    throw new PlainFault(
      codeOf(error) === 'EEXIST'
        ? `${path} is there already, and checkpoints are signed by it: it stays as it is.`
        : `${path} cannot be written (${codeOf(error) ?? 'unknown fault'}).`,
    );
  }
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

export async function readCheckpointKey(path: string): Promise<KeyObject> {
  const pem = await readSecretFile(path, 'WARIFU_CHECKPOINT_KEY_FILE');
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // What was read is never repeated: it may be a key.
  } finally {
    pem.fill(0);
  }
  throw new PlainFault(`${path} is no Ed25519 private key: warifu keys checkpoint makes one.`);
}

export async function readPublicKey(path: string): Promise<KeyObject> {
  try {
    const key = createPublicKey(await readFile(path));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new PlainFault(`The public key ${path} is not there.`);
  }
  throw new PlainFault(`${path} is no Ed25519 public key.`);
}
