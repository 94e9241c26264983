import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Clock, present, systemClock } from '@warifu/base';
import pg from 'pg';
import { NETWORKS_READY } from '../../apps/warifu/src/demo/networks-process.ts';
import { findPostmaster } from '../../apps/warifu/src/embedded/postmaster.ts';
import { fillPeople, type LoadPerson } from '../load/people.ts';
import { openStage, openWings, type ServerProcess, type Stage, startServer } from '../load/stage.ts';
import type { Actor } from './acts.ts';
import { type OwnPostgres, openOwnPostgres, type PostgresOptions } from './postgres.ts';

const PORT_BASE = 24_000;
/** Each process stands on a base of its own. */
const AUTHORITY_BASE = PORT_BASE + 30;
const JOBS_BASE = PORT_BASE + 60;
const NETWORKS_OFFSET = 10;
export const NETWORKS_URL = `http://127.0.0.1:${PORT_BASE + NETWORKS_OFFSET}`;
const PROGRAM = new URL('../../apps/warifu/bin/warifu.mjs', import.meta.url).pathname;
const DEPOSIT = 100_000n;

/** What can be killed. */
export const PARTS = ['server', 'authority', 'networks', 'jobs', 'postgres'] as const;
export type Part = (typeof PARTS)[number];

type Environment = Readonly<Record<string, string>>;

export interface WorldOptions {
  readonly customers: number;
  /** A PostgreSQL that the scenario runs itself. Without it: the embedded one, kept by the product. */
  readonly postgres?: PostgresOptions;
  /** Statements of the owner: the fault that a scenario must catch. */
  readonly plant?: readonly string[];
  /** What the bank's own processes are started with beside what every process has. */
  readonly bankEnvironment?: Environment;
  /** What server, authority and jobs all have. */
  readonly everyEnvironment?: Environment;
}

/** The whole house, each part a process of its own that can be killed. */
export interface World {
  readonly stage: Stage;
  readonly actors: readonly Actor[];
  readonly postgres: OwnPostgres | undefined;
  readonly site: ServerProcess['site'];
  readonly networksFolder: string;
  /** SIGKILL; all but PostgreSQL are started again at once, and it is brought back by who keeps it. */
  readonly kill: (part: Part) => Promise<void>;
  /** Ends the bank's processes and starts them again, with another environment. */
  readonly restart: (environment: {
    readonly every?: Environment;
    readonly bank?: Environment;
  }) => Promise<void>;
  readonly openOwner: () => Promise<pg.Client>;
  /** A new session for each customer, as by a login at that time of the bank's clock; the token by contract. */
  readonly logInAll: (clock?: Clock) => Promise<ReadonlyMap<string, string>>;
  readonly close: () => Promise<void>;
}

interface Child {
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

async function startNetworks(stage: Stage): Promise<Child> {
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, 'networks'], {
    env: { ...process.env, ...stage.environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // Its end shows as the end of the process; a broken pipe adds nothing.
  child.stdin?.on('error', () => undefined);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const killWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithUs);
  void gone.then(() => process.off('exit', killWithUs));
  await new Promise<void>((resolve, reject) => {
    if (child.stdout === null) return reject(new Error('the networks have no standard output'));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes(NETWORKS_READY)) resolve();
    });
    void gone.then(() => reject(new Error('the networks ended before they were ready')));
  });
  const end = async (how: () => void): Promise<void> => {
    how();
    await gone;
  };
  return {
    kill: () => end(() => child.kill('SIGKILL')),
    // The end of its standard input ends it.
    stop: () => end(() => child.stdin?.end()),
  };
}

async function fill(stage: Stage, customers: number): Promise<readonly Actor[]> {
  const wings = await openWings(stage);
  try {
    const people: readonly LoadPerson[] = await fillPeople(wings, {
      contracts: customers,
      deposit: DEPOSIT,
      furtherDeposits: [DEPOSIT],
    });
    const { key } = await wings.authority.issueKey({
      relyingPartyId: wings.bankPartyId,
      scopes: ['verify', 'administer'],
    });
    await writeFile(keyFileOf(stage), key, { mode: 0o600 });
    const days = await wings.bank.listBookingDays();
    const bookingDate = days.findLast(({ isBookable }) => isBookable)?.date ?? '';
    return people.map((person, place) => ({ person, place, bookingDate }));
  } finally {
    await wings.close();
  }
}

const keyFileOf = (stage: Stage): string => join(stage.settings.dataDir, 'chaos-party-key');

