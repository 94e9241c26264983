import type { BusinessDate, EpochSeconds } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { Queryable } from '../orders/planned/plan.ts';
import type { BankTables } from '../tables.ts';
import type { DatedRate, RateKey } from './rate.ts';

export type RateRow = RateKey & DatedRate;

/** Of each key the entry in force on the day, and those that come later; the oldest first. */
export async function listCurrentRates(db: Queryable, day: BusinessDate): Promise<readonly RateRow[]> {
  const { rows } = await sql<RateRow>`
    select r.product, r.term_months as "termMonths", r.valid_from as "validFrom", r.rate_thousandths as "rateThousandths"
    from bank.rate as r
    where not exists (
      select 1 from bank.rate as later
      where later.product = r.product and later.term_months = r.term_months and later.valid_from > r.valid_from
        and later.valid_from <= ${day}::date
    )
    order by r.term_months, r.valid_from`.execute(db);
  return rows;
}

/** Keeps the days where they are, and says from which day on rates can still be chosen. */
export async function lockDays(
  tx: Tx<BankTables>,
): Promise<{ readonly offsetDays: number; readonly openedOn: BusinessDate | null }> {
  const { rows } = await sql<{ offsetDays: number; openedOn: BusinessDate | null }>`
    select offset_days as "offsetDays", opened_on as "openedOn" from bank.business_day for update`.execute(
    tx,
  );
  return rows[0] ?? { offsetDays: 0, openedOn: null };
}

/** Whether just this rate holds from just this day. */
export async function isRateThere(tx: Tx<BankTables>, row: RateRow): Promise<boolean> {
  const { rows } = await sql`
    select 1 from bank.rate
    where product = ${row.product} and term_months = ${row.termMonths} and valid_from = ${row.validFrom}::date
      and rate_thousandths = ${row.rateThousandths}`.execute(tx);
  return rows.length > 0;
}

/** A rate of a day takes the place of the one that was entered for that day before. */
export async function upsertRates(
  tx: Tx<BankTables>,
  rows: readonly RateRow[],
  now: EpochSeconds,
): Promise<void> {
  await sql`
    insert into bank.rate (product, term_months, valid_from, rate_thousandths, entered_at)
    select product, term_months, valid_from, rate_thousandths, ${at(now)}::timestamptz
    from unnest(
      ${rows.map(({ product }) => product)}::text[],
      ${rows.map(({ termMonths }) => termMonths)}::integer[],
      ${rows.map(({ validFrom }) => validFrom)}::date[],
      ${rows.map(({ rateThousandths }) => rateThousandths)}::integer[]
    ) as entered (product, term_months, valid_from, rate_thousandths)
    on conflict (product, term_months, valid_from) do update
      set rate_thousandths = excluded.rate_thousandths, entered_at = excluded.entered_at`.execute(tx);
}
