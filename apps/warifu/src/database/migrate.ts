import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { house } from '../house.ts';
import { codeOf, messageOf, PlainFault } from '../plain-fault.ts';
import { buildIndexBeside, declarationOf, findIndexBeside, type IndexBeside } from './build-index.ts';
import { connectAsOwner } from './connect.ts';
import { DEFINER_ROLE, LOGIN_ROLES, type LoginRole } from './roles.ts';

const SERVER_MAJOR_MIN = 15;

export interface MigrateOptions {
  readonly ownerUrl: string;
  readonly passwords: Readonly<Record<LoginRole, string>>;
  /** The folder with `migrations`, `functions` and `grants`; the house's own by default. */
  readonly folder?: string;
  /** Marks a database that this very call makes as a demo's. Refused on one that is there already. */
  readonly marksDemo?: boolean;
}

interface SqlFile {
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

/**
 * Brings a database to the state that this program needs: roles, then each migration once, in a transaction of its
 * own (an index of a table in use before it, beside the bank's work), then all functions and grants again. Runs as the
 * owner; nothing else does.
 */
export async function migrate(options: MigrateOptions): Promise<{ readonly applied: readonly string[] }> {
  const folder = options.folder ?? join(house, 'db');
  const client = await connectAsOwner(options.ownerUrl);
  try {
    await judgeServer(client);
    await makeRoles(client, options.passwords);
    await makeRegister(client);
    const applied = await applyMigrations(client, join(folder, 'migrations'));
    if (options.marksDemo) await markDemo(client, applied);
    await applyAgain(client, folder);
    return { applied };
  } catch (error) {
    throw error instanceof pg.DatabaseError ? faultOf(error) : error;
  } finally {
    await client.end();
  }
}

async function judgeServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: string }>(
    "select current_setting('server_version_num') as number",
  );
  const major = Math.floor(Number(rows[0]?.number) / 10_000);
  if (major < SERVER_MAJOR_MIN) {
    throw new PlainFault(`The database server is PostgreSQL ${major}; Warifu needs 15 or later.`);
  }
}

const ROLE_TRIES_MAX = 5;
/** Roles belong to the whole cluster: another `migrate` may be writing the same rows this very moment. */
const MEANWHILE = new Set(['XX000', '23505', '42710']);

async function makeRoles(client: pg.Client, passwords: Readonly<Record<LoginRole, string>>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await makeRolesOnce(client, passwords);
      return;
    } catch (error) {
      if (tries >= ROLE_TRIES_MAX || !MEANWHILE.has(codeOf(error) ?? '')) throw error;
    }
  }
}

async function makeRolesOnce(
  client: pg.Client,
  passwords: Readonly<Record<LoginRole, string>>,
): Promise<void> {
  await inTransaction(client, async () => {
    for (const role of [DEFINER_ROLE, ...LOGIN_ROLES]) {
      const { rowCount } = await client.query('select 1 from pg_catalog.pg_roles where rolname = $1', [role]);
      if (rowCount === 0) await client.query(`create role ${role} nologin noinherit`);
    }
    for (const role of LOGIN_ROLES) {
      const password = client.escapeLiteral(passwords[role]);
      await client.query(`alter role ${role} login password ${password}`);
    }
    // To hand functions over to a role, the owner must be a member of it; a superuser need not.
    await client.query(`grant ${DEFINER_ROLE} to current_user`);
  });
}

/** Where the migrations that ran are written down. */
async function makeRegister(client: pg.Client): Promise<void> {
  await client.query('create schema if not exists warifu');
  await client.query(`
    create table if not exists warifu.migration (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`);
}

async function applyMigrations(client: pg.Client, folder: string): Promise<readonly string[]> {
  const files = await readSql(folder);
  const known = await knownMigrations(client);
  const names = new Set(files.map((file) => file.name));
  const unknown = [...known.keys()].find((name) => !names.has(name));
  if (unknown !== undefined) {
    throw new PlainFault(
      `The database holds the migration ${unknown}, which this Warifu does not know: it was made by a newer version.`,
    );
  }
  const applied: string[] = [];
  for (const file of files) {
    const before = known.get(file.name);
    if (before !== undefined && before !== file.checksum) {
      throw new PlainFault(
        `The migration ${file.name} is not the one that this database was made with: the database belongs to another version of Warifu.`,
      );
    }
    if (before === undefined && (await applyOnce(client, file))) applied.push(file.name);
  }
  return applied;
}

