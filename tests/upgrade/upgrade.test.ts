import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { listFaults } from '../../apps/warifu/src/commands/verify.ts';
import { readSettings } from '../../apps/warifu/src/config.ts';
import { migrate } from '../../apps/warifu/src/database/migrate.ts';
import { urlAs } from '../../apps/warifu/src/database/roles.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { FIXED_KEYS, loadData, RELEASED, releasedMigrations } from './released.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warifu-upgrade-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a customer sees and an auditor adds up. */
const READ = `
  select (select count(*) from bank.entry)::int as entries, (select sum(amount_yen) from bank.entry)::int as zero,
    (select count(*) from bank.transfer)::int as transfers, (select count(*) from token.binding)::int as bindings,
    (select md5(string_agg(account_id || ':' || balance_yen, ',' order by account_id)) from bank.account_balance) as balances`;

test('a bank of the released schema keeps every row through the upgrade, and is proved by this version', async () => {
  const fresh = await freshDatabase();
  const passwords = inject('rolePasswords');
  const name = `upgrade_${process.pid}`;
  const ownerUrl = fresh.ownerUrl.replace(/\/[^/?]+(?=\?|$)/, `/${name}`);
  const beside = new pg.Client({ connectionString: fresh.ownerUrl });
  await beside.connect();
  try {
    await beside.query(`create database ${name} template template0`);
    const released = await migrate({
      ownerUrl,
      passwords,
      folder: await releasedMigrations(join(folder, 'db')),
    });
    expect(released.applied.at(-1)).toBe(RELEASED);
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    expect(await loadData(owner)).toBeGreaterThan(100);
    const { rows: before } = await owner.query(READ);
    expect(before[0]).toMatchObject({ zero: 0, transfers: 5 });
    await migrate({ ownerUrl, passwords });
    expect((await owner.query(READ)).rows).toEqual(before);
    const { rows: parties } = await owner.query<{ id: string }>(
      'select relying_party_id as id from token.relying_party',
    );
    await owner.end();
    await mkdir(join(folder, 'data', 'keys'), { recursive: true });
    await writeFile(join(folder, 'data', 'keys', 'relying-party'), `${parties[0]?.id}\n`);
    const kek = join(folder, 'kek.json');
    await writeFile(kek, FIXED_KEYS, { mode: 0o600 });
    const settings = readSettings({ WARIFU_DATA_DIR: join(folder, 'data'), WARIFU_KEK_FILE: kek });
    const urlFor = (role: Parameters<typeof fresh.urlFor>[0]) => urlAs(ownerUrl, role, passwords[role]);
    expect(await listFaults(settings, { urlFor, close: async () => undefined })).toEqual([]);
  } finally {
    await beside.query(`drop database if exists ${name} with (force)`);
    await beside.end();
    await fresh.drop();
  }
});
