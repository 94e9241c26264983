import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { restoreBackup } from '../backup/restore.ts';
import { readSettings, type Settings } from '../config.ts';
import { DATABASE, reachDatabase } from '../database/reach.ts';
import { messageOf, PlainFault } from '../plain-fault.ts';
import { keysText } from './backup.ts';
import { tellVerified } from './verify.ts';

/** With its zone: an operator's clock and the server's may be of different ones. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** Restores into a new data folder, proves it, and says what it holds. */
export async function restore(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: { from: { type: 'string' }, to: { type: 'string' }, until: { type: 'string' } },
  });
  const { from, to, until } = values;
  if (from === undefined || to === undefined)
    throw new PlainFault('warifu restore takes --from DIR --to DATA_DIR, and --until INSTANT where wanted.');
  if (until !== undefined && (!INSTANT.test(until) || Number.isNaN(Date.parse(until))))
    throw new PlainFault('--until takes an instant with its zone, such as 2027-04-01T09:30:00+09:00.');
  // The archive is read alone: the restored server goes on outside of it.
  const { archiveDir, databaseUrl: _, ...rest } = readSettings(process.env);
  const settings: Settings = { ...rest, dataDir: resolve(to), roleUrls: {} };
  const restored = await restoreBackup({
    from,
    dataDir: settings.dataDir,
    databaseName: DATABASE,
    ...(archiveDir === undefined ? {} : { archive: archiveDir }),
    ...(until === undefined ? {} : { until }),
  });
  const { backup, lastCommitAt, servesFrom, embedded } = restored;
  try {
    process.stdout.write(
      `${settings.dataDir} is restored from ${backup.folder}; its last commit is of ${lastCommitAt ?? backup.manifest.endedAt}.\n`,
    );
    process.stdout.write(`${keysText(backup.manifest.keyVersions)}\n`);
    await prove(settings);
    process.stdout.write(
      `It serves from ${servesFrom} on: codes used before must have run out. Compare the network's payments first, and take a base backup when it serves.\n`,
    );
  } finally {
    await embedded.stop();
  }
}

/** A key that is not at hand, or a backup of an earlier version, keeps the proof for later, and is told. */
async function prove(settings: Settings): Promise<void> {
  const reached = await reachDatabase(settings, { makesPasswords: false });
  try {
    await tellVerified(settings, reached);
  } catch (error) {
    if (!(error instanceof PlainFault)) throw error;
    process.exitCode = 1;
    process.stderr.write(`Not verified: ${messageOf(error)} Mend that, and run warifu verify.\n`);
  } finally {
    await reached.close();
  }
}
