import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findBinaries } from '../../apps/warifu/src/embedded/binaries.ts';
import { chooseFooting } from '../../apps/warifu/src/embedded/footing.ts';
import { initialiseCluster, OWNER } from '../../apps/warifu/src/embedded/initialise.ts';
import { findPostmaster } from '../../apps/warifu/src/embedded/postmaster.ts';
import { type Server, startServer } from '../../apps/warifu/src/embedded/server.ts';

const DATABASE = 'warifu';
const TRIES_MAX = 40;
const REST_MS = 250;

export interface PostgresOptions {
  /** What its programs are started with, for example a library that slows the disk. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Where the cluster goes; a temporary folder by default. */
  readonly folder?: string;
  readonly settings?: Readonly<Record<string, string>>;
}

/** The embedded PostgreSQL, run by a scenario: on a disk, or by a clock, of its choice. */
export interface OwnPostgres {
  readonly ownerUrl: string;
  readonly readLog: () => Promise<string>;
  readonly killAndStart: (environment?: Readonly<Record<string, string>>) => Promise<void>;
  /** Whether it lives. */
  readonly isUp: () => boolean;
  /** Until it answers again, started where it has ended by itself. */
  readonly bringBack: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const wordsOf = (environment: Readonly<Record<string, string>> = {}): readonly string[] => {
  const words = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return words.length === 0 ? [] : ['env', ...words];
};

export async function openOwnPostgres(options: PostgresOptions): Promise<OwnPostgres> {
  const logs = await mkdtemp(join(tmpdir(), 'warifu-chaos-pg-'));
  const dataDir = options.folder ?? logs;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const footing = await chooseFooting({ dataDir, binaries: await findBinaries() });
  const password = randomBytes(18).toString('hex');
  await initialiseCluster(footing, password, true);
  const logFile = join(logs, 'postgres.log');
  let environment = options.environment;
  let server: Server;
  let isUp = false;
  let pid: number | undefined;
  // However a scenario ends, no database outlives it.
  const killWithUs = (): void => {
    if (isUp && pid !== undefined) process.kill(pid, 'SIGQUIT');
  };
  process.once('exit', killWithUs);
  const start = async (): Promise<void> => {
    server = await startServer({
      footing: { ...footing, prefix: [...footing.prefix, ...wordsOf(environment)] },
      logFile,
      ...(options.settings ? { settings: options.settings } : {}),
    });
    isUp = true;
    pid = (await findPostmaster(footing.cluster))?.pid;
    const own = server;
    void own.ended.then(() => {
      if (own === server) isUp = false;
    });
  };
  /** Right after a kill the old backends may hold the shared memory for a moment; a full disk refuses a start too. */
  const startPatiently = async (): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await start();
      } catch (error) {
        if (tries >= TRIES_MAX) throw error;
        await new Promise((resolve) => setTimeout(resolve, REST_MS));
      }
    }
  };
  await start();
  const host = encodeURIComponent((await findPostmaster(footing.cluster))?.socketFolder ?? '');
  const urlOf = (database: string): string =>
    `postgresql://${OWNER}:${password}@/${database}?host=${host}&port=5432`;
  const client = new pg.Client({ connectionString: urlOf('postgres') });
  await client.connect();
  await client.query(`create database ${DATABASE} template template0`);
  await client.end();
  return {
    ownerUrl: urlOf(DATABASE),
    readLog: () => readFile(logFile, 'utf8'),
    isUp: () => isUp,
    bringBack: async () => {
      if (!isUp) await startPatiently();
    },
    killAndStart: async (changed) => {
      if (changed !== undefined) environment = changed;
      const found = await findPostmaster(footing.cluster);
      if (found !== undefined) process.kill(found.pid, 'SIGKILL');
      await server.ended;
      await startPatiently();
    },
    close: async () => {
      process.off('exit', killWithUs);
      if (isUp) await server.stop();
      await rm(logs, { recursive: true, force: true });
      if (options.folder !== undefined) await rm(options.folder, { recursive: true, force: true });
    },
  };
}
