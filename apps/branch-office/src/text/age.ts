import type { EpochSeconds } from '@warifu/base';
import type { Language, Spoken } from '@warifu/ui';

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** A request that nobody decided on within a day is late. */
const OVERDUE_SECONDS = DAY;

const UNITS: Spoken<{
  readonly now: string;
  readonly minutes: (n: number) => string;
  readonly hours: (n: number) => string;
  readonly days: (n: number) => string;
}> = {
  ja: { now: '1分未満', minutes: (n) => `${n}分`, hours: (n) => `${n}時間`, days: (n) => `${n}日` },
  en: {
    now: 'under a minute',
    minutes: (n) => `${n} min`,
    hours: (n) => `${n} h`,
    days: (n) => (n === 1 ? '1 day' : `${n} days`),
  },
};

/** How long something has been waiting, in its largest unit. */
export function ageText(since: EpochSeconds, now: EpochSeconds, language: Language): string {
  const seconds = Math.max(0, now - since);
  const units = UNITS[language];
  if (seconds < MINUTE) return units.now;
  if (seconds < HOUR) return units.minutes(Math.floor(seconds / MINUTE));
  return seconds < DAY ? units.hours(Math.floor(seconds / HOUR)) : units.days(Math.floor(seconds / DAY));
}

export const isOverdue = (since: EpochSeconds, now: EpochSeconds): boolean => now - since >= OVERDUE_SECONDS;
