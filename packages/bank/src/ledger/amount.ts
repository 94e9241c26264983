import { type Yen, yen } from '@warifu/base';

/** Above every limit that can be set: a longer number is a slip of the finger. */
export const AMOUNT_MAX = yen(9_999_999_999n);
const LENGTH_MAX = 40;

/**
 * An amount as typed → yen: full-width digits, commas, spaces, a yen sign or 円 are taken. `undefined` where it is no
 * whole number; a sign is kept, so that a negative amount is told as what it is.
 */
export function amountOf(typed: string): Yen | undefined {
  if (typed.length > LENGTH_MAX) return undefined;
  const text = typed
    .normalize('NFKC')
    .replace(/[\s,、，]/gu, '')
    .replace(/^([-+−‐–]?)[¥￥\\]/u, '$1')
    .replace(/円$/u, '')
    .replace(/^[−‐–]/u, '-');
  return /^[-+]?[0-9]+$/.test(text) ? yen(BigInt(text.replace(/^\+/, ''))) : undefined;
}
