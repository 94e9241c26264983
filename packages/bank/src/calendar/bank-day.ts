import type { BusinessDate, Clock, EpochSeconds } from '@warifu/base';
import type { Database, Tx } from '@warifu/pg';
import type { BankTables } from '../tables.ts';
import { businessDateOf } from './business-date.ts';
import { findBankDay } from './queries.ts';

/** An instant, and the bank's day at it. */
export interface BankMoment {
  readonly now: EpochSeconds;
  readonly offsetDays: number;
  /** Never before the day that was opened last, wherever the clock is put: the days before it are closed. */
  readonly today: BusinessDate;
  /** Whether the day's own work is done, which comes before any order of that day. */
  readonly isOpen: boolean;
}

/**
 * Both clocks, read together.
 *
 * @param within the transaction that asks, where one does: it must not wait for another connection. Were each connection
 *   of a pool held by one that does, none of them could go on.
 */
export type BankDay = (within?: Tx<BankTables>) => Promise<BankMoment>;

/** The offset, which only demo databases have, and how far the bank has come are read from the book once a second. */
export function openBankDay(ports: {
  readonly database: Database<BankTables>;
  readonly clock: Clock;
}): BankDay {
  let readAt: EpochSeconds | undefined;
  let found: ReturnType<typeof findBankDay> | undefined;
  const findShared = (now: EpochSeconds): ReturnType<typeof findBankDay> => {
    if (readAt !== now || found === undefined) {
      readAt = now;
      found = findBankDay(ports.database.kysely);
      // Whoever waits for it is told; the next caller asks again.
      found.catch(() => {
        readAt = undefined;
      });
    }
    return found;
  };
  return async (within) => {
    const now = ports.clock();
    const { offsetDays, openedOn } = await (within ? findBankDay(within) : findShared(now));
    const civil = businessDateOf(now, offsetDays);
    // A bank that has no days yet (nobody ever opened one) is open.
    if (openedOn === null) return { now, offsetDays, today: civil, isOpen: true };
    const today = openedOn > civil ? openedOn : civil;
    return { now, offsetDays, today, isOpen: openedOn === today };
  };
}
