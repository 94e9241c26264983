import type { Database } from '@warifu/pg';
import type { BankTables } from '../tables.ts';

export async function findOffsetDays(database: Database<BankTables>): Promise<number> {
  const row = await database.kysely
    .selectFrom('bank.business_day')
    .select('offset_days')
    .executeTakeFirstOrThrow();
  return row.offset_days;
}
