import { parseArgs } from 'node:util';
import type pg from 'pg';
import { AnswerLost, withHands } from '../load/http.ts';
import { transferOnce } from '../load/one-transfer.ts';
import { fillPeople, type LoadPerson } from '../load/people.ts';
import {
  openStage,
  openWings,
  runCommand,
  type ServerProcess,
  type Stage,
  startServer,
  withOwner,
} from '../load/stage.ts';
import { type Cluster, listMissing, type Node, openCluster, until } from './cluster.ts';

const { values } = parseArgs({ options: { customers: { type: 'string', default: '160' } } });
const CUSTOMERS = Number(values.customers);
const HANDS = 8;
const PORT_BASE = 21_060;

interface Receipt {
  readonly orderId: string;
  readonly atMs: number;
}

interface Run {
  readonly receipts: readonly Receipt[];
  readonly killed: Node;
  readonly killedAtMs: number;
  readonly lost: number;
  readonly gaveUp: number;
}

/** Every customer makes one transfer; when a third is done, the primary is killed, Patroni and PostgreSQL together. */
async function runUnderKill(
  cluster: Cluster,
  server: ServerProcess,
  people: readonly LoadPerson[],
): Promise<Run> {
  const receipts: Receipt[] = [];
  const counts = { lost: 0, gaveUp: 0 };
  let killing: Promise<{ readonly killed: Node; readonly killedAtMs: number }> | undefined;
  const kill = async () => {
    const primary = await cluster.primary();
    if (primary === undefined) throw new Error('there is no primary to kill');
    const killedAtMs = Date.now();
    await cluster.kill(primary);
    return { killed: primary, killedAtMs };
  };
  const onReceipt = (orderId: string): void => {
    receipts.push({ orderId, atMs: Date.now() });
    if (killing === undefined && receipts.length >= people.length / 3) killing = kill();
  };
  await withHands(people, HANDS, async (person) => {
    try {
      counts.lost += (await transferOnce(() => server, person, onReceipt)).lost;
    } catch (error) {
      // A customer who has had enough: what was acknowledged counts all the same.
      if (!(error instanceof AnswerLost)) throw error;
      counts.gaveUp += 1;
    }
  });
  if (killing === undefined) throw new Error('too few transfers came through to kill anything');
  return { receipts, ...counts, ...(await killing) };
}

/** What customers have a receipt of and the book does not have, and contracts with more than the one transfer they made. */
async function findFaults(owner: pg.Client, receipts: readonly Receipt[]): Promise<readonly string[]> {
  const { rows } = await owner.query<{ order_id: string; contract_id: string }>(
    'select order_id, contract_id from bank.transfer',
  );
  const done = new Set(rows.map((row) => row.order_id));
  const lost = receipts.filter(({ orderId }) => !done.has(orderId));
  const contracts = rows.map((row) => row.contract_id);
  const twice = contracts.filter((id, index) => contracts.indexOf(id) !== index);
  return [
    ...lost.map(({ orderId }) => `acknowledged, but lost: order ${orderId}`),
    ...twice.map((id) => `contract ${id} made one transfer and the book has more`),
  ];
}

async function main(): Promise<boolean> {
  const cluster = await openCluster();
  try {
    const stage = await openStage(PORT_BASE, { DATABASE_URL: cluster.ownerUrl });
    try {
      return await prove(cluster, stage);
    } finally {
      await stage.close();
    }
  } finally {
    await cluster.close();
  }
}

async function prove(cluster: Cluster, stage: Stage): Promise<boolean> {
  const wings = await openWings(stage);
  const people = await fillPeople(wings, { contracts: CUSTOMERS, deposit: 100_000n });
  await wings.close();
  const server = await startServer(stage, PORT_BASE);
  const run = await runUnderKill(cluster, server, people);
  const after = run.receipts.filter(({ atMs }) => atMs > run.killedAtMs + 500);
  const goesOnAfterMs = Math.min(...after.map(({ atMs }) => atMs)) - run.killedAtMs;
  const promoted = await cluster.primary();
  const begun = Date.now();
  await cluster.start(run.killed);
  await until('the killed node is a standby again', async () =>
    ['replica', 'sync_standby'].includes((await cluster.roles())[run.killed] ?? ''),
  );
  const rejoinedAfterMs = Date.now() - begun;
  await server.stop();
  const faults = [...(await withOwner(stage, (owner) => findFaults(owner, run.receipts)))];
  const verified = await runCommand(stage, ['verify']);
  if (verified.status !== 0) faults.push(`verify: ${verified.printed.trim()}`);
  if (after.length === 0) faults.push('no transfer went on after the kill');
  const seesPlanted = await withOwner(stage, async (owner) => {
    await owner.query('delete from bank.transfer where order_id = $1', [run.receipts[0]?.orderId]);
    return (await findFaults(owner, run.receipts)).length > 0;
  });
  if (!seesPlanted) faults.push('a lost transfer, planted by hand, was not seen');
  console.log(
    JSON.stringify({
      ha: 'primary killed under load, Patroni and PostgreSQL together',
      customers: CUSTOMERS,
      killed: run.killed,
      promoted,
      secondsUntilTransfersGoOn: Number((goesOnAfterMs / 1_000).toFixed(1)),
      secondsUntilTheKilledNodeIsAStandby: Number((rejoinedAfterMs / 1_000).toFixed(1)),
      acknowledged: run.receipts.length,
      acknowledgedAfterTheKill: after.length,
      answersLost: run.lost,
      gaveUp: run.gaveUp,
      verify: verified.status,
      plantedLossSeen: seesPlanted,
      faults: faults.slice(0, 10),
    }),
  );
  return faults.length === 0;
}

const missing = listMissing();
if (missing.length > 0) {
  console.error(`Not on this machine: ${missing.join('; ')}.`);
  process.exitCode = 1;
} else {
  const isSound = await main();
  console.log(isSound ? 'ha: nothing acknowledged was lost' : 'ha: FAILED');
  process.exitCode = isSound ? 0 : 1;
}
