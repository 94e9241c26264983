import type { Database } from '@warifu/pg';
import type { BankMoment } from '../calendar/bank-day.ts';
import type { BankTables } from '../tables.ts';
import { listCurrentRates, type RateRow } from './queries.ts';
import { type DatedRate, RATE_PRODUCTS, type RateLine, type Rates } from './rate.ts';

const datedOf = (row: RateRow | undefined): DatedRate | undefined =>
  row && { rateThousandths: row.rateThousandths, validFrom: row.validFrom };

/** 金利一覧: what holds today and what was announced, by product and term. */
export const openRates = (ports: {
  readonly database: Database<BankTables>;
  readonly bankDay: () => Promise<BankMoment>;
}): Rates => ({
  listRates: async () => {
    const { today } = await ports.bankDay();
    const rows = await listCurrentRates(ports.database.kysely, today);
    const lines = RATE_PRODUCTS.flatMap((product): readonly RateLine[] => {
      const ofProduct = rows.filter((row) => row.product === product);
      return [...new Set(ofProduct.map(({ termMonths }) => termMonths))].map((termMonths) => {
        const entries = ofProduct.filter((row) => row.termMonths === termMonths);
        const inForce = datedOf(entries.find(({ validFrom }) => validFrom <= today));
        const announced = datedOf(entries.find(({ validFrom }) => validFrom > today));
        return { product, termMonths, ...(inForce ? { inForce } : {}), ...(announced ? { announced } : {}) };
      });
    });
    return { today, lines };
  },
});
