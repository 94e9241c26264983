import { chmod, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, PlainFault } from './plain-fault.ts';

/** Makes a folder that only its owner may enter, and narrows one that stands open. */
export async function makePrivateFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    await chmod(path, 0o700);
  } catch (error) {
    throw new PlainFault(
      `The folder ${path} cannot be made or kept private (${codeOf(error) ?? 'unknown fault'}).`,
    );
  }
}

/** Writes a file that only its owner may read: whole or not at all, and on the disk when the call returns. */
export async function writePrivateFile(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.${process.pid}.new`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

export async function findText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** A secret that an operator hands over in a file, which must be the operator's alone; `name` is what the fault calls it. */
export async function readSecretFile(path: string, name: string): Promise<Buffer> {
  try {
    if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
      throw new PlainFault(`${name} can be read by others than its owner; it must have mode 0600.`);
    }
    return await readFile(path);
  } catch (error) {
    if (error instanceof PlainFault) throw error;
    throw new PlainFault(`${name} cannot be read (${codeOf(error) ?? 'unknown fault'}).`);
  }
}

export async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** The same as text, without the end of its line. */
export const readSecretText = async (path: string, name: string): Promise<string> =>
  (await readSecretFile(path, name)).toString('utf8').trim();
