import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { connectAsOwner } from '../database/connect.ts';
import { codeOf, PlainFault } from '../plain-fault.ts';
import { makePrivateFolder } from '../private-files.ts';
import { PACKED } from './archive.ts';
import {
  copyFile,
  forEachOf,
  type KnownFile,
  packFile,
  syncFolder,
  walk,
  weighFile,
  writeSynced,
} from './files.ts';
import {
  type BaseBackup,
  backupName,
  CLUSTER,
  LOG,
  type Manifest,
  manifestForm,
  writeManifest,
} from './manifest.ts';
import { lsnOf, segmentName } from './wal.ts';

/** Kept as empty folders: what is in them belongs to the running server, or is made anew. */
const EMPTIED = /^pg_(?:wal|replslot|dynshmem|notify|serial|snapshots|stat_tmp|subtrans)$/;
/**
 * Not copied. `pg_wal` must have its folders, and its segments come with the log.
 * @see PostgreSQL manual, "Making a Base Backup Using the Low Level API", "Backing Up the Data Directory"
 */
const LEFT_OUT =
  /^(?:postmaster\.(?:pid|opts)|backup_label.*|tablespace_map.*|current_logfiles.*|recovery\.signal|standby\.signal)$|(?:^|\/)(?:pgsql_tmp[^/]*|pg_internal\.init[^/]*)(?:\/|$)/;

/**
 * Takes a base backup of the running server: the files of the cluster between the marks that PostgreSQL sets, the log
 * between them, and a manifest. The folder gets its name when all of it is on the disk.
 */
export async function takeBackup(options: {
  readonly ownerUrl: string;
  /** The folder of the base backups. Absolute. */
  readonly to: string;
}): Promise<BaseBackup> {
  const client = await connectAsOwner(options.ownerUrl);
  try {
    const source = await findSource(client);
    await makePrivateFolder(options.to);
    const folder = join(options.to, backupName(source.now));
    const draft = `${folder}.new`;
    await mkdir(join(draft, CLUSTER), { recursive: true, mode: 0o700 });
    await mkdir(join(draft, LOG), { mode: 0o700 });
    const manifest = await copyBetweenMarks(client, source, draft);
    await writeManifest(draft, manifest);
    await syncFolder(draft);
    await rename(draft, folder);
    await syncFolder(options.to);
    return { folder, manifest };
  } finally {
    await client.end();
  }
}

interface Source {
  readonly cluster: string;
  readonly now: string;
  readonly systemIdentifier: string;
  readonly major: string;
  readonly segmentBytes: bigint;
  readonly migration: string;
  readonly keyVersions: readonly number[];
}

interface SourceRow {
  readonly cluster: string;
  readonly now: string;
  readonly identifier: string;
  readonly major: string;
  readonly segment_bytes: string;
  readonly recovering: boolean;
  readonly migration: string;
  readonly key_versions: number[];
}

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

async function findSource(client: pg.Client): Promise<Source> {
  let row: SourceRow | undefined;
  try {
    const { rows } = await client.query<SourceRow>(`
      select current_setting('data_directory') as cluster, to_char(clock_timestamp(), ${ISO}) as now,
             system_identifier::text as identifier, split_part(current_setting('server_version'), '.', 1) as major,
             pg_size_bytes(current_setting('wal_segment_size'))::text as segment_bytes,
             pg_is_in_recovery() as recovering, (select max(name) from warifu.migration) as migration,
             array(select key_version from token.token
                   union select key_version from token.radius_client order by 1) as key_versions
      from pg_control_system()`);
    row = rows[0];
  } catch (error) {
    if (codeOf(error) === '42P01' || codeOf(error) === '3F000')
      throw new PlainFault('The database is not one of Warifu yet: run warifu migrate.');
    if (codeOf(error) !== '42501') throw error;
  }
  const isHere = row !== undefined && !row.recovering && (await isClusterHere(row.cluster, row.identifier));
  if (row === undefined || !isHere) {
    throw new PlainFault(
      'The files of this PostgreSQL are not within reach: take its backups with its own tools (pg_basebackup and a WAL archive; docs/operations.md, Backup).',
    );
  }
  return {
    cluster: row.cluster,
    now: row.now,
    systemIdentifier: row.identifier,
    major: row.major.replace(/\D.*$/, ''),
    segmentBytes: BigInt(row.segment_bytes),
    migration: row.migration,
    keyVersions: row.key_versions,
  };
}

const IDENTIFIER_BYTES = 8;

