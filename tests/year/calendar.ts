import { type BusinessDate, businessDate, type EpochSeconds, epochSeconds } from '@warifu/base';

/** The instant of a day and a second in Asia/Tokyo. */
export const instantOf = (day: BusinessDate, second: number): EpochSeconds =>
  epochSeconds(Date.parse(`${day}T00:00:00+09:00`) / 1_000 + second);

export const dayAfter = (day: BusinessDate, days = 1): BusinessDate =>
  businessDate(Temporal.PlainDate.from(day).add({ days }).toString());

/** The first day of the bank, whatever the day on which the test runs. */
export const FIRST_DAY = businessDate('2027-01-04');
