import pg from 'pg';
import { withHands } from '../tests/load/http.ts';
import { fillPeople, type LoadPerson } from '../tests/load/people.ts';
import {
  openStage,
  openWings,
  runCommand,
  type ServerProcess,
  type Stage,
  startServer,
  type Wings,
} from '../tests/load/stage.ts';
import { assertHonest, type Generator, openGenerator } from './ask-generator.ts';
import { type CpuTimes, cpuEach, meanOf, readCpu } from './cpu.ts';
import type { OrderToExecute } from './generator.ts';
import { prepareOrder, TRANSFER } from './order-kinds.ts';
import { openTpcB } from './pgbench.ts';
import {
  conditionsOf,
  type Point,
  pointOf,
  publish,
  referenceOf,
  type Timing,
  together,
  told,
} from './report.ts';
import { untilNextStep } from './steps.ts';

const PORT_BASE = 25_000;
/** みずほ銀行: another bank, so that every transfer credits the one settlement account. */
const BANK_CODE = '0001';
interface Round {
  readonly inFlight: number;
  /** Of the contracts. */
  readonly share: number;
  /** How often; told together. */
  readonly times?: number;
}
/** A server that has just started compiles and plans what one that has served for a minute keeps: not counted. */
const WARM_UP = { inFlight: 32, share: 1 } as const;
const ROUNDS: readonly Round[] = [
  { inFlight: 1, share: 0.05 },
  { inFlight: 8, share: 0.25 },
  { inFlight: 32, share: 1 },
  { inFlight: 64, share: 1, times: 3 },
];
const PREPARING_HANDS = 32;

export interface BenchOptions {
  readonly file: string | undefined;
  /** How many contracts, each with a token and a session. A token gives one code in 30 s, so a round needs many. */
  readonly size: number;
  /** How many instalments and maturities on the day that is opened. */
  readonly items: number;
  /** How many contracts the banks of the scale have, one after the other. */
  readonly sizes: readonly number[];
  /** Where they are kept, to be filled once and measured later. */
  readonly keep: string | undefined;
}

interface Site {
  readonly stage: Stage;
  readonly wings: Wings;
  readonly people: readonly LoadPerson[];
  readonly generator: Generator;
  readonly server: ServerProcess;
}

/** Orders behind their confirm pages, by the functions of the bank; then 実行 over HTTP, as soon as all may give a code. */
async function executeRound(
  { stage, wings, people, generator, server }: Site,
  { inFlight, share, times = 1 }: Round,
): Promise<Point> {
  const some = people.slice(0, Math.round(people.length * share));
  const timings: Timing[] = [];
  const costs: CpuTimes[] = [];
  for (let time = 0; time < times; time += 1) {
    const orders: OrderToExecute[] = [];
    await withHands([...some.entries()], PREPARING_HANDS, async ([place, person]) => {
      orders.push(await prepareOrder(TRANSFER, wings.bank, person, place));
    });
    await generator.ask({ task: 'take', orders });
    await untilNextStep();
    const pids = { server: server.process.pid, generator: generator.pid };
    const before = await readCpu(pids, stage.settings.dataDir);
    const done = await generator.ask({ task: 'execute', hands: inFlight });
    costs.push(cpuEach(before, await readCpu(pids, stage.settings.dataDir), some.length));
    assertHonest(done, `${inFlight} in flight`);
    told(`executed ${JSON.stringify(pointOf(inFlight, done))}`);
    timings.push(done);
  }
  return { ...pointOf(inFlight, together(timings)), cpuMsEach: meanOf(costs) };
}

/** The first round: its confirm pages are made over HTTP, so that what they cost is known as well. */
async function warmUp({ people, generator }: Site): Promise<number> {
  const count = Math.round(people.length * WARM_UP.share);
  const hands = PREPARING_HANDS;
  const prepared = await generator.ask({ task: 'prepare', count, hands, bankCode: BANK_CODE });
  await untilNextStep();
  assertHonest(await generator.ask({ task: 'execute', hands: WARM_UP.inFlight }), 'warm-up');
  return Math.round(count / prepared.seconds);
}

/**
 * OTP-confirmed transfers to another bank a second over HTTP: session, form token, order, code, approval, limit, book,
 * audit, fsync on. Orders are prepared before each round; pgbench runs before and after.
 */
export async function benchTransfers({ file, size }: BenchOptions): Promise<void> {
  const stage = await openStage(PORT_BASE);
  const owner = new pg.Client({ connectionString: stage.ownerUrl });
  await owner.connect();
  const generator = openGenerator();
  const wings = await openWings(stage);
  try {
    const people = await fillPeople(wings, { contracts: size, deposit: 1_000_000n });
    await owner.query('vacuum analyze');
    told('filled');
    const tpcB = await openTpcB(stage.ownerUrl);
    const before = await tpcB.measure();
    told('pgbench before');

    const server = await startServer(stage, PORT_BASE);
    const site: Site = { stage, wings, people, generator, server };
    await generator.ask({ task: 'enter', site: server.site, people });
    const confirmPagesPerSecond = await warmUp(site);
    told('warm');
    const points: Point[] = [];
    for (const round of ROUNDS) points.push(await executeRound(site, round));
    await server.stop();
    const after = await tpcB.measure();
    const verified = await runCommand(stage, ['verify']);
    if (verified.status !== 0) throw new Error(`The figure is void. ${verified.printed}`);
    await publish(
      {
        name: 'transfers',
        points,
        reference: referenceOf(points, before, after),
        conditions: {
          ...(await conditionsOf(owner)),
          contracts: size,
          warmUp: 'each contract once, every page over HTTP, at 32 in flight',
          confirmPagesPerSecond,
          confirmPageIs: 'seven requests: account, bank, branch, number, amount, name, confirm page',
          otherOrders: 'prepared by the functions of the bank, executed over HTTP; 64 in flight three times',
          verify: 'clean',
        },
      },
      file,
    );
  } catch (error) {
    console.error(error);
    throw error;
  } finally {
    generator.close();
    await wings.close();
    await owner.end();
    await stage.close();
  }
}
