import type { BusinessDate, EpochSeconds, Yen } from '@warifu/base';
import type { HolderView } from '../contracts/top-page.ts';
import type { AccountKind } from '../ledger/account.ts';
import type { EntryKind } from '../ledger/posting.ts';
import type { FlowGroup } from './entry-kinds.ts';

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

/** A period of one account of the contract. */
export interface PeriodCall {
  readonly contractId: string;
  readonly accountId: string;
  /** Both included; a range before the months that are kept is cut to them, and an end before its beginning is empty. */
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

/** What the lines are searched by; all that is given must hold. */
export interface StatementSearch {
  /** A part of the other side's name, in kana of any width or size; spaces and long vowels do not count. */
  readonly counterparty?: string;
  /** Of the amount, in or out. */
  readonly amountMin?: Yen;
  readonly amountMax?: Yen;
  readonly direction?: 'in' | 'out';
  readonly kind?: EntryKind;
}

export interface StatementCall extends PeriodCall {
  readonly search?: StatementSearch;
  /** The `next` of the page before: lines older than that. */
  readonly before?: bigint;
  /** At most 100 (cfg). */
  readonly limit?: number;
}

/** What was paid in and out, both positive. */
export interface Totals {
  readonly paidIn: Yen;
  readonly paidOut: Yen;
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
  /** Of the whole period, whatever is searched for: told by the numbers of its first and last line, and not counted. */
  readonly periodLinesCount: number;
  /** Of all that was found, on every page of it; read with the first page alone, which has no `before`. */
  readonly totals?: Totals;
  /** Where there are older lines in the period. */
  readonly next?: bigint;
}

/** Ready-made periods. 今月, 先月, 先々月. */
export interface StatementPeriods {
  readonly thisMonth: { readonly from: BusinessDate; readonly to: BusinessDate };
  readonly lastMonth: { readonly from: BusinessDate; readonly to: BusinessDate };
  readonly monthBeforeLast: { readonly from: BusinessDate; readonly to: BusinessDate };
  /** The first day that is kept: today's, the months that are kept (cfg) before. */
  readonly earliest: BusinessDate;
  readonly today: BusinessDate;
}

/** A whole period, to make a file of. */
export interface WholeStatement {
  readonly today: BusinessDate;
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  /** The kana in half width. */
  readonly holder: HolderView;
  readonly account: {
    readonly kind: AccountKind;
    readonly branchCode: string;
    readonly accountNumber: string;
  };
  readonly openingBalance: Yen;
  readonly closingBalance: Yen;
  readonly linesCount: number;
  /** Oldest first, a few hundred at a time. */
  readonly lines: AsyncIterable<readonly StatementLine[]>;
}

/** The files that the bank itself writes. */
export const STATEMENT_FORMATS = ['csv_utf8', 'csv_shift_jis', 'zengin'] as const;
export type StatementFormat = (typeof STATEMENT_FORMATS)[number];

export interface StatementFile {
  /** The period, after cutting. */
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  readonly lines: AsyncIterable<string | Uint8Array>;
}

/** 残高の推移: the balance at the end of days. */
export interface BalanceHistory {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  /** How far the days are apart: every day, every seventh, or the last of each month; the last day of all is among them. */
  readonly step: 'day' | 'week' | 'month';
  /** Oldest first; one at least, and bounded by the step. */
  readonly points: readonly { readonly date: BusinessDate; readonly balance: Yen }[];
}

/** 月別の収入・支出. */
export interface MonthlyFlow extends Totals {
  /** Its first day. */
  readonly month: BusinessDate;
  /** Those with a yen in them, in the order of the groups. */
  readonly groups: readonly (Totals & { readonly group: FlowGroup })[];
}
