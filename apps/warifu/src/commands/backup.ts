import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type BaseBackup, listBackups, readManifest } from '../backup/manifest.ts';
import { pruneBackups } from '../backup/prune.ts';
import { takeBackup } from '../backup/take.ts';
import { verifyBackup } from '../backup/verify-backup.ts';
import { isBelow, readSettings } from '../config.ts';
import { PlainFault } from '../plain-fault.ts';
import { findText } from '../private-files.ts';
import { withDatabase } from './with-bank.ts';

const USAGE = 'warifu backup takes --to DIR; verify DIR; or prune --keep N --to DIR.';

/** `backup --to`: takes a base backup. `verify`: reads it and the log behind it. `prune`: removes what is too old. */
export async function backup(words: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: { to: { type: 'string' }, keep: { type: 'string' } },
    allowPositionals: true,
  });
  const [act, folder, ...more] = positionals;
  if (more.length > 0) throw new PlainFault(USAGE);
  if (act === 'verify' && folder !== undefined) return tellFindings(resolve(folder));
  if (folder !== undefined || values.to === undefined) throw new PlainFault(USAGE);
  if (act === undefined) return take(resolve(values.to));
  const keep = /^[1-9]\d{0,3}$/.test(values.keep ?? '') ? Number(values.keep) : undefined;
  if (act !== 'prune' || keep === undefined) throw new PlainFault(USAGE);
  return prune(resolve(values.to), keep);
}

async function take(to: string): Promise<void> {
  const { dataDir } = readSettings(process.env);
  if (to === dataDir || isBelow(to, dataDir))
    throw new PlainFault('The backup would lie in the data folder: keep it apart, best on another disk.');
  await withDatabase(async ({ ownerUrl }) => {
    if (ownerUrl === undefined)
      throw new PlainFault('warifu backup is for the owner of the database: set DATABASE_URL.');
    const { folder, manifest } = await takeBackup({ ownerUrl, to });
    process.stdout.write(`${folder}\n${keysText(manifest.keyVersions)}\n`);
  });
}

/** Which keys a backup needs, which are not in it. */
export const keysText = (versions: readonly number[]): string =>
  versions.length === 0
    ? 'No secret is sealed in it.'
    : `Its secrets are sealed under the key versions ${versions.join(', ')}, which are not in it: WARIFU_KEK_FILE needs them.`;

async function tellFindings(folder: string): Promise<void> {
  const { archiveDir } = readSettings(process.env);
  const all: readonly BaseBackup[] =
    (await findText(`${folder}/manifest.json`)) === undefined
      ? await listBackups(folder)
      : [{ folder, manifest: await readManifest(folder) }];
  if (all.length === 0) throw new PlainFault(`There is no base backup in ${folder}.`);
  for (const one of all) {
    const { chain, faults } = await verifyBackup(one, archiveDir);
    for (const fault of faults) process.stderr.write(`${fault}\n`);
    if (faults.length > 0) process.exitCode = 1;
    else
      process.stdout.write(
        `${one.folder}: ${one.manifest.files.length} files as they were written, of ${one.manifest.endedAt}; the log goes on without a gap to ${chain.segments.at(-1)}.\n`,
      );
  }
}

async function prune(folder: string, keep: number): Promise<void> {
  const { archiveDir } = readSettings(process.env);
  const { backups, segments } = await pruneBackups({
    folder,
    keep,
    ...(archiveDir === undefined ? {} : { archive: archiveDir }),
  });
  for (const one of backups) process.stdout.write(`Removed ${one}.\n`);
  process.stdout.write(`${backups.length} base backups and ${segments} archived segments removed.\n`);
}
