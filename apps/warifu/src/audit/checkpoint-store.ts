import { link as linkFile, mkdir, open, readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type Checkpoint, type CheckpointStore, readCheckpoint, type Wing } from '@warifu/audit-chain';
import { codeOf, PlainFault } from '../plain-fault.ts';

const SEQ_DIGITS = 18;
const MONTH_LETTERS = 7;
const MODE = 0o644;

const fileOf = ({ wing, seq, kind }: Checkpoint): string =>
  `${wing}-${String(seq).padStart(SEQ_DIGITS, '0')}-${kind}.json`;

const monthOf = ({ at }: Checkpoint): string => new Date(at * 1_000).toISOString().slice(0, MONTH_LETTERS);

/**
 * Checkpoints in a folder, one file each with one line of JSON, in a folder for each month. A file is written once and
 * never touched again, so that each can be copied to storage that locks what it takes; all of them one after the other
 * are JSON lines.
 */
export function openCheckpointStore(folder: string): CheckpointStore {
  return {
    findLast: (wing) => findLast(folder, wing),
    append: async (checkpoint, line) => {
      const month = join(folder, monthOf(checkpoint));
      await mkdir(month, { recursive: true });
      const path = join(month, fileOf(checkpoint));
      await writeWhole(path, line, async () => {
        const there = readCheckpoint(await readFile(path, 'utf8'));
        if (there !== undefined && saysTheSame(there, checkpoint)) return;
        throw new PlainFault(`${path} is there already and says otherwise: the chain was rewritten.`);
      });
      await syncFolder(month);
      await syncFolder(folder);
    },
  };
}

const saysTheSame = (one: Checkpoint, other: Checkpoint): boolean =>
  one.link.equals(other.link) &&
  one.rows === other.rows &&
  one.linksDigest?.toString('hex') === other.linksDigest?.toString('hex');

/** Written beside and given its name when it is whole: a name never stands for half a line. */
async function writeWhole(path: string, line: string, onThere: () => Promise<void>): Promise<void> {
  const draft = `${path}.${process.pid}.draft`;
  const file = await open(draft, 'w', MODE);
  try {
    await file.writeFile(line);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await linkFile(draft, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    await onThere();
  } finally {
    await unlink(draft);
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort().reverse();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

async function findLast(folder: string, wing: Wing): Promise<Checkpoint | undefined> {
  const months = (await namesIn(folder)).filter((name) => /^\d{4}-\d{2}$/.test(name));
  for (const month of months) {
    const names = await namesIn(join(folder, month));
    const name = names.find((one) => one.startsWith(`${wing}-`) && one.endsWith('-sealed.json'));
    if (name === undefined) continue;
    const path = join(folder, month, name);
    const checkpoint = readCheckpoint(await readFile(path, 'utf8'));
    if (checkpoint === undefined) throw new PlainFault(`${path} is not a checkpoint.`);
    return checkpoint;
  }
  return undefined;
}
