import type { BusinessDate } from '@warifu/base';

/** Crockford's base 32: no I, L, O, U, so that a number read aloud or copied by hand stays what it is. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DRAWN = 10;

/**
 * A new 受付番号: `261124-7K3QF-M2XWP-C`, the business date, 50 random bits, and a check letter. Drawn, not counted: a
 * counter would be one hot row, and would tell how many orders there are.
 */
export function drawReceiptNumber(today: BusinessDate): string {
  const drawn = Array.from(crypto.getRandomValues(new Uint8Array(DRAWN)), (byte) =>
    LETTERS.charAt(byte % 32),
  ).join('');
  const date = today.slice(2).replaceAll('-', '');
  return `${date}-${drawn.slice(0, 5)}-${drawn.slice(5)}-${checkLetter(date + drawn)}`;
}

/** Whether the number may be one of ours: its form and its check letter. */
export function isReceiptNumber(text: string): boolean {
  const parts = /^(\d{6})-([0-9A-HJKMNP-TV-Z]{5})-([0-9A-HJKMNP-TV-Z]{5})-([0-9A-HJKMNP-TV-Z])$/.exec(text);
  if (!parts) return false;
  const [, date = '', first = '', second = '', check = ''] = parts;
  return checkLetter(date + first + second) === check;
}

/** Weights 3, 5, 7, … are odd, and so prime to 32: every single wrong letter changes the sum, and most swaps do. */
function checkLetter(text: string): string {
  const sum = Array.from(text).reduce(
    (total, letter, place) => total + LETTERS.indexOf(letter) * (2 * place + 3),
    0,
  );
  return LETTERS.charAt(sum % 32);
}
