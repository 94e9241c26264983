import { rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKED } from './archive.ts';
import { listNames, syncFolder } from './files.ts';
import { listBackups, placeIn } from './manifest.ts';
import { segmentOf } from './wal.ts';

export interface Pruned {
  /** Folders of base backups. */
  readonly backups: readonly string[];
  readonly segments: number;
}

/**
 * Removes all base backups but the newest, and the archived log that only the removed ones needed. What is left leads
 * from the oldest kept backup to now without a gap.
 */
export async function pruneBackups(options: {
  readonly folder: string;
  /** From 1. */
  readonly keep: number;
  readonly archive?: string;
}): Promise<Pruned> {
  const { folder, keep, archive } = options;
  const all = await listBackups(folder);
  const old = all.slice(0, -keep);
  const [oldestKept] = all.slice(-keep);
  for (const backup of old) await rm(backup.folder, { recursive: true });
  if (old.length > 0) await syncFolder(folder);
  if (archive === undefined || oldestKept === undefined)
    return { backups: old.map((one) => one.folder), segments: 0 };
  const segmentBytes = BigInt(oldestKept.manifest.segmentBytes);
  const first = placeIn(oldestKept.manifest, 'beganLsn') / segmentBytes;
  let segments = 0;
  for (const name of await listNames(archive)) {
    const segment = segmentOf(name.slice(0, -PACKED.length), segmentBytes);
    if (!name.endsWith(PACKED) || segment === undefined || segment.number >= first) continue;
    await unlink(join(archive, name));
    segments += 1;
  }
  return { backups: old.map((one) => one.folder), segments };
}
