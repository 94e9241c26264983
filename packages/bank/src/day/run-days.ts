import { assert, type Clock } from '@warifu/base';
import type { Database } from '@warifu/pg';
import type { BankMoment } from '../calendar/bank-day.ts';
import { addDays, firstOfMonth } from '../calendar/business-date.ts';
import { isBusinessDay } from '../calendar/business-day.ts';
import type { BankTables } from '../tables.ts';
import { closeBefore } from './close-day.ts';
import { DAY_JOB_NAMES, type DayJob, type DayMoment } from './day.ts';
import { type DayGround, inDay, isAway, isMoved } from './in-day.ts';
import { isolate } from './isolate.ts';
import { findDay, makeMonths } from './queries.ts';
import { type Piece, takeStep } from './take-step.ts';

/** So many items are done in one transaction. */
const PIECE_MAX = 500;

export interface DayPorts {
  readonly database: Database<BankTables>;
  readonly clock: Clock;
  readonly bankDay: () => Promise<BankMoment>;
}

/**
 * The days of the bank: each is opened by its own work, one day after the other, and the one before it is closed first.
 *
 * A call does one bounded piece, and says whether there was one: 0 means that today is open. Killed at any point, the next
 * call goes on; two processes that call it take turns at one row.
 */
export function openDays(
  ports: DayPorts,
  jobs: readonly DayJob[],
): { readonly runDay: () => Promise<number> } {
  const { database, clock, bankDay } = ports;
  const ordered = DAY_JOB_NAMES.flatMap((name) => jobs.filter((job) => job.name === name));
  assert(
    new Set(ordered.map(({ name }) => name)).size === jobs.length,
    'each job of a day has a name of its own',
  );
  return {
    runDay: async () => {
      const { today } = await bankDay();
      const { openedOn, closedOn } = await findDay(database.kysely);
      const next = openedOn === null ? today : addDays(openedOn, 1);
      if (next > today) return 0;
      const day: DayMoment = { today: next, now: clock() };
      if (openedOn === null || next === firstOfMonth(next)) await makeMonths(database, next);
      const ofThisDay = ordered.filter(({ when }) => when === 'every_day' || isBusinessDay(next));
      const ground: DayGround = { day, jobs: ofThisDay, inDay: inDay(database, openedOn) };
      try {
        await closeBefore(ground, closedOn);
        await work(ground);
      } catch (error) {
        if (!isMoved(error)) throw error;
      }
      return 1;
    },
  };
}

/** A piece at once; where it fails, its items one by one. */
async function work(ground: DayGround): Promise<void> {
  let piece: Piece | undefined;
  try {
    await takeStep(ground, PIECE_MAX, (taken) => {
      piece = taken;
    });
  } catch (error) {
    // Somebody else was faster, or nobody can work: then it is tried again. What looks for the work has no items to tell apart.
    if (isMoved(error) || isAway(error) || piece === undefined) throw error;
    await isolate(ground, PIECE_MAX);
  }
}
