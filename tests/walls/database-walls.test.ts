import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judgeRole } from '../../apps/warifu/src/database/judge-role.ts';
import { LOGIN_ROLES, type LoginRole, urlAs } from '../../apps/warifu/src/database/roles.ts';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts';

let fresh: FreshDatabase;
let owner: pg.Client;
const clients = new Map<LoginRole, pg.Client>();

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = new pg.Client({ connectionString: fresh.ownerUrl });
  await owner.connect();
  for (const role of LOGIN_ROLES) {
    const client = new pg.Client({ connectionString: fresh.urlFor(role) });
    await client.connect();
    clients.set(role, client);
  }
});

afterAll(async () => {
  await owner.end();
  for (const client of clients.values()) await client.end();
  await fresh.drop();
});

/** What PostgreSQL runs outside of transactions only. */
const ALONE = /^(?:create database|alter system)/;

/** The SQLSTATE that the database answers, or `done`. Tried in a transaction that is rolled back in either case. */
async function attempt(role: LoginRole, statement: string): Promise<string> {
  const client = clients.get(role);
  if (client === undefined) throw new Error('no client');
  if (!ALONE.test(statement)) await client.query('begin');
  try {
    await client.query(statement);
    return 'done';
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? 'unknown') : 'unknown';
  } finally {
    if (!ALONE.test(statement)) await client.query('rollback');
  }
}

const INSUFFICIENT_PRIVILEGE = '42501';
const OTHERS: Readonly<Record<string, readonly LoginRole[]>> = {
  bank: ['token_app'],
  token: ['bank_app', 'branch_app'],
};

async function listTables(schema: string): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(
    'select tablename as name from pg_tables where schemaname = $1 order by 1',
    [schema],
  );
  return rows.map((row) => row.name);
}

describe.each(Object.entries(OTHERS))('the wing %s', (schema, roles) => {
  test.each(roles)('is closed to %s, table by table', async (role) => {
    const tables = await listTables(schema);
    expect(tables.length).toBeGreaterThan(5);
    for (const table of tables) {
      for (const statement of [
        `select from ${schema}."${table}" limit 1`,
        `insert into ${schema}."${table}" default values`,
        `delete from ${schema}."${table}"`,
        `truncate ${schema}."${table}"`,
      ]) {
        expect([statement, await attempt(role, statement)]).toEqual([statement, INSUFFICIENT_PRIVILEGE]);
      }
    }
  });

  test.each(roles)('has no function that %s may run', async (role) => {
    const { rows } = await owner.query<{ signature: string }>(
      `select p.oid::regprocedure::text as signature from pg_proc p
       where p.pronamespace = $1::regnamespace and has_function_privilege($2, p.oid, 'execute')`,
      [schema, role],
    );
    expect(rows).toEqual([]);
  });
});

/** What even the wing's own server may not do. */
const FORBIDDEN: readonly (readonly [LoginRole, string, string])[] = [
  ['bank_app', 'reads a token secret', 'select sealed_secret from token.token'],
  ['bank_app', 'changes a balance', 'update bank.account_balance set balance_yen = balance_yen + 1'],
  ['bank_app', 'makes a balance', 'insert into bank.account_balance default values'],
  ['bank_app', 'takes a balance away', 'delete from bank.account_balance'],
  ['bank_app', 'locks a balance past the function', 'select from bank.account_balance for update'],
  ['bank_app', 'writes an entry past the function', 'insert into bank.entry default values'],
  ['bank_app', 'changes an entry', 'update bank.entry set amount_yen = 0'],
  ['bank_app', 'deletes an entry', 'delete from bank.entry'],
  ['bank_app', 'empties the book', 'truncate bank.entry'],
  ['bank_app', 'writes a posting past the function', 'insert into bank.posting default values'],
  ['bank_app', 'changes a posting', "update bank.posting set kind = 'other'"],
  ['bank_app', 'deletes a posting', 'delete from bank.posting'],
  ['bank_app', 'changes an account', "update bank.account set account_number = '0000000'"],
  ['bank_app', 'deletes an account', 'delete from bank.account'],
  ['bank_app', 'spends an approval by hand', 'update bank.approval set spent_at = null'],
  ['bank_app', 'deletes an approval', 'delete from bank.approval'],
  ['bank_app', 'changes the terms of an order', "update bank.order set terms_digest = ''"],
  ['bank_app', 'deletes an order', 'delete from bank.order'],
  ['bank_app', 'changes the subject of a contract', "update bank.contract set subject = 'x'"],
  ['bank_app', 'deletes a contract', 'delete from bank.contract'],
  ['bank_app', 'changes an audit row', "update bank.audit set act = 'nothing'"],
  ['bank_app', 'deletes an audit row', 'delete from bank.audit'],
  ['bank_app', 'empties the audit trail', 'truncate bank.audit'],
  ['bank_app', 'writes a mail address', "update bank.customer set mail_address = 'x@y.example'"],
  ['bank_app', 'writes an address', "update bank.customer set city = '別区'"],
  ['branch_app', 'writes an address past the function', "update bank.customer set city = '別区'"],
  ['branch_app', 'settles a change of address by hand', "update bank.address_change set state = 'done'"],
  ['bank_app', 'says that a mail address counts', 'update bank.mail_address_change set done_at = now()'],
  ['bank_app', 'shakes off a former mail address', 'delete from bank.former_mail_address'],
  ['bank_app', 'moves the business date', 'update bank.business_day set offset_days = 1'],
  ['bank_app', 'changes what a bill cost', 'update bank.bill_payment set amount_yen = 1'],
  ['bank_app', 'deletes the payment of a bill', 'delete from bank.bill_payment'],
  ['bank_app', 'frees a hold past the function', 'update bank.hold set released_at = now()'],
  ['token_app', 'reads a balance', 'select balance_yen from bank.account_balance'],
  ['token_app', 'reads a password hash', 'select login_password_hash from bank.contract'],
  ['token_app', 'sets a step back', 'update token.token set last_step = 0'],
  ['token_app', 'changes a sealed secret', "update token.token set sealed_secret = ''"],
  ['token_app', 'deletes a token', 'delete from token.token'],
  ['token_app', 'deletes a binding', 'delete from token.binding'],
  ['token_app', 'changes a verdict', "update token.verdict set purpose = 'x'"],
  ['token_app', 'changes an audit row', "update token.audit set act = 'nothing'"],
  ['token_app', 'deletes an audit row', 'delete from token.audit'],
  ['token_app', 'empties the audit trail', 'truncate token.audit'],
];

