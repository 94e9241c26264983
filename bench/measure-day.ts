import type { Bank, DayJobName, DayState } from '@warifu/bank';
import { assert } from '@warifu/base';
import pg from 'pg';
import { fillDemoRates } from '../apps/warifu/src/demo/rates.ts';
import { openStage, openWings, runCommand } from '../tests/load/stage.ts';
import { fillDue } from './fill-due.ts';
import { moveTo } from './move-to.ts';
import { conditionsOf, told } from './report.ts';

const PORT_BASE = 25_300;
/** A day with 100,000 instalments and maturities is open within it on two cores. */
const SECONDS_MAX = 300;

interface JobFigure {
  readonly items: number;
  readonly seconds: number;
  readonly perSecond: number;
}

/** One day of many instalments and maturities, from its first piece to its opening. */
export interface DayFigures {
  readonly items: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly secondsMax: number;
  readonly isWithinMax: boolean;
  readonly jobs: Readonly<Partial<Record<DayJobName, JobFigure>>>;
  readonly conditions: Readonly<Record<string, unknown>>;
}

interface Spent {
  items: number;
  seconds: number;
}

const doneBy = ({ jobs }: DayState): ReadonlyMap<DayJobName, bigint> =>
  new Map(jobs.map(({ job, done }) => [job, done]));

/** Opens the day piece by piece, as the jobs of a server do, and puts the time of each piece to the job that did it. */
async function openDay(
  bank: Bank,
): Promise<{ readonly seconds: number; readonly spent: ReadonlyMap<DayJobName, Spent> }> {
  const spent = new Map<DayJobName, Spent>();
  let seconds = 0;
  let before = doneBy(await bank.dayState());
  for (;;) {
    const begun = performance.now();
    const pieces = await bank.runDay();
    const took = (performance.now() - begun) / 1_000;
    seconds += took;
    if (pieces === 0) return { seconds, spent };
    const state = await bank.dayState();
    assert(
      state.jobs.every(({ failed }) => failed === 0n),
      'no item of the day fails',
    );
    const now = doneBy(state);
    for (const [job, done] of now) {
      const items = Number(done - (before.get(job) ?? 0n));
      if (items === 0) continue;
      const so = spent.get(job) ?? { items: 0, seconds: 0 };
      spent.set(job, { items: so.items + items, seconds: so.seconds + took });
    }
    before = now;
  }
}

const figureOf = (items: number, seconds: number): JobFigure => ({
  items,
  seconds: Number(seconds.toFixed(2)),
  perSecond: Math.round(items / seconds),
});

export async function measureDay(items: number): Promise<DayFigures> {
  const stage = await openStage(PORT_BASE);
  const owner = new pg.Client({ connectionString: stage.ownerUrl });
  await owner.connect();
  const wings = await openWings(stage);
  try {
    await fillDemoRates(stage.ownerUrl);
    const day = await fillDue(stage, owner, wings, items);
    await owner.query('vacuum analyze');
    await moveTo(owner, wings.bank, day);
    const { seconds, spent } = await openDay(wings.bank);
    const conditions = await conditionsOf(owner);
    const done = [...spent.values()].reduce((sum, job) => sum + job.items, 0);
    assert(done >= items, 'all that is due was done');
    told(`the day is open after ${seconds.toFixed(1)} s`);
    const verified = await runCommand(stage, ['verify']);
    if (verified.status !== 0) throw new Error(`The figure is void. ${verified.printed}`);
    return {
      ...figureOf(done, seconds),
      secondsMax: SECONDS_MAX,
      isWithinMax: seconds < SECONDS_MAX,
      jobs: Object.fromEntries(
        [...spent].map(([job, { items: of, seconds: took }]) => [job, figureOf(of, took)]),
      ),
      conditions: { ...conditions, worker: 'one process', verify: 'clean' },
    };
  } catch (error) {
    console.error(error);
    throw error;
  } finally {
    await wings.close();
    await owner.end();
    await stage.close();
  }
}
