import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { archiveSettings, completeArchive, makeArchive } from '../backup/archive.ts';
import { PlainFault } from '../plain-fault.ts';
import { makePrivateFolder } from '../private-files.ts';
import { findBinaries } from './binaries.ts';
import { chooseFooting, type FootingKind } from './footing.ts';
import { initialiseCluster, OWNER } from './initialise.ts';
import { becomeKeeper } from './keeper.ts';
import { findPostmaster, stopOrphan } from './postmaster.ts';
import { type Server, type ServerAddress, startServer } from './server.ts';

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly ownerPassword: string;
  readonly databaseName: string;
  /** Told when a server that died could not be brought back. */
  readonly onLost?: (fault: Error) => void;
  /** Where the write-ahead log is archived; undefined: nowhere. */
  readonly archiveDir?: string;
  /** How long the server may take until it is ready: a restore replays its log first. */
  readonly readyMs?: number;
  /** More settings: for a restore, and for tests. */
  readonly settings?: Readonly<Record<string, string>>;
  /** For tests: ways to run as root and where, and whether initdb waits for the disk. */
  readonly ways?: readonly FootingKind[];
  readonly sharedPlace?: string;
  readonly syncs?: boolean;
}

/** The embedded PostgreSQL, running. */
export interface Embedded {
  readonly ownerUrl: string;
  /** Whether this process started it; otherwise it belongs to another living Warifu, and `stop` leaves it alone. */
  readonly isOurs: boolean;
  readonly footing: FootingKind;
  stop(): Promise<void>;
}

const urlOf = (address: ServerAddress, role: string, password: string, database: string): string =>
  address.host.startsWith('/')
    ? `postgresql://${role}:${encodeURIComponent(password)}@/${database}?host=${encodeURIComponent(address.host)}&port=${address.port}`
    : `postgresql://${role}:${encodeURIComponent(password)}@${address.host}:${address.port}/${database}`;

/**
 * Starts the embedded PostgreSQL of a data folder, or finds the one that another process of ours keeps running.
 * A server left behind by a killed process is stopped first, cleanly.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  await makePrivateFolder(options.dataDir);
  const dataDir = await realpath(options.dataDir);
  const footing = await chooseFooting({
    dataDir,
    binaries: await findBinaries(),
    ...(options.ways ? { ways: options.ways } : {}),
    ...(options.sharedPlace ? { sharedPlace: options.sharedPlace } : {}),
  });
  const ownerUrlAt = (address: ServerAddress) =>
    urlOf(address, OWNER, options.ownerPassword, options.databaseName);
  const keeping = await becomeKeeper(dataDir);
  if ('other' in keeping) {
    const address = await runningAt(footing.cluster, keeping.other.pid);
    return {
      ownerUrl: ownerUrlAt(address),
      isOurs: false,
      footing: footing.kind,
      stop: async () => undefined,
    };
  }
  const { archiveDir, readyMs } = options;
  const logFile = join(dataDir, 'logs', 'postgres.log');
  const settings = { ...(archiveDir === undefined ? {} : archiveSettings(archiveDir)), ...options.settings };
  const start = () =>
    startServer({ footing, logFile, settings, ...(readyMs === undefined ? {} : { readyMs }) });
  try {
    await mkdir(join(dataDir, 'logs'), { recursive: true, mode: 0o700 });
    await initialiseCluster(footing, options.ownerPassword, options.syncs ?? true);
    await stopOrphan(footing.cluster);
    if (archiveDir !== undefined) await makeArchive(archiveDir, footing.account);
    const kept = keepRunning(await start(), start, options.onLost);
    try {
      await makeDatabase(
        urlOf(kept.address, OWNER, options.ownerPassword, 'postgres'),
        options.databaseName,
        dataDir,
      );
      if (archiveDir !== undefined)
        await completeArchive(archiveDir, { ownerUrl: ownerUrlAt(kept.address), cluster: footing.cluster });
    } catch (error) {
      await kept.stop();
      throw error;
    }
    return {
      ownerUrl: ownerUrlAt(kept.address),
      isOurs: true,
      footing: footing.kind,
      stop: async () => {
        await kept.stop();
        await keeping.release();
      },
    };
  } catch (error) {
    await keeping.release();
    throw error;
  }
}

const ATTACH_MS = 30_000;
const LOOK_EVERY_MS = 50;

/** The server of another process of ours, which may be starting it this very moment. */
async function runningAt(cluster: string, keeper: number): Promise<ServerAddress> {
  for (let waited = 0; waited < ATTACH_MS; waited += LOOK_EVERY_MS) {
    const seen = await findPostmaster(cluster);
    if (seen?.isReady) {
      return seen.socketFolder === ''
        ? { host: '127.0.0.1', port: seen.port }
        : { host: seen.socketFolder, port: seen.port };
    }
    await wait(LOOK_EVERY_MS);
  }
  throw new PlainFault(
    `Another Warifu (process ${keeper}) holds ${cluster}, but its database is not ready: stop it, then start again.`,
  );
}

/** In a row, each ended soon after it was brought back: one that lived for a while starts the count anew. */
const RESTARTS_MAX = 5;
const LIVED_MS = 10_000;
const RESTART_TRIES_MS = [100, 300, 1_000, 3_000, 10_000];

/**
 * Brings back a server that was killed, at most five times in a row: its commits are on the disk, and the pool connects
 * again. The address stays the same, since a socket folder does.
 */
function keepRunning(first: Server, start: () => Promise<Server>, onLost?: (fault: Error) => void) {
  let server = first;
  let isStopping = false;
  const bringBack = async (): Promise<Server> => {
    for (const ms of RESTART_TRIES_MS) {
      await wait(ms);
      try {
        // Right after a kill the old backends may hold the shared memory for a moment: then the next try.
        return await start();
      } catch (error) {
        if (ms === RESTART_TRIES_MS.at(-1)) throw error;
      }
    }
    throw new PlainFault('PostgreSQL could not be brought back.');
  };
  const watch = async (): Promise<void> => {
    for (let restarts = 0; ; restarts += 1) {
      const since = performance.now();
      await server.ended;
      if (isStopping) return;
      if (performance.now() - since > LIVED_MS) restarts = 0;
      if (restarts >= RESTARTS_MAX) throw new PlainFault('PostgreSQL ended again and again; see its log.');
      server = await bringBack();
      if (isStopping) await server.stop();
    }
  };
  const watching = watch().catch((error: unknown) => {
    onLost?.(error instanceof Error ? error : new PlainFault('PostgreSQL ended.'));
  });
  return {
    address: first.address,
    stop: async () => {
      isStopping = true;
      await server.stop();
      await watching;
    },
  };
}

async function makeDatabase(url: string, name: string, dataDir: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '28P01') {
      throw new PlainFault(
        `The database in ${dataDir} does not know the password in its keys folder: it belongs to another Warifu, or the keys were replaced.`,
      );
    }
    throw error;
  }
  try {
    const { rowCount } = await client.query('select 1 from pg_catalog.pg_database where datname = $1', [
      name,
    ]);
    if (rowCount === 0) await client.query(`create database "${name}" template template0`);
  } finally {
    await client.end();
  }
}
