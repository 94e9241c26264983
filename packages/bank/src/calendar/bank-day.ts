import type { BusinessDate, Clock, EpochSeconds } from '@warifu/base';
import type { Database } from '@warifu/pg';
import type { BankTables } from '../tables.ts';
import { businessDateOf } from './business-date.ts';
import { findBankDay } from './queries.ts';

/** An instant, and the bank's day at it. */
export interface BankMoment {
  readonly now: EpochSeconds;
  readonly offsetDays: number;
  readonly today: BusinessDate;
  /** Whether the day's own work is done, which comes before any order of that day. */
  readonly isOpen: boolean;
}

/** Both clocks, read together; the offset, which only demo databases have, is read from the book once a second. */
export function openBankDay(ports: {
  readonly database: Database<BankTables>;
  readonly clock: Clock;
}): () => Promise<BankMoment> {
  let readAt: EpochSeconds | undefined;
  let found: ReturnType<typeof findBankDay> | undefined;
  return async () => {
    const now = ports.clock();
    if (readAt !== now || found === undefined) {
      readAt = now;
      found = findBankDay(ports.database);
      // Whoever waits for it is told; the next caller asks again.
      found.catch(() => {
        readAt = undefined;
      });
    }
    const { offsetDays, openedOn } = await found;
    const today = businessDateOf(now, offsetDays);
    // A bank that has no days yet (nobody ever opened one) is open.
    return { now, offsetDays, today, isOpen: openedOn === null || openedOn >= today };
  };
}
