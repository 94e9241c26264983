import type { BusinessDate, EpochSeconds, Yen } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { Channel, ContractState, OtpMark } from '../../contracts/contract.ts';
import type { LimitKind } from '../../limits/limit.ts';
import type { BankTables } from '../../tables.ts';
import type { OrderKind, OrderState } from '../order.ts';
import type { Queryable } from './plan.ts';

/** What a contract is judged by, with the limits of one kind. */
export interface ContractRow {
  readonly contractId: string;
  /** What the authority knows the contract by. */
  readonly subject: string;
  readonly contractState: ContractState;
  readonly otpMark: OtpMark;
  readonly coolDownUntil: EpochSeconds | null;
  readonly hasConfirmation: boolean;
  readonly isConfirmationLocked: boolean;
  /** Where the limit is not the default. */
  readonly limit: Yen | null;
  readonly used: Yen;
  /** Of 振込 and Pay-easy together. */
  readonly usedTogether: Yen;
}

const contractColumns = (limitKind: LimitKind, today: BusinessDate) => sql`
  contract.id as "contractId", contract.subject, contract.state as "contractState", contract.otp_mark as "otpMark",
  contract.cool_down_until as "coolDownUntil", contract.confirmation_password_hash is not null as "hasConfirmation",
  contract.confirmation_locked_at is not null as "isConfirmationLocked",
  (select s.limit_yen from bank.limit_setting as s where s.contract_id = contract.id and s.kind = ${limitKind}) as "limit",
  coalesce((
    select u.used_yen from bank.limit_used as u
    where u.contract_id = contract.id and u.business_date = ${today}::date and u.kind = ${limitKind}
  ), 0) as "used",
  coalesce((
    select sum(u.used_yen) from bank.limit_used as u
    where u.contract_id = contract.id and u.business_date = ${today}::date
  ), 0)::bigint as "usedTogether"`;

export async function findContract(
  db: Queryable,
  contractId: string,
  limitKind: LimitKind,
  today: BusinessDate,
): Promise<ContractRow | undefined> {
  const { rows } = await sql<ContractRow>`
    select ${contractColumns(limitKind, today)}
    from bank.contract as contract where contract.id = ${contractId}::uuid`.execute(db);
  return rows[0];
}

/** Whether the draft is the contract's, of this kind, not past its time, and without an executed order. */
export async function isDraftOpen(
  db: Queryable,
  draft: { readonly contractId: string; readonly draftId: string; readonly kind: OrderKind },
  now: EpochSeconds,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from bank.draft as d
    where d.id = ${draft.draftId}::uuid and d.contract_id = ${draft.contractId}::uuid and d.kind = ${draft.kind}
      and d.expires_at > ${at(now)}::timestamptz
      and not exists (select 1 from bank.order as o where o.draft_id = d.id and o.state = 'executed')`.execute(
    db,
  );
  return rows.length > 0;
}

export interface OrderRow extends ContractRow {
  readonly orderId: string;
  readonly draftId: string | null;
  readonly channel: Channel;
  readonly state: OrderState;
  readonly terms: unknown;
  readonly termsDigest: Uint8Array;
  readonly receiptNumber: string;
  readonly preparedAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
  readonly executedAt: EpochSeconds | null;
}

export async function findOrder(
  db: Queryable,
  call: { readonly contractId: string; readonly orderId: string; readonly kind: OrderKind },
  limitKind: LimitKind,
  today: BusinessDate,
): Promise<OrderRow | undefined> {
  const { rows } = await sql<OrderRow>`
    select o.id as "orderId", o.draft_id as "draftId", o.channel, o.state, o.terms, o.terms_digest as "termsDigest",
      o.receipt_number as "receiptNumber", o.prepared_at as "preparedAt", o.expires_at as "expiresAt",
      o.executed_at as "executedAt", ${contractColumns(limitKind, today)}
    from bank.order as o
    join bank.contract as contract on contract.id = o.contract_id
    where o.id = ${call.orderId}::uuid and o.contract_id = ${call.contractId}::uuid and o.kind = ${call.kind}`.execute(
    db,
  );
  return rows[0];
}

/** Limits and balances, in the house's order. */
export async function lockMoney(
  tx: Tx<BankTables>,
  limits: readonly { readonly contractId: string; readonly kind: LimitKind }[],
  accountIds: readonly string[],
  today: BusinessDate,
): Promise<void> {
  await sql`select bank.lock_for_orders(
    '{}'::uuid[], ${limits.map((limit) => limit.contractId)}::uuid[], ${limits.map((limit) => limit.kind)}::text[],
    ${today}::date, ${accountIds}::uuid[])`.execute(tx);
}

/** Marks an order whose approval bank.post spends, or that needs none. The lock is held. */
export async function markExecuted(
  tx: Tx<BankTables>,
  orderId: string,
  now: EpochSeconds,
  today: BusinessDate,
): Promise<void> {
  await sql`
    update bank.order set state = 'executed', executed_at = ${at(now)}::timestamptz, executed_on = ${today}::date
    where id = ${orderId}::uuid and state = 'prepared'`.execute(tx);
}

/** Under the lock of the limit's row. */
export async function countAgainstLimit(
  tx: Tx<BankTables>,
  count: {
    readonly contractId: string;
    readonly kind: LimitKind;
    readonly today: BusinessDate;
    readonly amount: Yen;
  },
): Promise<void> {
  await sql`
    update bank.limit_used set used_yen = used_yen + ${String(count.amount)}::bigint
    where contract_id = ${count.contractId}::uuid and kind = ${count.kind}
      and business_date = ${count.today}::date`.execute(tx);
}
