import { type DayGround, isAway, isMoved } from './in-day.ts';
import { insertFault, noteJob } from './queries.ts';
import { dueOf, type Piece, takeStep } from './take-step.ts';

const SAYS_MAX = 500;
/** A lost connection is no fault of the item: what fails is tried once more before it is written down. */
const TRIES_MAX = 2;

/** Takes so many steps of one item each. One that fails is written down, and does not keep the others of the day. */
export async function isolate(ground: DayGround, itemsMax: number): Promise<void> {
  for (let count = 0; count < itemsMax; count += 1) {
    if ((await tryOne(ground)) === 'opened') return;
  }
}

async function tryOne(ground: DayGround): Promise<'worked' | 'opened'> {
  for (let tries = 1; ; tries += 1) {
    let piece: Piece | undefined;
    try {
      return await takeStep(ground, 1, (taken) => {
        piece = taken;
      });
    } catch (error) {
      if (isMoved(error) || isAway(error) || piece === undefined) throw error;
      if (tries < TRIES_MAX) continue;
      await writeFault(ground, piece, error);
      return 'worked';
    }
  }
}

/** Another process may have done the item meanwhile: only what is still due is a fault. */
async function writeFault(ground: DayGround, { job, items }: Piece, error: unknown): Promise<void> {
  const { day } = ground;
  const says = (error instanceof Error ? error.message : String(error)).slice(0, SAYS_MAX);
  await ground.inDay(async (tx) => {
    const [item] = await dueOf(tx, ground, job, 1);
    if (item === undefined || item !== items[0]) return;
    await insertFault(tx, { businessDate: day.today, job: job.name, item, says, at: day.now });
    await noteJob(tx, job.name, day, { done: 0, failed: 1, isFinished: false });
  });
}
