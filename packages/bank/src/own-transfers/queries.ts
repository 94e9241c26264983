import type { Yen } from '@warifu/base';
import { sql } from 'kysely';
import type { Queryable } from '../orders/planned/plan.ts';

export interface OwnAccountRow {
  readonly accountId: string;
  /** What may go out: without what is held. */
  readonly available: Yen;
  readonly holderKana: string;
}

/** Which of these accounts are the contract's, and no deposits. */
export async function listOwnAccounts(
  db: Queryable,
  contractId: string,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, OwnAccountRow>> {
  const { rows } = await sql<OwnAccountRow>`
    select account.id as "accountId", balance.balance_yen - balance.held_yen as available,
      customer.kana_name as "holderKana"
    from bank.account as account
    join bank.account_balance as balance on balance.account_id = account.id
    join bank.contract as contract on contract.id = account.contract_id
    join bank.customer as customer on customer.id = contract.customer_id
    where account.id = any (${accountIds}::uuid[]) and account.contract_id = ${contractId}::uuid
      and account.kind in ('ordinary', 'current', 'savings')`.execute(db);
  return new Map(rows.map((row) => [row.accountId, row]));
}
