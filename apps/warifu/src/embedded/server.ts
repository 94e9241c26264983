import { type ChildProcess, spawn } from 'node:child_process';
import { open, rename, rmdir, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { codeOf, PlainFault } from '../plain-fault.ts';
import { findText } from '../private-files.ts';
import { programOf } from './binaries.ts';
import { type Footing, socketFolderOf } from './footing.ts';
import { findPostmaster } from './postmaster.ts';

/** Where a running server is reached: by its socket folder, or on the loopback address where there are no sockets. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
}

export interface Server {
  readonly address: ServerAddress;
  /** Settles when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const SOCKET_PORT = 5432;
const START_MS = 60_000;
const LOOK_EVERY_MS = 15;
const FAST_STOP_MS = 20_000;
const LOG_BYTES_MAX = 10_000_000;

/** What the server is started with. A commit is on the disk before it is answered: `fsync`, `synchronous_commit`. */
const SETTINGS: Readonly<Record<string, string>> = {
  shared_buffers: '192MB',
  max_connections: '64',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_level: 'replica',
  wal_compression: 'on',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
  // Nothing here is worth compiling for; with it on, the first execution of a wide statement takes 200 ms.
  jit: 'off',
  autovacuum_naptime: '15s',
  autovacuum_vacuum_scale_factor: '0.05',
  timezone: 'UTC',
  log_timezone: 'UTC',
  password_encryption: 'scram-sha-256',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
};

export interface ServerOptions {
  readonly footing: Footing;
  readonly logFile: string;
  /** More settings: archiving, recovery, and for tests (`fsync=off` for databases that are thrown away). */
  readonly settings?: Readonly<Record<string, string>>;
  /** A minute by default. */
  readonly readyMs?: number;
}

export async function startServer(options: ServerOptions): Promise<Server> {
  const { footing } = options;
  const socketFolder = await socketFolderOf(footing);
  const address: ServerAddress =
    socketFolder === undefined
      ? { host: '127.0.0.1', port: await freePort() }
      : { host: socketFolder, port: SOCKET_PORT };
  const child = await spawnServer(options, address, socketFolder);
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  await untilReady(child, options, ended);
  return {
    address,
    ended,
    stop: async () => {
      await stopServer(child, ended);
      // Empty by now; one that is not is somebody else's, and stays.
      if (socketFolder !== undefined) await rmdir(socketFolder).catch(() => undefined);
    },
  };
}

async function spawnServer(
  options: ServerOptions,
  address: ServerAddress,
  socketFolder: string | undefined,
): Promise<ChildProcess> {
  const { footing } = options;
  const settings = {
    ...SETTINGS,
    listen_addresses: socketFolder === undefined ? address.host : '',
    port: String(address.port),
    unix_socket_directories: socketFolder ?? '',
    unix_socket_permissions: '0700',
    ...options.settings,
  };
  const words = [...footing.prefix, programOf(footing.binaries, 'postgres'), '-D', footing.cluster];
  for (const [name, value] of Object.entries(settings)) words.push('-c', `${name}=${value}`);
  const [command = '', ...rest] = words;
  const log = await openLog(options.logFile);
  try {
    return spawn(command, rest, {
      stdio: ['ignore', log.fd, log.fd],
      cwd: '/',
      // Of its own session: Ctrl-C in a terminal goes to the group, and the server must outlive the last batch.
      detached: true,
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' },
      ...footing.account,
    });
  } finally {
    // The child has its own copy of the descriptor by now.
    await log.close();
  }
}

async function openLog(path: string) {
  try {
    if ((await stat(path)).size > LOG_BYTES_MAX) await rename(path, `${path}.1`);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  return open(path, 'a', 0o600);
}

/** Reads `postmaster.pid` until it says `ready`: recovery after a kill is over then, and connections are taken. */
async function untilReady(child: ChildProcess, options: ServerOptions, ended: Promise<void>): Promise<void> {
  const { readyMs = START_MS } = options;
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  for (let waited = 0; waited < readyMs; waited += LOOK_EVERY_MS) {
    if (hasEnded) throw await faultOf(options);
    const seen = await findPostmaster(options.footing.cluster);
    if (seen !== undefined && seen.pid === child.pid && seen.isReady) return;
    await wait(LOOK_EVERY_MS);
  }
  await stopServer(child, ended);
  throw new PlainFault(`PostgreSQL was not ready within ${readyMs / 1000} s; its log is ${options.logFile}.`);
}

/** Why the server did not start, from the end of its log. */
async function faultOf({ logFile, footing }: ServerOptions): Promise<PlainFault> {
  const lines = ((await findText(logFile)) ?? '').trim().split('\n').slice(-20);
  const text = lines.join('\n');
  if (/No space left on device/.test(text)) {
    return new PlainFault(`The disk under ${footing.cluster} is full: PostgreSQL cannot start.`);
  }
  if (/incompatible with server/.test(text)) {
    return new PlainFault(`The data folder ${footing.cluster} belongs to another version of PostgreSQL.`);
  }
  const fatal = lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? '';
  return new PlainFault(
    `PostgreSQL did not start on ${footing.cluster} (${fatal.replace(/^.*?(FATAL|PANIC):\s*/, '')}); its log is ${logFile}.`,
  );
}

async function stopServer(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGINT');
  const late = new AbortController();
  const isLate = await Promise.race([
    ended.then(() => false),
    wait(FAST_STOP_MS, true, { signal: late.signal }).catch(() => false),
  ]);
  late.abort();
  if (!isLate) return;
  // What was committed is in the log; the next start replays it.
  child.kill('SIGQUIT');
  await ended;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
