import type { BusinessDate } from '@warifu/base';
import type { Database } from '@warifu/pg';
import type { BankTables } from '../tables.ts';

/** `openedOn`: the last day whose own work is done; null where no day was ever opened. */
export async function findBankDay(
  database: Database<BankTables>,
): Promise<{ readonly offsetDays: number; readonly openedOn: BusinessDate | null }> {
  const row = await database.kysely
    .selectFrom('bank.business_day')
    .select(['offset_days', 'opened_on'])
    .executeTakeFirstOrThrow();
  return { offsetDays: row.offset_days, openedOn: row.opened_on as BusinessDate | null };
}
