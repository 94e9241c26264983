import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** The machines of the deployed files, and what stands in their place here: addresses of the loopback network. */
export const NODES = ['bank1', 'bank2', 'bank3'] as const;
export type Node = (typeof NODES)[number];
const DEPLOYED = new URL('../../deploy/ha/', import.meta.url);
const PORTS: readonly (readonly [string, string])[] = [
  [':5432', ':21032'],
  [':8008', ':21033'],
  ['port 8008', 'port 21033'],
  [':2379', ':21034'],
  [':2380', ':21035'],
  [':5000', ':21036'],
];
const HAPROXY_PORT = 21_036;
const REST_PORT = 21_033;

const PROGRAMS = [
  { program: 'patroni', packages: 'patroni python3-etcd' },
  { program: 'etcd', packages: 'etcd-server' },
  { program: 'haproxy', packages: 'haproxy' },
  { program: '/usr/lib/postgresql/15/bin/postgres', packages: 'postgresql-15' },
];

/** What is not on this machine, and the Debian package that brings it. */
export function listMissing(): readonly string[] {
  return PROGRAMS.filter(({ program }) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0).map(
    ({ program, packages }) => `${program} (Debian: ${packages})`,
  );
}

const addressOf = (node: Node): string => `127.0.0.1${NODES.indexOf(node) + 1}`;

/** A file of deploy/ha as it is for one node, on this machine. */
async function fileFor(node: Node, name: string, folder: string, secrets: Secrets): Promise<string> {
  const nth = NODES.indexOf(node) + 1;
  let text = (await readFile(new URL(name, DEPLOYED), 'utf8'))
    .split('\n')
    .map((line) =>
      line.includes('(node)')
        ? line.replaceAll('bank1', node).replaceAll('192.0.2.11', `192.0.2.1${nth}`)
        : line,
    )
    .join('\n');
  for (const [from, to] of PORTS) text = text.replaceAll(from, to);
  return text
    .replaceAll('192.0.2.', '127.0.0.')
    .replaceAll('/var/lib/etcd/warifu', join(folder, `${node}-etcd`))
    .replaceAll('/var/lib/postgresql/15/', `${join(folder, node)}-`)
    .replaceAll('/var/run/postgresql', join(folder, `${node}-run`))
    .replaceAll('256MB', '64MB')
    .replaceAll('SUPERUSER-PASSWORD', secrets.superuser)
    .replaceAll('REPLICATION-PASSWORD', secrets.replication)
    .replaceAll('REWIND-PASSWORD', secrets.rewind);
}

interface Secrets {
  readonly superuser: string;
  readonly replication: string;
  readonly rewind: string;
}

