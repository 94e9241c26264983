import { join } from 'node:path';
import { judgeSegment, readArchives } from './archive.ts';
import { forEachOf, walk, weighFile } from './files.ts';
import { type BaseBackup, LOG, placeIn } from './manifest.ts';
import { chainOf, type LogChain } from './wal.ts';

/** What a backup was found to be: how far it leads, and what is wrong with it. */
export interface BackupFindings {
  readonly chain: LogChain;
  /** Each a sentence that names a file. None: it can be restored. */
  readonly faults: readonly string[];
}

const OWN_FILES = new Set(['manifest.json', 'manifest.sha256']);

/** Reads every byte of a base backup and of the log from it on, and compares it with what was written down. */
export async function verifyBackup(backup: BaseBackup, archive: string | undefined): Promise<BackupFindings> {
  const faults = await compareFiles(backup);
  const { chain, files } = await findChain(backup, archive);
  faults.push(...chain.missing.map((name) => `The segment ${name} of the log is missing.`));
  const { systemIdentifier, segmentBytes } = backup.manifest;
  await forEachOf(chain.segments, async (name) => {
    const fault = await judgeSegment(name, files.get(name) ?? name, {
      systemIdentifier,
      segmentBytes: BigInt(segmentBytes),
    });
    if (fault !== undefined) faults.push(fault);
  });
  return { chain, faults: faults.sort() };
}

async function compareFiles({ folder, manifest }: BaseBackup): Promise<string[]> {
  const faults: string[] = [];
  await forEachOf(manifest.files, async ({ path, bytes, sha256 }) => {
    const file = join(folder, path);
    const found = await weighFile(file);
    if (found === undefined) faults.push(`${file} is missing.`);
    else if (found.bytes !== bytes || found.sha256 !== sha256)
      faults.push(`${file} is not as it was written.`);
  });
  const known = new Set(manifest.files.map(({ path }) => path));
  for (const path of (await walk(folder)).files) {
    if (!known.has(path) && !OWN_FILES.has(path))
      faults.push(`${join(folder, path)} does not belong to the backup.`);
  }
  return faults;
}

/** The folders of the log, the archive first: it has what came after the backup. */
export const logFolders = (backup: BaseBackup, archive: string | undefined): readonly string[] => [
  ...(archive === undefined ? [] : [archive]),
  join(backup.folder, LOG),
];

async function findChain(backup: BaseBackup, archive: string | undefined) {
  const { manifest } = backup;
  const segmentBytes = BigInt(manifest.segmentBytes);
  const { segments, histories } = await readArchives(logFolders(backup, archive), segmentBytes);
  const chain = chainOf({
    from: { timeline: manifest.timeline, lsn: placeIn(manifest, 'beganLsn') },
    to: placeIn(manifest, 'endedLsn'),
    segmentBytes,
    names: new Set(segments.keys()),
    histories,
  });
  return { chain, files: segments };
}
