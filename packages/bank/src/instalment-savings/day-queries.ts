import type { BusinessDate, Yen } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { BankTables } from '../tables.ts';

/** What of the instalments is due and was not tried today; the oldest first, then by the receipt of their contract. */
export async function listDueInstalments(
  tx: Tx<BankTables>,
  today: BusinessDate,
  { limit, except }: { readonly limit: number; readonly except: readonly string[] },
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from bank.savings_instalment
    where state = 'due' and due_date <= ${today}::date and (tried_on is null or tried_on < ${today}::date)
      and id <> all (${except}::uuid[])
    order by due_date, receipt_number, number limit ${limit}`.execute(tx);
  return rows.map((row) => row.id);
}

/** Locks the contracts, then all the accounts, each by their key. */
export async function lockInstalments(tx: Tx<BankTables>, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ savingsId: string; fromAccountId: string }>`
    select account_id as "savingsId", from_account_id as "fromAccountId" from bank.instalment_savings
    where account_id = any (array(select account_id from bank.savings_instalment where id = any (${ids}::uuid[])))
    order by account_id for update`.execute(tx);
  const accounts = rows.flatMap(({ savingsId, fromAccountId }) => [savingsId, fromAccountId]);
  await sql`select bank.lock_accounts(${[...new Set(accounts)]}::uuid[])`.execute(tx);
}

export interface DueInstalmentRow {
  readonly id: string;
  readonly number: number;
  readonly triedOn: BusinessDate | null;
  readonly savingsId: string;
  readonly accountNumber: string;
  readonly contractId: string;
  readonly receiptNumber: string;
  readonly fromAccountId: string;
  readonly instalment: Yen;
  readonly instalments: number;
  readonly agreedMaturity: BusinessDate;
  readonly paid: number;
  /** What may go out of the account: without what is held. */
  readonly available: Yen;
}

/** Those that are still due, under their locks. */
export async function listLockedInstalments(
  tx: Tx<BankTables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DueInstalmentRow>> {
  const { rows } = await sql<DueInstalmentRow>`
    select i.id, i.number, i.tried_on as "triedOn", s.account_id as "savingsId",
      account.account_number as "accountNumber", s.contract_id as "contractId", s.receipt_number as "receiptNumber",
      s.from_account_id as "fromAccountId", s.instalment_yen as instalment, s.instalments,
      s.agreed_maturity as "agreedMaturity", s.paid, balance.balance_yen - balance.held_yen as available
    from bank.savings_instalment as i
    join bank.instalment_savings as s on s.account_id = i.account_id
    join bank.account as account on account.id = s.account_id
    join bank.account_balance as balance on balance.account_id = s.from_account_id
    where i.id = any (${ids}::uuid[]) and i.state = 'due' and s.state = 'open'`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function markDebited(
  tx: Tx<BankTables>,
  ids: readonly string[],
  today: BusinessDate,
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update bank.savings_instalment set state = 'paid', debited_on = ${today}::date
    where id = any (${ids}::uuid[])`.execute(tx);
}

export async function markTried(
  tx: Tx<BankTables>,
  ids: readonly string[],
  today: BusinessDate,
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update bank.savings_instalment set tried_on = ${today}::date where id = any (${ids}::uuid[])`.execute(tx);
}

/** How far each contract has come; its maturity once nothing is missing. */
export async function markPaid(
  tx: Tx<BankTables>,
  contracts: readonly {
    readonly savingsId: string;
    readonly paid: number;
    readonly maturity: BusinessDate | undefined;
  }[],
): Promise<void> {
  if (contracts.length === 0) return;
  await sql`
    update bank.instalment_savings as s set paid = p.paid, maturity = p.maturity
    from unnest(
      ${contracts.map(({ savingsId }) => savingsId)}::uuid[], ${contracts.map(({ paid }) => paid)}::integer[],
      ${contracts.map(({ maturity }) => maturity ?? null)}::date[]
    ) as p (account_id, paid, maturity)
    where s.account_id = p.account_id`.execute(tx);
}

/** Open contracts that have matured, and whose customers were not told yet. */
export async function listUntoldMaturities(
  tx: Tx<BankTables>,
  today: BusinessDate,
  { limit, except }: { readonly limit: number; readonly except: readonly string[] },
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select account_id as id from bank.instalment_savings
    where state = 'open' and told_on is null and maturity <= ${today}::date
      and account_id <> all (${except}::uuid[])
    order by maturity, receipt_number limit ${limit}`.execute(tx);
  return rows.map((row) => row.id);
}

/** Marks those as told that nobody told or closed before, and gives whom to tell. */
export async function takeUntoldMaturities(
  tx: Tx<BankTables>,
  ids: readonly string[],
  today: BusinessDate,
): Promise<readonly { readonly contractId: string; readonly receiptNumber: string }[]> {
  await sql`
    select 1 from bank.instalment_savings where account_id = any (${ids}::uuid[])
    order by account_id for update`.execute(tx);
  const { rows } = await sql<{ contractId: string; receiptNumber: string }>`
    update bank.instalment_savings set told_on = ${today}::date
    where account_id = any (${ids}::uuid[]) and state = 'open' and told_on is null
    returning contract_id as "contractId", receipt_number as "receiptNumber"`.execute(tx);
  return rows;
}
