import type { BusinessDate, EpochSeconds, Yen } from '@warifu/base';
import { at, type Database, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { AccountKind } from '../../ledger/account.ts';
import type { BankTables } from '../../tables.ts';

export interface DuePayment {
  readonly orderId: string;
  readonly contractId: string;
  readonly tries: number;
  readonly bankCode: string;
  readonly branchCode: string;
  readonly accountKind: AccountKind;
  readonly accountNumber: string;
  readonly payeeKana: string;
  readonly senderKana: string;
  readonly amount: Yen;
  readonly valueDate: BusinessDate;
}

/**
 * Takes payments whose time has come, and puts each off by its next wait before it is sent: a process that dies on the
 * way leaves it to whoever comes then. Two processes never wait for each other here.
 */
export async function takeDue(
  database: Database<BankTables>,
  call: {
    readonly now: EpochSeconds;
    readonly today: BusinessDate;
    readonly second: number;
    readonly retrySeconds: readonly number[];
    readonly limit: number;
  },
): Promise<readonly DuePayment[]> {
  const { rows } = await sql<DuePayment>`
    with due as (
      select order_id from bank.zengin_outbox
      where state = 'due' and next_try_at <= ${at(call.now)}::timestamptz
        and (due_date, due_second) <= (${call.today}::date, ${call.second}::integer)
      order by due_date, due_second, next_try_at
      limit ${call.limit}
      for update skip locked
    ), taken as (
      update bank.zengin_outbox as o
      set tries = o.tries + 1, next_try_at = ${at(call.now)}::timestamptz + make_interval(secs =>
        (${call.retrySeconds}::integer[])[least(o.tries + 1, ${call.retrySeconds.length}::integer)])
      from due where o.order_id = due.order_id
      returning o.order_id, o.contract_id, o.tries
    )
    select taken.order_id as "orderId", taken.contract_id as "contractId", taken.tries, t.bank_code as "bankCode",
      t.branch_code as "branchCode", t.account_kind as "accountKind", t.account_number as "accountNumber",
      t.payee_kana as "payeeKana", t.sender_kana as "senderKana", t.amount_yen as "amount", t.value_date as "valueDate"
    from taken
    join bank.transfer as t on t.contract_id = taken.contract_id and t.order_id = taken.order_id`.execute(
    database.kysely,
  );
  return rows;
}

/** Only those that were still due: an answer that comes twice changes nothing. Gives their orders. */
export async function markSent(
  tx: Tx<BankTables>,
  orderIds: readonly string[],
  now: EpochSeconds,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ order_id: string }>`
    with sent as (
      select order_id from bank.zengin_outbox
      where order_id = any(${orderIds}::uuid[]) and state = 'due' order by order_id for update
    )
    update bank.zengin_outbox as o set state = 'sent', sent_at = ${at(now)}::timestamptz
    from sent where o.order_id = sent.order_id
    returning o.order_id`.execute(tx);
  return new Set(rows.map((row) => row.order_id));
}

export async function findCursor(database: Database<BankTables>): Promise<string | undefined> {
  const row = await database.kysely
    .selectFrom('bank.zengin_cursor')
    .select('last_return_id')
    .executeTakeFirstOrThrow();
  return row.last_return_id ?? undefined;
}

/** One process at a time applies returns; the cursor's row is their lock. */
export async function lockCursor(tx: Tx<BankTables>): Promise<void> {
  await sql`select 1 from bank.zengin_cursor for update`.execute(tx);
}

export async function moveCursor(tx: Tx<BankTables>, lastReturnId: string): Promise<void> {
  await tx.updateTable('bank.zengin_cursor').set({ last_return_id: lastReturnId }).execute();
}

/** Those of the returns that were not applied yet. */
export async function listUnapplied(
  tx: Tx<BankTables>,
  returnIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${returnIds}::text[]) as id
    where not exists (select 1 from bank.zengin_return as r where r.return_id = id)`.execute(tx);
  return new Set(rows.map((row) => row.id));
}

export interface SentTransfer {
  readonly orderId: string;
  readonly contractId: string;
  readonly fromAccountId: string;
  readonly payeeKana: string;
  readonly amount: Yen;
  readonly receiptNumber: string;
}

/**
 * The transfers to other banks behind payments, where no return was applied to them before. Locks the payments, which
 * whoever credits a recall locks as well; what it waited for is seen by the statement after it.
 */
export async function listReturnable(
  tx: Tx<BankTables>,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, SentTransfer>> {
  await sql`
    select 1 from bank.zengin_outbox where order_id = any(${orderIds}::uuid[]) order by order_id for update`.execute(
    tx,
  );
  const { rows } = await sql<SentTransfer>`
    select t.order_id as "orderId", t.contract_id as "contractId", t.from_account_id as "fromAccountId",
      t.payee_kana as "payeeKana", t.amount_yen as "amount", o.receipt_number as "receiptNumber"
    from bank.zengin_outbox as outbox
    join bank.transfer as t on t.contract_id = outbox.contract_id and t.order_id = outbox.order_id
    join bank.order as o on o.id = outbox.order_id
    where outbox.order_id = any(${orderIds}::uuid[])
      and not exists (select 1 from bank.zengin_return as r where r.order_id = outbox.order_id)`.execute(tx);
  return new Map(rows.map((row) => [row.orderId, row]));
}

export async function insertReturns(
  tx: Tx<BankTables>,
  returns: readonly {
    readonly returnId: string;
    readonly paymentId: string;
    readonly orderId: string | undefined;
    readonly postingId: string | undefined;
    readonly reason: string;
    readonly returnedAt: EpochSeconds;
  }[],
  now: EpochSeconds,
): Promise<void> {
  await sql`
    insert into bank.zengin_return (return_id, payment_id, order_id, posting_id, reason, returned_at, applied_at)
    select *, ${at(now)}::timestamptz from unnest(
      ${returns.map((row) => row.returnId)}::text[],
      ${returns.map((row) => row.paymentId)}::text[],
      ${returns.map((row) => row.orderId ?? null)}::uuid[],
      ${returns.map((row) => row.postingId ?? null)}::uuid[],
      ${returns.map((row) => row.reason)}::text[],
      ${returns.map((row) => at(row.returnedAt))}::timestamptz[]
    )`.execute(tx);
}
