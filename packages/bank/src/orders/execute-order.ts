import type { BusinessDate, EpochSeconds } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { Approval } from '../approval/approval.ts';
import type { BankTables } from '../tables.ts';

/** The contract, then the order; what is read after it is what holds. */
export async function lockOrder(tx: Tx<BankTables>, contractId: string, orderId: string): Promise<void> {
  await sql`select 1 from bank.contract where id = ${contractId}::uuid for no key update`.execute(tx);
  await sql`select 1 from bank.order where id = ${orderId}::uuid for update`.execute(tx);
}

/** Marks an order that moves no money now, and spends its approval, in the database's own function. */
export async function executeWithoutMoney(
  tx: Tx<BankTables>,
  approval: Approval,
  now: EpochSeconds,
  today: BusinessDate,
): Promise<void> {
  await sql`select bank.execute_without_money(
    ${at(now)}::timestamptz, ${today}::date, ${approval.orderId}::uuid, ${approval.termsDigest}::bytea,
    ${approval.method}, ${at(approval.approvedAt)}::timestamptz, ${at(approval.expiresAt)}::timestamptz)`.execute(
    tx,
  );
}
