import { present } from '@warifu/base';
import pg from 'pg';
import { fillPeople } from '../tests/load/people.ts';
import { openStage, openWings, runCommand, type Stage, startServer } from '../tests/load/stage.ts';
import { assertHonest, type Generator, openGenerator } from './ask-generator.ts';
import { childrenOf, memoryOf } from './memory-of.ts';
import { conditionsOf, pointOf, publish, told } from './report.ts';
import { untilNextStep } from './steps.ts';
import type { BenchOptions } from './transfers.ts';

const PORT_BASE = 25_400;
const BANK_CODE = '0001';
const IN_FLIGHT = 64;
const PREPARING_HANDS = 32;
/** By turns, so that a machine whose speed moves treats both alike. */
const TURNS = [1, 2, 1, 2] as const;
/** Two cores have nothing to give to a second process; it must not cost much either. */
const RATIO_MIN = 0.9;

/** Transfers a second of one server process, and of two behind the same port, by turns on one database. */
export async function benchProcesses({ file, size }: BenchOptions): Promise<void> {
  const stage = await openStage(PORT_BASE);
  const owner = new pg.Client({ connectionString: stage.ownerUrl });
  await owner.connect();
  const generator = openGenerator();
  try {
    const wings = await openWings(stage);
    const people = await fillPeople(wings, { contracts: size, deposit: 1_000_000n });
    await wings.close();
    await owner.query('vacuum analyze');
    const measured: Measured[] = [];
    for (const processes of TURNS)
      measured.push(await measure({ stage, owner, generator, people, size }, processes));
    const verified = await runCommand(stage, ['verify']);
    if (verified.status !== 0) throw new Error(`The figure is void. ${verified.printed}`);
    const rateOf = (processes: number) => {
      const rates = measured.filter((one) => one.processes === processes).map((one) => one.perSecond);
      return rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    };
    const ratio = Number((rateOf(2) / rateOf(1)).toFixed(3));
    const conditions = { ...(await conditionsOf(owner)), contracts: size, verify: 'clean' };
    await publish({ name: 'processes', measured, ratio, ratioMin: RATIO_MIN, conditions }, file);
    if (ratio < RATIO_MIN) process.exitCode = 1;
  } finally {
    generator.close();
    await owner.end();
    await stage.close();
  }
}

interface Ground {
  readonly stage: Stage;
  readonly owner: pg.Client;
  readonly generator: Generator;
  readonly people: Awaited<ReturnType<typeof fillPeople>>;
  readonly size: number;
}

type Measured = Awaited<ReturnType<typeof measure>>;

async function measure({ stage, owner, generator, people, size }: Ground, processes: number) {
  const environment = { ...stage.environment, WARIFU_PROCESSES: String(processes) };
  const server = await startServer({ environment }, PORT_BASE);
  await generator.ask({ task: 'enter', site: server.site, people });
  const round = async () => {
    await generator.ask({ task: 'prepare', count: size, hands: PREPARING_HANDS, bankCode: BANK_CODE });
    await untilNextStep();
    const before = await countBatches(owner);
    const done = await generator.ask({ task: 'execute', hands: IN_FLIGHT });
    assertHonest(done, `${processes} processes`);
    const after = await countBatches(owner);
    return {
      ...pointOf(IN_FLIGHT, done),
      transfersInABatch: Number(
        ((after.transfers - before.transfers) / (after.batches - before.batches)).toFixed(1),
      ),
    };
  };
  // A server that has just started compiles and plans what one that has served for a minute keeps.
  await round();
  const point = await round();
  const workers = processes === 1 ? [server.process.pid] : await childrenOf(server.process.pid);
  const memory = await Promise.all(workers.map(memoryOf));
  await server.stop();
  told(`${processes}: ${JSON.stringify(point)}`);
  return { processes, ...point, memory };
}

/** A batch is a transaction, and its rows carry its number. */
async function countBatches(owner: pg.Client): Promise<{ transfers: number; batches: number }> {
  const { rows } = await owner.query<{ transfers: number; batches: number }>(
    'select count(*)::integer as transfers, count(distinct xmin::text)::integer as batches from bank.transfer',
  );
  return present(rows[0], 'a count has a row');
}
