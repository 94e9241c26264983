import type { BusinessDate } from '@warifu/base';
import { addDays, addMonths, firstOfMonth, lastOfMonth } from '../calendar/business-date.ts';
import type { BalanceHistory } from './statement.ts';

/** So many days in a row are shown one by one, so many more every seventh. */
const DAYS_MAX = 62;
const WEEKS_DAYS_MAX = 26 * 7;
const WEEK_DAYS = 7;

const daysBetween = (from: BusinessDate, to: BusinessDate): number =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days;

/** Back from the last day, so that it is among them. */
function everyDays(from: BusinessDate, to: BusinessDate, days: number): readonly BusinessDate[] {
  const count = Math.floor(daysBetween(from, to) / days);
  return Array.from({ length: count + 1 }, (_, place) => addDays(to, (place - count) * days));
}

function monthEnds(from: BusinessDate, to: BusinessDate): readonly BusinessDate[] {
  const ends: BusinessDate[] = [];
  for (let month = firstOfMonth(from); month <= to; month = addMonths(month, 1)) {
    const end = lastOfMonth(month);
    ends.push(end < to ? end : to);
  }
  return ends;
}

/** The days whose balance a chart of the period shows, few enough for any screen. `from` is not after `to`. */
export function chartDaysOf(
  from: BusinessDate,
  to: BusinessDate,
): { readonly step: BalanceHistory['step']; readonly dates: readonly BusinessDate[] } {
  const days = daysBetween(from, to) + 1;
  if (days <= DAYS_MAX) return { step: 'day', dates: everyDays(from, to, 1) };
  if (days <= WEEKS_DAYS_MAX) return { step: 'week', dates: everyDays(from, to, WEEK_DAYS) };
  return { step: 'month', dates: monthEnds(from, to) };
}
