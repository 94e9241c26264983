import type { Channel } from '@warifu/bank';

/** Under which path the pages of a channel stand: those for 携帯電話 under `/m`, all others at the root. */
export type Base = '' | '/m';

/** Of a whole path, as a browser asks for it. */
export const baseOf = (path: string): Base => (/^\/m(?:[/?]|$)/.test(path) ? '/m' : '');

export const baseOfChannel = (channel: Channel): Base => (channel === 'mobile' ? '/m' : '');

/** The rest of a path that stands under a base; `undefined` where it stands elsewhere. */
export const pathUnder = (base: Base, path: string): string | undefined =>
  baseOf(path) === base ? path.slice(base.length) || '/' : undefined;

/**
 * One page, or a part of one, in two looks: as most see it, and plain for 携帯電話. Where the page stands decides, as the language decides
 * between its words; what leads to the page and what it is told are the same.
 */
export const inBothLooks =
  <Where extends { readonly base: Base }, Shown extends readonly unknown[], Page>(
    full: (where: Where, ...shown: Shown) => Page,
    plain: (where: Where, ...shown: Shown) => Page,
  ) =>
  (where: Where, ...shown: Shown): Page =>
    (where.base === '' ? full : plain)(where, ...shown);
