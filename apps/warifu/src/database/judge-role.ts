import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { house } from '../house.ts';
import { codeOf, messageOf, PlainFault } from '../plain-fault.ts';
import { placeOf } from './connect.ts';

export type DemoMark = 'none' | 'filling' | 'filled';

const CONNECT_MS = 5_000;

/**
 * Refuses a connection that may do more than a server should: as a superuser, as an owner, or as somebody who could
 * become one. Refuses a database that was not migrated by this very version. Answers the demo's mark.
 */
export async function judgeRole(url: string): Promise<DemoMark> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new PlainFault(
      `The database at ${placeOf(url)} cannot be reached: ${messageOf(error) || codeOf(error)}.`,
    );
  }
  try {
    const { rows } = await client.query<{ role: string; may_more: boolean }>(MAY_MORE);
    const [row] = rows;
    if (row?.may_more) {
      throw new PlainFault(
        `Warifu does not serve as ${row.role}, who owns the database or is a superuser: use the login roles that warifu migrate makes.`,
      );
    }
    return await readMark(client);
  } finally {
    await client.end();
  }
}

/** Whether the role, or one that it is a member of, is a superuser, makes roles or databases, or owns anything here. */
const MAY_MORE = `
  select current_user as role, exists (
    select from pg_catalog.pg_roles r
    where pg_catalog.pg_has_role(current_user, r.oid, 'member')
      and (r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolbypassrls or r.rolreplication
        or exists (select from pg_catalog.pg_namespace n where n.nspowner = r.oid and n.nspname in ('bank', 'token', 'warifu'))
        or exists (select from pg_catalog.pg_database d where d.datdba = r.oid and d.datname = current_database())
        or exists (select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                   where c.relowner = r.oid and n.nspname in ('bank', 'token', 'warifu'))
        or exists (select from pg_catalog.pg_proc f join pg_catalog.pg_namespace n on n.oid = f.pronamespace
                   where f.proowner = r.oid and n.nspname in ('bank', 'token', 'warifu')))
  ) as may_more`;

async function readMark(client: pg.Client): Promise<DemoMark> {
  const wanted = (await readdir(join(house, 'db', 'migrations'))).filter((name) => name.endsWith('.sql'));
  try {
    const { rows } = await client.query<{ demo: DemoMark; names: string[] }>(
      'select demo, array(select name from warifu.migration) as names from warifu.meta',
    );
    const names = new Set(rows[0]?.names);
    if (rows[0] && names.size === wanted.length && wanted.every((name) => names.has(name)))
      return rows[0].demo;
  } catch (error) {
    if (!['42P01', '3F000', '42501'].includes(codeOf(error) ?? '')) throw error;
  }
  throw new PlainFault('The database is not the one that this version needs: run warifu migrate.');
}
