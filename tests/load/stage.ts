import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  type Bank,
  type BankPorts,
  type BankTables,
  defaultConfiguration,
  type FilledSession,
  fillSessions,
  openBank,
} from '@warifu/bank';
import { type Clock, present, systemClock } from '@warifu/base';
import { openDatabase } from '@warifu/pg';
import {
  defaultTokenConfiguration,
  openTokenAuthority,
  type TokenAuthorityService,
  type TokenTables,
} from '@warifu/token';
import pg from 'pg';
import { readSettings, type Settings } from '../../apps/warifu/src/config.ts';
import { migrate } from '../../apps/warifu/src/database/migrate.ts';
import { type Reached, reachDatabase } from '../../apps/warifu/src/database/reach.ts';
import { openSecrets } from '../../apps/warifu/src/secrets.ts';
import { makeKekFile, openReloadingKeyRing } from '../../apps/warifu/src/server/key-ring.ts';
import { bankPartyOf } from '../../apps/warifu/src/server/relying-party.ts';
import type { BankSite } from './customer.ts';

const PROGRAM = new URL('../../apps/warifu/bin/warifu.mjs', import.meta.url).pathname;
const HUGE = 1_000_000_000;

/** Where server processes stand: their own data folder, key file and database, all gone with `close`. */
export interface Stage {
  readonly settings: Settings;
  readonly reached: Reached;
  readonly ownerUrl: string;
  /** What every process of this stage is started with. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * Makes an empty bank on a real PostgreSQL with fsync on. Limits on requests are raised, by configuration alone.
 *
 * @param more further variables, for example `DATABASE_URL`
 * @param kept a folder that stays, and is taken up again as it was left; otherwise all is gone with `close`
 */
export async function openStage(
  portBase: number,
  more: Readonly<Record<string, string>> = {},
  kept?: string,
): Promise<Stage> {
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'warifu-load-')));
  if (kept !== undefined) await mkdir(kept, { recursive: true, mode: 0o700 });
  const environment = {
    WARIFU_DATA_DIR: join(folder, 'data'),
    WARIFU_KEK_FILE: join(folder, 'kek', 'kek.json'),
    WARIFU_PORT_BASE: String(portBase),
    WARIFU_REQUESTS_PER_MINUTE: String(HUGE - 1),
    WARIFU_LOGINS_PER_MINUTE: String(HUGE - 1),
    WARIFU_LOG_LEVEL: 'silent',
    ...(process.env['DATABASE_URL'] === undefined ? {} : { DATABASE_URL: process.env['DATABASE_URL'] }),
    ...more,
  };
  const settings = readSettings(environment);
  const reached = await reachDatabase(settings, { makesPasswords: true });
  const { ownerUrl, passwords } = reached;
  if (ownerUrl === undefined || passwords === undefined) throw new Error('a stage owns its database');
  await migrate({ ownerUrl, passwords: passwords.roles });
  if (!existsSync(environment.WARIFU_KEK_FILE)) await makeKekFile(environment.WARIFU_KEK_FILE);
  return {
    settings,
    reached,
    ownerUrl,
    environment,
    close: async () => {
      await reached.close();
      if (kept === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Bank and authority opened in this process, to fill the stage through their own functions. */
export interface Wings {
  readonly bank: Bank;
  readonly authority: TokenAuthorityService;
  readonly bankPartyId: string;
  /** Sessions without a login. */
  readonly fillSessions: (contractIds: readonly string[]) => Promise<readonly FilledSession[]>;
  close(): Promise<void>;
}

const away = (): Promise<never> => Promise.reject(new Error('nobody is asked while the stage is filled'));

/**
 * One port for the wings as `serve` has it; only the caps on new tokens are those of a filled database, and the clock may be
 * another, as may be what the bank is connected to.
 */
export async function openWings(
  stage: Pick<Stage, 'settings' | 'environment'> & { readonly reached: Pick<Reached, 'urlFor'> },
  { clock = systemClock, ...changes }: { readonly clock?: Clock } & Partial<BankPorts> = {},
): Promise<Wings> {
  const { settings, reached } = stage;
  const cap = { max: HUGE, windowSeconds: 3_600 };
  const bankDatabase = openDatabase<BankTables>({ connectionString: reached.urlFor('bank_app') });
  const tokenDatabase = openDatabase<TokenTables>({ connectionString: reached.urlFor('token_app') });
  const ring = await openReloadingKeyRing(stage.environment['WARIFU_KEK_FILE'] ?? '', (error) => {
    throw error;
  });
  const authority = openTokenAuthority({
    database: tokenDatabase,
    clock,
    keyRing: ring.keyRing,
    configuration: { ...defaultTokenConfiguration, provisionsPerAddress: cap, provisionsInTotal: cap },
  });
  const bankPartyId = await bankPartyOf(settings.dataDir, authority, defaultConfiguration.ownBank.name);
  const secrets = await openSecrets(settings.dataDir);
  const ports: BankPorts = {
    database: bankDatabase,
    clock,
    authority: authority.portFor(bankPartyId, ['verify', 'administer']),
    zengin: { inquireName: away, send: away, fetchReturns: away, recall: away, recallAnswer: away },
    payEasy: { findBiller: away, inquireBill: away, pay: away, askOutcome: away },
    sendMail: away,
    configuration: defaultConfiguration,
    pepper: secrets.pepper,
    ...changes,
  };
  const close = async (): Promise<void> => {
    ring.close();
    await Promise.all([bankDatabase.close(), tokenDatabase.close()]);
  };
  return {
    bank: openBank(ports),
    authority,
    bankPartyId,
    fillSessions: (contractIds) => fillSessions(ports, contractIds, 'pc'),
    close,
  };
}

/** A server process of the built product. */
export interface ServerProcess {
  readonly site: BankSite;
  /** The authority's port. */
  readonly tokenPort: number;
  readonly process: ChildProcess;
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts `warifu serve` and waits until it says that it serves; its log goes to `onLog`, or on to ours. */
export async function startServer(
  stage: Pick<Stage, 'environment'>,
  portBase: number,
  only = 'internet-banking,token',
  onLog?: (text: string) => void,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [PROGRAM, 'serve', '--only', only, '--port-base', String(portBase)], {
    env: { ...process.env, ...stage.environment },
    stdio: ['ignore', 'pipe', onLog === undefined ? 'inherit' : 'pipe'],
  });
  child.stderr?.on('data', (bytes: Buffer) => onLog?.(bytes.toString()));
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  // However a load test ends, no server outlives it.
  const killWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithUs);
  void gone.then(() => process.off('exit', killWithUs));
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: present(child.stdout, 'a pipe') }).on('line', (line) => {
      if (line.startsWith('Warifu serves')) resolve();
    });
    void gone.then(() => reject(new Error('the server ended before it served')));
  });
  return {
    site: { port: portBase, origin: `http://bank.localhost:${portBase}` },
    tokenPort: portBase + 1,
    process: child,
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Runs a command of the product to its end; its exit status and what it printed. */
export async function runCommand(
  stage: Stage,
  words: readonly string[],
): Promise<{ readonly status: number | null; readonly printed: string }> {
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    env: { ...process.env, ...stage.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => {
      printed += bytes.toString();
    });
  }
  const status = await new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
  });
  return { status, printed };
}

/** Something that the tables' owner does at a stage, on a connection of its own. */
export async function withOwner<T>(stage: Stage, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: stage.ownerUrl });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
