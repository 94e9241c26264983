import { type BusinessDate, businessDate, type EpochSeconds } from '@warifu/base';

const DAY_SECONDS = 86_400;
/** Asia/Tokyo keeps no summer time. */
const TOKYO_SECONDS = 9 * 3_600;

let lastDay = Number.NaN;
let lastDate = businessDate('1970-01-01');

/** The civil date in Asia/Tokyo, moved by the demo's whole days. 営業日付. */
export function businessDateOf(now: EpochSeconds, offsetDays: number): BusinessDate {
  const day = Math.floor((now + TOKYO_SECONDS) / DAY_SECONDS) + offsetDays;
  // Asked for every call, and the same all day long.
  if (day !== lastDay) {
    lastDate = businessDate(new Temporal.PlainDate(1970, 1, 1).add({ days: day }).toString());
    lastDay = day;
  }
  return lastDate;
}

/** Seconds since 0:00 in Asia/Tokyo, 0 to 86,399. A demo's offset moves whole days and leaves it alone. */
export const secondOfDay = (now: EpochSeconds): number =>
  (((now + TOKYO_SECONDS) % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS;

/** The date so many days later, or earlier where negative. */
export const addDays = (date: BusinessDate, days: number): BusinessDate =>
  businessDate(Temporal.PlainDate.from(date).add({ days }).toString());

/** Whole days from one date to another; the first counts and the last does not. 片端入れ. */
export const daysBetween = (from: BusinessDate, to: BusinessDate): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;

/** n months later; the last day of the month where the day does not exist in it. */
export const addMonths = (date: BusinessDate, months: number): BusinessDate =>
  businessDate(Temporal.PlainDate.from(date).add({ months }).toString());

export const firstOfMonth = (date: BusinessDate): BusinessDate => businessDate(`${date.slice(0, 8)}01`);

export const lastOfMonth = (date: BusinessDate): BusinessDate =>
  addDays(addMonths(firstOfMonth(date), 1), -1);

/** A chosen day, 1 to 31, of the month of a date; its last day where the month has no such day. */
export const chosenDayOf = (month: BusinessDate, chosenDay: number): BusinessDate =>
  businessDate(Temporal.PlainDate.from(month).with({ day: chosenDay }).toString());

/** Whether the text is a day of the calendar, written YYYY-MM-DD; for what comes from outside. */
export function parseBusinessDate(text: string): BusinessDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return businessDate(Temporal.PlainDate.from(text, { overflow: 'reject' }).toString());
  } catch {
    return undefined;
  }
}
