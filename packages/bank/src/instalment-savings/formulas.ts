import { assert, type BusinessDate, type Yen, yen } from '@warifu/base';
import { addDays, addMonths, chosenDayOf, daysBetween, firstOfMonth } from '../calendar/business-date.ts';
import { isBusinessDay, nextBusinessDay } from '../calendar/business-day.ts';
import type { DepositConfiguration } from '../deposit-configuration.ts';
import type { ClosingDay } from '../interest/closing-day.ts';
import { type Earned, earn, interestOf } from '../interest/earned.ts';
import { higherRate, RATE_WHOLE, type Rate, shareOfRate } from '../interest/rate.ts';
import { rational, round } from '../interest/rational.ts';
import { type Taxed, taxOf } from '../interest/taxes.ts';

const YEAR_MONTHS = 12n;

/** What is agreed of a 定期積金. */
export interface SavingsTerms {
  /** 掛金, each month. */
  readonly instalment: Yen;
  /** How many. */
  readonly instalments: number;
  /** 払込日: 1 to 31; the last day of a month that has no such day. */
  readonly chosenDay: number;
  /** Of the day of the contract, fixed. 年利回り. */
  readonly yearlyYield: Rate;
  /** The contract day, 契約日. */
  readonly contractedOn: BusinessDate;
}

export type SavingsRules = Pick<DepositConfiguration, 'instalmentSavings' | 'taxes'>;

/** The first chosen day after the contract day. */
function firstDueDate({ contractedOn, chosenDay }: SavingsTerms): BusinessDate {
  const thisMonth = chosenDayOf(contractedOn, chosenDay);
  return thisMonth > contractedOn ? thisMonth : chosenDayInMonth(contractedOn, 1, chosenDay);
}

const chosenDayInMonth = (date: BusinessDate, monthsLater: number, chosenDay: number): BusinessDate =>
  chosenDayOf(addMonths(firstOfMonth(date), monthsLater), chosenDay);

/** The due dates of all instalments, in order, bank holidays or not. */
export function dueDatesOf(terms: SavingsTerms): readonly BusinessDate[] {
  const first = firstDueDate(terms);
  return Array.from({ length: terms.instalments }, (_, month) =>
    chosenDayInMonth(first, month, terms.chosenDay),
  );
}

/** The first day on which an instalment is debited: its due date, or the next business day. */
export const debitDayOf = (dueDate: BusinessDate): BusinessDate =>
  isBusinessDay(dueDate) ? dueDate : nextBusinessDay(dueDate);

/** The chosen day n months after the first due date, bank holiday or not. 約定満期日. */
export const agreedMaturityOf = (terms: SavingsTerms): BusinessDate =>
  chosenDayInMonth(firstDueDate(terms), terms.instalments, terms.chosenDay);

/**
 * The maturity that applies. Put off to the day after the last instalment where one was unpaid at the end of the day before
 * the agreed one; `undefined` while instalments are missing, because nobody knows the day then. 満期日の繰延べ.
 */
export function savingsMaturity(
  terms: SavingsTerms,
  debitedOn: readonly BusinessDate[],
): BusinessDate | undefined {
  assert(debitedOn.length <= terms.instalments, 'no more instalments are debited than agreed');
  const last = debitedOn.at(-1);
  if (last === undefined || debitedOn.length < terms.instalments) return undefined;
  return maturityAfter(agreedMaturityOf(terms), last);
}

/** The maturity that applies once the last instalment was debited. */
export function maturityAfter(agreed: BusinessDate, lastDebit: BusinessDate): BusinessDate {
  const dayAfter = addDays(lastDebit, 1);
  return dayAfter > agreed ? dayAfter : agreed;
}

/** 給付補填金 and how it came about: floor(instalment × n(n+1)/2 × yearly yield / 12), whatever the days between. */
export interface Supplement {
  readonly instalment: Yen;
  /** n(n+1)/2: each instalment counts for the months from it to maturity. 積数. */
  readonly monthsInAll: bigint;
  readonly yearlyYield: Rate;
  /** Before tax. */
  readonly amount: Yen;
}

export function supplementOf({ instalment, instalments, yearlyYield }: SavingsTerms): Supplement {
  const n = BigInt(instalments);
  const monthsInAll = (n * (n + 1n)) / 2n;
  const exact = rational(instalment * monthsInAll * yearlyYield, YEAR_MONTHS * RATE_WHOLE);
  return { instalment, monthsInAll, yearlyYield, amount: yen(round(exact, 'floor')) };
}

/** 満期解約 of instalment savings. Confirm page and posting use the same one. */
export interface SavingsMaturityClosing {
  readonly principal: Yen;
  readonly supplement: Supplement;
  /** From maturity to the closing day, at the ordinary rate of the closing day. */
  readonly afterMaturity: Earned;
  /** On the supplement and the days after maturity together. */
  readonly interest: Taxed;
  readonly payout: Yen;
}

/** What is paid out on or after maturity, `maturity` being the one that applies. */
export function closeSavingsAtMaturity(
  terms: SavingsTerms,
  maturity: BusinessDate,
  closing: ClosingDay,
  rules: SavingsRules,
): SavingsMaturityClosing {
  const principal = yen(terms.instalment * BigInt(terms.instalments));
  const supplement = supplementOf(terms);
  const afterMaturity = earn(principal, closing.ordinaryRate, maturity, closing.on);
  const interest = taxOf(yen(supplement.amount + afterMaturity.interest), closing.on, rules.taxes);
  return { principal, supplement, afterMaturity, interest, payout: yen(principal + interest.net) };
}

/** 中途解約 of instalment savings. Confirm page and posting use the same one. */
export interface SavingsEarlyClosing {
  /** What was paid in. */
  readonly principal: Yen;
  /** D: the sum, over the instalments paid, of the days from its debit to the closing day. */
  readonly daysInAll: number;
  /** The share of the yield, from the day on which it counts; none before. */
  readonly shareRate: Rate | undefined;
  readonly ordinaryRate: Rate;
  /** What is used. */
  readonly rate: Rate;
  readonly interest: Taxed;
  readonly payout: Yen;
  /** What keeping it to the end would bear and is lost, before tax; ¥0 where negative. */
  readonly lost: Yen;
}

/** What is paid out before maturity, or while an instalment is missing. */
export function closeSavingsEarly(
  terms: SavingsTerms,
  debitedOn: readonly BusinessDate[],
  closing: ClosingDay,
  rules: SavingsRules,
): SavingsEarlyClosing {
  const { early } = rules.instalmentSavings;
  const { ordinaryRate } = closing;
  const first = debitedOn[0];
  const isShared = first !== undefined && closing.on >= addMonths(first, early.fromMonths);
  const shareRate = isShared ? shareOfRate(terms.yearlyYield, early.sharePercent) : undefined;
  const rate = shareRate === undefined ? ordinaryRate : higherRate(shareRate, ordinaryRate);
  const daysInAll = debitedOn.reduce((sum, debit) => sum + daysBetween(debit, closing.on), 0);
  const gross = yen(round(interestOf(terms.instalment * BigInt(daysInAll), rate), 'floor'));
  const interest = taxOf(gross, closing.on, rules.taxes);
  const principal = yen(terms.instalment * BigInt(debitedOn.length));
  const supplement = supplementOf(terms).amount;
  return {
    principal,
    daysInAll,
    shareRate,
    ordinaryRate,
    rate,
    interest,
    payout: yen(principal + interest.net),
    lost: yen(supplement > gross ? supplement - gross : 0n),
  };
}
