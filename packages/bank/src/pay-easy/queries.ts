import type { BusinessDate, EpochSeconds, Yen } from '@warifu/base';
import { at, type Database, type Tx } from '@warifu/pg';
import { type Kysely, sql } from 'kysely';
import type { Channel } from '../contracts/contract.ts';
import type { AccountKind } from '../ledger/account.ts';
import type { BookedOrder } from '../orders/booked-order.ts';
import type { NotTakenReason } from '../ports.ts';
import type { BankTables } from '../tables.ts';
import type { BillPaymentTerms } from './bill-payment.ts';

export interface PayerRow {
  readonly fromBranchCode: string;
  readonly fromKind: AccountKind;
  readonly fromAccountNumber: string;
  /** What may go out: without what is held. */
  readonly available: Yen;
}

/** An account of the contract that may pay; no deposits. */
export async function findPayer(
  db: Kysely<BankTables>,
  contractId: string,
  accountId: string,
): Promise<PayerRow | undefined> {
  const { rows } = await sql<PayerRow>`
    select account.branch_code as "fromBranchCode", account.kind as "fromKind",
      account.account_number as "fromAccountNumber", balance.balance_yen - balance.held_yen as available
    from bank.account as account
    join bank.account_balance as balance on balance.account_id = account.id
    where account.id::text = ${accountId} and account.contract_id = ${contractId}::uuid
      and account.kind in ('ordinary', 'current', 'savings')`.execute(db);
  return rows[0];
}

/** Holds the money of an order that was executed at this very moment, in the database's own function. */
export async function hold(
  tx: Tx<BankTables>,
  orderId: string,
  accountId: string,
  now: EpochSeconds,
): Promise<void> {
  await sql`select bank.hold(${at(now)}::timestamptz, ${orderId}::uuid, ${accountId}::uuid)`.execute(tx);
}

export async function releaseHold(tx: Tx<BankTables>, orderId: string, now: EpochSeconds): Promise<boolean> {
  const { rows } = await sql<{ isReleased: boolean }>`
    select bank.release_hold(${at(now)}::timestamptz, ${orderId}::uuid) as "isReleased"`.execute(tx);
  return rows[0]?.isReleased ?? false;
}

/** A payment that the network is yet to be told of. */
export async function insertPayment(
  tx: Tx<BankTables>,
  { orderId, contractId, terms }: { orderId: string; contractId: string; terms: BillPaymentTerms },
  nextAskAt: number,
): Promise<void> {
  await sql`
    insert into bank.bill_payment (
      order_id, contract_id, from_account_id, biller_number, payment_number, amount_yen, next_ask_at
    ) values (
      ${orderId}::uuid, ${contractId}::uuid, ${terms.fromAccountId}::uuid, ${terms.numbers.billerNumber},
      ${terms.numbers.paymentNumber}, ${String(terms.amount)}::bigint, ${at(nextAskAt)}::timestamptz
    )`.execute(tx);
}

