import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../tests/support/fresh-database.ts';
import { openTcpLine } from '../../../tests/support/tcp-line.ts';
import { at, type Database, openDatabase, transact } from '../src/index.ts';

let fresh: FreshDatabase;
let database: Database<Record<string, never>>;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase({ connectionString: fresh.ownerUrl, connectionsMax: 4 });
});
afterAll(async () => {
  await database.close();
  await fresh.drop();
});

test('amounts come as bigint, days as text, instants as whole epoch seconds', async () => {
  const instant = 1_795_482_123;
  const { rows } = await sql<{ amount: bigint; day: string; instant: number }>`
    select 9007199254740993::bigint as amount, date '2026-11-24' as day, ${at(instant)}::timestamptz as instant
  `.execute(database.kysely);
  expect(rows).toEqual([{ amount: 9_007_199_254_740_993n, day: '2026-11-24', instant }]);
});

test('every session has bounds on locks, statements and standing idle in a transaction', async () => {
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings
    where name in ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout') order by name
  `.execute(database.kysely);
  expect(rows.map((row) => Number(row.setting))).toEqual([15_000, 5_000, 15_000]);
});

test('a connection killed between two statements of a transaction fails its work and nothing else', async () => {
  const killer = new pg.Client({ connectionString: fresh.ownerUrl });
  await killer.connect();
  const work = transact(database.kysely, async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await killer.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
    await sql`select 1`.execute(tx);
  });
  await expect(work).rejects.toThrow();
  await killer.end();
  const { rows } = await sql<{ one: number }>`select 1 as one`.execute(database.kysely);
  expect(rows).toEqual([{ one: 1 }]);
});

test('lines that fall silent are noticed: their callers are told, the next ones wait for nobody, and it closes', async () => {
  const line = await openTcpLine(fresh.ownerUrl);
  const far = openDatabase<Record<string, never>>({
    connectionString: line.through(fresh.ownerUrl),
    connectionsMax: 4,
    silenceMs: 400,
  });
  const askAll = () =>
    Promise.allSettled([1, 2, 3, 4].map(() => sql`select pg_sleep(0.05)`.execute(far.kysely)));
  const refused = async () => (await askAll()).filter(({ status }) => status === 'rejected').length;
  expect(await refused()).toBe(0);
  expect(line.silenceHalf()).toBe(2);
  expect(await refused()).toBe(2);
  expect(await refused()).toBe(0);
  expect(line.silenceHalf()).toBeGreaterThan(0);
  await far.close();
  await line.close();
});

test('a transaction that gives itself longer is waited for as long', async () => {
  const hasty = openDatabase<Record<string, never>>({ connectionString: fresh.ownerUrl, silenceMs: 200 });
  const slow = (first: string) =>
    transact(hasty.kysely, async (tx) => {
      await sql.raw(first).execute(tx);
      await sql`select pg_sleep(0.5)`.execute(tx);
    });
  await slow("set local statement_timeout = '1min'");
  await expect(slow('select 1')).rejects.toThrow(/Query read timeout|Connection terminated/);
  await hasty.close();
});

test('work is run again three times at most where the database asks for it, and then given up', async () => {
  let runs = 0;
  const work = transact(database.kysely, async (tx) => {
    runs += 1;
    await sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`.execute(tx);
  });
  await expect(work).rejects.toThrow('again');
  expect(runs).toBe(3);
});

test('a refusal thrown inside leaves nothing behind', async () => {
  await sql`create table public.left_behind (value integer)`.execute(database.kysely);
  const work = transact(database.kysely, async (tx) => {
    await sql`insert into public.left_behind values (1)`.execute(tx);
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  const { rows } = await sql<{ count: bigint }>`select count(*) as count from public.left_behind`.execute(
    database.kysely,
  );
  expect(rows[0]?.count).toBe(0n);
});
