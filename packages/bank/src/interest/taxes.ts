import { assert, type BusinessDate, present, type Yen, yen } from '@warifu/base';
import { RATE_WHOLE, type Rate } from './rate.ts';
import { rational, round } from './rational.ts';
import { validOn } from './valid-on.ts';

/** What is withheld from interest paid from a day on. */
export interface TaxRates {
  readonly validFrom: BusinessDate;
  /** 国税: income tax, with the reconstruction surtax as long as it is due. */
  readonly national: Rate;
  /** 地方税. */
  readonly local: Rate;
}

/** All the interest of one act, and what is withheld from it. */
export interface Taxed {
  readonly gross: Yen;
  readonly national: Yen;
  readonly local: Yen;
  readonly net: Yen;
}

export const taxRatesOn = (day: BusinessDate, table: readonly TaxRates[]): TaxRates =>
  present(validOn(table, day), 'the tax table reaches back to the day');

/** One tax on one sum of interest. */
export const taxAt = (interest: Yen, rate: Rate): Yen =>
  yen(round(rational(interest * rate, RATE_WHOLE), 'floor'));

/** What is withheld from the sum of all interest paid by one act, by the date of payment. Each tax is floored on its own. */
export function taxOf(gross: Yen, paidOn: BusinessDate, table: readonly TaxRates[]): Taxed {
  assert(gross >= 0n, 'interest is not negative');
  const rates = taxRatesOn(paidOn, table);
  const national = taxAt(gross, rates.national);
  const local = taxAt(gross, rates.local);
  return { gross, national, local, net: yen(gross - national - local) };
}

/** What several payments came to, each taxed on its own. */
export const sumOfTaxed = (payments: readonly Taxed[]): Taxed =>
  payments.reduce(
    (sum, payment) => ({
      gross: yen(sum.gross + payment.gross),
      national: yen(sum.national + payment.national),
      local: yen(sum.local + payment.local),
      net: yen(sum.net + payment.net),
    }),
    { gross: yen(0n), national: yen(0n), local: yen(0n), net: yen(0n) },
  );
