import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { findBinaries } from '../src/embedded/binaries.ts';
import { chooseFooting } from '../src/embedded/footing.ts';
import { type EmbeddedOptions, openEmbedded } from '../src/embedded/open-embedded.ts';
import { findPostmaster } from '../src/embedded/postmaster.ts';

const isRoot = process.getuid?.() === 0;
const quick = {
  syncs: false,
  settings: { shared_buffers: '16MB' },
  ownerPassword: 'secret',
  databaseName: 'w',
};
const folders: string[] = [];
const children: ChildProcess[] = [];

/** A new folder of mode 0700, removed after the test. */
async function newFolder(owner?: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'warifu-launch-'));
  await chmod(folder, 0o700);
  if (owner !== undefined) await chown(folder, owner, owner);
  folders.push(folder);
  return folder;
}

afterEach(async () => {
  for (const child of children.splice(0)) {
    child.stdin?.end();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

interface Held {
  readonly child: ChildProcess;
  readonly ownerUrl: string;
  readonly footing: string;
  readonly isOurs: boolean;
  readonly fault?: string;
}

async function hold(options: Partial<EmbeddedOptions>, uid?: number): Promise<Held> {
  const script = join(import.meta.dirname, 'hold-embedded.ts');
  const child = spawn(
    process.execPath,
    ['--conditions=source', script, JSON.stringify({ ...quick, ...options })],
    { stdio: ['pipe', 'pipe', 'inherit'], ...(uid === undefined ? {} : { uid, gid: uid }) },
  );
  children.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { ...(JSON.parse(line) as Omit<Held, 'child'>), child };
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const clusterOf = (dataDir: string): string => join(dataDir, 'postgres');

describe('the embedded PostgreSQL', () => {
  test('asks for the password, listens on no network, checks its pages, and leaves no password behind', async () => {
    const dataDir = await newFolder();
    const embedded = await openEmbedded({ ...quick, dataDir });
    const rows = await query(
      embedded.ownerUrl,
      `select current_setting('listen_addresses') as addresses, current_setting('data_checksums') as checksums,
              current_setting('fsync') as fsync, current_setting('synchronous_commit') as commits,
              (select datlocprovider::text || datlocale from pg_database where datname = current_database()) as locale`,
    );
    expect(rows).toEqual([
      { addresses: '', checksums: 'on', fsync: 'on', commits: 'on', locale: 'bC.UTF-8' },
    ]);
    await expect(query(embedded.ownerUrl.replace('secret', 'wrong'), 'select 1')).rejects.toThrow('password');
    expect(await readFile(join(clusterOf(dataDir), 'pg_hba.conf'), 'utf8')).not.toMatch(/^[^#]*\btrust$/m);
    expect((await readdir(dataDir)).filter((name) => name.includes('password'))).toEqual([]);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    expect((await stat(join(dataDir, 'socket'))).mode & 0o777).toBe(0o700);
    await embedded.stop();
    expect(await findPostmaster(clusterOf(dataDir))).toBeUndefined();
  });

  test('keeps what was committed when its process is killed, and starts again over the orphan', async () => {
    const dataDir = await newFolder();
    const first = await hold({ dataDir });
    await query(first.ownerUrl, 'create table kept as select 1 as one');
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const orphan = await findPostmaster(clusterOf(dataDir));
    expect(orphan?.isReady).toBe(true);
    const again = await openEmbedded({ ...quick, dataDir });
    expect(again.isOurs).toBe(true);
    expect(await query(again.ownerUrl, 'select one from kept')).toEqual([{ one: 1 }]);
    expect((await findPostmaster(clusterOf(dataDir)))?.pid).not.toBe(orphan?.pid);
    await again.stop();
  });

  test('is brought back when the server itself is killed', async () => {
    const dataDir = await newFolder();
    const embedded = await openEmbedded({ ...quick, dataDir });
    const before = await findPostmaster(clusterOf(dataDir));
    await query(embedded.ownerUrl, 'create table kept as select 1 as one');
    process.kill(before?.pid ?? 0, 'SIGKILL');
    await expect
      .poll(() => query(embedded.ownerUrl, 'select one from kept').catch(() => undefined), {
        timeout: 30_000,
      })
      .toEqual([{ one: 1 }]);
    await embedded.stop();
  });

  test('is shared by a second process, which leaves it running', async () => {
    const dataDir = await newFolder();
    const first = await openEmbedded({ ...quick, dataDir });
    const second = await hold({ dataDir });
    expect(second.isOurs).toBe(false);
    expect(second.ownerUrl).toBe(first.ownerUrl);
    second.child.stdin?.end();
    await once(second.child, 'exit');
    expect(await query(first.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await first.stop();
  });

  test('puts its socket on a shorter path where the folder lies deep', async () => {
    const dataDir = join(await newFolder(), 'deep'.repeat(12), 'deeper'.repeat(8), 'data');
    const embedded = await openEmbedded({ ...quick, dataDir });
    expect(await query(embedded.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(embedded.ownerUrl).toContain(encodeURIComponent(join(tmpdir(), 'warifu-')));
    await embedded.stop();
  });

  test('refuses a folder of another PostgreSQL, in a sentence', async () => {
    const dataDir = await newFolder();
    await mkdir(clusterOf(dataDir), { mode: 0o700 });
    await writeFile(join(clusterOf(dataDir), 'PG_VERSION'), '15\n');
    await expect(openEmbedded({ ...quick, dataDir })).rejects.toThrow(
      /was made by PostgreSQL 15 and this Warifu brings PostgreSQL 18/,
    );
  });

  test('refuses a folder whose password is not ours, in a sentence, and leaves no server', async () => {
    const dataDir = await newFolder();
    await (await openEmbedded({ ...quick, dataDir })).stop();
    await expect(openEmbedded({ ...quick, dataDir, ownerPassword: 'other' })).rejects.toThrow(
      /belongs to another Warifu/,
    );
    expect(await findPostmaster(clusterOf(dataDir))).toBeUndefined();
  });
});

describe.runIf(isRoot)('as root', () => {
  test('runs in a user namespace, and its files stay ours', async () => {
    const dataDir = await newFolder();
    const embedded = await openEmbedded({ ...quick, dataDir });
    expect(embedded.footing).toBe('namespace');
    expect((await stat(clusterOf(dataDir))).uid).toBe(0);
    await embedded.stop();
  });

  test('runs as nobody where namespaces are forbidden, also over an orphan', async () => {
    const dataDir = await newFolder();
    const sharedPlace = join(await newFolder(), 'shared');
    await chmod(dirname(sharedPlace), 0o755);
    const options = { dataDir, sharedPlace, ways: ['nobody'] as const };
    const first = await hold(options);
    expect(first.footing).toBe('nobody');
    await query(first.ownerUrl, 'create table kept as select 1 as one');
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const again = await openEmbedded({ ...quick, ...options });
    expect(await query(again.ownerUrl, 'select one from kept')).toEqual([{ one: 1 }]);
    await again.stop();
    const [cluster = ''] = await readdir(sharedPlace);
    expect((await stat(join(sharedPlace, cluster))).uid).toBe(65_534);
    expect((await stat(join(sharedPlace, cluster))).mode & 0o777).toBe(0o700);
  });

  test('a clone below another person’s 0700 home runs as nobody, from a copy of the programs', async () => {
    const home = await newFolder(12_345);
    const sharedPlace = join(await newFolder(), 'shared');
    await chmod(dirname(sharedPlace), 0o755);
    const binaries = await findBinaries();
    await cp(binaries.folder, join(home, 'native'), { recursive: true, verbatimSymlinks: true });
    const dataDir = join(home, 'data');
    await mkdir(dataDir, { mode: 0o700 });
    const below = { ...binaries, folder: join(home, 'native') };
    const footing = await chooseFooting({ dataDir, binaries: below, sharedPlace });
    expect(footing.kind).toBe('nobody');
    expect(footing.binaries.folder).toBe(join(sharedPlace, `postgresql-${binaries.version}`));
    expect(footing.cluster.startsWith(sharedPlace)).toBe(true);
  });

  test('a clone below root’s own 0700 home needs no copy', async () => {
    const home = await newFolder();
    const binaries = await findBinaries();
    await cp(binaries.folder, join(home, 'native'), { recursive: true, verbatimSymlinks: true });
    await rm(join(home, 'native', 'lib', 'libpq.so.5'));
    const below = { ...binaries, folder: join(home, 'native') };
    const footing = await chooseFooting({ dataDir: home, binaries: below });
    expect(footing.kind).toBe('namespace');
  });

  test('a plain user needs nothing of all this', async () => {
    const dataDir = await newFolder(65_534);
    const held = await hold({ dataDir }, 65_534);
    expect(held.fault).toBeUndefined();
    expect(held.footing).toBe('plain');
    expect((await stat(clusterOf(dataDir))).uid).toBe(65_534);
  });

  test('a user without a name, as containers have them, is given one', async () => {
    const dataDir = await newFolder(12_346);
    const held = await hold({ dataDir }, 12_346);
    expect(held.fault).toBeUndefined();
    expect(held.footing).toBe('namespace');
    expect((await stat(clusterOf(dataDir))).uid).toBe(12_346);
  });
});
