import { type EpochSeconds, epochSeconds } from '@warifu/base';

const DAY_SECONDS = 86_400;
/** Asia/Tokyo keeps no summer time. */
const TOKYO_SECONDS = 9 * 3_600;

/** 0:00 in Asia/Tokyo of the nth civil day after the one of the instant; `undefined` where n is 0. */
export function coolDownUntil(now: EpochSeconds, days: number): EpochSeconds | undefined {
  if (days === 0) return undefined;
  const day = Math.floor((now + TOKYO_SECONDS) / DAY_SECONDS);
  return epochSeconds((day + days) * DAY_SECONDS - TOKYO_SECONDS);
}
