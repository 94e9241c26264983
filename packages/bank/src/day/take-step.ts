import { assert } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import type { BankTables } from '../tables.ts';
import type { DayJob } from './day.ts';
import type { DayGround } from './in-day.ts';
import { listFaultyItems, listFinishedJobs, markOpened, mendFaults, noteJob } from './queries.ts';

/** What a step is about to do. */
export interface Piece {
  readonly job: DayJob;
  readonly items: readonly string[];
}

/** What is due of a job, without what it could not do today. */
export const dueOf = async (
  tx: Tx<BankTables>,
  { day }: DayGround,
  job: DayJob,
  limit: number,
): Promise<readonly string[]> =>
  job.listDue(tx, day, { limit, except: await listFaultyItems(tx, job.name, day.today) });

/**
 * One transaction of the day: the first job that has something due does a piece of it. Jobs before it that have nothing are
 * over with this same step, and a day on which nothing at all is due is open with it.
 *
 * `taking` hears of the piece before it is tried.
 */
export async function takeStep(
  ground: DayGround,
  pieceMax: number,
  taking: (piece: Piece) => void,
): Promise<'worked' | 'opened'> {
  const { day, jobs } = ground;
  return ground.inDay(async (tx) => {
    const finished = await listFinishedJobs(tx, day.today);
    for (const job of jobs) {
      if (finished.has(job.name)) continue;
      const items = await dueOf(tx, ground, job, pieceMax);
      if (items.length > 0) {
        taking({ job, items });
        await job.run(tx, day, items);
        await assertDone(tx, ground, { job, items });
        await mendFaults(tx, job.name, items, day.now);
        await noteJob(tx, job.name, day, { done: items.length, failed: 0, isFinished: false });
        return 'worked';
      }
      await noteJob(tx, job.name, day, { done: 0, failed: 0, isFinished: true });
    }
    await markOpened(tx, day.today);
    return 'opened';
  });
}

/** A job that leaves an item due would do it for ever. What comes first is looked at: the others stand behind it. */
async function assertDone(tx: Tx<BankTables>, ground: DayGround, { job, items }: Piece): Promise<void> {
  const [first] = await dueOf(tx, ground, job, 1);
  assert(
    first === undefined || !items.includes(first),
    `what ${job.name} has done is not due any more: ${first}`,
  );
}
