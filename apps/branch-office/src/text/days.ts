import { type BusinessDate, type EpochSeconds, epochSeconds } from '@warifu/base';

const DAY_SECONDS = 86_400;

/** 0:00 of a civil day in Asia/Tokyo. */
export const beginOf = (day: BusinessDate): EpochSeconds =>
  epochSeconds(Date.parse(`${day}T00:00:00+09:00`) / 1000);

/** 0:00 of the day after. */
export const endOf = (day: BusinessDate): EpochSeconds => epochSeconds(beginOf(day) + DAY_SECONDS);
