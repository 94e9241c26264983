import type { BusinessDate, EpochSeconds, Yen } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { AccountKind } from '../../ledger/account.ts';
import type { Queryable } from '../../orders/planned/plan.ts';
import type { BankTables } from '../../tables.ts';
import type { BookingFailure, BookingState } from '../transfer.ts';

export interface SenderRow {
  readonly branchCode: string;
  readonly kind: AccountKind;
  readonly accountNumber: string;
  readonly holderKana: string;
  /** Bookings of the contract that wait for their days. */
  readonly waiting: number;
}

/** An account of the contract, with its holder. */
export async function findSender(
  db: Queryable,
  contractId: string,
  accountId: string,
): Promise<SenderRow | undefined> {
  const { rows } = await sql<SenderRow>`
    select account.branch_code as "branchCode", account.kind, account.account_number as "accountNumber",
      customer.kana_name as "holderKana",
      (select count(*)::int from bank.scheduled_transfer as s
        where s.contract_id = contract.id and s.state = 'booked') as waiting
    from bank.account as account
    join bank.contract as contract on contract.id = account.contract_id
    join bank.customer as customer on customer.id = contract.customer_id
    where account.id = ${accountId}::uuid and account.contract_id = ${contractId}::uuid
      and account.kind in ('ordinary', 'current', 'savings')`.execute(db);
  return rows[0];
}

export async function insertBooking(
  tx: Tx<BankTables>,
  booking: {
    readonly orderId: string;
    readonly contractId: string;
    readonly receiptNumber: string;
    readonly fromAccountId: string;
    readonly total: Yen;
    readonly dueDate: BusinessDate;
  },
): Promise<void> {
  await tx
    .insertInto('bank.scheduled_transfer')
    .values({
      order_id: booking.orderId,
      contract_id: booking.contractId,
      receipt_number: booking.receiptNumber,
      from_account_id: booking.fromAccountId,
      total_yen: booking.total,
      due_date: booking.dueDate,
    })
    .execute();
}

export interface BookingRow {
  readonly orderId: string;
  readonly receiptNumber: string;
  readonly dueDate: BusinessDate;
  readonly state: BookingState;
  readonly bookedAt: EpochSeconds;
  readonly terms: unknown;
}

const BOOKING = sql`
  s.order_id as "orderId", s.receipt_number as "receiptNumber", s.due_date as "dueDate", s.state,
  o.executed_at as "bookedAt", o.terms`;

export async function findBooking(
  db: Queryable,
  contractId: string,
  orderId: string,
): Promise<BookingRow | undefined> {
  const { rows } = await sql<BookingRow>`
    select ${BOOKING}
    from bank.scheduled_transfer as s join bank.order as o on o.id = s.order_id
    where s.order_id = ${orderId}::uuid and s.contract_id = ${contractId}::uuid`.execute(db);
  return rows[0];
}

/** What waits, the first due first. */
export async function listBooked(
  db: Queryable,
  contractId: string,
  limit: number,
): Promise<readonly BookingRow[]> {
  const { rows } = await sql<BookingRow>`
    select ${BOOKING}
    from bank.scheduled_transfer as s join bank.order as o on o.id = s.order_id
    where s.contract_id = ${contractId}::uuid and s.state = 'booked'
    order by s.due_date, s.receipt_number
    limit ${limit}`.execute(db);
  return rows;
}

/** The order of the booking, then its row: the day and a cancelling meet here. */
export async function lockBooking(tx: Tx<BankTables>, orderId: string): Promise<void> {
  await sql`select 1 from bank.order where id = ${orderId}::uuid for update`.execute(tx);
  await sql`select 1 from bank.scheduled_transfer where order_id = ${orderId}::uuid for update`.execute(tx);
}

/** Ends bookings that are not carried out; the locks are held. */
export async function markSettled(
  tx: Tx<BankTables>,
  settled: readonly {
    readonly orderId: string;
    readonly state: 'failed' | 'cancelled';
    readonly reason?: BookingFailure;
  }[],
  day: { readonly now: EpochSeconds; readonly today: BusinessDate },
): Promise<void> {
  if (settled.length === 0) return;
  await sql`
    update bank.scheduled_transfer as s
    set state = t.state, reason = t.reason, settled_on = ${day.today}::date, settled_at = ${at(day.now)}::timestamptz
    from unnest(
      ${settled.map((one) => one.orderId)}::uuid[], ${settled.map((one) => one.state)}::text[],
      ${settled.map((one) => one.reason ?? null)}::text[]
    ) as t (order_id, state, reason)
    where s.order_id = t.order_id and s.state = 'booked'`.execute(tx);
}