async function openOwnerOf(stage: Stage): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: stage.ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function logInAll(
  stage: Stage,
  actors: readonly Actor[],
  clock: Clock,
): Promise<ReadonlyMap<string, string>> {
  const owner = await openOwnerOf(stage);
  // As a login does: one session for each contract.
  await owner.query(
    "update bank.session set ended_at = now(), end_reason = 'replaced' where ended_at is null",
  );
  await owner.end();
  const wings = await openWings(stage, { clock });
  try {
    const filled = await wings.fillSessions(actors.map(({ person }) => person.contractId));
    return new Map(filled.map((one) => [one.contractId, one.sessionToken]));
  } finally {
    await wings.close();
  }
}

/** Starts everything: database, counterparts, authority, bank and jobs, with customers who have money and tokens. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const postgres = options.postgres && (await openOwnPostgres(options.postgres));
  const stage = await openStage(PORT_BASE, postgres === undefined ? {} : { DATABASE_URL: postgres.ownerUrl });
  const actors = await fill(stage, options.customers);
  const owner = await openOwnerOf(stage);
  for (const statement of options.plant ?? []) await owner.query(statement);
  await owner.end();
  const house = await openHouseProcesses(stage, options);
  const close = async (): Promise<void> => {
    await house.close();
    await stage.close();
    await postgres?.close();
  };
  return {
    stage,
    actors,
    postgres,
    site: { port: PORT_BASE, origin: `http://bank.localhost:${PORT_BASE}` },
    networksFolder: join(stage.settings.dataDir, 'networks'),
    kill: async (part) => {
      if (part !== 'postgres') return house.kill(part);
      if (postgres !== undefined) return postgres.killAndStart();
      const found = await findPostmaster(join(stage.settings.dataDir, 'postgres'));
      process.kill(present(found, 'a PostgreSQL to kill').pid, 'SIGKILL');
      // The product brings it back; whoever judges afterwards needs it.
      await untilBack(stage);
    },
    restart: house.restart,
    openOwner: () => openOwnerOf(stage),
    logInAll: (clock = systemClock) => logInAll(stage, actors, clock),
    close,
  };
}

async function openHouseProcesses(stage: Stage, options: WorldOptions) {
  let every: Environment = options.everyEnvironment ?? {};
  let ofBank: Environment = options.bankEnvironment ?? {};
  const withMore = (more: Environment): Stage => ({
    ...stage,
    environment: { ...stage.environment, ...every, ...more },
  });
  const away = {
    WARIFU_AUTHORITY_URL: `http://127.0.0.1:${AUTHORITY_BASE + 1}`,
    WARIFU_AUTHORITY_KEY_FILE: keyFileOf(stage),
    WARIFU_ZENGIN_URL: `${NETWORKS_URL}/zengin`,
    WARIFU_PAY_EASY_URL: `${NETWORKS_URL}/pay-easy`,
    WARIFU_SMTP_URL: `smtp://127.0.0.1:${PORT_BASE + NETWORKS_OFFSET + 1}`,
  };
  const start: Readonly<Record<Exclude<Part, 'postgres'>, () => Promise<Child>>> = {
    networks: () => startNetworks(stage),
    authority: () => startServer(withMore({ WARIFU_RADIUS_HOST: 'off' }), AUTHORITY_BASE, 'token'),
    server: () => startServer(withMore({ ...away, ...ofBank }), PORT_BASE, 'internet-banking'),
    jobs: () => startServer(withMore({ ...away, ...ofBank }), JOBS_BASE, 'jobs'),
  };
  const names = ['networks', 'authority', 'server', 'jobs'] as const;
  const running = new Map<Part, Child>();
  const startAll = async (some: readonly (typeof names)[number][]): Promise<void> => {
    for (const name of some) running.set(name, await start[name]());
  };
  await startAll(names);
  const stopAll = async (some: readonly Part[]): Promise<void> => {
    await Promise.all(some.map((name) => running.get(name)?.stop()));
  };
  return {
    kill: async (part: Exclude<Part, 'postgres'>): Promise<void> => {
      await present(running.get(part), `a process to kill: ${part}`).kill();
      running.set(part, await startPatiently(start[part]));
    },
    restart: async (environment: { readonly every?: Environment; readonly bank?: Environment }) => {
      every = environment.every ?? {};
      ofBank = environment.bank ?? {};
      const bank = names.filter((name) => name !== 'networks');
      await stopAll(bank);
      await startAll(bank);
    },
    close: () => stopAll([...names].reverse()),
  };
}

async function untilBack(stage: Stage): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, START_REST_MS));
    try {
      const owner = await openOwnerOf(stage);
      await owner.query('select 1').finally(() => owner.end());
      return;
    } catch (error) {
      if (tries >= STARTS_MAX) throw error;
    }
  }
}

const STARTS_MAX = 20;
const START_REST_MS = 500;

/** A process manager starts again what ended: here until PostgreSQL, killed a moment before, is back. */
async function startPatiently(start: () => Promise<Child>): Promise<Child> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await start();
    } catch (error) {
      if (tries >= STARTS_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, START_REST_MS));
    }
  }
}
