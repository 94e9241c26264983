import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { freshDatabase } from '../../../tests/support/fresh-database.ts';
import { judgeRole } from '../src/database/judge-role.ts';
import { migrate } from '../src/database/migrate.ts';
import { urlAs } from '../src/database/roles.ts';
import { findMark, judgeMark } from '../src/demo/demo-mark.ts';
import { house } from '../src/house.ts';

const passwords = inject('rolePasswords');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warifu-migrations-'));
  await cp(join(house, 'db'), folder, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

describe('migrate', () => {
  test('runs again without doing anything anew', async () => {
    const fresh = await freshDatabase();
    expect(await migrate({ ownerUrl: fresh.ownerUrl, passwords })).toEqual({ applied: [] });
    await fresh.drop();
  });

  test('takes back what the files do not grant', async () => {
    const fresh = await freshDatabase();
    await query(fresh.ownerUrl, 'grant update on bank.entry to bank_app');
    await query(fresh.ownerUrl, 'grant update (amount_yen) on bank.entry to token_app');
    await migrate({ ownerUrl: fresh.ownerUrl, passwords });
    const rows = await query(
      fresh.ownerUrl,
      `select has_table_privilege('bank_app', 'bank.entry', 'update') as whole,
              has_any_column_privilege('token_app', 'bank.entry', 'update') as column`,
    );
    expect(rows).toEqual([{ whole: false, column: false }]);
    await fresh.drop();
  });

  test('refuses a database whose migrations are not these', async () => {
    const fresh = await freshDatabase();
    await query(fresh.ownerUrl, "update warifu.migration set checksum = 'x' where name = '0002-token.sql'");
    await expect(migrate({ ownerUrl: fresh.ownerUrl, passwords })).rejects.toThrow(
      /0002-token.sql is not the one that this database was made with/,
    );
    await fresh.drop();
  });

  test('refuses a database of a newer version', async () => {
    const fresh = await freshDatabase();
    await query(fresh.ownerUrl, "insert into warifu.migration values ('9999-later.sql', 'x')");
    await expect(migrate({ ownerUrl: fresh.ownerUrl, passwords })).rejects.toThrow(/made by a newer version/);
    await fresh.drop();
  });

  test('names the file and the line that failed, and leaves nothing of that file', async () => {
    const fresh = await freshDatabase();
    const text = 'create table warifu.half ();\n\nselect nonsense;\n';
    await writeFile(join(folder, 'migrations', '9998-broken.sql'), text);
    await expect(migrate({ ownerUrl: fresh.ownerUrl, passwords, folder })).rejects.toThrow(
      /^9998-broken.sql:3 failed: column "nonsense" does not exist$/,
    );
    await rm(join(folder, 'migrations', '9998-broken.sql'));
    const rows = await query(fresh.ownerUrl, "select to_regclass('warifu.half') is null as gone");
    expect(rows).toEqual([{ gone: true }]);
    await fresh.drop();
  });

  test('lets go of a lock that others are waited for, so that nobody queues behind it, and comes again', async () => {
    const fresh = await freshDatabase();
    await writeFile(
      join(folder, 'migrations', '9997-later.sql'),
      'alter table bank.contract add column later text;\n',
    );
    const reader = new pg.Client({ connectionString: fresh.ownerUrl });
    await reader.connect();
    await reader.query('begin; select from bank.contract');
    const migrating = migrate({ ownerUrl: fresh.ownerUrl, passwords, folder });
    const waits = "select from pg_locks where relation = 'bank.contract'::regclass and not granted";
    await expect.poll(() => query(fresh.ownerUrl, waits)).toHaveLength(1);
    // Behind the migration in the queue: it is let through while the long transaction still stands.
    expect(await query(fresh.ownerUrl, 'select count(*)::int as n from bank.contract')).toEqual([{ n: 0 }]);
    await reader.query('commit');
    expect(await migrating).toEqual({ applied: ['9997-later.sql'] });
    await reader.end();
    await rm(join(folder, 'migrations', '9997-later.sql'));
    await fresh.drop();
  });

  test('marks as a demo only what this very run made', async () => {
    const fresh = await freshDatabase();
    await migrate({ ownerUrl: fresh.ownerUrl, passwords, marksDemo: true });
    const mark = await findMark(fresh.ownerUrl);
    expect(mark).toBe('none');
    await expect(judgeMark(fresh.ownerUrl, mark)).rejects.toThrow(/is a bank's own/);
    await judgeMark(fresh.ownerUrl, 'filling');
    expect(await findMark(fresh.ownerUrl)).toBeUndefined();
    await migrate({ ownerUrl: fresh.ownerUrl, passwords, marksDemo: true });
    expect(await findMark(fresh.ownerUrl)).toBe('filling');
    await fresh.drop();
  });
});

const OLD = '/usr/lib/postgresql/15/bin';

/** A free port of the loopback address. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe.runIf(existsSync(join(OLD, 'postgres')))(
  'on PostgreSQL 15, with an owner who is no superuser',
  () => {
    const asUser =
      process.getuid?.() === 0 ? ['unshare', '--user', '--map-user=65534', '--map-group=65534'] : [];
    const words = (name: string, ...rest: string[]): readonly string[] => [
      ...asUser,
      join(OLD, name),
      ...rest,
    ];

    test('everything migrates, and a server stands on it', { timeout: 120_000 }, async () => {
      const data = await mkdtemp(join(tmpdir(), 'warifu-fifteen-'));
      await chmod(data, 0o700);
      const password = join(data, 'password');
      await writeFile(password, 'secret', { mode: 0o600 });
      const [initdb = '', ...init] = words(
        'initdb',
        '-D',
        join(data, 'pg'),
        '-U',
        'boss',
        '-A',
        'scram-sha-256',
      );
      const made = spawnSync(initdb, [...init, `--pwfile=${password}`, '--no-sync', '-E', 'UTF8']);
      expect(made.stderr.toString()).not.toContain('error');
      const port = await freePort();
      const [postgres = '', ...start] = words('postgres', '-D', join(data, 'pg'), '-p', String(port));
      const server = spawn(postgres, [...start, '-h', '127.0.0.1', '-k', data], { stdio: 'ignore' });
      const boss = `postgresql://boss:secret@127.0.0.1:${port}/postgres`;
      try {
        await expect
          .poll(() => query(boss, 'select 1 as one').catch(() => []), { timeout: 30_000 })
          .toHaveLength(1);
        await query(boss, "create role bank_owner login createrole password 'secret'");
        await query(boss, 'create database warifu owner bank_owner');
        const ownerUrl = `postgresql://bank_owner:secret@127.0.0.1:${port}/warifu`;
        expect((await migrate({ ownerUrl, passwords })).applied[0]).toBe('0001-foundation.sql');
        expect(await migrate({ ownerUrl, passwords })).toEqual({ applied: [] });
        expect(await judgeRole(urlAs(ownerUrl, 'bank_app', passwords.bank_app))).toBe('none');
        await expect(judgeRole(ownerUrl)).rejects.toThrow(/does not serve as bank_owner/);
        expect(await readFile(join(data, 'pg', 'PG_VERSION'), 'utf8')).toBe('15\n');
      } finally {
        server.kill('SIGQUIT');
        await once(server, 'exit');
        await rm(data, { recursive: true, force: true });
      }
    });
  },
);

test('an owner who is no superuser migrates PostgreSQL 18 as well', async () => {
  const fresh = await freshDatabase();
  const name = `owned_${process.pid}`;
  await query(fresh.ownerUrl, `create role ${name} login createrole password 'secret'`);
  await query(
    fresh.ownerUrl,
    `grant bank_app, token_app, branch_app, audit_sealer, warifu_definer to ${name} with admin option`,
  );
  await query(fresh.ownerUrl, `create database ${name} owner ${name}`);
  const ownerUrl = urlAs(fresh.ownerUrl, name, 'secret').replace(/\/[^/?]+(?=\?|$)/, `/${name}`);
  expect((await migrate({ ownerUrl, passwords })).applied).toContain('0001-foundation.sql');
  await expect(judgeRole(ownerUrl)).rejects.toThrow(/does not serve as/);
  await query(fresh.ownerUrl, `drop database ${name} with (force)`);
  await query(fresh.ownerUrl, `drop owned by ${name}`);
  await query(fresh.ownerUrl, `drop role ${name}`);
  await fresh.drop();
});