/** Whether the folder on this machine is the very cluster that answered: its control file begins with the same number. */
async function isClusterHere(cluster: string, identifier: string): Promise<boolean> {
  try {
    const file = await open(join(cluster, 'global', 'pg_control'), 'r');
    try {
      const { buffer } = await file.read(Buffer.alloc(IDENTIFIER_BYTES), 0, IDENTIFIER_BYTES, 0);
      return String(buffer.readBigUInt64LE(0)) === identifier;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (['ENOENT', 'EACCES', 'EPERM'].includes(codeOf(error) ?? '')) return false;
    throw error;
  }
}

/** Between `pg_backup_start` and `pg_backup_stop`, which belong to one session. */
async function copyBetweenMarks(client: pg.Client, source: Source, draft: string): Promise<Manifest> {
  // Holds the log of the backup: a checkpoint would otherwise take segments away. It goes with this session.
  await client.query(
    "select pg_create_physical_replication_slot('warifu_backup_' || pg_backend_pid(), true, true)",
  );
  const began = await client.query<{ lsn: string }>('select pg_backup_start($1, true)::text as lsn', [
    'warifu backup',
  ]);
  const copied = await copyCluster(source.cluster, join(draft, CLUSTER));
  const { rows } = await client.query<{ lsn: string; label: string; map: string; now: string }>(
    `select lsn::text as lsn, labelfile as label, spcmapfile as map, to_char(clock_timestamp(), ${ISO}) as now
     from pg_backup_stop(false)`,
  );
  const [stop] = rows;
  const beganLsn = began.rows[0]?.lsn ?? '';
  const timeline = Number(/^START TIMELINE: (\d+)$/m.exec(stop?.label ?? '')?.[1]);
  if (stop === undefined || !Number.isSafeInteger(timeline) || stop.map.trim() !== '')
    throw new PlainFault('The backup was not ended by the server as it was begun: take it again.');
  await writeSynced(join(draft, CLUSTER, 'backup_label'), stop.label);
  const label = { ...(await weigh(draft, `${CLUSTER}/backup_label`)) };
  const log = await copyLog(source, draft, { timeline, from: beganLsn, to: stop.lsn });
  return {
    form: manifestForm,
    beganAt: source.now,
    endedAt: stop.now,
    systemIdentifier: source.systemIdentifier,
    major: source.major,
    timeline,
    beganLsn,
    endedLsn: stop.lsn,
    segmentBytes: String(source.segmentBytes),
    migration: source.migration,
    keyVersions: source.keyVersions,
    folders: copied.folders,
    files: [...copied.files, label, ...log].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

async function weigh(draft: string, path: string): Promise<KnownFile> {
  const weight = await weighFile(join(draft, path));
  if (weight === undefined)
    throw new PlainFault(`${join(draft, path)} went away while the backup was taken.`);
  return { path, ...weight };
}

async function copyCluster(
  cluster: string,
  to: string,
): Promise<{ readonly folders: readonly string[]; readonly files: readonly KnownFile[] }> {
  const found = await walk(cluster, (folder) => !EMPTIED.test(folder) && !LEFT_OUT.test(folder));
  if (found.files.some((path) => path.startsWith('pg_tblspc/')))
    throw new PlainFault(
      'The cluster has tablespaces, which warifu backup does not copy: use pg_basebackup.',
    );
  // The log may lie elsewhere, behind a link.
  const folders = [
    ...new Set([...found.folders.filter((path) => !LEFT_OUT.test(path)), 'pg_wal', 'pg_wal/archive_status']),
  ];
  for (const path of folders) await mkdir(join(to, path), { mode: 0o700 });
  const files: KnownFile[] = [];
  const copy = async (path: string): Promise<void> => {
    const copied = await copyFile(join(cluster, path), join(to, path));
    if (copied !== undefined) files.push({ path: `${CLUSTER}/${path}`, ...copied });
  };
  const wanted = found.files.filter(
    (path) => !LEFT_OUT.test(path) && !EMPTIED.test(path) && path !== CONTROL,
  );
  await forEachOf(wanted, copy);
  // Last, so that it never knows less than the pages do.
  await copy(CONTROL);
  for (const path of ['', ...folders]) await syncFolder(join(to, path));
  return { folders, files };
}

const CONTROL = 'global/pg_control';

async function copyLog(
  { cluster, segmentBytes }: Source,
  draft: string,
  span: { readonly timeline: number; readonly from: string; readonly to: string },
): Promise<readonly KnownFile[]> {
  const first = (lsnOf(span.from) ?? 0n) / segmentBytes;
  const last = ((lsnOf(span.to) ?? 1n) - 1n) / segmentBytes;
  const files: KnownFile[] = [];
  for (let number = first; number <= last; number += 1n) {
    const name = segmentName({ timeline: span.timeline, number }, segmentBytes);
    const path = `${LOG}/${name}${PACKED}`;
    await packFile(join(cluster, 'pg_wal', name), join(draft, path));
    files.push(await weigh(draft, path));
  }
  await syncFolder(join(draft, LOG));
  return files;
}
