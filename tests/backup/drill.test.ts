import { cp, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { present, yen } from '@warifu/base';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { listBackups } from '../../apps/warifu/src/backup/manifest.ts';
import { pruneBackups } from '../../apps/warifu/src/backup/prune.ts';
import { restoreBackup } from '../../apps/warifu/src/backup/restore.ts';
import { verifyBackup } from '../../apps/warifu/src/backup/verify-backup.ts';
import { DATABASE } from '../../apps/warifu/src/database/reach.ts';
import { findPasswords } from '../../apps/warifu/src/database/roles.ts';
import { openEmbedded } from '../../apps/warifu/src/embedded/open-embedded.ts';
import { fillPeople } from '../load/people.ts';
import { openStage, openWings, runCommand, type Stage, type Wings } from '../load/stage.ts';
import { scratchPlace } from '../support/scratch.ts';

/** Each table's rows in a word. */
type Books = Readonly<Record<string, string>>;

const PORT_BASE = 21_000;
let folder = '';
let stage: Stage;
const backups = () => join(folder, 'backups');
const archive = () => join(folder, 'archive');
/** Told by the bank's own database: before any of them, between two, and after all. */
const instants = { before: '', between: '' };
const books: { between?: Books; after?: Books } = {};

async function query<Row extends object>(url: string, text: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

async function booksOf(url: string): Promise<Books> {
  const tables = await query<{ name: string }>(
    url,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('bank', 'token', 'warifu') order by 1`,
  );
  const sums = tables.map(
    ({ name }) =>
      `select '${name}' as name, md5(string_agg(t::text, '|' order by t::text)) as sum from ${name} t`,
  );
  const rows = await query<{ name: string; sum: string | null }>(url, sums.join(' union all '));
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum ?? 'empty']));
}

const now = async (): Promise<string> =>
  present(
    (
      await query<{ at: string }>(
        stage.ownerUrl,
        `select to_char(clock_timestamp(), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`,
      )
    )[0],
    'one row',
  ).at;

async function deposit(wings: Wings, kanji: string): Promise<void> {
  await wings.bank.openContracts([
    {
      holder: { kanji, kana: 'ﾐﾎﾝ' },
      branchCode: '001',
      loginPassword: 'Kawara-no-tsuki-7',
      keepsPassword: true,
      deposits: [yen(12_345n)],
    },
  ]);
}

/** A data folder as after a lost disk: with the keys, and nothing else. */
async function keysOnly(name: string): Promise<string> {
  const dataDir = join(folder, name);
  await cp(join(stage.settings.dataDir, 'keys'), join(dataDir, 'keys'), { recursive: true });
  return dataDir;
}

const restore = (...words: readonly string[]) =>
  runCommand(stage, ['restore', '--from', backups(), ...words]);

/** The books of a restored data folder, whose server is started for this alone. */
async function booksIn(dataDir: string): Promise<Books> {
  const passwords = present(await findPasswords(dataDir), 'the keys were put there');
  const embedded = await openEmbedded({ dataDir, ownerPassword: passwords.owner, databaseName: DATABASE });
  try {
    return await booksOf(embedded.ownerUrl);
  } finally {
    await embedded.stop();
  }
}

beforeAll(async () => {
  // What the disk does is not what is tried here.
  folder = await mkdtemp(join(await scratchPlace(), 'warifu-drill-'));
  stage = await openStage(PORT_BASE, {
    WARIFU_DATA_DIR: join(folder, 'data'),
    WARIFU_ARCHIVE_DIR: archive(),
  });
  const wings = await openWings(stage);
  await fillPeople(wings, { contracts: 2, deposit: 100_000n });
  instants.before = await now();
  expect(await runCommand(stage, ['backup', '--to', backups()])).toMatchObject({
    status: 0,
    printed: expect.stringMatching(
      /\/\d{8}T\d{6}Z\nIts secrets are sealed under the key versions 1, which are not in it/,
    ),
  });
  await deposit(wings, '見本 中');
  books.between = await booksOf(stage.ownerUrl);
  instants.between = await now();
  await deposit(wings, '見本 後');
  books.after = await booksOf(stage.ownerUrl);
  await wings.close();
  const [switched] = await query<{ segment: string }>(
    stage.ownerUrl,
    'select pg_walfile_name(pg_switch_wal()) as segment',
  );
  await vi.waitFor(async () => expect(await readdir(archive())).toContain(`${switched?.segment}.gz`), {
    timeout: 30_000,
  });
});
afterAll(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a restore', () => {
  test('to an instant has every row of then, none of later, is proved, and does not serve yet', async () => {
    const dataDir = await keysOnly('between');
    const { status, printed } = await restore('--to', dataDir, '--until', instants.between);
    expect(printed).toMatch(/is restored from .*its last commit is of \d{4}-/);
    expect(printed).toMatch(/Clean: /);
    expect(status).toBe(0);
    expect(await booksIn(dataDir)).toEqual(books.between);
    const served = await runCommand(
      { ...stage, environment: { ...stage.environment, WARIFU_DATA_DIR: dataDir, WARIFU_ARCHIVE_DIR: '' } },
      ['serve', '--port-base', String(PORT_BASE + 40)],
    );
    expect(served).toMatchObject({
      status: 1,
      printed: expect.stringMatching(/^This database was restored.*Warifu serves it from \S+Z on\.\n$/),
    });
  });

  test('to the end has every row that was archived, and is made once', async () => {
    const dataDir = await keysOnly('after');
    const options = { from: backups(), archive: archive(), dataDir, databaseName: DATABASE };
    const { embedded } = await restoreBackup(options);
    expect(await booksOf(embedded.ownerUrl)).toEqual(books.after);
    await embedded.stop();
    await expect(restoreBackup(options)).rejects.toThrow(/is there already: restore into a new data folder/);
  });

  test('refuses an instant before the oldest backup, one behind the archive, and a folder without keys', async () => {
    const dataDir = await keysOnly('refused');
    expect((await restore('--to', dataDir, '--until', instants.before)).printed).toMatch(
      /^The oldest backup in .* ended at .*: nothing before that can be restored\.\n$/,
    );
    expect((await restore('--to', dataDir, '--until', '2999-01-01T00:00:00Z')).printed).toMatch(
      /^The archive ends before 2999-01-01T00:00:00Z: the last commit in it is of \d{4}-/,
    );
    expect(await readdir(dataDir)).not.toContain('postgres');
    expect((await restore('--to', join(folder, 'none'))).printed).toMatch(
      /has no database\.json: put the copy/,
    );
    expect((await restore('--to', dataDir, '--until', '2027-04-01 09:00')).printed).toMatch(/with its zone/);
  });
});

describe('a verification', () => {
  /** A copy of backups and archive, to be broken. */
  async function spoiled(spoil: (backup: string, archived: string) => Promise<void>): Promise<string> {
    const copy = await mkdtemp(join(folder, 'spoiled-'));
    await cp(backups(), join(copy, 'backups'), { recursive: true });
    await cp(archive(), join(copy, 'archive'), { recursive: true });
    const [backup] = await listBackups(join(copy, 'backups'));
    await spoil(present(backup, 'there is one backup').folder, join(copy, 'archive'));
    return copy;
  }

  async function faultsIn(copy: string): Promise<readonly string[]> {
    const [backup] = await listBackups(join(copy, 'backups'));
    return (await verifyBackup(present(backup, 'there is one backup'), join(copy, 'archive'))).faults;
  }

  async function flip(path: string): Promise<void> {
    const file = await open(path, 'r+');
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, 1_000);
    await file.write(Buffer.from([buffer.readUInt8(0) ^ 1]), 0, 1, 1_000);
    await file.close();
  }

  const segmentsIn = async (archived: string): Promise<readonly string[]> =>
    (await readdir(archived)).filter((name) => /^[0-9A-F]{24}\.gz$/.test(name)).sort();

  test('finds nothing in what is whole, and says how far it leads', async () => {
    const { status, printed } = await runCommand(stage, ['backup', 'verify', backups()]);
    expect(printed).toMatch(
      /files as they were written, of .*; the log goes on without a gap to [0-9A-F]{24}\.\n$/,
    );
    expect(status).toBe(0);
  });

  test('names what was changed, is missing, or is no part of it, in files and in the log', async () => {
    const copy = await spoiled(async (backup, archived) => {
      await flip(join(backup, 'cluster/global/pg_control'));
      await rm(join(backup, 'cluster/PG_VERSION'));
      await cp(join(backup, 'manifest.json'), join(backup, 'cluster/global/stray'));
      const last = present((await segmentsIn(archived)).at(-1), 'the log was archived');
      await flip(join(archived, last));
    });
    expect(await faultsIn(copy)).toEqual([
      expect.stringMatching(/archive\/[0-9A-F]{24}\.gz is damaged/),
      expect.stringMatching(/cluster\/PG_VERSION is missing\.$/),
      expect.stringMatching(/cluster\/global\/pg_control is not as it was written\.$/),
      expect.stringMatching(/cluster\/global\/stray does not belong to the backup\.$/),
    ]);
    await expect(
      restoreBackup({
        from: join(copy, 'backups'),
        archive: join(copy, 'archive'),
        dataDir: join(copy, 'data'),
        databaseName: DATABASE,
      }),
    ).rejects.toThrow(/PG_VERSION is missing/);
    // The log: one segment away while later ones are there, and one under another's name.
    const segments = await segmentsIn(archive());
    const [first = '', last = ''] = [segments.at(-2), segments.at(-1)];
    await cp(join(archive(), first), join(copy, 'archive', last));
    await rm(join(copy, 'archive', first));
    const [own] = await listBackups(join(copy, 'backups'));
    await rm(join(present(own, 'one').folder, 'wal', first), { force: true });
    expect(await faultsIn(copy)).toEqual(
      expect.arrayContaining([
        `The segment ${first.slice(0, 24)} of the log is missing.`,
        expect.stringMatching(/is another piece of the log than its name says\.$/),
      ]),
    );
    await flip(join(present(own, 'one').folder, 'manifest.json'));
    await expect(faultsIn(copy)).rejects.toThrow(/manifest\.json is not as it was written/);
  });
});

test('pruning keeps the newest and the log from it on', async () => {
  const [old] = await listBackups(backups());
  await expect
    .poll(async () => Date.now() - Date.parse(present(old, 'one').manifest.beganAt))
    .toBeGreaterThan(1_000);
  expect((await runCommand(stage, ['backup', '--to', backups()])).status).toBe(0);
  const pruned = await pruneBackups({ folder: backups(), keep: 1, archive: archive() });
  expect(pruned.backups).toEqual([old?.folder]);
  expect(pruned.segments).toBeGreaterThan(0);
  const [kept, ...more] = await listBackups(backups());
  expect(more).toEqual([]);
  expect((await verifyBackup(present(kept, 'one is kept'), archive())).faults).toEqual([]);
});
