import { sql } from 'kysely';
import type { OwnBank } from '../configuration.ts';
import type { Queryable } from '../orders/planned/plan.ts';
import { type OwnPayee, ownAccountOf } from './resolve-payee.ts';
import type { Payee } from './transfer.ts';

/** The account of our own book that a payee names, where it names one and it is there. */
export async function findOwnPayee(
  db: Queryable,
  payee: Payee,
  ownBank: OwnBank,
): Promise<OwnPayee | undefined> {
  const own = ownAccountOf(payee, ownBank);
  if (own === undefined) return undefined;
  const { rows } = await sql<OwnPayee>`
    select account.id as "accountId", customer.kana_name as "holderKana"
    from bank.account as account
    join bank.contract as contract on contract.id = account.contract_id
    join bank.customer as customer on customer.id = contract.customer_id
    where account.branch_code = ${own.branchCode} and account.kind = ${own.kind}
      and account.account_number = ${own.accountNumber}`.execute(db);
  return rows[0];
}
