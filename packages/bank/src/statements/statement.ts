import type { BusinessDate, EpochSeconds, Yen } from '@warifu/base';
import type { EntryKind } from '../ledger/posting.ts';

/** One line of 入出金明細. */
export interface StatementLine {
  /** Counts 1, 2, 3 … on this account. */
  readonly seq: bigint;
  readonly businessDate: BusinessDate;
  readonly postedAt: EpochSeconds;
  readonly kind: EntryKind;
  /** The other side's name in half-width kana, or empty. */
  readonly counterparty: string;
  /** Positive: paid in. Negative: paid out. */
  readonly amount: Yen;
  readonly balanceAfter: Yen;
}

export interface StatementCall {
  readonly contractId: string;
  readonly accountId: string;
  /** Both included; a range before the months that are kept is cut to them, and an end before its beginning is empty. */
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  /** The `next` of the page before: lines older than that. */
  readonly before?: bigint;
  /** At most 100 (cfg). */
  readonly limit?: number;
}

export interface Statement {
  /** As they were asked, after cutting. */
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  /** Newest first. */
  readonly lines: readonly StatementLine[];
  /** The balance before the first and after the last line of the whole period, not of this page. */
  readonly openingBalance: Yen;
  readonly closingBalance: Yen;
  /** Where there are older lines in the period. */
  readonly next?: bigint;
}

/** Ready-made periods. 今月, 先月, 先々月. */
export interface StatementPeriods {
  readonly thisMonth: { readonly from: BusinessDate; readonly to: BusinessDate };
  readonly lastMonth: { readonly from: BusinessDate; readonly to: BusinessDate };
  readonly monthBeforeLast: { readonly from: BusinessDate; readonly to: BusinessDate };
  /** The first day of the oldest month that is kept. */
  readonly earliest: BusinessDate;
  readonly today: BusinessDate;
}
