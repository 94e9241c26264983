import { lstat, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { listBackups } from '../backup/manifest.ts';
import type { Settings } from '../config.ts';
import type { Reached } from '../database/reach.ts';
import { messageOf } from '../plain-fault.ts';
import { findText } from '../private-files.ts';
import { openAuthorityHouse } from '../server/open-house.ts';
import { CLOCK_MS_MAX, withClient } from './database.ts';
import { type Finding, fault, findingsOf, good, leftOut } from './finding.ts';
import { askNtp, type NtpServer } from './sntp.ts';

const REACH_MS = 5_000;
const SECRET_BYTES = 32;

/** The key file: there, the owner's alone, and the one that opens what is sealed. */
export function checkKeys(settings: Settings, reached: Reached): Promise<readonly Finding[]> {
  return findingsOf('key-encryption key', 'Put the right key file back.', async () => {
    const opened = await openAuthorityHouse({ settings, reached, onFault: () => undefined });
    try {
      const broken = await opened.authority.probeSecrets();
      return broken.length === 0
        ? [good('key-encryption key', 'opens what is sealed under each of its versions')]
        : [
            fault(
              'key-encryption key',
              `does not open the secret of ${broken.map(({ where }) => where).join(', ')}`,
              'Put back the key file that has this version: without it these tokens are lost.',
            ),
          ];
    } finally {
      await opened.close();
    }
  });
}

/** The files of `keys` that every process of the bank shares. Looked at, not made. */
export async function checkSecrets(dataDir: string): Promise<readonly Finding[]> {
  const names = ['pepper', 'cookie-secret'];
  return Promise.all(
    names.map(async (name): Promise<Finding> => {
      const file = join(dataDir, 'keys', name);
      const text = await findText(file);
      if (text === undefined)
        return fault(
          name,
          `${file} is not there`,
          'Put its copy back, or let the first server make a new one.',
        );
      if (Buffer.from(text.trim(), 'base64').length !== SECRET_BYTES)
        return fault(name, `${file} is not what Warifu wrote`, 'Put its copy back.');
      const { mode } = await lstat(file);
      return (mode & 0o077) === 0
        ? good(name, 'there, and its owner’s alone')
        : fault(name, `${file} can be read by others`, `chmod 600 ${file}`);
    }),
  );
}

export function checkNtp(server: NtpServer | undefined, nowMs: () => number): Promise<readonly Finding[]> {
  const remedy = 'Start NTP on this machine (chrony, systemd-timesyncd), and wait until it has settled.';
  return findingsOf('clock and NTP', remedy, async () => {
    if (server === undefined)
      return [leftOut('clock and NTP', 'no time server was named (WARIFU_NTP, --ntp)')];
    const aheadMs = await askNtp(server, nowMs);
    const apart = `${(Math.abs(aheadMs) / 1_000).toFixed(3)} s`;
    return [
      Math.abs(aheadMs) <= CLOCK_MS_MAX
        ? good('clock and NTP', `${apart} apart`)
        : fault(
            'clock and NTP',
            `this clock is ${apart} ${aheadMs > 0 ? 'behind' : 'ahead of'} ${server.host}`,
            remedy,
          ),
    ];
  });
}

const ROOM_MIN = 0.05;
const ROOM_BYTES_MIN = 1_000_000_000;

/** Room on the disk under a folder, in bytes and in files. */
export function checkDisk(name: string, folder: string): Promise<readonly Finding[]> {
  return findingsOf(`disk of ${name}`, `Make ${folder}, or name another.`, async () => {
    const { bavail, bsize, blocks, ffree, files } = await statfs(folder);
    return [judgeDisk(name, { freeBytes: bavail * bsize, bytes: blocks * bsize, freeFiles: ffree, files })];
  });
}

/** Pure. A file system without a bound on files says 0. */
export function judgeDisk(
  name: string,
  room: {
    readonly freeBytes: number;
    readonly bytes: number;
    readonly freeFiles: number;
    readonly files: number;
  },
): Finding {
  const check = `disk of ${name}`;
  const remedy = 'Free room or enlarge it: PostgreSQL stops on a full disk.';
  const left = `${(room.freeBytes / 1e9).toFixed(1)} GB free of ${(room.bytes / 1e9).toFixed(1)}`;
  if (room.freeBytes < Math.max(room.bytes * ROOM_MIN, ROOM_BYTES_MIN)) return fault(check, left, remedy);
  if (room.files > 0 && room.freeFiles < room.files * ROOM_MIN)
    return fault(check, `${room.freeFiles} inodes free of ${room.files}`, remedy);
  return good(check, left);
}

export function checkMail(url: string): Promise<readonly Finding[]> {
  const remedy = 'Look at WARIFU_SMTP_URL and at the mail server. Mails wait meanwhile, and are tried again.';
  return findingsOf('mail', remedy, async () => {
    const transport = createTransport({
      url,
      connectionTimeout: REACH_MS,
      greetingTimeout: REACH_MS,
      socketTimeout: REACH_MS,
    });
    try {
      await transport.verify();
      return [good('mail', 'the server greets, and takes who we are')];
    } finally {
      transport.close();
    }
  });
}

/** A counterpart over HTTP: whatever it answers, it is there. */
export function checkCounterpart(name: string, url: string, variable: string): Promise<readonly Finding[]> {
  return findingsOf(name, `Look at ${variable} and at the network.`, async () => {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(REACH_MS), redirect: 'manual' });
      await answer.body?.cancel();
      if (answer.status < 500) return [good(name, 'answers')];
      return [fault(name, `answers ${answer.status}`, 'It is ill: ask those who run it.')];
    } catch (error) {
      return [
        fault(name, `does not answer (${messageOf(error)})`, `Look at ${variable} and at the network.`),
      ];
    }
  });
}

