import type { BusinessDate, EpochSeconds, Yen } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import type { BankTables } from '../tables.ts';

/** The work of a day, in the order in which it is done (DOMAIN §0). */
export const DAY_JOB_NAMES = [
  'interim_interest',
  'renewals',
  'ordinary_interest',
  'maturity_closings',
  'scheduled_transfers',
  'instalments',
  'time_deposit_notices',
  'savings_notices',
] as const;
export type DayJobName = (typeof DAY_JOB_NAMES)[number];

/** The day that is worked on, which is behind the civil date while a bank catches up, and the instant of the work. */
export interface DayMoment {
  readonly today: BusinessDate;
  readonly now: EpochSeconds;
}

/**
 * One kind of work of a day. It finds what is due on or before the day and not done by looking at the book, so it runs
 * twice without harm, goes on where it was killed, and catches up after days of being off.
 */
export interface DayJob {
  readonly name: DayJobName;
  /** On business days it works off all that has fallen due since the last one. */
  readonly when: 'every_day' | 'business_days';
  /** What is due and not done, in the order in which it is to be done, without those in `except`. */
  readonly listDue: (
    tx: Tx<BankTables>,
    day: DayMoment,
    call: { readonly limit: number; readonly except: readonly string[] },
  ) => Promise<readonly string[]>;
  /**
   * Does all of these, in their order, in this one transaction, after which none of them is due on this day any more.
   * What it throws rolls back; then each is tried by itself, and those that fail are written down as faults of the day.
   */
  readonly run: (tx: Tx<BankTables>, day: DayMoment, items: readonly string[]) => Promise<void>;
}

/** One job of one day, as operators see it. */
export interface DayJobState {
  readonly job: DayJobName;
  readonly state: 'waiting' | 'under_way' | 'done' | 'not_on_this_day';
  readonly done: bigint;
  readonly failed: bigint;
  readonly startedAt?: EpochSeconds;
  readonly finishedAt?: EpochSeconds;
}

/** What a job could not do. It is tried again on the next day on which the job runs. */
export interface DayFault {
  readonly businessDate: BusinessDate;
  /** `closing`: the trial balance of the day was not zero, and no further day is opened. */
  readonly job: DayJobName | 'closing';
  readonly item: string;
  readonly says: string;
  readonly at: EpochSeconds;
  /** When a later day did it. */
  readonly mendedAt?: EpochSeconds;
}

/** An account of the chart in a trial balance: `customers_<kind>`, or the name of one of the bank's own. 勘定科目 */
export interface ClosingLine {
  readonly account: string;
  /** At the end of the day. Credits are positive: what the bank owes. */
  readonly balance: Yen;
  readonly debits: Yen;
  readonly credits: Yen;
}

/** A closed day. 締め */
export interface DayClosing {
  readonly businessDate: BusinessDate;
  readonly closedAt: EpochSeconds;
  readonly entries: bigint;
  /** The trial balance: its balances sum to zero. 試算表 */
  readonly lines: readonly ClosingLine[];
}

/** Where the bank stands in its days. */
export interface DayState {
  /** The civil date with the demo's offset. */
  readonly today: BusinessDate;
  readonly isBusinessDay: boolean;
  /** Whether today's own work is done. Before the first day of all it is not, and orders do not wait for it. */
  readonly isOpen: boolean;
  /** The last day whose own work is done; absent before the first. */
  readonly openedOn?: BusinessDate;
  readonly closedOn?: BusinessDate;
  /** Of the day that is worked on, or of the last one that was. */
  readonly jobs: readonly DayJobState[];
  /** The last hundred, newest first, those that are mended included. */
  readonly faults: readonly DayFault[];
  /** The last days that were closed, newest first. */
  readonly closings: readonly DayClosing[];
}
