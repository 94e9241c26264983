import { type BusinessDate, businessDate } from '@warifu/base';

/** What people type, in the form the bank counts in. Nothing here decides; what cannot be read stays as it was. */

/** Full-width letters, digits and signs to half-width; spaces at both ends taken off. */
export const halfWidth = (text: string): string => text.normalize('NFKC').trim();

const DASHES = /[\s\-‐-―−ーｰ_]/g;

/** Digits alone: full-width to half-width, without spaces and hyphens. `undefined` where something else is left. */
export function digitsOf(text: string): string | undefined {
  const plain = halfWidth(text).replace(DASHES, '');
  return /^[0-9]+$/.test(plain) ? plain : undefined;
}

const YEN_DIGITS_MAX = 13;

export type AmountRead =
  | { readonly read: 'amount'; readonly yen: bigint }
  | { readonly read: 'empty' | 'not_a_number' | 'not_whole' | 'negative' | 'zero' | 'too_long' };

/** Yen as typed: `1,234,567`, `１２３４５６７円`, `¥ 1 234 567`. */
export function readAmount(text: string): AmountRead {
  const plain = halfWidth(text)
    .replace(/[\s,、，']/g, '')
    .replace(/^[¥\\]/, '')
    .replace(/(?:円|yen|jpy)$/i, '');
  if (plain === '') return { read: 'empty' };
  if (/^[-−‐–—△▲]¥?[0-9]+$/.test(plain)) return { read: 'negative' };
  if (/^[0-9]+\.[0-9]+$/.test(plain)) return { read: 'not_whole' };
  if (!/^[0-9]+$/.test(plain)) return { read: 'not_a_number' };
  const digits = plain.replace(/^0+/, '');
  if (digits === '') return { read: 'zero' };
  if (digits.length > YEN_DIGITS_MAX) return { read: 'too_long' };
  return { read: 'amount', yen: BigInt(digits) };
}

/** No book of a bank reaches further; a day beyond is a slip of the finger, and some are none that PostgreSQL knows. */
const YEARS = { first: '1900', last: '2999' } as const;

/** A day of the calendar as typed: `2026-04-01`, `2026/4/1`, full-width too. */
export function readDay(text: string): BusinessDate | undefined {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(halfWidth(text));
  if (parts === null) return undefined;
  const [, year = '', month = '', day = ''] = parts;
  if (year < YEARS.first || year > YEARS.last) return undefined;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(date)
    ? undefined
    : businessDate(date);
}
