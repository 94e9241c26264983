import pg from 'pg';
import { fillPeople } from '../tests/load/people.ts';
import { openStage, openWings, runCommand, startServer } from '../tests/load/stage.ts';
import { assertHonest, openGenerator } from './ask-generator.ts';
import { cpuEach, readCpu } from './cpu.ts';
import { openTpcB } from './pgbench.ts';
import { conditionsOf, type Point, pointOf, publish, referenceOf, told } from './report.ts';
import { untilNextStep } from './steps.ts';

const PORT_BASE = 25_000;
/** みずほ銀行: another bank, so that every transfer credits the one settlement account. */
const BANK_CODE = '0001';
interface Round {
  readonly inFlight: number;
  /** Of the contracts. */
  readonly share: number;
  readonly isWarmUp?: boolean;
}
const ROUNDS: readonly Round[] = [
  // A server that has just started compiles and plans what one that has served for a minute keeps: not counted.
  { inFlight: 32, share: 1, isWarmUp: true },
  { inFlight: 1, share: 0.1 },
  { inFlight: 8, share: 0.5 },
  { inFlight: 32, share: 1 },
  { inFlight: 64, share: 1 },
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

/**
 * OTP-confirmed transfers to another bank a second over HTTP: session, form token, order, code, approval, limit, book,
 * audit, fsync on. Confirm pages are prepared over HTTP before each round; pgbench runs before and after.
 */
export async function benchTransfers({ file, size }: BenchOptions): Promise<void> {
  const stage = await openStage(PORT_BASE);
  const owner = new pg.Client({ connectionString: stage.ownerUrl });
  await owner.connect();
  const generator = openGenerator();
  try {
    const wings = await openWings(stage);
    const people = await fillPeople(wings, { contracts: size, deposit: 1_000_000n });
    await wings.close();
    told('filled');
    await owner.query('vacuum analyze');
    const tpcB = await openTpcB(stage.ownerUrl);
    const before = await tpcB.measure();
    told('pgbench before');

    const server = await startServer(stage, PORT_BASE);
    await generator.ask({ task: 'enter', site: server.site, people });
    told('entered');
    const points: Point[] = [];
    const preparing: number[] = [];
    for (const { inFlight, share, isWarmUp = false } of ROUNDS) {
      const count = Math.round(size * share);
      const prepared = await generator.ask({
        task: 'prepare',
        count,
        hands: PREPARING_HANDS,
        bankCode: BANK_CODE,
      });
      told(`prepared for ${inFlight}`);
      preparing.push(Math.round(count / prepared.seconds));
      await untilNextStep();
      const pids = { server: server.process.pid, generator: generator.pid };
      const cpuBefore = await readCpu(pids, stage.settings.dataDir);
      const done = await generator.ask({ task: 'execute', hands: inFlight });
      const cpuAfter = await readCpu(pids, stage.settings.dataDir);
      assertHonest(done, `${inFlight} in flight`);
      const point = { ...pointOf(inFlight, done), cpuMsEach: cpuEach(cpuBefore, cpuAfter, count) };
      told(`executed ${JSON.stringify(point)}`);
      if (!isWarmUp) points.push(point);
    }
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
          warmUp: 'one round at 32 in flight',
          confirmPagesPerSecond: Math.max(...preparing),
          confirmPageIs: 'seven requests: account, bank, branch, number, amount, name, confirm page',
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
    await owner.end();
    await stage.close();
  }
}
