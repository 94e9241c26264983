import type { BusinessDate, Yen } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { Queryable } from '../orders/planned/plan.ts';
import type { BankTables } from '../tables.ts';

/** The account instalments would be debited from, where it is an ordinary one of the contract. */
export async function findFromAccount(
  db: Queryable,
  contractId: string,
  accountId: string,
): Promise<{ readonly branchCode: string } | undefined> {
  const { rows } = await sql<{ branchCode: string }>`
    select branch_code as "branchCode" from bank.account
    where id = ${accountId}::uuid and contract_id = ${contractId}::uuid and kind = 'ordinary'`.execute(db);
  return rows[0];
}

export async function countOpen(db: Queryable, contractId: string): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::integer as open from bank.instalment_savings
    where contract_id = ${contractId}::uuid and state = 'open'`.execute(db);
  return rows[0]?.open ?? 0;
}

interface NewSavingsRow {
  readonly savingsId: string;
  readonly contractId: string;
  readonly orderId: string;
  readonly receiptNumber: string;
  readonly fromAccountId: string;
  readonly instalment: Yen;
  readonly instalments: number;
  readonly chosenDay: number;
  readonly yieldThousandths: number;
  readonly yieldValidFrom: BusinessDate;
  readonly contractedOn: BusinessDate;
  readonly agreedMaturity: BusinessDate;
}

/** Writes the contract and all of its instalments, each with the id of the posting that is to debit it. */
export async function insertSavings(
  tx: Tx<BankTables>,
  row: NewSavingsRow,
  dueDates: readonly { readonly id: string; readonly dueDate: BusinessDate }[],
): Promise<void> {
  await sql`
    insert into bank.instalment_savings (
      account_id, contract_id, order_id, receipt_number, from_account_id, instalment_yen, instalments, chosen_day,
      yield_thousandths, yield_valid_from, contracted_on, agreed_maturity
    ) values (
      ${row.savingsId}::uuid, ${row.contractId}::uuid, ${row.orderId}::uuid, ${row.receiptNumber},
      ${row.fromAccountId}::uuid, ${String(row.instalment)}::bigint, ${row.instalments}, ${row.chosenDay},
      ${row.yieldThousandths}, ${row.yieldValidFrom}::date, ${row.contractedOn}::date, ${row.agreedMaturity}::date
    )`.execute(tx);
  await sql`
    insert into bank.savings_instalment (id, account_id, receipt_number, number, due_date)
    select i.id, ${row.savingsId}::uuid, ${row.receiptNumber}, i.number, i.due_date
    from unnest(
      ${dueDates.map(({ id }) => id)}::uuid[], ${dueDates.map(({ dueDate }) => dueDate)}::date[]
    ) with ordinality as i (id, due_date, number)`.execute(tx);
}

export interface SavingsRow {
  readonly savingsId: string;
  readonly accountNumber: string;
  readonly branchCode: string;
  readonly fromAccountId: string;
  readonly instalment: Yen;
  readonly instalments: number;
  readonly chosenDay: number;
  readonly yieldThousandths: number;
  readonly yieldValidFrom: BusinessDate;
  readonly contractedOn: BusinessDate;
  readonly agreedMaturity: BusinessDate;
  readonly maturity: BusinessDate | null;
  readonly paid: number;
  readonly late: number;
  readonly balance: Yen;
  readonly state: 'open' | 'closed';
  readonly closedOn: BusinessDate | null;
}

const savingsColumns = sql`
  s.account_id as "savingsId", account.account_number as "accountNumber", account.branch_code as "branchCode",
  s.from_account_id as "fromAccountId", s.instalment_yen as instalment, s.instalments, s.chosen_day as "chosenDay",
  s.yield_thousandths as "yieldThousandths", s.yield_valid_from as "yieldValidFrom", s.contracted_on as "contractedOn",
  s.agreed_maturity as "agreedMaturity", s.maturity, s.paid, balance.balance_yen as balance, s.state,
  s.closed_on as "closedOn", (
    select count(*)::integer from bank.savings_instalment as i
    where i.account_id = s.account_id and i.state = 'due' and i.tried_on is not null
  ) as late`;
const savingsTables = sql`
  bank.instalment_savings as s
  join bank.account as account on account.id = s.account_id
  join bank.account_balance as balance on balance.account_id = s.account_id`;

export async function listSavingsRows(
  db: Queryable,
  contractId: string,
  limit: number,
): Promise<readonly SavingsRow[]> {
  const { rows } = await sql<SavingsRow>`
    select ${savingsColumns} from ${savingsTables} where s.contract_id = ${contractId}::uuid
    order by s.state = 'closed', s.account_id desc limit ${limit}`.execute(db);
  return rows;
}

export async function findSavings(
  db: Queryable,
  contractId: string,
  savingsId: string,
): Promise<SavingsRow | undefined> {
  const { rows } = await sql<SavingsRow>`
    select ${savingsColumns} from ${savingsTables}
    where s.account_id = ${savingsId}::uuid and s.contract_id = ${contractId}::uuid`.execute(db);
  return rows[0];
}

export interface InstalmentRow {
  readonly number: number;
  readonly dueDate: BusinessDate;
  readonly state: 'due' | 'paid' | 'given_up';
  readonly triedOn: BusinessDate | null;
  readonly debitedOn: BusinessDate | null;
}

/** All instalments of one contract, in order. */
export async function listInstalments(db: Queryable, savingsId: string): Promise<readonly InstalmentRow[]> {
  const { rows } = await sql<InstalmentRow>`
    select number, due_date as "dueDate", state, tried_on as "triedOn", debited_on as "debitedOn"
    from bank.savings_instalment where account_id = ${savingsId}::uuid order by number`.execute(db);
  return rows;
}

export async function lockSavings(tx: Tx<BankTables>, savingsId: string): Promise<void> {
  await sql`select 1 from bank.instalment_savings where account_id = ${savingsId}::uuid for update`.execute(
    tx,
  );
}

/** Under its lock: nothing of it is due any more. */
export async function markClosed(
  tx: Tx<BankTables>,
  closing: { readonly savingsId: string; readonly orderId: string; readonly closedOn: BusinessDate },
): Promise<void> {
  const { savingsId, orderId, closedOn } = closing;
  await sql`
    update bank.instalment_savings
    set state = 'closed', closed_on = ${closedOn}::date, closing_order_id = ${orderId}::uuid
    where account_id = ${savingsId}::uuid and state = 'open'`.execute(tx);
  await sql`
    update bank.savings_instalment set state = 'given_up'
    where account_id = ${savingsId}::uuid and state = 'due'`.execute(tx);
}
