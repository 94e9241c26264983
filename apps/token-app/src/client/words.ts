import { en } from './words/en.ts';
import { ja, type Words } from './words/ja.ts';

export type { Words } from './words/ja.ts';

/** 日本語 first; English by link. */
export type Language = 'ja' | 'en';

export const LANGUAGE_DEFAULT: Language = 'ja';

export const WORDS: Readonly<Record<Language, Words>> = { ja, en };

/** A day as people write it, in the device's own time zone; the year stands with it where it is another one. */
export function dayOf(epochMs: number, language: Language): string {
  const locale = language === 'ja' ? 'ja-JP' : 'en-GB';
  const isThisYear = new Date(epochMs).getFullYear() === new Date().getFullYear();
  const year = isThisYear ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(locale, { ...year, month: 'long', day: 'numeric' }).format(epochMs);
}

/** An instant as people write it, in the device's own time zone. */
export function dateAndTime(epochMs: number, language: Language): string {
  const locale = language === 'ja' ? 'ja-JP' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(epochMs);
}
