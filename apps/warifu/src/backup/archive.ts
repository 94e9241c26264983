import { chown, lstat } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Footing } from '../embedded/footing.ts';
import { codeOf, messageOf, PlainFault } from '../plain-fault.ts';
import { findText, makePrivateFolder } from '../private-files.ts';
import { listNames, packFile, unpackHead, writeSynced } from './files.ts';
import { type Fork, forksOf, headOf, historyTimelineOf, segmentOf } from './wal.ts';

/** What each file of the archive ends with: segments are mostly empty where nothing is due. */
export const PACKED = '.gz';
const OWNER_FILE = 'system-identifier';
/** At most this much of the last minute is only on the server's own disk. */
const SEGMENT_SECONDS_MAX = 60;

/** A word as the shell takes it, in a command in which PostgreSQL replaces `%p` and `%f`. */
const quoted = (path: string): string => `'${path.replaceAll("'", "'\\''").replaceAll('%', '%%')}'`;

/**
 * How the server archives: each finished segment, and the one under way once a minute. A file gets its name when it is
 * whole and on the disk. One that is there already is compared and never written over.
 */
export function archiveSettings(folder: string): Readonly<Record<string, string>> {
  const file = `"%f${PACKED}"`;
  const draft = '".%f.new"';
  return {
    archive_mode: 'on',
    archive_command: [
      `s="$PWD/%p"; cd ${quoted(folder)} || exit 1`,
      `if [ -e ${file} ]; then gzip -dc ${file} | cmp -s - "$s"`,
      `else gzip -1nc "$s" > ${draft} && sync ${draft} && mv ${draft} ${file} && sync .; fi`,
    ].join('; '),
    archive_timeout: `${SEGMENT_SECONDS_MAX}s`,
  };
}

/** How a restored server finds a segment: in the archive, else beside the base backup. */
export function restoreSettings(folders: readonly string[]): Readonly<Record<string, string>> {
  const tries = folders.map((folder) => {
    const file = `${quoted(folder)}/"%f${PACKED}"`;
    return `if [ -e ${file} ]; then exec gzip -dc ${file} > "%p"; fi`;
  });
  return { restore_command: `${tries.join('; ')}; exit 1` };
}

export interface ArchivingServer {
  readonly ownerUrl: string;
  /** Absolute. */
  readonly cluster: string;
}

/** Makes the folder before the server starts, for the account that it runs as alone. */
export async function makeArchive(folder: string, account: Footing['account']): Promise<void> {
  if (process.platform === 'win32') throw new PlainFault('WARIFU_ARCHIVE_DIR needs a shell, sync and gzip.');
  await makePrivateFolder(folder);
  if (account) await chown(folder, account.uid, account.gid);
}

/**
 * Binds the archive to this cluster, and brings what the server itself will not: history and segments from before
 * archiving was on. Refuses the archive of another bank, or of another life of this one.
 */
export async function completeArchive(folder: string, server: ArchivingServer): Promise<void> {
  const facts = await askServer(server.ownerUrl);
  const owner = (await findText(join(folder, OWNER_FILE)))?.trim();
  if (owner === undefined) await writeSynced(join(folder, OWNER_FILE), `${facts.systemIdentifier}\n`);
  else if (owner !== facts.systemIdentifier)
    throw new PlainFault(
      `The archive ${folder} belongs to another database: name another folder in WARIFU_ARCHIVE_DIR.`,
    );
  const log = join(server.cluster, 'pg_wal');
  const waiting = new Set(await listNames(join(log, 'archive_status')));
  const present = segmentOf(facts.segment, facts.segmentBytes);
  for (const name of await listNames(log)) {
    const segment = segmentOf(name, facts.segmentBytes);
    const isPast =
      segment !== undefined &&
      segment.timeline === present?.timeline &&
      segment.number < present.number &&
      !waiting.has(`${name}.ready`);
    if (historyTimelineOf(name) !== undefined) await storeHistory(folder, log, name);
    else if (isPast && !(await isThere(join(folder, `${name}${PACKED}`))))
      await storeSegment(folder, log, name);
  }
}

interface ServerFacts {
  readonly systemIdentifier: string;
  readonly segment: string;
  readonly segmentBytes: bigint;
}

async function askServer(ownerUrl: string): Promise<ServerFacts> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ identifier: string; segment: string; bytes: string }>(`
      select system_identifier::text as identifier, pg_walfile_name(pg_current_wal_lsn()) as segment,
             pg_size_bytes(current_setting('wal_segment_size'))::text as bytes
      from pg_control_system()`);
    const [row] = rows;
    if (row === undefined) throw new PlainFault('The server does not say which cluster it serves.');
    return {
      systemIdentifier: row.identifier,
      segment: row.segment,
      segmentBytes: BigInt(row.bytes),
    };
  } finally {
    await client.end();
  }
}

async function storeHistory(folder: string, log: string, name: string): Promise<void> {
  const file = join(folder, `${name}${PACKED}`);
  if (!(await isThere(file))) return packFile(join(log, name), file);
  const ours = await findText(join(log, name));
  if (ours === (await unpackText(file))) return;
  throw new PlainFault(
    `The archive ${folder} holds another life of this database (${name} differs): name another folder in WARIFU_ARCHIVE_DIR, and take a base backup.`,
  );
}

/** A segment that was kept only until the next checkpoint may go while it is read: then it is simply not in the archive. */
async function storeSegment(folder: string, log: string, name: string): Promise<void> {
  try {
    await packFile(join(log, name), join(folder, `${name}${PACKED}`));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

const isThere = async (path: string): Promise<boolean> => {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
};

async function unpackText(path: string): Promise<string> {
  return (await unpackHead(path, HISTORY_BYTES_MAX)).head.toString('utf8');
}
const HISTORY_BYTES_MAX = 1_000_000;

/** What the folders hold of the log. */
export interface Archived {
  /** Segments by name, each with the file it is packed in. The earlier folder wins. */
  readonly segments: ReadonlyMap<string, string>;
  readonly histories: ReadonlyMap<number, readonly Fork[]>;
}

export async function readArchives(folders: readonly string[], segmentBytes: bigint): Promise<Archived> {
  const segments = new Map<string, string>();
  const histories = new Map<number, readonly Fork[]>();
  for (const folder of folders) {
    for (const packed of await listNames(folder)) {
      if (!packed.endsWith(PACKED)) continue;
      const name = packed.slice(0, -PACKED.length);
      const file = join(folder, packed);
      const timeline = historyTimelineOf(name);
      if (timeline !== undefined) histories.set(timeline, forksOf(await unpackText(file)));
      else if (segmentOf(name, segmentBytes) !== undefined && !segments.has(name)) segments.set(name, file);
    }
  }
  return { segments, histories };
}

/** What is wrong with one packed segment, or nothing: whole, of the size, at its place, and of this cluster. */
export async function judgeSegment(
  name: string,
  file: string,
  of: { readonly segmentBytes: bigint; readonly systemIdentifier: string },
): Promise<string | undefined> {
  try {
    const { head, bytes } = await unpackHead(file);
    const says = headOf(head);
    const segment = segmentOf(name, of.segmentBytes);
    if (BigInt(bytes) !== of.segmentBytes || says === undefined) return `${file} has not its whole length.`;
    if (String(says.systemIdentifier) !== of.systemIdentifier) return `${file} is of another database.`;
    if (segment === undefined || says.place !== segment.number * of.segmentBytes)
      return `${file} is another piece of the log than its name says.`;
    return undefined;
  } catch (error) {
    return `${file} is damaged (${messageOf(error)}).`;
  }
}