/** The first to tell the network of an order; whoever comes later leaves it to that call, and to the job. */
export async function takeFirst(db: Kysely<BankTables>, orderId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update bank.bill_payment set asks = 1
    where order_id = ${orderId}::uuid and state = 'confirming' and asks = 0`.execute(db);
  return numAffectedRows === 1n;
}

export interface ConfirmingPayment {
  readonly orderId: string;
  readonly contractId: string;
  readonly terms: unknown;
}

/**
 * Takes payments whose outcome is to be asked for, and puts each off by its next wait before it is asked: a process that
 * dies on the way leaves it to whoever comes then. Two processes never wait for each other here.
 */
export async function takeDue(
  database: Database<BankTables>,
  call: {
    readonly now: EpochSeconds;
    readonly retrySeconds: readonly number[];
    readonly limit: number;
  },
): Promise<readonly ConfirmingPayment[]> {
  const { rows } = await sql<ConfirmingPayment>`
    with due as (
      select order_id from bank.bill_payment
      where state = 'confirming' and next_ask_at <= ${at(call.now)}::timestamptz
      order by next_ask_at
      limit ${call.limit}
      for update skip locked
    ), taken as (
      update bank.bill_payment as p
      set asks = p.asks + 1, next_ask_at = ${at(call.now)}::timestamptz + make_interval(secs =>
        (${call.retrySeconds}::integer[])[least(p.asks + 1, ${call.retrySeconds.length}::integer)])
      from due where p.order_id = due.order_id
      returning p.order_id, p.contract_id
    )
    select taken.order_id as "orderId", taken.contract_id as "contractId", o.terms
    from taken join bank.order as o on o.id = taken.order_id`.execute(database.kysely);
  return rows;
}

/** What a contract has paid and nobody knows the outcome of, the oldest first. */
export async function listConfirming(
  db: Kysely<BankTables>,
  contractId: string,
  limit: number,
): Promise<readonly BookedOrder[]> {
  const { rows } = await sql<BookedOrder>`
    select 'bill_payment' as kind, o.id as "orderId", o.receipt_number as "receiptNumber", p.amount_yen as amount,
      o.terms ->> 'billerKana' as "payeeKana"
    from bank.bill_payment as p
    join bank.order as o on o.id = p.order_id
    where p.contract_id = ${contractId}::uuid and p.state = 'confirming'
    order by o.id limit ${limit}`.execute(db);
  return rows;
}

/** When the job asks next for a payment whose first call got no answer. */
export async function putOff(db: Kysely<BankTables>, orderId: string, until: number): Promise<void> {
  await sql`update bank.bill_payment set next_ask_at = ${at(until)}::timestamptz
    where order_id = ${orderId}::uuid and state = 'confirming'`.execute(db);
}

/** Locks the order, then its payment, and gives the receipt number; `undefined` where another call settled it. */
export async function lockConfirming(tx: Tx<BankTables>, orderId: string): Promise<string | undefined> {
  const { rows: orders } = await sql<{ receiptNumber: string }>`
    select receipt_number as "receiptNumber" from bank.order where id = ${orderId}::uuid for update`.execute(
    tx,
  );
  const { rows } = await sql`
    select 1 from bank.bill_payment
    where order_id = ${orderId}::uuid and state = 'confirming' for update`.execute(tx);
  return rows.length === 0 ? undefined : orders[0]?.receiptNumber;
}

export async function markSettled(
  tx: Tx<BankTables>,
  orderId: string,
  settled: { readonly state: 'paid' } | { readonly state: 'not_taken'; readonly reason: NotTakenReason },
  now: EpochSeconds,
): Promise<void> {
  const reason = settled.state === 'not_taken' ? settled.reason : null;
  await sql`update bank.bill_payment set state = ${settled.state}, reason = ${reason},
      settled_at = ${at(now)}::timestamptz
    where order_id = ${orderId}::uuid and state = 'confirming'`.execute(tx);
}

export interface ReceiptRow {
  readonly orderId: string;
  readonly channel: Channel;
  readonly receiptNumber: string;
  readonly executedAt: EpochSeconds;
  readonly terms: unknown;
  readonly state: 'confirming' | 'paid' | 'not_taken';
  readonly reason: NotTakenReason | null;
  readonly settledAt: EpochSeconds | null;
}

/** Executed payments of a contract, newest first; `before` is an order's id, `orderId` asks for just one. */
export async function listReceiptRows(
  database: Database<BankTables>,
  call: {
    readonly contractId: string;
    readonly orderId?: string;
    readonly before?: string;
    readonly since?: BusinessDate;
    readonly limit: number;
  },
): Promise<readonly ReceiptRow[]> {
  const { contractId, orderId = null, before = null, since = null, limit } = call;
  const { rows } = await sql<ReceiptRow>`
    select o.id as "orderId", o.channel, o.receipt_number as "receiptNumber", o.executed_at as "executedAt", o.terms,
      p.state, p.reason, p.settled_at as "settledAt"
    from bank.order as o
    join bank.bill_payment as p on p.order_id = o.id
    where o.contract_id = ${contractId}::uuid and o.kind = 'bill_payment' and o.state = 'executed'
      and (${orderId}::uuid is null or o.id = ${orderId}::uuid)
      and (${before}::uuid is null or o.id < ${before}::uuid)
      and (${since}::date is null or o.executed_on >= ${since}::date)
    order by o.id desc
    limit ${limit}`.execute(database.kysely);
  return rows;
}
