import holidayJp from '@holiday-jp/holiday_jp';
import { assert, type BusinessDate } from '@warifu/base';
import { addDays } from './business-date.ts';

const HOLIDAYS: ReadonlySet<string> = new Set(Object.keys(holidayJp.holidays));
/** The years of which the holidays are known: beyond them a date would pass as a business day without a word. */
const YEARS = { first: 1970, last: 2050 };
const SATURDAY = 6;

/** 31 December to 3 January. 年末年始. */
const isYearEnd = (date: BusinessDate): boolean =>
  date.endsWith('-12-31') || date.endsWith('-01-01') || date.endsWith('-01-02') || date.endsWith('-01-03');

/** Every day but Saturday, Sunday, a national day off (振替休日 and 国民の休日 included) and 31 December–3 January. 営業日. */
export function isBusinessDay(date: BusinessDate): boolean {
  const known = KNOWN.get(date);
  if (known !== undefined) return known;
  const isOne = judgeDay(date);
  KNOWN.set(date, isOne);
  return isOne;
}

/** Asked for every transfer, and at most one for each day of 81 years. */
const KNOWN = new Map<BusinessDate, boolean>();

function judgeDay(date: BusinessDate): boolean {
  const day = Temporal.PlainDate.from(date);
  assert(day.year >= YEARS.first && day.year <= YEARS.last, 'the holidays of the year are known');
  return day.dayOfWeek < SATURDAY && !HOLIDAYS.has(date) && !isYearEnd(date);
}

/** The first business day after the day in question. 翌営業日. */
export function nextBusinessDay(date: BusinessDate): BusinessDate {
  let next = addDays(date, 1);
  while (!isBusinessDay(next)) next = addDays(next, 1);
  return next;
}
