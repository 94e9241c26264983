import { chown, mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { findPasswords } from '../database/roles.ts';
import { markRestored } from '../database/serves-from.ts';
import { findBinaries } from '../embedded/binaries.ts';
import { chooseFooting, type Footing } from '../embedded/footing.ts';
import { type Embedded, openEmbedded } from '../embedded/open-embedded.ts';
import { codeOf, messageOf, PlainFault } from '../plain-fault.ts';
import { findText, makePrivateFolder } from '../private-files.ts';
import { restoreSettings } from './archive.ts';
import { copyFile, forEachOf, syncFolder } from './files.ts';
import { type BaseBackup, CLUSTER, listBackups, readManifest } from './manifest.ts';
import { type BackupFindings, logFolders, verifyBackup } from './verify-backup.ts';
import { lsnOf, segmentOf } from './wal.ts';

/** Replaying a day of log takes minutes; a bank that is restored has them. */
const READY_MS = 6 * 3_600_000;

export interface RestoreOptions {
  /** A base backup, or a folder of them. */
  readonly from: string;
  readonly archive?: string;
  /** The new data folder; its `keys` are there already. */
  readonly dataDir: string;
  readonly databaseName: string;
  /** ISO 8601: nothing committed later is there afterwards. Undefined: all that was archived. */
  readonly until?: string;
  /** For tests: what the server is started with. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Restored {
  readonly backup: BaseBackup;
  /** ISO 8601; undefined where nothing was committed after the backup began. */
  readonly lastCommitAt?: string;
  /** No code may be judged before: steps spent since then are forgotten. ISO 8601. */
  readonly servesFrom: string;
  /** The server runs; to be stopped by the caller. */
  readonly embedded: Embedded;
}

/**
 * Restores a base backup and the log behind it into a new data folder, up to an instant or to the end, and lets the
 * server run. Everything is verified before the first byte is written. A restore that fails leaves no database behind.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const backup = await chooseBackup(options);
  const findings = await verifyBackup(backup, options.archive);
  if (findings.faults.length > 0) throw new PlainFault(findings.faults.join('\n'));
  const footing = await prepareFolder(options.dataDir, backup);
  await copyBack(backup, footing);
  const password = (await findPasswords(options.dataDir))?.owner ?? '';
  const logFile = join(options.dataDir, 'logs', 'postgres.log');
  try {
    const embedded = await openEmbedded({
      dataDir: options.dataDir,
      ownerPassword: password,
      databaseName: options.databaseName,
      readyMs: READY_MS,
      settings: { ...options.settings, ...recoverySettings(options, backup, findings) },
    });
    try {
      const lastCommitAt = await judgeReached(embedded.ownerUrl, backup, findings, options.until);
      const servesFrom = await markRestored(embedded.ownerUrl);
      return { backup, servesFrom, embedded, ...(lastCommitAt === undefined ? {} : { lastCommitAt }) };
    } catch (error) {
      await embedded.stop();
      throw error;
    }
  } catch (error) {
    await rm(footing.cluster, { recursive: true, force: true });
    throw await faultOf(error, logFile, options.until);
  }
}

/** The newest backup that had ended by the wanted instant. */
async function chooseBackup({ from, until }: RestoreOptions): Promise<BaseBackup> {
  const folder = resolve(from);
  const all =
    (await findText(join(folder, 'manifest.json'))) === undefined
      ? await listBackups(folder)
      : [{ folder, manifest: await readManifest(folder) }];
  const fits = all.filter(
    ({ manifest }) => until === undefined || Date.parse(manifest.endedAt) <= Date.parse(until),
  );
  const chosen = fits.at(-1);
  if (chosen !== undefined) return chosen;
  throw new PlainFault(
    all[0] === undefined
      ? `There is no base backup in ${folder}.`
      : `The oldest backup in ${folder} ended at ${all[0].manifest.endedAt}: nothing before that can be restored.`,
  );
}

/** The new data folder: with the keys, without a database. */
async function prepareFolder(given: string, { manifest }: BaseBackup): Promise<Footing> {
  await makePrivateFolder(given);
  const dataDir = await realpath(given);
  if ((await findPasswords(dataDir)) === undefined) {
    throw new PlainFault(
      `${join(dataDir, 'keys')} has no database.json: put the copy of the keys folder there first. It is not in the backup.`,
    );
  }
  const footing = await chooseFooting({ dataDir, binaries: await findBinaries() });
  if (manifest.major !== footing.binaries.major) {
    throw new PlainFault(
      `The backup is of PostgreSQL ${manifest.major} and this Warifu brings ${footing.binaries.major}: restore it with the version that took it.`,
    );
  }
  if (await isThere(footing.cluster))
    throw new PlainFault(`${footing.cluster} is there already: restore into a new data folder.`);
  return footing;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

async function copyBack({ folder, manifest }: BaseBackup, footing: Footing): Promise<void> {
  const draft = `${footing.cluster}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const own = async (path: string): Promise<void> => {
    if (footing.account) await chown(path, footing.account.uid, footing.account.gid);
  };
  for (const path of manifest.folders) {
    await mkdir(join(draft, path), { mode: 0o700 });
    await own(join(draft, path));
  }
  await forEachOf(
    manifest.files.filter(({ path }) => path.startsWith(`${CLUSTER}/`)),
    async ({ path, sha256 }) => {
      const to = join(draft, path.slice(CLUSTER.length + 1));
      const copied = await copyFile(join(folder, path), to);
      if (copied?.sha256 !== sha256) throw new PlainFault(`${join(folder, path)} changed while it was read.`);
      await own(to);
    },
  );
  await writeFile(join(draft, 'recovery.signal'), '', { mode: 0o600 });
  await own(join(draft, 'recovery.signal'));
  await own(draft);
  for (const path of ['', ...manifest.folders]) await syncFolder(join(draft, path));
  await rename(draft, footing.cluster);
}

function recoverySettings(
  { archive, until }: RestoreOptions,
  backup: BaseBackup,
  { chain }: BackupFindings,
): Readonly<Record<string, string>> {
  return {
    ...restoreSettings(logFolders(backup, archive === undefined ? undefined : resolve(archive))),
    recovery_target_timeline: String(chain.timeline),
    ...(until === undefined
      ? {}
      : {
          recovery_target_time: targetTime(until),
          recovery_target_action: 'promote',
          recovery_target_inclusive: 'on',
        }),
    // Nobody reads before the end: `ready` in the server's mark means that it was reached.
    hot_standby: 'off',
    // A drill must not write into the archive of the bank that is at work.
    archive_mode: 'off',
  };
}

/** As PostgreSQL takes it at its start, when it knows no names of zones yet: `Z` is one. */
const targetTime = (until: string): string => until.replace('T', ' ').replace(/Z$/, '+00');

/** The last commit, once it is certain that the log was replayed as far as it was promised. */
async function judgeReached(
  ownerUrl: string,
  { manifest }: BaseBackup,
  { chain }: BackupFindings,
  until: string | undefined,
): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ recovering: boolean; at: string | null; replayed: string }>(`
      select pg_is_in_recovery() as recovering, pg_last_wal_replay_lsn()::text as replayed,
             to_char(pg_last_xact_replay_timestamp(), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`);
    const [row] = rows;
    const segmentBytes = BigInt(manifest.segmentBytes);
    const last = segmentOf(chain.segments.at(-1) ?? '', segmentBytes);
    const replayed = lsnOf(row?.replayed ?? '') ?? -1n;
    if (row === undefined || row.recovering) throw new PlainFault('The server is still in recovery.');
    if (until === undefined && last !== undefined && replayed < last.number * segmentBytes) {
      throw new PlainFault(
        `The log was replayed up to ${row.replayed} only, though it goes on in ${chain.segments.at(-1)}: it is damaged there.`,
      );
    }
    return row.at ?? undefined;
  } finally {
    await client.end();
  }
}

/** A target behind the end of the log: PostgreSQL says so in its log, with the last commit that there is. */
async function faultOf(error: unknown, logFile: string, until: string | undefined): Promise<unknown> {
  if (until === undefined || !/before configured recovery target was reached/.test(messageOf(error)))
    return error;
  const said = (await findText(logFile)) ?? '';
  const [, at] = [...said.matchAll(/last completed transaction was at log time (.+)/g)].at(-1) ?? [];
  return new PlainFault(
    `The archive ends before ${until}${at === undefined ? '' : `: the last commit in it is of ${at}`}. Without --until it is restored to its end.`,
  );
}
