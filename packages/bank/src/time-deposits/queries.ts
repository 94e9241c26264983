import { type BusinessDate, isUuid, type Yen } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { Queryable } from '../orders/planned/plan.ts';
import type { BankTables } from '../tables.ts';
import type { AtMaturity, DepositAccount, TimeDepositEnd } from './time-deposit.ts';

/** A term of a deposit, with what it was paid as interim interest. */
export interface DepositRow {
  readonly depositId: string;
  readonly contractId: string;
  readonly accountId: string;
  readonly branchCode: string;
  readonly accountNumber: string;
  readonly toAccountId: string;
  readonly toBranchCode: string;
  readonly toKind: 'ordinary' | 'current' | 'savings';
  readonly toAccountNumber: string;
  readonly principal: Yen;
  readonly termMonths: number;
  readonly rateThousandths: number;
  readonly rateValidFrom: BusinessDate;
  readonly openedOn: BusinessDate;
  readonly maturityOn: BusinessDate;
  readonly atMaturity: AtMaturity;
  readonly isBooked: boolean;
  readonly isTooLarge: boolean;
  readonly nextInterimOn: BusinessDate | null;
  readonly state: 'running' | 'renewed' | 'closed';
  readonly renewedFrom: string | null;
  readonly renewedTo: string | null;
  readonly endedOn: BusinessDate | null;
  readonly endedBy: TimeDepositEnd | null;
  readonly interest: Yen | null;
  readonly national: Yen | null;
  readonly local: Yen | null;
  readonly paidOut: Yen | null;
  readonly interimGross: Yen;
  readonly interimNational: Yen;
  readonly interimLocal: Yen;
}

const COLUMNS = sql`
  d.id as "depositId", d.contract_id as "contractId", d.account_id as "accountId", a.branch_code as "branchCode",
  a.account_number as "accountNumber", o.id as "toAccountId", o.branch_code as "toBranchCode", o.kind as "toKind",
  o.account_number as "toAccountNumber", d.principal_yen as principal, d.term_months as "termMonths",
  d.rate_thousandths as "rateThousandths", d.rate_valid_from as "rateValidFrom", d.opened_on as "openedOn",
  d.maturity_on as "maturityOn", d.at_maturity as "atMaturity", d.booking_order_id is not null as "isBooked",
  d.is_too_large as "isTooLarge", d.next_interim_on as "nextInterimOn", d.state, d.renewed_from as "renewedFrom",
  (select next.id from bank.time_deposit as next where next.renewed_from = d.id) as "renewedTo",
  d.ended_on as "endedOn", d.ended_by as "endedBy", d.interest_yen as interest, d.national_yen as national,
  d.local_yen as local, d.paid_out_yen as "paidOut", coalesce(i.gross, 0)::bigint as "interimGross",
  coalesce(i.national, 0)::bigint as "interimNational", coalesce(i.local, 0)::bigint as "interimLocal"`;

const FROM = sql`
  bank.time_deposit as d
  join bank.account as a on a.id = d.account_id
  join bank.account as o on o.id = d.ordinary_account_id
  left join lateral (
    select sum(p.gross_yen) as gross, sum(p.national_yen) as national, sum(p.local_yen) as local
    from bank.time_deposit_interim as p where p.time_deposit_id = d.id
  ) as i on true`;

export async function findDeposit(
  db: Queryable,
  contractId: string,
  depositId: string,
): Promise<DepositRow | undefined> {
  if (!isUuid(depositId)) return undefined;
  const { rows } = await sql<DepositRow>`
    select ${COLUMNS} from ${FROM}
    where d.id = ${depositId}::uuid and d.contract_id = ${contractId}::uuid`.execute(db);
  return rows[0];
}

const LISTED_MAX = 200;

