import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { constants, createGunzip, createGzip } from 'node:zlib';
import { codeOf } from '../plain-fault.ts';

/** A file as the manifest knows it: its path with `/`, relative to the backup. */
export interface KnownFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

const PIECE_BYTES = 1_048_576;

/** Hands the file's content over piece by piece; the buffer is used again for the next. */
async function readPieces(file: FileHandle, take: (piece: Buffer) => Promise<void> | void): Promise<void> {
  const buffer = Buffer.allocUnsafe(PIECE_BYTES);
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, PIECE_BYTES, null);
    if (bytesRead === 0) return;
    await take(buffer.subarray(0, bytesRead));
  }
}

/** Copies a file onto the disk, and says what was copied. Undefined where it is gone: a table dropped meanwhile. */
export async function copyFile(from: string, to: string): Promise<Omit<KnownFile, 'path'> | undefined> {
  const source = await openUnlessGone(from);
  if (source === undefined) return undefined;
  try {
    const target = await open(to, 'wx', 0o600);
    try {
      const hash = createHash('sha256');
      let bytes = 0;
      await readPieces(source, async (piece) => {
        hash.update(piece);
        bytes += piece.length;
        await target.writeFile(piece);
      });
      await target.sync();
      return { bytes, sha256: hash.digest('hex') };
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function openUnlessGone(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Size and hash of a file; undefined where there is none. */
export async function weighFile(path: string): Promise<Omit<KnownFile, 'path'> | undefined> {
  const file = await openUnlessGone(path);
  if (file === undefined) return undefined;
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    await readPieces(file, (piece) => {
      hash.update(piece);
      bytes += piece.length;
    });
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

/** Packs a finished segment beside its name and then gives it the name: whole or not there. */
export async function packFile(from: string, to: string): Promise<void> {
  const draft = `${to}.new`;
  const source = await open(from, 'r');
  const target = await open(draft, 'w', 0o600);
  try {
    const packer = createGzip({ level: constants.Z_BEST_SPEED });
    source.createReadStream({ autoClose: false }).pipe(packer);
    for await (const piece of packer) await target.writeFile(piece as Buffer);
    await target.sync();
  } finally {
    await target.close();
    await source.close();
  }
  await rename(draft, to);
}

/** The first bytes and the size of what is packed in a file. Throws where the packing is damaged or ends early. */
export async function unpackHead(
  path: string,
  headBytes = 64,
): Promise<{ readonly head: Buffer; readonly bytes: number }> {
  const file = await open(path, 'r');
  try {
    const unpacker = createGunzip();
    const reading = file.createReadStream({ autoClose: false });
    reading.on('error', (error) => unpacker.destroy(error));
    reading.pipe(unpacker);
    const head: Buffer[] = [];
    let bytes = 0;
    for await (const piece of unpacker) {
      if (bytes < headBytes) head.push((piece as Buffer).subarray(0, headBytes - bytes));
      bytes += (piece as Buffer).length;
    }
    return { head: Buffer.concat(head), bytes };
  } finally {
    await file.close();
  }
}

/** What a folder holds; nothing where it is not there. */
export async function listNames(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Folders and files below a folder, parents first, with `/`. What is neither is told as a file. */
export async function walk(
  root: string,
  goesInto: (folder: string) => boolean = () => true,
): Promise<{ readonly folders: readonly string[]; readonly files: readonly string[] }> {
  const folders: string[] = [];
  const files: string[] = [];
  const enter = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(root, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (!entry.isDirectory()) files.push(path);
      else {
        folders.push(path);
        if (goesInto(path)) await enter(path);
      }
    }
  };
  await enter('');
  return { folders, files };
}

/** The name of a file that was made or renamed survives a power cut only when its folder is on the disk too. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

export async function writeSynced(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

const AT_ONCE = 8;

/** Does the work for each item, a few at once: what waits for the disk waits together. */
export async function forEachOf<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  const run = async (): Promise<void> => {
    for (let next = rest.next(); !next.done; next = rest.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, run));
}
