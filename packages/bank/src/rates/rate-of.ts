import type { BusinessDate } from '@warifu/base';
import { sql } from 'kysely';
import type { Queryable } from '../orders/planned/plan.ts';

/** What a rate is for: ordinary deposits, time deposits of a term, instalment savings of so many instalments. */
export type RateProduct =
  | { readonly product: 'ordinary' }
  | { readonly product: 'time_deposit' | 'instalment_savings'; readonly termMonths: number };

export interface RateEntry {
  /** Thousandths of a per cent a year. */
  readonly rateThousandths: number;
  /** From this day on, until the next entry. */
  readonly validFrom: BusinessDate;
}

/**
 * The rate of a day: the entry with the latest validity date not after it; `undefined` where there is none. For
 * instalment savings the entry of the longest term that is not longer than the contract's.
 */
export async function rateOf(
  db: Queryable,
  asked: RateProduct,
  day: BusinessDate,
): Promise<RateEntry | undefined> {
  const term = asked.product === 'ordinary' ? 0 : asked.termMonths;
  const { rows } = await sql<RateEntry>`
    select rate_thousandths as "rateThousandths", valid_from as "validFrom"
    from bank.rate
    where product = ${asked.product} and valid_from <= ${day}::date
      and case when ${asked.product} = 'instalment_savings' then term_months <= ${term} else term_months = ${term} end
    order by term_months desc, valid_from desc limit 1`.execute(db);
  return rows[0];
}

interface SavingsYield extends RateEntry {
  /** For contracts of at least so many instalments, up to the next bound. */
  readonly termMonths: number;
}

/** What instalment savings bear that are contracted on a day, by the least number of instalments. */
export async function listSavingsYields(db: Queryable, day: BusinessDate): Promise<readonly SavingsYield[]> {
  const { rows } = await sql<SavingsYield>`
    select distinct on (term_months)
      term_months as "termMonths", rate_thousandths as "rateThousandths", valid_from as "validFrom"
    from bank.rate where product = 'instalment_savings' and valid_from <= ${day}::date
    order by term_months, valid_from desc`.execute(db);
  return rows;
}

/** All entries of ordinary deposits up to a day, the oldest first: for interest that runs over changes of the rate. */
export async function listOrdinaryRates(db: Queryable, until: BusinessDate): Promise<readonly RateEntry[]> {
  const { rows } = await sql<RateEntry>`
    select rate_thousandths as "rateThousandths", valid_from as "validFrom"
    from bank.rate where product = 'ordinary' and valid_from <= ${until}::date
    order by valid_from`.execute(db);
  return rows;
}
