import type { Language, Spoken } from './language.ts';

const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** `¥1,234,567`; a negative amount gets a true minus sign before the yen sign. */
export function yenText(amount: bigint): string {
  return amount < 0n ? `−¥${group((-amount).toString())}` : `¥${group(amount.toString())}`;
}

const TIME_ZONE = 'Asia/Tokyo';

const instantForms: Spoken<Intl.DateTimeFormat> = {
  ja: new Intl.DateTimeFormat('ja-JP', {
    timeZone: TIME_ZONE,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }),
  en: new Intl.DateTimeFormat('en-GB', {
    timeZone: TIME_ZONE,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }),
};

const dateForms: Spoken<Intl.DateTimeFormat> = {
  ja: new Intl.DateTimeFormat('ja-JP', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  }),
  en: new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
  }),
};

const shortDateForms: Spoken<Intl.DateTimeFormat> = {
  ja: new Intl.DateTimeFormat('ja-JP', { timeZone: 'UTC', month: 'long', day: 'numeric', weekday: 'short' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'short', day: 'numeric', weekday: 'short' }),
};

const monthForms: Spoken<Intl.DateTimeFormat> = {
  ja: new Intl.DateTimeFormat('ja-JP', { timeZone: 'UTC', year: 'numeric', month: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', year: 'numeric', month: 'short' }),
};

/** A real instant, in Asia/Tokyo, to the minute. */
export function instantText(epochSeconds: number, language: Language): string {
  return instantForms[language].format(epochSeconds * 1000);
}

/** The machine's form of an instant, for the `datetime` attribute of `<time>`. */
export const instantAttribute = (epochSeconds: number): string =>
  new Date(epochSeconds * 1000).toISOString().replace('.000Z', 'Z');

/** A civil date `YYYY-MM-DD` in words, with its weekday. */
export function dateText(date: string, language: Language): string {
  return dateForms[language].format(Date.parse(`${date}T00:00:00Z`));
}

/** A civil date without its year, where the year is plain from the page. */
export function shortDateText(date: string, language: Language): string {
  return shortDateForms[language].format(Date.parse(`${date}T00:00:00Z`));
}

/** The month of a civil date, with its year. */
export function monthText(date: string, language: Language): string {
  return monthForms[language].format(Date.parse(`${date}T00:00:00Z`));
}
