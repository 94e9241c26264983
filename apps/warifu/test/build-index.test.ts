import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../tests/support/fresh-database.ts';
import { findIndexBeside } from '../src/database/build-index.ts';
import { migrate } from '../src/database/migrate.ts';
import { house } from '../src/house.ts';

const passwords = inject('rolePasswords');
const FILE = '9990-index.sql';

let folder = '';
let fresh: FreshDatabase;
let owner: pg.Client;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warifu-index-'));
  await cp(join(house, 'db'), folder, { recursive: true });
  fresh = await freshDatabase();
  owner = new pg.Client({ connectionString: fresh.ownerUrl });
  await owner.connect();
});
beforeEach(() => owner.query(`delete from warifu.migration where name = '${FILE}'`));
afterAll(async () => {
  await owner.end();
  await fresh.drop();
  await rm(folder, { recursive: true, force: true });
});

async function migrateWith(text: string): Promise<readonly string[]> {
  await writeFile(join(folder, 'migrations', FILE), text);
  return (await migrate({ ownerUrl: fresh.ownerUrl, passwords, folder })).applied;
}

/** The index on the table as a whole, and whether every part has its own. */
async function stateOf(index: string) {
  const { rows } = await owner.query(
    `select indisvalid as valid, (select count(*)::int from pg_inherits where inhparent = indexrelid) as parts,
       (select count(*)::int from pg_inherits where inhparent = indrelid) as wanted
     from pg_index where indexrelid = $1::regclass`,
    [index],
  );
  return rows[0];
}

test('an index is built while others write to its table', async () => {
  const writer = new pg.Client({ connectionString: fresh.ownerUrl });
  await writer.connect();
  await writer.query('begin; lock table bank.contract in row exclusive mode');
  const migrating = migrateWith(
    'create index concurrently contract_sample on bank.contract (branch_code, id);\n',
  );
  const waits = "select from pg_locks where locktype = 'virtualxid' and not granted";
  await expect.poll(async () => (await owner.query(waits)).rowCount).toBe(1);
  // The build waits for the writer, and another one waits for nobody.
  await owner.query(
    "set lock_timeout = '100ms'; begin; lock table bank.contract in row exclusive mode; commit",
  );
  await writer.query('commit');
  await writer.end();
  expect(await migrating).toEqual([FILE]);
  expect(await stateOf('bank.contract_sample')).toMatchObject({ valid: true });
});

test('a table in parts has it on each part, and on each that comes', async () => {
  await migrateWith('-- Of a posting.\ncreate index concurrently entry_sample on bank.entry (posting_id);\n');
  const state = await stateOf('bank.entry_sample');
  expect(state).toMatchObject({ valid: true, parts: state?.['wanted'] });
  expect(state?.['parts']).toBeGreaterThan(1);
});

test('what a build that was cut short has left is built anew, and what stands is left alone', async () => {
  const text = 'create index concurrently notice_sample on bank.notice (id);\n';
  await migrateWith(text);
  await owner.query(`delete from warifu.migration where name = '${FILE}'`);
  const oidOf = async () =>
    (await owner.query("select 'bank.notice_sample'::regclass::oid as oid")).rows[0]?.oid;
  const first = await oidOf();
  await migrateWith(text);
  expect(await oidOf()).toBe(first);
  await owner.query(`delete from warifu.migration where name = '${FILE}'`);
  await owner.query(
    "update pg_index set indisvalid = false where indexrelid = 'bank.notice_sample'::regclass",
  );
  await migrateWith(text);
  expect(await oidOf()).not.toBe(first);
  expect(await stateOf('bank.notice_sample')).toMatchObject({ valid: true });
});

test('two that migrate at once build it once', async () => {
  const text = 'create index concurrently audit_sample on bank.audit (act);\n';
  await writeFile(join(folder, 'migrations', FILE), text);
  const options = { ownerUrl: fresh.ownerUrl, passwords, folder };
  const both = await Promise.all([migrate(options), migrate(options)]);
  expect(both.flatMap(({ applied }) => applied)).toEqual([FILE]);
});

test.each([
  'create index concurrently a on bank.entry (id);\nselect 1;\n',
  'create table bank.b (id int);\ncreate index concurrently b_id on bank.b (id);\n',
  'CREATE INDEX CONCURRENTLY a ON bank.entry (id)',
])('such a statement stands alone in its file: %j', (text) => {
  expect(() => findIndexBeside({ name: FILE, text })).toThrow(/^9990-index.sql: .* stands alone in its file/);
});

test('other migrations run in a transaction', () => {
  expect(findIndexBeside({ name: FILE, text: '-- no index concurrently\nselect 1;\n' })).toBeUndefined();
});
