import type { BusinessDate, Clock, EpochSeconds } from '@warifu/base';
import type { Database } from '@warifu/pg';
import type { BankTables } from '../tables.ts';
import { businessDateOf } from './business-date.ts';
import { findOffsetDays } from './queries.ts';

/** An instant, and the bank's day at it. */
export interface BankMoment {
  readonly now: EpochSeconds;
  readonly offsetDays: number;
  readonly today: BusinessDate;
}

/** Both clocks, read together; the offset, which only demo databases have, is read from the book once a second. */
export function openBankDay(ports: {
  readonly database: Database<BankTables>;
  readonly clock: Clock;
}): () => Promise<BankMoment> {
  let readAt: EpochSeconds | undefined;
  let offset: Promise<number> = Promise.resolve(0);
  return async () => {
    const now = ports.clock();
    if (readAt !== now) {
      readAt = now;
      offset = findOffsetDays(ports.database);
      // Whoever waits for it is told; the next caller asks again.
      offset.catch(() => {
        readAt = undefined;
      });
    }
    const offsetDays = await offset;
    return { now, offsetDays, today: businessDateOf(now, offsetDays) };
  };
}
