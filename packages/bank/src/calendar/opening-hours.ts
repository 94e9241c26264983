import type { BusinessDate, EpochSeconds } from '@warifu/base';
import { businessDateOf, secondOfDay } from './business-date.ts';
import { isBusinessDay, nextBusinessDay } from './business-day.ts';

/** Seconds after 0:00 in Asia/Tokyo of a business day: from, included, to, not included. コアタイム. */
export interface CoreTime {
  readonly coreFromSeconds: number;
  readonly coreToSeconds: number;
}

/** Whether the network of banks is in its core time: of business days, 8:30:00 to before 15:30:00 (cfg). */
export function isCoreTime(now: EpochSeconds, offsetDays: number, core: CoreTime): boolean {
  const second = secondOfDay(now);
  return (
    second >= core.coreFromSeconds &&
    second < core.coreToSeconds &&
    isBusinessDay(businessDateOf(now, offsetDays))
  );
}

/** The day of the next opening outside core time: today before 8:30 of a business day, else the next business day. */
export function nextOpeningDay(now: EpochSeconds, offsetDays: number, core: CoreTime): BusinessDate {
  const today = businessDateOf(now, offsetDays);
  return isBusinessDay(today) && secondOfDay(now) < core.coreFromSeconds ? today : nextBusinessDay(today);
}
