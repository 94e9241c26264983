import type { KeyObject } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChainFault, isSigned, readCheckpoint, type SignedCheckpoint } from '@warifu/audit-chain';
import { codeOf, PlainFault } from '../plain-fault.ts';

/** All checkpoints of a folder, and the first line that no given key signed. */
export interface ReadCheckpoints {
  readonly checkpoints: readonly SignedCheckpoint[];
  readonly fault?: ChainFault;
}

/** Reads every file of JSON lines below the folder, whatever it is called there: copies are often put together. */
export async function readCheckpoints(
  folder: string,
  publicKeys: readonly KeyObject[],
): Promise<ReadCheckpoints> {
  const checkpoints: SignedCheckpoint[] = [];
  for (const name of await filesOf(folder)) {
    const lines = (await readFile(join(folder, name), 'utf8')).split('\n');
    for (const [index, line] of lines.entries()) {
      if (line.trim() === '') continue;
      const checkpoint = readCheckpoint(line);
      if (checkpoint === undefined || !isSigned(checkpoint, publicKeys))
        return { checkpoints, fault: unsigned(`${name}:${index + 1}`) };
      checkpoints.push(checkpoint);
    }
  }
  return { checkpoints };
}

async function filesOf(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder, { recursive: true })).filter((name) => /[.]jsonl?$/.test(name)).sort();
  } catch (error) {
    throw new PlainFault(
      `The checkpoints in ${folder} cannot be read (${codeOf(error) ?? 'unknown fault'}).`,
    );
  }
}

const unsigned = (where: string): ChainFault => ({
  name: 'audit_checkpoint_unsigned',
  sentence: `The checkpoint ${where} is not as it was signed, or by none of the keys that were given.`,
});
