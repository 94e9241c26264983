import pg from 'pg';
import { expect, test } from 'vitest';
import { freshDatabase } from './fresh-database.ts';

test('a fresh database is a migrated clone of its own, and gone after drop', async () => {
  const [one, two] = await Promise.all([freshDatabase(), freshDatabase()]);
  const client = new pg.Client({ connectionString: one.ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string }>('select name from warifu.migration order by name');
  expect(rows[0]?.name).toBe('0001-foundation.sql');
  await client.query('create table warifu.only_here ()');
  await client.end();
  await one.drop();
  const other = new pg.Client({ connectionString: two.ownerUrl });
  await other.connect();
  await expect(other.query('select from warifu.only_here')).rejects.toThrow('does not exist');
  await other.end();
  await two.drop();
  await expect(new pg.Client({ connectionString: one.ownerUrl }).connect()).rejects.toThrow('does not exist');
});

test('a login role reaches a fresh database with its own password', async () => {
  const fresh = await freshDatabase();
  const client = new pg.Client({ connectionString: fresh.urlFor('bank_app') });
  await client.connect();
  const { rows } = await client.query<{ name: string }>('select current_user as name');
  expect(rows[0]?.name).toBe('bank_app');
  await client.end();
  await fresh.drop();
});
