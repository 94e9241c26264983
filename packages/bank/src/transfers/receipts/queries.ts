import type { EpochSeconds } from '@warifu/base';
import type { Database } from '@warifu/pg';
import { sql } from 'kysely';
import type { AccountKind } from '../../ledger/account.ts';
import type { BookedOrder } from '../../orders/booked-order.ts';
import type { Queryable } from '../../orders/planned/plan.ts';
import type { BankTables } from '../../tables.ts';
import type { RecallState } from '../recalls/recall.ts';
import type { BookingFailure, BookingState } from '../transfer.ts';

/** What became of a transfer, of today or booked. */
export interface FateRow {
  readonly orderId: string;
  readonly outboxState: 'due' | 'sent' | 'stopped' | null;
  readonly returnedAt: EpochSeconds | null;
  readonly returnReason: string | null;
  readonly recallState: RecallState | null;
  readonly recalledAt: EpochSeconds | null;
  readonly recallAnsweredAt: EpochSeconds | null;
  readonly bookingState: BookingState | null;
  readonly bookingReason: BookingFailure | null;
  readonly bookingSettledAt: EpochSeconds | null;
}

const FATE = sql`
  o.id as "orderId", outbox.state as "outboxState", returned.applied_at as "returnedAt",
  returned.reason as "returnReason", recall.state as "recallState", recall.recorded_at as "recalledAt",
  recall.answered_at as "recallAnsweredAt", booking.state as "bookingState", booking.reason as "bookingReason",
  booking.settled_at as "bookingSettledAt"`;

const FATE_JOINS = sql`
  left join bank.zengin_outbox as outbox on outbox.order_id = o.id
  left join bank.zengin_return as returned on returned.order_id = o.id
  left join bank.recall as recall on recall.order_id = o.id
  left join bank.scheduled_transfer as booking on booking.order_id = o.id`;

/** The fates of executed transfers. */
export async function listFates(db: Queryable, orderIds: readonly string[]): Promise<readonly FateRow[]> {
  const { rows } = await sql<FateRow>`
    select ${FATE} from unnest(${orderIds}::uuid[]) as o (id) ${FATE_JOINS}`.execute(db);
  return rows;
}

export interface ReceiptRow extends FateRow {
  readonly kind: 'transfer' | 'scheduled_transfer';
  readonly receiptNumber: string;
  readonly executedAt: EpochSeconds;
  readonly terms: unknown;
}

/** An executed transfer of a contract, of today or booked. */
export async function findReceiptRow(
  db: Queryable,
  contractId: string,
  orderId: string,
): Promise<ReceiptRow | undefined> {
  const { rows } = await sql<ReceiptRow>`
    select ${FATE}, o.kind, o.receipt_number as "receiptNumber", o.executed_at as "executedAt", o.terms
    from bank.order as o ${FATE_JOINS}
    where o.id = ${orderId}::uuid and o.contract_id = ${contractId}::uuid
      and o.kind in ('transfer', 'scheduled_transfer') and o.state = 'executed'`.execute(db);
  return rows[0];
}

/** Payments that wait for the next opening, and transfers that wait for their day, the first due first. */
export async function listWaiting(
  database: Database<BankTables>,
  contractId: string,
  limit: number,
): Promise<readonly BookedOrder[]> {
  const { rows } = await sql<BookedOrder>`
    select 'transfer' as kind, o.id as "orderId", o.receipt_number as "receiptNumber", t.amount_yen as amount,
      t.payee_kana as "payeeKana", outbox.due_date as "dueDate"
    from bank.transfer as t
    join bank.zengin_outbox as outbox on outbox.order_id = t.order_id and outbox.state = 'due'
    join bank.order as o on o.id = t.order_id
    where t.contract_id = ${contractId}::uuid and t.mode = 'next_opening'
    union all
    select 'scheduled_transfer', o.id, o.receipt_number, o.limit_yen, o.terms ->> 'payeeKana', s.due_date
    from bank.scheduled_transfer as s
    join bank.order as o on o.id = s.order_id
    where s.contract_id = ${contractId}::uuid and s.state = 'booked'
    order by "dueDate", "orderId"
    limit ${limit}`.execute(database.kysely);
  return rows;
}

export interface RecentPayeeRow {
  readonly bankCode: string;
  readonly branchCode: string;
  readonly accountKind: AccountKind;
  readonly accountNumber: string;
  readonly payeeKana: string;
}

/** The distinct payees among the last transfers, newest first. */
export async function listRecentPayees(
  database: Database<BankTables>,
  contractId: string,
  looksAt: number,
  limit: number,
): Promise<readonly RecentPayeeRow[]> {
  const { rows } = await sql<RecentPayeeRow>`
    select bank_code as "bankCode", branch_code as "branchCode", account_kind as "accountKind",
      account_number as "accountNumber", (array_agg(payee_kana order by order_id desc))[1] as "payeeKana"
    from (
      select * from bank.transfer where contract_id = ${contractId}::uuid order by order_id desc limit ${looksAt}
    ) as latest
    group by bank_code, branch_code, account_kind, account_number
    order by max(order_id::text) desc
    limit ${limit}`.execute(database.kysely);
  return rows;
}