test.each(FORBIDDEN)('%s never %s', async (role, _act, statement) => {
  expect(await attempt(role, statement)).toBe(INSUFFICIENT_PRIVILEGE);
});

describe.each(LOGIN_ROLES)('%s', (role) => {
  test.each([
    'create table public.mine ()',
    'create table bank.mine ()',
    'create table token.mine ()',
    'create table warifu.mine ()',
    'create schema mine',
    'create temporary table mine ()',
    "create function public.mine() returns int language sql as 'select 1'",
    'create role mine',
    'create database mine',
    'alter role warifu_owner nologin',
    'alter table bank.entry owner to bank_app',
    'drop table bank.entry',
    'drop table token.token',
    'drop function bank.see_sessions(bytea[], timestamptz, timestamptz, timestamptz)',
    "update warifu.meta set demo = 'filled'",
    'delete from warifu.migration',
    'set role warifu_owner',
    'set role warifu_definer',
    'set session authorization warifu_owner',
    "copy (select 1) to program 'true'",
    "select pg_read_file('PG_VERSION')",
    "select rolpassword from pg_authid where rolname = 'warifu_owner'",
    'alter system set fsync = off',
  ])('is refused: %s', async (statement) => {
    expect(['42501', '0LP01', '2F004']).toContain(await attempt(role, statement));
  });

  test.each(LOGIN_ROLES.filter((other) => other !== role))('cannot become %s', async (other) => {
    expect(await attempt(role, `set role ${other}`)).toBe(INSUFFICIENT_PRIVILEGE);
  });

  test('is a role that a server may stand on', async () => {
    expect(await judgeRole(fresh.urlFor(role))).toBe('none');
  });
});

describe('a server', () => {
  test('does not stand on the owner’s connection', async () => {
    await expect(judgeRole(fresh.ownerUrl)).rejects.toThrow(/does not serve as warifu_owner/);
  });

  test('does not stand on a role that could become the definer', async () => {
    const role = `wall_${randomBytes(6).toString('hex')}`;
    await owner.query(`create role ${role} login password 'secret' in role warifu_definer`);
    try {
      const { rows } = await owner.query<{ name: string }>('select current_database() as name');
      await owner.query(`grant connect on database "${rows[0]?.name}" to ${role}`);
      await expect(judgeRole(urlAs(fresh.ownerUrl, role, 'secret'))).rejects.toThrow(
        /does not serve as wall_/,
      );
    } finally {
      await owner.query(`drop owned by ${role}`);
      await owner.query(`drop role ${role}`);
    }
  });

  test('does not stand on a database that lacks a migration', async () => {
    const other = await freshDatabase();
    const client = new pg.Client({ connectionString: other.ownerUrl });
    await client.connect();
    await client.query("delete from warifu.migration where name = '0004-bank-book.sql'");
    await client.end();
    await expect(judgeRole(other.urlFor('bank_app'))).rejects.toThrow(/run warifu migrate/);
    await other.drop();
  });
});

test('every function that runs with its owner’s rights is the definer’s, but the one that makes months, and looks nothing up by path', async () => {
  const { rows } = await owner.query<{ name: string; role: string; config: string[] | null }>(
    `select p.oid::regprocedure::text as name, r.rolname as role, p.proconfig as config
     from pg_proc p join pg_roles r on r.oid = p.proowner
     where p.pronamespace in ('bank'::regnamespace, 'token'::regnamespace) and p.prosecdef`,
  );
  expect(rows.length).toBeGreaterThan(5);
  for (const { name, role, config } of rows) {
    // Only the owner of a table hangs a month into it. That function takes a date, and nothing else of what is typed.
    const itsOwner = name === 'bank.make_months(date)' ? 'warifu_owner' : 'warifu_definer';
    expect([name, role]).toEqual([name, itsOwner]);
    expect([name, config]).toEqual([name, expect.arrayContaining(['search_path=pg_catalog, pg_temp'])]);
  }
});

test('the definer has no door: nobody logs in as it', async () => {
  const { rows } = await owner.query<{ login: boolean; members: string[] }>(
    `select rolcanlogin as login,
       array(select m.rolname::text from pg_auth_members a join pg_roles m on m.oid = a.member
             where a.roleid = r.oid and not m.rolsuper) as members
     from pg_roles r where rolname = 'warifu_definer'`,
  );
  expect(rows).toEqual([{ login: false, members: [] }]);
});
