import { type BusinessDate, businessDate, present, type Yen, yen } from '@warifu/base';
import { addDays, daysBetween } from '../calendar/business-date.ts';
import { nextBusinessDay } from '../calendar/business-day.ts';
import type { DepositConfiguration } from '../deposit-configuration.ts';
import { interestOf } from '../interest/earned.ts';
import type { Rate } from '../interest/rate.ts';
import { plus, type Rational, rational, round } from '../interest/rational.ts';

export type OrdinaryRules = DepositConfiguration['ordinaryInterest'];

const SATURDAY = 6;
const WEEK_DAYS = 7;

/** 決算日: the third Saturday of a month. */
function thirdSaturday(year: number, month: number): BusinessDate {
  const first = new Temporal.PlainDate(year, month, 1);
  const toSaturday = (SATURDAY - first.dayOfWeek + WEEK_DAYS) % WEEK_DAYS;
  return businessDate(first.add({ days: toSaturday + 2 * WEEK_DAYS }).toString());
}

const settlementDays = (years: readonly number[], rules: OrdinaryRules): readonly BusinessDate[] =>
  years.flatMap((year) => rules.settlementMonths.map((month) => thirdSaturday(year, month)));

/** The first settlement day on or after a day. */
export function settlementDayFrom(day: BusinessDate, rules: OrdinaryRules): BusinessDate {
  const { year } = Temporal.PlainDate.from(day);
  const next = settlementDays([year, year + 1], rules).find((settlement) => settlement >= day);
  return present(next, 'there is a settlement day within a year');
}

/** Days of which interest is reckoned in one sum; both included. 利息計算期間. */
export interface InterestPeriod {
  readonly first: BusinessDate;
  readonly last: BusinessDate;
}

/** The period that ends on a settlement day: from the day after the one before, or from the opening of the account. */
export function periodTo(
  settlement: BusinessDate,
  openedOn: BusinessDate,
  rules: OrdinaryRules,
): InterestPeriod {
  const { year } = Temporal.PlainDate.from(settlement);
  const before = settlementDays([year - 1, year], rules).findLast((day) => day < settlement);
  const dayAfter = addDays(present(before, 'there is a settlement day within a year before'), 1);
  return { first: openedOn > dayAfter ? openedOn : dayAfter, last: settlement };
}

/** The day on which the interest of a settlement day is posted: the first business day after it. */
export const ordinaryPostingDay = (settlement: BusinessDate): BusinessDate => nextBusinessDay(settlement);

/** What of a balance at the end of a day bears interest: cut to ¥100, and nothing below ¥1,000. 付利残高. */
export const baseOf = (balance: Yen, rules: OrdinaryRules): Yen =>
  yen(balance < rules.baseMin ? 0n : balance - (balance % rules.baseStep));

/** From a day on, until the next of its kind. */
interface From {
  readonly from: BusinessDate;
}
export interface BalanceFrom extends From {
  /** At 24:00 of each day; holds are not taken off. */
  readonly balance: Yen;
}
export interface RateFrom extends From {
  readonly rate: Rate;
}

/** Days in a row with one base and one rate. */
export interface OrdinaryStretch {
  readonly from: BusinessDate;
  /** Does not count. */
  readonly to: BusinessDate;
  readonly days: number;
  readonly balance: Yen;
  readonly base: Yen;
  readonly rate: Rate;
}

export interface OrdinaryInterest {
  readonly stretches: readonly OrdinaryStretch[];
  /** floor(sum over the days of base × rate of the day / 365), before tax. */
  readonly interest: Yen;
}

const lastNotAfter = <Entry extends From>(entries: readonly Entry[], day: BusinessDate): Entry | undefined =>
  entries.findLast((entry) => entry.from <= day);

/**
 * Interest of an ordinary deposit from the first day to the last of a period, both included. 普通預金利息.
 *
 * Balances and rates come as steps in order of their days; before the first balance there was none. The sum of all days is
 * exact and floored once: thousands of small days are worth something together.
 */
export function ordinaryInterest(
  period: InterestPeriod,
  balances: readonly BalanceFrom[],
  rates: readonly RateFrom[],
  rules: OrdinaryRules,
): OrdinaryInterest {
  const end = addDays(period.last, 1);
  const steps = [period.first, ...balances.map(({ from }) => from), ...rates.map(({ from }) => from)];
  const starts = [...new Set(steps.filter((day) => day >= period.first && day < end))].sort();
  let sum: Rational = rational(0n, 1n);
  const stretches = starts.map((from, index): OrdinaryStretch => {
    const to = starts[index + 1] ?? end;
    const days = daysBetween(from, to);
    const balance = lastNotAfter(balances, from)?.balance ?? yen(0n);
    const base = baseOf(balance, rules);
    const { rate } = present(lastNotAfter(rates, from), 'the ordinary rate reaches back to the first day');
    sum = plus(sum, interestOf(base * BigInt(days), rate));
    return { from, to, days, balance, base, rate };
  });
  return { stretches, interest: yen(round(sum, 'floor')) };
}