/** Three nodes with etcd, Patroni and PostgreSQL, and HAProxy before them. */
export interface Cluster {
  /** The owner of an empty database, through HAProxy. */
  readonly ownerUrl: string;
  readonly superuserUrl: string;
  primary(): Promise<Node | undefined>;
  /** SIGKILL to Patroni and to PostgreSQL of the node. */
  kill(node: Node): Promise<void>;
  start(node: Node): Promise<void>;
  /** Members by role, as Patroni sees them. */
  roles(): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

export async function openCluster(): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'warifu-ha-'));
  const account = accountOf('postgres');
  if (account) chownSync(folder, account.uid, account.gid);
  const secrets = {
    superuser: randomBytes(12).toString('hex'),
    replication: randomBytes(12).toString('hex'),
    rewind: randomBytes(12).toString('hex'),
  };
  const running = new Map<string, ChildProcess>();
  const run = async (name: string, command: string, words: readonly string[]): Promise<void> => {
    const log = await open(join(folder, `${name}.log`), 'a');
    const env = { PATH: process.env['PATH'] ?? '', HOME: folder, LC_ALL: 'C.UTF-8' };
    running.set(
      name,
      spawn(command, words, { stdio: ['ignore', log.fd, log.fd], cwd: folder, env, ...account }),
    );
    await log.close();
  };
  const write = async (node: Node, name: string): Promise<string> => {
    const path = join(folder, `${node}-${name}`);
    await writeFile(path, await fileFor(node, name, folder, secrets), { mode: 0o600 });
    if (account) chownSync(path, account.uid, account.gid);
    return path;
  };
  const start = async (node: Node): Promise<void> =>
    run(`${node}-patroni`, 'patroni', [await write(node, 'patroni.yml')]);
  const postmasterOf = async (node: Node): Promise<number | undefined> => {
    const text = await readFile(join(folder, `${node}-warifu`, 'postmaster.pid'), 'utf8').catch(() => '');
    return Number(text.split('\n')[0]) || undefined;
  };
  const kill = async (node: Node): Promise<void> => {
    const postmaster = await postmasterOf(node);
    running.get(`${node}-patroni`)?.kill('SIGKILL');
    if (postmaster !== undefined) killIfThere(postmaster, 'SIGKILL');
  };
  const close = async (): Promise<void> => {
    for (const node of NODES) await kill(node);
    for (const child of running.values()) child.kill('SIGKILL');
    await rest(500);
    await rm(folder, { recursive: true, force: true });
  };
  process.once('exit', () => {
    for (const child of running.values()) child.kill('SIGKILL');
  });
  try {
    for (const node of NODES) {
      // One socket each: they share the port.
      for (const name of ['etcd', 'run']) {
        await mkdir(join(folder, `${node}-${name}`), { mode: 0o700 });
        if (account) chownSync(join(folder, `${node}-${name}`), account.uid, account.gid);
      }
      await run(`${node}-etcd`, 'etcd', ['--config-file', await write(node, 'etcd.yml')]);
    }
    for (const node of NODES) await start(node);
    await run('haproxy', 'haproxy', ['-db', '-f', await write('bank1', 'haproxy.cfg')]);
    const urlAs = (user: string, password: string, database: string) =>
      `postgresql://${user}:${password}@127.0.0.1:${HAPROXY_PORT}/${database}`;
    const superuserUrl = urlAs('postgres', secrets.superuser, 'postgres');
    await until('three nodes, one of them a synchronous standby', async () => {
      const found = Object.values(await rolesOf());
      return found.length === NODES.length && found.includes('sync_standby') && found.includes('leader');
    });
    const owner = randomBytes(12).toString('hex');
    await until('the owner', () => makeOwner(superuserUrl, owner));
    return {
      ownerUrl: urlAs('bank_owner', owner, 'warifu'),
      superuserUrl,
      primary: findPrimary,
      kill,
      start,
      roles: rolesOf,
      close,
    };
  } catch (error) {
    const logs = await Promise.all(
      [...running.keys()].map(
        async (name) => `${name}: ${(await readFile(join(folder, `${name}.log`), 'utf8')).slice(-600)}`,
      ),
    );
    await close();
    throw new Error(`${String(error)}\n${logs.join('\n')}`);
  }
}

function accountOf(name: string): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const ask = (flag: string) => Number(spawnSync('id', [flag, name]).stdout.toString().trim());
  return { uid: ask('-u'), gid: ask('-g') };
}

function killIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const UNTIL_MS_MAX = 240_000;

export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const from = Date.now(); Date.now() - from < UNTIL_MS_MAX; await rest(200)) {
    if (await holds().catch(() => false)) return;
  }
  throw new Error(`${what}: not within ${UNTIL_MS_MAX / 1_000} s`);
}

async function findPrimary(): Promise<Node | undefined> {
  for (const node of NODES) {
    const answer = await ask(node, '/primary');
    if (answer?.status === 200) return node;
  }
  return undefined;
}

const ask = (node: Node, path: string): Promise<Response | undefined> =>
  fetch(`http://${addressOf(node)}:${REST_PORT}${path}`, { signal: AbortSignal.timeout(1_000) }).catch(
    () => undefined,
  );

async function rolesOf(): Promise<Readonly<Record<string, string>>> {
  for (const node of NODES) {
    const answer = await ask(node, '/cluster');
    if (answer?.status !== 200) continue;
    const { members } = (await answer.json()) as {
      readonly members: readonly { readonly name: string; readonly role: string; readonly state: string }[];
    };
    const living = members.filter(({ state }) => state === 'running' || state === 'streaming');
    return Object.fromEntries(living.map(({ name, role }) => [name, role]));
  }
  return {};
}

async function makeOwner(superuserUrl: string, password: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: superuserUrl, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`create role bank_owner login createrole password '${password}'`);
    await client.query(
      "create database warifu owner bank_owner template template0 encoding 'UTF8' locale 'C'",
    );
    return true;
  } finally {
    await client.end();
  }
}
