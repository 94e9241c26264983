import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { house } from '../../apps/warifu/src/house.ts';

/** The last migration of the schema that the data is of. */
export const RELEASED = '0021-statement-days.sql';
export const DATA_FILE = 'data-0021.json';

const fixed = (byte: number): string => Buffer.alloc(32, byte).toString('base64');
/** The same bytes over and over: a key of nobody's, under which the data's tokens are sealed. */
export const FIXED_KEYS = `${JSON.stringify({ current: 1, sealing: { 1: fixed(1) }, digest: fixed(2) })}\n`;

/** Each row as JSON text. */
export interface TableRows {
  readonly table: string;
  readonly rows: readonly string[];
}

/** A folder like `db` as it was at the release: its migrations alone. Functions and grants come with the upgrade. */
export async function releasedMigrations(below: string): Promise<string> {
  const from = join(house, 'db', 'migrations');
  const folder = join(below, 'migrations');
  await mkdir(folder, { recursive: true });
  for (const name of (await readdir(from)).sort()) {
    if (name <= RELEASED) await cp(join(from, name), join(folder, name));
  }
  for (const name of ['functions', 'grants']) await mkdir(join(below, name));
  return below;
}

/** Puts the data of the release into its schema. Masters that migrations have filled themselves stay. As a superuser. */
export async function loadData(client: pg.Client): Promise<number> {
  const text = await readFile(join(import.meta.dirname, DATA_FILE), 'utf8');
  const data = JSON.parse(text) as readonly TableRows[];
  let count = 0;
  // The rows agree with each other as a whole, in whatever order they come.
  await client.query("set session_replication_role = 'replica'");
  // The bank's own accounts begin at zero there, and do not here.
  await client.query('delete from bank.account_balance');
  for (const { table, rows } of data) {
    const columns = await client.query<{ list: string }>(
      `select string_agg(quote_ident(attname), ', ' order by attnum) as list from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      [table],
    );
    const list = columns.rows[0]?.list ?? '';
    const { rowCount } = await client.query(
      `insert into ${table} (${list}) select ${list}
       from unnest($1::json[]) j, json_populate_record(null::${table}, j) on conflict do nothing`,
      [rows],
    );
    count += rowCount ?? 0;
  }
  await client.query("set session_replication_role = 'origin'");
  return count;
}
