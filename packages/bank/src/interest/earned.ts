import { type BusinessDate, type Yen, yen } from '@warifu/base';
import { daysBetween } from '../calendar/business-date.ts';
import { RATE_WHOLE, type Rate } from './rate.ts';
import { type Rational, rational, round } from './rational.ts';

/** Days of a year in every formula, leap years too. */
const YEAR_DAYS = 365n;

/** Interest of a stretch of days, with all that is needed to do the sum again by hand. */
export interface Earned {
  readonly principal: Yen;
  readonly rate: Rate;
  /** Counts. */
  readonly from: BusinessDate;
  /** Does not count. 片端入れ. */
  readonly to: BusinessDate;
  readonly days: number;
  /** Before tax. */
  readonly interest: Yen;
}

/** Simple interest as a fraction: amounts times days are handed in as one product, so that sums of them are floored once. */
export const interestOf = (yenDays: bigint, at: Rate): Rational =>
  rational(yenDays * at, YEAR_DAYS * RATE_WHOLE);

/** The interest of one amount from a day, included, to a day, not included. floor(amount × rate × days / 365). */
export function earn(principal: Yen, at: Rate, from: BusinessDate, to: BusinessDate): Earned {
  const days = daysBetween(from, to);
  const interest = yen(round(interestOf(principal * BigInt(days), at), 'floor'));
  return { principal, rate: at, from, to, days, interest };
}