export async function listDeposits(db: Queryable, contractId: string): Promise<readonly DepositRow[]> {
  const { rows } = await sql<DepositRow>`
    select ${COLUMNS} from ${FROM}
    where d.contract_id = ${contractId}::uuid and d.state = 'running'
    order by d.maturity_on, d.id limit ${LISTED_MAX}`.execute(db);
  return rows;
}

/** Locks terms of deposits in the order of their ids. */
export async function lockDeposits(tx: Tx<BankTables>, ids: readonly string[]): Promise<void> {
  await sql`select 1 from bank.time_deposit where id = any (${ids}::uuid[]) order by id for update`.execute(
    tx,
  );
}

/** What the days of the bank do with deposits, and when it is due. */
const DUE = {
  interim_interest: { by: sql`d.next_interim_on`, where: sql`true` },
  renewals: {
    by: sql`d.maturity_on`,
    where: sql`d.at_maturity in ('renew_with_interest', 'renew_principal') and d.booking_order_id is null
      and not d.is_too_large`,
  },
  maturity_closings: {
    by: sql`d.maturity_on`,
    where: sql`(d.at_maturity = 'close_automatically' or d.booking_order_id is not null or d.is_too_large)`,
  },
  time_deposit_notices: { by: sql`d.maturity_on`, where: sql`d.at_maturity = 'keep' and d.told_on is null` },
} as const;
export type DueWork = keyof typeof DUE;

/** What is due on a day or before it and not done, the oldest first. */
export async function listDue(
  tx: Tx<BankTables>,
  work: DueWork,
  today: BusinessDate,
  call: { readonly limit: number; readonly except: readonly string[] },
): Promise<readonly string[]> {
  const { by, where } = DUE[work];
  const { rows } = await sql<{ id: string }>`
    select d.id from bank.time_deposit as d
    where d.state = 'running' and ${by} <= ${today}::date and ${where} and d.id <> all (${call.except}::uuid[])
    order by ${by}, d.id limit ${call.limit}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Deposits that nobody else changes meanwhile. */
export interface LockedDeposits {
  readonly tx: Tx<BankTables>;
  readonly rows: readonly DepositRow[];
}

/** The deposits of a piece of the day's work, locked before they are read. */
export async function lockDue(tx: Tx<BankTables>, ids: readonly string[]): Promise<LockedDeposits> {
  await lockDeposits(tx, ids);
  const { rows } = await sql<DepositRow>`
    select ${COLUMNS} from ${FROM} where d.id = any (${ids}::uuid[]) and d.state = 'running' order by d.id`.execute(
    tx,
  );
  return { tx, rows };
}

export interface InterimRow {
  readonly on: BusinessDate;
  readonly gross: Yen;
  readonly national: Yen;
  readonly local: Yen;
}

export async function listInterims(db: Queryable, depositId: string): Promise<readonly InterimRow[]> {
  const { rows } = await sql<InterimRow>`
    select due_on as "on", gross_yen as gross, national_yen as national, local_yen as local
    from bank.time_deposit_interim where time_deposit_id = ${depositId}::uuid order by due_on`.execute(db);
  return rows;
}

export interface FromAccountRow extends DepositAccount {
  readonly kind: 'ordinary' | 'current' | 'savings';
  readonly available: Yen;
}

/** An account of the contract that a deposit can be opened from. */
export async function findFromAccount(
  db: Queryable,
  contractId: string,
  accountId: string,
): Promise<FromAccountRow | undefined> {
  if (!isUuid(accountId)) return undefined;
  const { rows } = await sql<FromAccountRow>`
    select account.id as "accountId", account.branch_code as "branchCode", account.kind,
      account.account_number as "accountNumber", balance.balance_yen - balance.held_yen as available
    from bank.account as account
    join bank.account_balance as balance on balance.account_id = account.id
    where account.id = ${accountId}::uuid and account.contract_id = ${contractId}::uuid
      and account.kind in ('ordinary', 'current', 'savings')`.execute(db);
  return rows[0];
}
