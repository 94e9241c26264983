import { type EpochSeconds, type Yen, yen } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import { type Kysely, sql } from 'kysely';
import { FEE_INCOME_ACCOUNT } from '../../ledger/internal-accounts.ts';
import type { LimitKind } from '../../limits/limit.ts';
import type { BankTables } from '../../tables.ts';
import type { ProcedureContract } from './facts.ts';

type Queryable = Kysely<BankTables>;

export async function findContract(
  db: Queryable,
  contractId: string,
): Promise<ProcedureContract | undefined> {
  const row = await db
    .selectFrom('bank.contract')
    .where('id', '=', contractId)
    .select([
      'id as contractId',
      'branch_code as branchCode',
      'subject',
      'state',
      'otp_mark as otpMark',
      'otp_changed_at as otpChangedAt',
    ])
    .executeTakeFirst();
  return row && { ...row, otpChangedAt: row.otpChangedAt as EpochSeconds | null };
}

/**
 * Locks a contract against another change at the same time. `isAlone`: against every new row that refers to it as well,
 * which a stop needs, and which must then be the first lock that is taken of it.
 */
export async function lockContract(tx: Tx<BankTables>, contractId: string, isAlone: boolean): Promise<void> {
  const query = tx.selectFrom('bank.contract').where('id', '=', contractId).select('id');
  await (isAlone ? query.forUpdate() : query.forNoKeyUpdate()).execute();
}

/** In the order of their ids. */
export async function lockManagers(tx: Tx<BankTables>, operatorId: string): Promise<void> {
  await tx
    .selectFrom('bank.operator')
    .where((where) => where.or([where('role', '=', 'manager'), where('id', '=', operatorId)]))
    .select('id')
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function findLimit(
  db: Queryable,
  contractId: string,
  kind: LimitKind,
): Promise<Yen | undefined> {
  const row = await db
    .selectFrom('bank.limit_setting')
    .where('contract_id', '=', contractId)
    .where('kind', '=', kind)
    .select('limit_yen')
    .executeTakeFirst();
  return row && yen(row.limit_yen);
}

export interface RecallOrderRow {
  readonly orderId: string;
  readonly isExecuted: boolean;
  /** To another bank, neither returned nor recalled. */
  readonly isRecallable: boolean;
  /** What may go out of the account that it was paid from. */
  readonly available: Yen;
}

/** A transfer of a contract by its receipt number, of today or booked. */
export async function findRecallOrder(
  db: Queryable,
  contractId: string,
  receiptNumber: string,
): Promise<RecallOrderRow | undefined> {
  const { rows } = await sql<RecallOrderRow>`
    select o.id as "orderId", o.state = 'executed' as "isExecuted",
      t.order_id is not null and t.to_account_id is null
        and not exists (select 1 from bank.zengin_return as r where r.order_id = o.id)
        and not exists (select 1 from bank.recall as r where r.order_id = o.id) as "isRecallable",
      coalesce(b.balance_yen - b.held_yen, 0) as available
    from bank.order as o
    left join bank.transfer as t on t.order_id = o.id and t.contract_id = o.contract_id
    left join bank.account_balance as b on b.account_id = t.from_account_id
    where o.receipt_number = ${receiptNumber} and o.contract_id = ${contractId}::uuid
      and o.kind in ('transfer', 'scheduled_transfer')`.execute(db);
  return rows[0];
}

/** Stopped, until a day or until the branch lifts it; a stop that ended by itself may be lifted all the same. */
export async function isPayEasyStopped(db: Queryable, contractId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from bank.pay_easy_stop
    where contract_id = ${contractId}::uuid and (waits_for_branch or stopped_until is not null)`.execute(db);
  return rows.length > 0;
}

/** In the database's own function, for the approved request alone; `false` where there was no stop any more. */
export async function liftPayEasyStop(
  tx: Tx<BankTables>,
  requestId: string,
  contractId: string,
): Promise<boolean> {
  const { rows } = await sql<{ isLifted: boolean }>`
    select bank.lift_pay_easy_stop(${requestId}::uuid, ${contractId}::uuid) as "isLifted"`.execute(tx);
  return rows[0]?.isLifted ?? false;
}

/** Locks the balances that the fee of a recall changes, in their order. */
export async function lockRecallAccounts(
  tx: Tx<BankTables>,
  contractId: string,
  receiptNumber: string,
): Promise<void> {
  await sql`
    select bank.lock_accounts(array_agg(account_id)) from (
      select t.from_account_id as account_id
      from bank.order as o join bank.transfer as t on t.order_id = o.id and t.contract_id = o.contract_id
      where o.receipt_number = ${receiptNumber} and o.contract_id = ${contractId}::uuid
      union all select ${FEE_INCOME_ACCOUNT}::uuid
    ) as accounts`.execute(tx);
}
