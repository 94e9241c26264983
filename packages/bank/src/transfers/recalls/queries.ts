import type { EpochSeconds, Yen } from '@warifu/base';
import { at, type Database, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { BankTables } from '../../tables.ts';
import type { RecallState } from './recall.ts';

export interface DueRecall {
  readonly orderId: string;
  readonly contractId: string;
  readonly state: 'recorded' | 'asked';
  readonly tries: number;
}

/**
 * Takes recalls whose time has come, and puts each off by its next wait before anybody is asked: a process that dies on the
 * way leaves it to whoever comes then.
 */
export async function takeDueRecalls(
  database: Database<BankTables>,
  call: { readonly now: EpochSeconds; readonly retrySeconds: readonly number[]; readonly limit: number },
): Promise<readonly DueRecall[]> {
  const { rows } = await sql<DueRecall>`
    with due as (
      select order_id from bank.recall
      where state in ('recorded', 'asked') and coalesce(next_try_at, recorded_at) <= ${at(call.now)}::timestamptz
      order by next_try_at
      limit ${call.limit}
      for update skip locked
    )
    update bank.recall as r
    set tries = r.tries + 1, next_try_at = ${at(call.now)}::timestamptz + make_interval(secs =>
      (${call.retrySeconds}::integer[])[least(r.tries + 1, ${call.retrySeconds.length}::integer)])
    from due where r.order_id = due.order_id
    returning r.order_id as "orderId", r.contract_id as "contractId", r.state, r.tries`.execute(
    database.kysely,
  );
  return rows;
}

export interface LockedRecall {
  readonly orderId: string;
  readonly contractId: string;
  readonly state: RecallState;
  readonly outboxState: 'due' | 'sent' | 'stopped';
  /** How often the payment was handed to the network, whatever became of that. */
  readonly sentTries: number;
  readonly isReturned: boolean;
  readonly fromAccountId: string;
  readonly amount: Yen;
  readonly payeeKana: string;
  readonly receiptNumber: string;
}

/**
 * Locks the payment, which whoever credits its return locks as well, then the recall; and reads, in a statement of its own,
 * what the locks waited for.
 */
export async function lockRecall(tx: Tx<BankTables>, orderId: string): Promise<LockedRecall | undefined> {
  await sql`select 1 from bank.zengin_outbox where order_id = ${orderId}::uuid for update`.execute(tx);
  await sql`select 1 from bank.recall where order_id = ${orderId}::uuid for update`.execute(tx);
  const { rows } = await sql<LockedRecall>`
    select r.order_id as "orderId", r.contract_id as "contractId", r.state, outbox.state as "outboxState",
      outbox.tries as "sentTries",
      exists (select 1 from bank.zengin_return as z where z.order_id = r.order_id) as "isReturned",
      t.from_account_id as "fromAccountId", t.amount_yen as amount, t.payee_kana as "payeeKana",
      o.receipt_number as "receiptNumber"
    from bank.recall as r
    join bank.zengin_outbox as outbox on outbox.order_id = r.order_id
    join bank.transfer as t on t.order_id = r.order_id and t.contract_id = r.contract_id
    join bank.order as o on o.id = r.order_id
    where r.order_id = ${orderId}::uuid`.execute(tx);
  return rows[0];
}

/** The payment was never handed to the network, and is not any more. */
export async function markStopped(tx: Tx<BankTables>, orderId: string): Promise<void> {
  await sql`
    update bank.zengin_outbox set state = 'stopped'
    where order_id = ${orderId}::uuid and state = 'due' and tries = 0`.execute(tx);
}

export async function markAsked(tx: Tx<BankTables>, orderId: string, now: EpochSeconds): Promise<void> {
  await sql`
    update bank.recall set state = 'asked', tries = 0, next_try_at = ${at(now)}::timestamptz
    where order_id = ${orderId}::uuid and state = 'recorded'`.execute(tx);
}

export async function markAnswered(
  tx: Tx<BankTables>,
  answer: { readonly orderId: string; readonly state: 'returned' | 'refused'; readonly reason: string },
  now: EpochSeconds,
): Promise<void> {
  await sql`
    update bank.recall
    set state = ${answer.state}, reason = ${answer.reason}, answered_at = ${at(now)}::timestamptz, next_try_at = null
    where order_id = ${answer.orderId}::uuid and state in ('recorded', 'asked')`.execute(tx);
}

/** Beside the returns, whose key lets one order be credited once: a recall that came back, and a 入金不能, are never both. */
export async function insertRecallReturn(
  tx: Tx<BankTables>,
  row: { readonly orderId: string; readonly postingId: string; readonly reason: string },
  now: EpochSeconds,
): Promise<void> {
  await sql`
    insert into bank.zengin_return (return_id, payment_id, order_id, posting_id, reason, returned_at, applied_at)
    values (${`recall-${row.orderId}`}, ${row.orderId}, ${row.orderId}::uuid, ${row.postingId}::uuid, ${row.reason},
      ${at(now)}::timestamptz, ${at(now)}::timestamptz)`.execute(tx);
}
