import type { BusinessDate, Yen } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { DayMoment } from '../../day/day.ts';
import type { BankTables } from '../../tables.ts';
import type { ScheduledTransferTerms } from './scheduled-transfer.ts';

/** What is booked for this day or one before it, by receipt number. */
export async function listDueBookings(
  tx: Tx<BankTables>,
  today: BusinessDate,
  limit: number,
  except: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select order_id as id from bank.scheduled_transfer
    where state = 'booked' and due_date <= ${today}::date and order_id <> all (${except}::uuid[])
    order by due_date, receipt_number
    limit ${limit}`.execute(tx);
  return rows.map((row) => row.id);
}

export interface DueRow {
  readonly orderId: string;
  readonly contractId: string;
  readonly receiptNumber: string;
  readonly total: Yen;
  readonly terms: unknown;
  readonly termsDigest: Uint8Array;
}

/** Locks bookings, each by its key, and reads those that still wait, in the order in which the day takes them. */
export async function lockDueBookings(
  tx: Tx<BankTables>,
  orderIds: readonly string[],
): Promise<readonly DueRow[]> {
  await sql`
    select 1 from bank.scheduled_transfer where order_id = any (${orderIds}::uuid[])
    order by order_id for update`.execute(tx);
  const { rows } = await sql<DueRow>`
    select s.order_id as "orderId", s.contract_id as "contractId", s.receipt_number as "receiptNumber",
      s.total_yen as total, o.terms, o.terms_digest as "termsDigest"
    from bank.scheduled_transfer as s
    join bank.order as o on o.id = s.order_id
    where s.order_id = any (${orderIds}::uuid[]) and s.state = 'booked'
    order by s.due_date, s.receipt_number`.execute(tx);
  return rows;
}

export async function lockAccounts(tx: Tx<BankTables>, accountIds: readonly string[]): Promise<void> {
  await sql`select bank.lock_accounts(${accountIds}::uuid[])`.execute(tx);
}

/** What may go out of each of these accounts of customers; one that is not there is missing. The locks are held. */
export async function listAvailable(
  tx: Tx<BankTables>,
  accountIds: readonly string[],
): Promise<Map<string, Yen>> {
  const { rows } = await sql<{ accountId: string; available: Yen }>`
    select b.account_id as "accountId", b.balance_yen - b.held_yen as available
    from bank.account_balance as b
    join bank.account as a on a.id = b.account_id and a.contract_id is not null
    where b.account_id = any (${accountIds}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.accountId, row.available]));
}

interface Debited {
  readonly orderId: string;
  readonly contractId: string;
  readonly terms: ScheduledTransferTerms;
}

/** Written like those of the same day: what becomes of a transfer does not depend on when it was given. */
export async function insertTransfers(
  tx: Tx<BankTables>,
  debited: readonly Debited[],
  today: BusinessDate,
): Promise<void> {
  if (debited.length === 0) return;
  const terms = debited.map((one) => one.terms);
  await sql`
    insert into bank.transfer (
      contract_id, order_id, from_account_id, to_account_id, bank_code, branch_code, account_kind, account_number,
      payee_kana, sender_kana, amount_yen, fee_yen, mode, value_date
    )
    select *, ${today}::date from unnest(
      ${debited.map((one) => one.contractId)}::uuid[], ${debited.map((one) => one.orderId)}::uuid[],
      ${terms.map((one) => one.fromAccountId)}::uuid[], ${terms.map((one) => one.toAccountId ?? null)}::uuid[],
      ${terms.map((one) => one.payee.bankCode)}::text[], ${terms.map((one) => one.payee.branchCode)}::text[],
      ${terms.map((one) => one.payee.accountKind)}::text[], ${terms.map((one) => one.payee.accountNumber)}::text[],
      ${terms.map((one) => one.payee.kana)}::text[], ${terms.map((one) => one.senderKana)}::text[],
      ${terms.map((one) => String(one.amount))}::bigint[], ${terms.map((one) => String(one.fee))}::bigint[],
      ${terms.map((one) => one.mode)}::text[]
    )`.execute(tx);
}

/** To the network from the opening of the day on. */
export async function insertOutbox(
  tx: Tx<BankTables>,
  outgoing: readonly Debited[],
  { now, today }: DayMoment,
  dueSecond: number,
): Promise<void> {
  if (outgoing.length === 0) return;
  await sql`
    insert into bank.zengin_outbox (order_id, contract_id, due_date, due_second, next_try_at)
    select *, ${today}::date, ${dueSecond}::integer, ${at(now)}::timestamptz from unnest(
      ${outgoing.map((one) => one.orderId)}::uuid[], ${outgoing.map((one) => one.contractId)}::uuid[]
    )`.execute(tx);
}
