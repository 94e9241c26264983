import type { BusinessDate } from '@warifu/base';
import { type Database, type Tx, transact } from '@warifu/pg';
import type { BankTables } from '../tables.ts';
import type { DayJob, DayMoment } from './day.ts';
import { lockDay } from './queries.ts';

/** The day that is to be opened next, and all that works on it. */
export interface DayGround {
  readonly day: DayMoment;
  readonly jobs: readonly DayJob[];
  /** A transaction that nobody works on the day beside. */
  readonly inDay: <T>(work: (tx: Tx<BankTables>) => Promise<T>) => Promise<T>;
}

/** Thrown where another process works on the day, or went on with it: nothing was done, and nothing is wrong. */
class DayMoved extends Error {}

export const isMoved = (error: unknown): boolean => error instanceof DayMoved;

/** lock_not_available. */
const HELD = '55P03';
/**
 * SQLSTATE: connection, resources, operator's intervention (but a cancelled statement), system, inside; and what the network
 * itself says.
 */
const AWAY = /^(08|53|57P|58|XX|E[A-Z]{3})/;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** Whether it is the database that is away or going: whatever is tried next meets the same. */
export const isAway = (error: unknown): boolean => AWAY.test(codeOf(error));

/** Transactions that nobody works on the day beside, and only while the last day that was opened is still this one. */
export const inDay =
  (database: Database<BankTables>, openedOn: BusinessDate | null) =>
  <T>(work: (tx: Tx<BankTables>) => Promise<T>): Promise<T> =>
    transact(database.kysely, async (tx) => {
      const row = await lockDay(tx).catch((error: unknown) => {
        throw codeOf(error) === HELD ? new DayMoved() : error;
      });
      if (row.openedOn !== openedOn) throw new DayMoved();
      return work(tx);
    });
