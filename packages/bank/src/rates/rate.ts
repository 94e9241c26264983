import type { BusinessDate } from '@warifu/base';

/** In the order in which they are listed. */
export const RATE_PRODUCTS = ['ordinary', 'time_deposit', 'instalment_savings'] as const;
export type RateProductName = (typeof RATE_PRODUCTS)[number];

/** What a rate is for. `termMonths`: of a time deposit, or the fewest instalments of a savings contract; 0 for ordinary. */
export interface RateKey {
  readonly product: RateProductName;
  readonly termMonths: number;
}

/** A rate from a day on, until the next one of the same key. */
export interface DatedRate {
  /** Thousandths of a per cent a year. */
  readonly rateThousandths: number;
  readonly validFrom: BusinessDate;
}

/** One line of the list of rates. 金利一覧 */
export interface RateLine extends RateKey {
  /** Absent where the first one is still to come. */
  readonly inForce?: DatedRate;
  /** The next one that was announced. */
  readonly announced?: DatedRate;
}

export interface RateList {
  readonly today: BusinessDate;
  readonly lines: readonly RateLine[];
}

export interface Rates {
  /** Open to everybody. */
  readonly listRates: () => Promise<RateList>;
}

/** Why a rate is not entered, in order of precedence. */
export type SetRateRefusal =
  | { readonly reason: 'day_unknown' }
  | { readonly reason: 'term_unknown'; readonly terms: string }
  | { readonly reason: 'rate_out_of_bounds' }
  /** The rate of a day that has begun stays what it is. */
  | { readonly reason: 'day_has_begun'; readonly earliest: BusinessDate };

/** `unchanged`: just this rate of this day was there before. */
export type SetRateOutcome =
  | { readonly outcome: 'entered' | 'unchanged' }
  | ({ readonly outcome: 'refused' } & SetRateRefusal);
