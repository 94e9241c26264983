import type { BusinessDate, EpochSeconds } from '@warifu/base';
import { at, type Database, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { Channel } from '../contracts/contract.ts';
import type { AccountKind } from '../ledger/account.ts';
import type { LimitKind } from '../limits/limit.ts';
import type { OrderState } from '../orders/order.ts';
import type { BankTables } from '../tables.ts';
import type { MoneyFacts } from './facts.ts';

/** The columns of MoneyFacts; `contract`, `setting`, `used`, `bills` and `balance` are the joins below. */
const FACTS = sql`
  contract.state as "contractState", contract.otp_mark as "otpMark", contract.cool_down_until as "coolDownUntil",
  contract.confirmation_password_hash is not null as "hasConfirmation",
  contract.confirmation_locked_at is not null as "isConfirmationLocked",
  setting.limit_yen as "limit", coalesce(used.used_yen, 0) as "used", coalesce(bills.used_yen, 0) as "usedByBills",
  balance.balance_yen - balance.held_yen as "balance"`;

const joinLimits = (today: BusinessDate) => sql`
  left join bank.limit_setting as setting on setting.contract_id = contract.id and setting.kind = 'transfer'
  left join bank.limit_used as used
    on used.contract_id = contract.id and used.kind = 'transfer' and used.business_date = ${today}::date
  left join bank.limit_used as bills
    on bills.contract_id = contract.id and bills.kind = 'bill_payment' and bills.business_date = ${today}::date`;

export interface OrderRow extends MoneyFacts {
  readonly orderId: string;
  readonly contractId: string;
  readonly draftId: string | null;
  readonly channel: Channel;
  readonly state: OrderState;
  readonly terms: unknown;
  readonly termsDigest: Uint8Array;
  readonly receiptNumber: string;
  readonly preparedAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
  readonly executedAt: EpochSeconds | null;
  readonly subject: string;
}

/** Orders of 振込 with all that they are judged by; locks nothing. */
export async function listOrderRows(
  database: Database<BankTables>,
  orderIds: readonly string[],
  today: BusinessDate,
): Promise<ReadonlyMap<string, OrderRow>> {
  const { rows } = await sql<OrderRow>`
    select * from bank.list_transfer_orders(${orderIds}::uuid[], ${today}::date)`.execute(database.kysely);
  return new Map(rows.map((row) => [row.orderId, row]));
}

export interface LockedRow extends MoneyFacts {
  readonly orderId: string;
  readonly state: OrderState;
  readonly fromAccountId: string;
}

/**
 * Takes all locks of a batch, in the house's order (orders, limits, balances, each by its key), and reads what may have
 * changed since the orders were read: in a statement after the locks, so that it sees what they waited for.
 */
export async function lockOrderRows(
  tx: Tx<BankTables>,
  call: {
    readonly orders: readonly { readonly orderId: string; readonly fromAccountId: string }[];
    readonly limits: readonly { readonly contractId: string; readonly kind: LimitKind }[];
    readonly accountIds: readonly string[];
    readonly today: BusinessDate;
  },
): Promise<ReadonlyMap<string, LockedRow>> {
  const { orders, limits, accountIds, today } = call;
  const { rows } = await sql<LockedRow>`
    select * from bank.lock_transfer_orders(
      ${orders.map((order) => order.orderId)}::uuid[], ${orders.map((order) => order.fromAccountId)}::uuid[],
      ${limits.map((limit) => limit.contractId)}::uuid[], ${limits.map((limit) => limit.kind)}::text[],
      ${today}::date, ${accountIds}::uuid[]
    )`.execute(tx);
  return new Map(rows.map((row) => [row.orderId, row]));
}

export interface PreparationCall {
  readonly contractId: string;
  readonly draftId: string | undefined;
  readonly fromAccountId: string;
  /** Of our own branches, or nothing to look for. */
  readonly own:
    | { readonly branchCode: string; readonly kind: string; readonly accountNumber: string }
    | undefined;
}

export interface PreparationRow extends MoneyFacts {
  readonly isDraftOpen: boolean;
  readonly fromBranchCode: string;
  readonly fromKind: AccountKind;
  readonly fromAccountNumber: string;
  readonly senderKana: string;
  readonly toAccountId: string | null;
  readonly toHolderKana: string | null;
}

/** What the confirm page is made of, for many at once; a row is missing where the account is not the contract's. */
export async function listPreparations(
  database: Database<BankTables>,
  calls: readonly PreparationCall[],
  today: BusinessDate,
  now: EpochSeconds,
): Promise<readonly (PreparationRow | undefined)[]> {
  const { rows } = await sql<PreparationRow & { place: bigint }>`
    select call.place, account.branch_code as "fromBranchCode", account.kind as "fromKind",
      account.account_number as "fromAccountNumber", customer.kana_name as "senderKana",
      call.draft_id is null or exists (
        select 1 from bank.draft as draft
        where draft.id = call.draft_id and draft.contract_id = call.contract_id and draft.kind = 'transfer'
          and draft.expires_at > ${at(now)}::timestamptz
          and not exists (select 1 from bank.order as o where o.draft_id = draft.id and o.state = 'executed')
      ) as "isDraftOpen",
      payee.id as "toAccountId", payee_holder.kana_name as "toHolderKana", ${FACTS}
    from unnest(
      ${calls.map((call) => call.contractId)}::uuid[],
      ${calls.map((call) => call.draftId ?? null)}::uuid[],
      ${calls.map((call) => call.fromAccountId)}::uuid[],
      ${calls.map((call) => call.own?.branchCode ?? null)}::text[],
      ${calls.map((call) => call.own?.kind ?? null)}::text[],
      ${calls.map((call) => call.own?.accountNumber ?? null)}::text[]
    ) with ordinality as call (contract_id, draft_id, account_id, branch_code, kind, account_number, place)
    join bank.account as account on account.id = call.account_id and account.contract_id = call.contract_id
    join bank.contract as contract on contract.id = call.contract_id
    join bank.customer as customer on customer.id = contract.customer_id
    join bank.account_balance as balance on balance.account_id = account.id
    ${joinLimits(today)}
    left join bank.account as payee on payee.contract_id is not null
      and payee.branch_code = call.branch_code and payee.kind = call.kind and payee.account_number = call.account_number
    left join bank.contract as payee_contract on payee_contract.id = payee.contract_id
    left join bank.customer as payee_holder on payee_holder.id = payee_contract.customer_id`.execute(
    database.kysely,
  );
  const found = new Map(rows.map((row) => [Number(row.place), row]));
  return calls.map((_, index) => found.get(index + 1));
}

/** The name of the holder of an account of ours. */
export async function findHolderKana(
  database: Database<BankTables>,
  account: { readonly branchCode: string; readonly accountKind: string; readonly accountNumber: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ kana: string }>`
    select customer.kana_name as kana
    from bank.account as account
    join bank.contract as contract on contract.id = account.contract_id
    join bank.customer as customer on customer.id = contract.customer_id
    where account.branch_code = ${account.branchCode} and account.kind = ${account.accountKind}
      and account.account_number = ${account.accountNumber}`.execute(database.kysely);
  return rows[0]?.kana;
}
