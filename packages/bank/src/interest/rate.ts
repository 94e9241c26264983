import { assert, type Brand, type BusinessDate } from '@warifu/base';
import { rational, round } from './rational.ts';

/** Per cent a year in whole thousandths: `rate(1_234n)` is 1.234 %. Rates of tax are written the same way. */
export type Rate = Brand<bigint, 'Rate'>;

/** A rate with the date of the table it stands in; pages show both. */
export interface QuotedRate {
  readonly rate: Rate;
  readonly validFrom: BusinessDate;
}

/** Thousandths of a per cent in the whole: a rate over this is a plain fraction. */
export const RATE_WHOLE = 100_000n;

const PERCENT = 100n;
const THOUSANDTHS = 1_000n;

export function rate(thousandths: bigint): Rate {
  assert(thousandths >= 0n, 'a rate is not negative');
  return thousandths as Rate;
}

/** So many per cent of a rate, cut to three decimals before it is used. 小数点第4位以下切捨て. */
export const shareOfRate = (whole: Rate, sharePercent: bigint): Rate =>
  rate(round(rational(whole * sharePercent, PERCENT), 'floor'));

export const higherRate = (one: Rate, other: Rate): Rate => (one >= other ? one : other);

/** `1.234%`: always three decimals, so that rates stand under each other. 年利率. */
export const formatRate = (shown: Rate): string =>
  `${shown / THOUSANDTHS}.${String(shown % THOUSANDTHS).padStart(3, '0')}%`;