const LOCK_TRIES_MAX = 60;
const LOCK_REST_MS = 1_000;
/** lock_not_available, deadlock_detected: nothing was done, and the same work may be tried again. */
const LOCKED = new Set(['55P03', '40P01']);
const HELD =
  'Others hold a lock on a table that this migration changes, and did not let go of it: end the long query or transaction (pg_stat_activity), then run warifu migrate again.';

/**
 * A table's lock that is waited for holds up everybody who comes after, readers too. So it is waited for two seconds at
 * most; then the bank goes on, and the migration tries again a second later.
 */
async function whereLocksAreShort<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await inTransaction(client, async () => {
        await client.query("set local lock_timeout = '2s'");
        return work();
      });
    } catch (error) {
      if (!LOCKED.has(codeOf(error) ?? '')) throw error;
      if (tries >= LOCK_TRIES_MAX) throw new PlainFault(HELD);
      await wait(LOCK_REST_MS);
    }
  }
}

/**
 * Two that build the same index would wait for each other: the second comes when the first is done, and finds it built. It
 * asks again and again, since whoever waits inside a statement is himself waited for by the one who builds.
 */
async function buildAlone(client: pg.Client, file: SqlFile, index: IndexBeside): Promise<void> {
  const asks = "from (select hashtext('warifu: an index is built') as key) as k";
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>(
      `select pg_try_advisory_lock(key) as taken ${asks}`,
    );
    if (rows[0]?.taken) break;
    await wait(LOCK_REST_MS);
  }
  try {
    await buildIndexBeside(client, index);
  } catch (error) {
    if (LOCKED.has(codeOf(error) ?? '')) throw new PlainFault(HELD);
    throw new PlainFault(`${file.name} failed: ${messageOf(error)}`);
  } finally {
    await client.query(`select pg_advisory_unlock(key) ${asks}`);
  }
}

async function applyOnce(client: pg.Client, file: SqlFile): Promise<boolean> {
  const index = findIndexBeside(file);
  if (index !== undefined) await buildAlone(client, file, index);
  return whereLocksAreShort(client, async () => {
    // Two processes may migrate at once: the second waits here, and finds the row when the first has committed.
    const { rowCount } = await client.query(
      'insert into warifu.migration (name, checksum) values ($1, $2) on conflict do nothing',
      [file.name, file.checksum],
    );
    if (rowCount === 0) return false;
    await runFile(client, index === undefined ? file : { ...file, text: declarationOf(index) });
    return true;
  });
}

/**
 * Functions and grants, as the files say and no more: what a role was once granted and is not any longer, it loses.
 * All in one transaction, so that a server at work sees no gap.
 */
async function applyAgain(client: pg.Client, folder: string): Promise<void> {
  const functions = await readSql(join(folder, 'functions'));
  const grants = await readSql(join(folder, 'grants'));
  const foundation = grants.filter((file) => file.name === 'foundation.sql');
  const others = grants.filter((file) => file.name !== 'foundation.sql');
  await whereLocksAreShort(client, async () => {
    await client.query('select 1 from warifu.meta for update');
    for (const schema of ['bank', 'token'] as const) {
      await client.query(`grant usage, create on schema ${schema} to ${DEFINER_ROLE}`);
    }
    for (const file of [...foundation, ...functions, ...others]) await runFile(client, file);
    for (const schema of ['bank', 'token'] as const) {
      // PostgreSQL lets everybody execute a new function; a file that forgot to say otherwise opens no door.
      await client.query(`revoke execute on all functions in schema ${schema} from public`);
      await client.query(`revoke create on schema ${schema} from ${DEFINER_ROLE}`);
    }
  });
}

async function markDemo(client: pg.Client, applied: readonly string[]): Promise<void> {
  if (!applied.includes('0001-foundation.sql')) return;
  await client.query("update warifu.meta set demo = 'filling'");
}

async function readSql(folder: string): Promise<readonly SqlFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

async function knownMigrations(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from warifu.migration order by name',
  );
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

async function runFile(client: pg.Client, file: SqlFile): Promise<void> {
  try {
    await client.query(file.text);
  } catch (error) {
    if (LOCKED.has(codeOf(error) ?? '')) throw error;
    const place =
      error instanceof pg.DatabaseError && error.position !== undefined
        ? `:${file.text.slice(0, Number(error.position)).split('\n').length}`
        : '';
    throw new PlainFault(`${file.name}${place} failed: ${messageOf(error)}`);
  }
}

async function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const done = await work();
    await client.query('commit');
    return done;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

function faultOf(error: pg.DatabaseError): Error {
  if (codeOf(error) === '42501') {
    return new PlainFault(
      `DATABASE_URL must name the owner of the database, who may make roles: ${error.message}.`,
    );
  }
  return error;
}
