import type { BusinessDate } from '@warifu/base';
import { addDays } from '../calendar/business-date.ts';
import type { DayGround } from './in-day.ts';
import { closeDay, findDay, insertClosing, insertFault } from './queries.ts';

/** Thrown where the sum of all balances is not zero, which no posting can bring about. */
class Unbalanced extends Error {}

/**
 * Closes the day before the one that is to be opened: nothing is posted on it any more, and its trial balance is written
 * down. 締め. A bank whose books do not sum to zero opens no further day; why is among the faults of the day.
 *
 * In a transaction of its own: it waits for postings under way, and whoever posts may hold what a job waits for. Before the
 * first day of all this is the balance from which the days begin.
 */
export async function closeBefore(ground: DayGround, closedOn: BusinessDate | null): Promise<void> {
  const closing = addDays(ground.day.today, -1);
  if (closedOn !== null && closedOn >= closing) return;
  const { now } = ground.day;
  try {
    await ground.inDay(async (tx) => {
      // Another process may have closed it while this one waited for its turn.
      const { closedOn: found } = await findDay(tx);
      if (found !== null && found >= closing) return;
      await closeDay(tx, closing);
      const sum = await insertClosing(tx, closing, now);
      if (sum !== 0n) throw new Unbalanced(`The trial balance of ${closing} sums to ${sum}, not to zero.`);
    });
  } catch (error) {
    if (error instanceof Unbalanced) {
      const says = error.message;
      await ground.inDay((tx) =>
        insertFault(tx, { businessDate: closing, job: 'closing', item: closing, says, at: now }),
      );
    }
    throw error;
  }
}
