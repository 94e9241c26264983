import type { BusinessDate } from '@warifu/base';
import type { Database, Tx } from '@warifu/pg';
import type { BankTables } from '../tables.ts';

/** `openedOn`: the last day whose own work is done; null where no day was ever opened. */
export async function findBankDay(
  db: Database<BankTables>['kysely'] | Tx<BankTables>,
): Promise<{ readonly offsetDays: number; readonly openedOn: BusinessDate | null }> {
  const row = await db
    .selectFrom('bank.business_day')
    .select(['offset_days', 'opened_on'])
    .executeTakeFirstOrThrow();
  return { offsetDays: row.offset_days, openedOn: row.opened_on as BusinessDate | null };
}