const ARCHIVE_SECONDS_MAX = 600;
const BACKUP_HOURS_MAX = 26;

interface ArchiverRow {
  readonly mode: string;
  readonly failing: boolean;
  readonly segment: string | null;
  readonly oldest_seconds: number | null;
}

/** Whether the server archives its log, and without falling behind. */
export function checkArchive(url: string): Promise<readonly Finding[]> {
  return findingsOf('log archive', 'Look at the server’s log.', () =>
    withClient(url, async (client) => {
      const { rows } = await client.query<ArchiverRow>(`
        select current_setting('archive_mode') as mode, last_failed_wal as segment,
          coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) as failing,
          extract(epoch from clock_timestamp() - last_archived_time)::float8 as oldest_seconds
        from pg_stat_archiver`);
      return rows[0] === undefined ? [] : [judgeArchiver(rows[0])];
    }),
  );
}

/** Pure. A quiet bank writes no log, so age alone is no fault where nothing failed. */
export function judgeArchiver({ mode, failing, segment, oldest_seconds }: ArchiverRow): Finding {
  if (mode === 'off')
    return fault(
      'log archive',
      'the log is archived nowhere: a lost disk loses all since the last backup',
      'Set WARIFU_ARCHIVE_DIR, or archive_mode of your own server.',
    );
  if (failing)
    return fault(
      'log archive',
      `${segment ?? 'a segment'} could not be archived; the log piles up in the data folder`,
      'Look at the archive’s disk, its owner, and the server’s log.',
    );
  const isLate = oldest_seconds !== null && oldest_seconds > ARCHIVE_SECONDS_MAX;
  return good('log archive', isLate ? 'nothing failed, and nothing was written lately' : 'keeps up');
}

/** The age of the newest base backup. */
export function checkBackups(folder: string | undefined, nowMs: () => number): Promise<readonly Finding[]> {
  const remedy = 'Run warifu backup --to DIR every night.';
  return findingsOf('base backup', remedy, async () => {
    if (folder === undefined) return [leftOut('base backup', 'no folder was named (--backups DIR)')];
    await stat(folder);
    const newest = (await listBackups(folder)).at(-1);
    if (newest === undefined) return [fault('base backup', `there is none in ${folder}`, remedy)];
    const hours = (nowMs() - Date.parse(newest.manifest.endedAt)) / 3_600_000;
    const says = `the newest is ${hours.toFixed(1)} hours old`;
    return [hours > BACKUP_HOURS_MAX ? fault('base backup', says, remedy) : good('base backup', says)];
  });
}
