import { halfWidthKana } from '../banks/kana.ts';
import type { Sought } from './queries.ts';
import type { StatementSearch } from './statement.ts';

const AMOUNT_MAX = 2n ** 63n - 1n;
const SIGNS = { in: 1, out: -1 } as const;

/** No name in the book is longer. */
const NAME_LENGTH_MAX = 48;

/** ミホン, みほん and ﾐﾎﾝ are one, ｶｰﾄﾞ is found as ｶ-ﾄﾞ, and spaces stand where nobody knows. */
const nameOf = (typed: string): string =>
  halfWidthKana(typed).replace(/[\s-]/gu, '').slice(0, NAME_LENGTH_MAX);

/** `undefined` where nothing is searched for, so that every line is shown. */
export function soughtOf(search: StatementSearch | undefined): Sought | undefined {
  if (search === undefined || Object.keys(search).length === 0) return undefined;
  return {
    counterparty: nameOf(search.counterparty ?? ''),
    amountMin: search.amountMin ?? 0n,
    amountMax: search.amountMax ?? AMOUNT_MAX,
    sign: search.direction === undefined ? 0 : SIGNS[search.direction],
    kind: search.kind ?? '',
  };
}
