import { yen } from '@warifu/base';
import type { Database, Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { BankTables } from '../tables.ts';
import type { AccountKind } from './account.ts';

export interface AccountRow {
  readonly accountId: string;
  readonly branchCode: string;
  readonly kind: AccountKind;
  readonly accountNumber: string;
  readonly balance: ReturnType<typeof yen>;
  readonly available: ReturnType<typeof yen>;
}

const ACCOUNTS_MAX = 100;
const ACCOUNT_KINDS = ['ordinary', 'current', 'savings'] as const satisfies readonly AccountKind[];

export async function listAccountRows(
  database: Database<BankTables>,
  contractId: string,
  accountId?: string,
): Promise<readonly AccountRow[]> {
  const rows = await database.kysely
    .selectFrom('bank.account as account')
    .innerJoin('bank.account_balance as balance', 'balance.account_id', 'account.id')
    .select([
      'account.id',
      'account.branch_code',
      'account.kind',
      'account.account_number',
      'balance.balance_yen',
      'balance.held_yen',
    ])
    .where('account.contract_id', '=', contractId)
    // A deposit is an account as well, and is shown by its own service.
    .where('account.kind', 'in', ACCOUNT_KINDS)
    .$if(accountId !== undefined, (query) => query.where('account.id', '=', accountId ?? ''))
    .orderBy('account.branch_code')
    .orderBy('account.account_number')
    .limit(ACCOUNTS_MAX)
    .execute();
  return rows.map((row) => ({
    accountId: row.id,
    branchCode: row.branch_code,
    kind: row.kind as AccountKind,
    accountNumber: row.account_number,
    balance: yen(row.balance_yen),
    available: yen(row.balance_yen - row.held_yen),
  }));
}

/** Which of the numbers are taken, written `branch-kind-number`. */
export async function listTakenNumbers(
  tx: Tx<BankTables>,
  numbers: readonly { readonly branchCode: string; readonly kind: string; readonly accountNumber: string }[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ number: string }>`
    select a.branch_code || '-' || a.kind || '-' || a.account_number as number
    from unnest(
      ${numbers.map((number) => number.branchCode)}::text[],
      ${numbers.map((number) => number.kind)}::text[],
      ${numbers.map((number) => number.accountNumber)}::text[]
    ) as drawn (branch_code, kind, account_number)
    join bank.account as a using (branch_code, kind, account_number)`.execute(tx);
  return new Set(rows.map((row) => row.number));
}
