import { link } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, PlainFault } from '../plain-fault.ts';
import { findText, removeFile, writePrivateFile } from '../private-files.ts';
import { identityOf, livesStill, type ProcessIdentity } from './process-identity.ts';

const TRIES_MAX = 5;

export interface Keeping {
  release(): Promise<void>;
}

const fileOf = (dataDir: string): string => join(dataDir, 'keeper.json');

/**
 * Makes this process the keeper of the data folder: the one that starts and stops its database.
 * Answers the other process where there is one and it lives; the mark of a dead one is taken over.
 */
export async function becomeKeeper(dataDir: string): Promise<Keeping | { readonly other: ProcessIdentity }> {
  const self = await identityOf(process.pid);
  if (self === undefined) throw new PlainFault('This system does not tell which processes live.');
  const mark = fileOf(dataDir);
  const draft = `${mark}.${process.pid}`;
  for (let attempt = 1; attempt <= TRIES_MAX; attempt += 1) {
    const other = await findKeeper(dataDir);
    if (other !== undefined) {
      if (await livesStill(other)) return { other };
      await removeFile(mark);
    }
    await writePrivateFile(draft, JSON.stringify(self));
    try {
      // A link is made at once with its content, and by one of several only.
      await link(draft, mark);
      return { release: () => removeFile(mark) };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    } finally {
      await removeFile(draft);
    }
  }
  throw new PlainFault(`Several processes try to open ${dataDir} at once: start one, then the others.`);
}

/** Who keeps the folder, alive or dead. */
export async function findKeeper(dataDir: string): Promise<ProcessIdentity | undefined> {
  const text = await findText(fileOf(dataDir));
  if (text === undefined) return undefined;
  const { pid, began } = JSON.parse(text) as Partial<ProcessIdentity>;
  return typeof pid === 'number' && typeof began === 'string' ? { pid, began } : undefined;
}
