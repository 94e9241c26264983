import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startNetworks } from '../../apps/warifu/src/demo/networks-process.ts';
import { findPostmaster } from '../../apps/warifu/src/embedded/postmaster.ts';
import { withHands } from '../load/http.ts';
import { fillPeople, type LoadPerson } from '../load/people.ts';
import {
  openStage,
  openWings,
  runCommand,
  type ServerProcess,
  type Stage,
  startServer,
} from '../load/stage.ts';
import { type Story, transferOnce } from './customers.ts';
import { findFaults } from './findings.ts';

const { values } = parseArgs({
  options: { customers: { type: 'string', default: '600' }, kills: { type: 'string', default: '6' } },
});
const CUSTOMERS = Number(values.customers);
const KILLS = Number(values.kills);
const HANDS = 12;
const PORT_BASE = 24_000;
const ALL_PARTS = 'internet-banking,token,jobs';
const RUN_MS_MAX = 120_000;

interface Run {
  readonly stories: readonly Story[];
  /** Orders whose receipt a customer has seen, in the order in which they were seen. */
  readonly acknowledged: readonly string[];
  readonly kills: readonly string[];
}

async function killPostgres(stage: Stage): Promise<void> {
  const found = await findPostmaster(join(stage.settings.dataDir, 'postgres'));
  if (found !== undefined) process.kill(found.pid, 'SIGKILL');
}

/** Every customer makes one transfer, twelve at a time, while server and PostgreSQL are killed in turn. */
async function runUnderKills(stage: Stage, people: readonly LoadPerson[], killCount: number): Promise<Run> {
  let server: ServerProcess = await startServer(stage, PORT_BASE, ALL_PARTS);
  const acknowledged: string[] = [];
  const kills: string[] = [];
  const stories: Story[] = [];
  const between = Math.floor(people.length / (killCount + 1));
  let killing: Promise<void> = Promise.resolve();

  const kill = async (nth: number): Promise<void> => {
    if (nth % 2 === 0) {
      await killPostgres(stage);
      kills.push('postgres');
      return;
    }
    await server.kill();
    kills.push('server');
    server = await startServer(stage, PORT_BASE, ALL_PARTS);
  };
  const onReceipt = (orderId: string): void => {
    acknowledged.push(orderId);
    // Kills come by what was done, not by the clock: each falls into a moment full of work.
    if (acknowledged.length % between === 0 && kills.length < killCount) {
      const nth = acknowledged.length / between;
      killing = killing.then(() => kill(nth));
    }
  };
  await withHands(people, HANDS, async (person) => {
    stories.push(await transferOnce(() => server, person, onReceipt));
  });
  await killing;
  await server.stop();
  return { stories, acknowledged, kills };
}

/** The network's own list of what it took, after everything that was due has been sent. */
async function drainOutbox(stage: Stage, owner: pg.Client): Promise<number> {
  const server = await startServer(stage, PORT_BASE, ALL_PARTS);
  const from = Date.now();
  for (;;) {
    const { rows } = await owner.query<{ due: string }>(
      "select count(*) as due from bank.zengin_outbox where state = 'due' and next_try_at < now() + interval '1 hour'",
    );
    if (Number(rows[0]?.due) === 0 || Date.now() - from > RUN_MS_MAX) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await server.stop();
  const answer = await fetch(`${stage.settings.zenginUrl}/switch`);
  return ((await answer.json()) as { accepted: number }).accepted;
}

async function chaos(
  name: string,
  customers: number,
  killCount: number,
  plant: readonly string[],
): Promise<readonly string[]> {
  const stage = await openStage(PORT_BASE);
  const networks = await startNetworks({ ...process.env, ...stage.environment }, (what, error) =>
    console.error(what, error),
  );
  const openOwner = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: stage.ownerUrl });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  try {
    const wings = await openWings(stage);
    const people = await fillPeople(wings, { contracts: customers, deposit: 100_000n });
    await wings.close();
    const planter = await openOwner();
    for (const statement of plant) await planter.query(statement);
    await planter.end();
    const begun = Date.now();
    const run = await runUnderKills(stage, people, killCount);
    const seconds = (Date.now() - begun) / 1_000;
    const owner = await openOwner();
    const sentOnce = await drainOutbox(stage, owner);
    const faults = [...(await findFaults(owner, run.stories, run.acknowledged, sentOnce))];
    await owner.end();
    const verified = await runCommand(stage, ['verify']);
    if (verified.status !== 0) faults.push(`verify: ${verified.printed.trim()}`);
    console.log(
      JSON.stringify({
        chaos: name,
        customers,
        seconds: Math.round(seconds),
        kills: run.kills,
        acknowledged: run.acknowledged.length,
        answersLost: run.stories.reduce((sum, story) => sum + story.lost, 0),
        givenAgainWithNextCode: run.stories.reduce((sum, story) => sum + story.sentAgain, 0),
        sentToZengin: sentOnce,
        verify: verified.status,
        faults: faults.slice(0, 10),
      }),
    );
    return faults;
  } finally {
    await networks.stop();
    await stage.close();
  }
}

/** Commits that are answered before they are on the disk: what this run must catch, planted by the owner. */
const ANSWERS_TOO_EARLY = [
  // For every role: one that still waited for the disk would carry the others' commits there with its own.
  'alter role all set synchronous_commit = off',
  'alter system set wal_writer_delay = 10000',
  "alter system set wal_writer_flush_after = '1GB'",
  'select pg_reload_conf()',
];

const caught = await chaos('with a planted fault', 120, 2, ANSWERS_TOO_EARLY);
if (caught.length === 0) console.error('The planted fault was not caught.');
const faults = await chaos('kills under load', CUSTOMERS, KILLS, []);
const isSound = caught.length > 0 && faults.length === 0;
console.log(isSound ? 'chaos: every acknowledged transfer is there once' : 'chaos: FAILED');
process.exitCode = isSound ? 0 : 1;
