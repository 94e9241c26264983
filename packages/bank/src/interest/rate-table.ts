import type { BusinessDate } from '@warifu/base';
import type { Rate } from './rate.ts';
import { validOn } from './valid-on.ts';

/** One line of the bank's rate table. */
export type RateEntry = { readonly validFrom: BusinessDate; readonly rate: Rate } & (
  | { readonly product: 'ordinary' }
  | { readonly product: 'time_deposit'; readonly termMonths: number }
  /** For contracts of at least so many instalments, up to the next bound. */
  | { readonly product: 'instalment_savings'; readonly instalmentsFrom: number }
);

/** A rate with the date of the table it stands in; pages show both. */
export interface QuotedRate {
  readonly rate: Rate;
  readonly validFrom: BusinessDate;
}

const quote = (entries: readonly RateEntry[], day: BusinessDate): QuotedRate | undefined => {
  const found = validOn(entries, day);
  return found && { rate: found.rate, validFrom: found.validFrom };
};

/** 普通預金利率 of a day. */
export const ordinaryRateOn = (table: readonly RateEntry[], day: BusinessDate): QuotedRate | undefined =>
  quote(
    table.filter((entry) => entry.product === 'ordinary'),
    day,
  );

/** 定期預金利率 of a day, for exactly this term. */
export const timeDepositRateOn = (
  table: readonly RateEntry[],
  termMonths: number,
  day: BusinessDate,
): QuotedRate | undefined =>
  quote(
    table.filter((entry) => entry.product === 'time_deposit' && entry.termMonths === termMonths),
    day,
  );

/** 定期積金 yearly yield of a day, by the highest bound that the number of instalments reaches. */
export function savingsYieldOn(
  table: readonly RateEntry[],
  instalments: number,
  day: BusinessDate,
): QuotedRate | undefined {
  const reached = table.flatMap((entry) =>
    entry.product === 'instalment_savings' && entry.instalmentsFrom <= instalments && entry.validFrom <= day
      ? [entry]
      : [],
  );
  const bound = Math.max(...reached.map((entry) => entry.instalmentsFrom));
  return quote(
    reached.filter((entry) => entry.instalmentsFrom === bound),
    day,
  );
}
