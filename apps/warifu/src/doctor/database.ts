import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { placeOf } from '../database/connect.ts';
import { judgeRole } from '../database/judge-role.ts';
import type { Reached } from '../database/reach.ts';
import type { LoginRole } from '../database/roles.ts';
import { house } from '../house.ts';
import { codeOf, messageOf } from '../plain-fault.ts';
import { type Finding, fault, findingsOf, good } from './finding.ts';

const MAJOR_MIN = 15;
const MAJOR_MAX = 18;
const CONNECT_MS = 5_000;
/** A code lives thirty seconds; clocks that are a second apart are seen by nobody. */
export const CLOCK_MS_MAX = 1_000;

interface ServerRow {
  readonly number: string;
  readonly fsync: string;
  readonly pages: string;
  readonly commits: string;
  readonly checksums: string;
  readonly now_ms: string;
}

const SERVER = `
  select current_setting('server_version_num') as number, current_setting('fsync') as fsync,
    current_setting('full_page_writes') as pages, current_setting('synchronous_commit') as commits,
    current_setting('data_checksums') as checksums,
    (extract(epoch from clock_timestamp()) * 1000)::bigint::text as now_ms`;

/** Each login: that it is reached, may no more than it should, and finds the database of this version. */
export async function checkLogins(
  reached: Reached,
  roles: readonly LoginRole[],
): Promise<readonly Finding[]> {
  const found = await Promise.all(
    roles.map((role) =>
      findingsOf(`login ${role}`, 'Look at the server’s log.', async () => {
        const url = reached.urlFor(role);
        await judgeRole(url);
        return [good(`login ${role}`, `reaches ${placeOf(url)}, and may no more than a server should`)];
      }),
    ),
  );
  return found.flat();
}

/** What the server promises of its disk, and what its clock says. */
export function checkServer(url: string, nowMs: () => number): Promise<readonly Finding[]> {
  return findingsOf('database', 'Start the server, and look at its log.', () =>
    withClient(url, async (client) => {
      const asked = nowMs();
      const { rows } = await client.query<ServerRow>(SERVER);
      const between = (asked + nowMs()) / 2;
      const [row] = rows;
      return row === undefined ? [] : [...judgeServer(row), judgeClock(Number(row.now_ms) - between)];
    }),
  );
}

/** Pure. */
export function judgeServer(row: Omit<ServerRow, 'now_ms'>): readonly Finding[] {
  const major = Math.floor(Number(row.number) / 10_000);
  const findings = [
    major >= MAJOR_MIN && major <= MAJOR_MAX
      ? undefined
      : fault(
          'database version',
          `it is PostgreSQL ${major}`,
          `Use PostgreSQL ${MAJOR_MIN} to ${MAJOR_MAX}.`,
        ),
    row.fsync === 'on'
      ? undefined
      : fault('fsync', 'fsync is off: a power cut breaks the whole database', 'Set fsync = on, and restore.'),
    row.pages === 'on'
      ? undefined
      : fault(
          'full_page_writes',
          'full_page_writes is off: a power cut can tear a page',
          'Set full_page_writes = on.',
        ),
    row.commits === 'off'
      ? fault(
          'synchronous_commit',
          'synchronous_commit is off: what was acknowledged can be lost',
          'Set synchronous_commit = on, for the server, the database and the login roles.',
        )
      : undefined,
    row.checksums === 'on'
      ? undefined
      : fault(
          'checksums',
          'pages have no checksums: a rotten disk is not noticed',
          'Stop the server and run pg_checksums --enable.',
        ),
  ].filter((finding) => finding !== undefined);
  return findings.length > 0
    ? findings
    : [good('database', `PostgreSQL ${major}, commits on the disk before they are answered, pages checked`)];
}

/** Pure. Positive: the database is ahead. */
export function judgeClock(aheadMs: number): Finding {
  const apart = `${(Math.abs(aheadMs) / 1_000).toFixed(3)} s`;
  return Math.abs(aheadMs) <= CLOCK_MS_MAX
    ? good('clock and database', `${apart} apart`)
    : fault(
        'clock and database',
        `the database's clock is ${apart} ${aheadMs > 0 ? 'ahead of' : 'behind'} this machine's`,
        'Run NTP on both, and look which one is wrong.',
      );
}

/** The migrations by name and content: exactly those of this version. */
export function checkMigrations(url: string): Promise<readonly Finding[]> {
  return findingsOf('migrations', 'Run warifu migrate.', () =>
    withClient(url, async (client) => {
      const { rows } = await client.query<{ name: string; checksum: string }>(
        'select name, checksum from warifu.migration',
      );
      return judgeMigrations(await readMigrations(), new Map(rows.map((row) => [row.name, row.checksum])));
    }),
  );
}

async function readMigrations(): Promise<ReadonlyMap<string, string>> {
  const folder = join(house, 'db', 'migrations');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql'));
  const entries = names.map(
    async (name): Promise<readonly [string, string]> => [
      name,
      createHash('sha256')
        .update(await readFile(join(folder, name), 'utf8'))
        .digest('hex'),
    ],
  );
  return new Map(await Promise.all(entries));
}

/** Pure. */
export function judgeMigrations(
  wanted: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): readonly Finding[] {
  const missing = [...wanted.keys()].filter((name) => !found.has(name)).sort();
  const unknown = [...found.keys()].filter((name) => !wanted.has(name)).sort();
  const other = [...wanted].filter(([name, sum]) => found.has(name) && found.get(name) !== sum);
  if (unknown.length > 0)
    return [
      fault(
        'migrations',
        `the database is of a newer version: ${unknown.join(', ')}`,
        'Install that version.',
      ),
    ];
  if (other.length > 0)
    return [
      fault(
        'migrations',
        `the database was made with another ${other.map(([name]) => name).join(', ')}`,
        'Put the program of that version back; a migration that has run is never edited.',
      ),
    ];
  if (missing.length > 0)
    return [fault('migrations', `not yet run: ${missing.join(', ')}`, 'Back up, then run warifu migrate.')];
  return [good('migrations', `all ${wanted.size} of this version, and no other`)];
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    // The driver's own words may hold a user's name, but never the password.
    throw new Error(`${placeOf(url)} cannot be reached: ${messageOf(error) || codeOf(error)}`);
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
