import type { EpochSeconds } from '@warifu/base';
import type { Database } from '@warifu/pg';
import { sql } from 'kysely';
import type { Channel } from '../../contracts/contract.ts';
import type { AccountKind } from '../../ledger/account.ts';
import type { BookedOrder } from '../../orders/booked-order.ts';
import type { OrderState } from '../../orders/order.ts';
import type { BankTables } from '../../tables.ts';

export interface ReceiptRow {
  readonly orderId: string;
  readonly channel: Channel;
  readonly receiptNumber: string;
  readonly executedAt: EpochSeconds;
  readonly terms: unknown;
  readonly outboxState: 'due' | 'sent' | null;
  readonly returnedAt: EpochSeconds | null;
  readonly returnReason: string | null;
}

/** Executed orders of a contract, newest first; `before` is an order's id, `orderId` asks for just one. */
export async function listReceiptRows(
  database: Database<BankTables>,
  call: {
    readonly contractId: string;
    readonly orderId?: string;
    readonly before?: string;
    readonly limit: number;
  },
): Promise<readonly ReceiptRow[]> {
  const { contractId, orderId = null, before = null, limit } = call;
  const { rows } = await sql<ReceiptRow>`
    select o.id as "orderId", o.channel, o.receipt_number as "receiptNumber", o.executed_at as "executedAt", o.terms,
      outbox.state as "outboxState", returned.applied_at as "returnedAt", returned.reason as "returnReason"
    from bank.order as o
    left join bank.zengin_outbox as outbox on outbox.order_id = o.id
    left join bank.zengin_return as returned on returned.order_id = o.id
    where o.contract_id = ${contractId}::uuid and o.kind = 'transfer' and o.state = 'executed'
      and (${orderId}::uuid is null or o.id = ${orderId}::uuid)
      and (${before}::uuid is null or o.id < ${before}::uuid)
    order by o.id desc
    limit ${limit}`.execute(database.kysely);
  return rows;
}

/** Payments that wait for the next opening, the first due first. */
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
    order by outbox.due_date, o.id
    limit ${limit}`.execute(database.kysely);
  return rows;
}

export interface OrderStateRow {
  readonly orderId: string;
  readonly state: OrderState;
  readonly expiresAt: EpochSeconds;
  readonly receiptNumber: string;
}

export async function findOrderState(
  database: Database<BankTables>,
  contractId: string,
  orderId: string,
): Promise<OrderStateRow | undefined> {
  const { rows } = await sql<OrderStateRow>`
    select id as "orderId", state, expires_at as "expiresAt", receipt_number as "receiptNumber"
    from bank.order
    where id = ${orderId}::uuid and contract_id = ${contractId}::uuid and kind = 'transfer'`.execute(
    database.kysely,
  );
  return rows[0];
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
