import { isUuid } from '@warifu/base';
import type { Database } from '@warifu/pg';
import type { Directory } from '../banks/directory.ts';
import type { OwnBank } from '../configuration.ts';
import type { BankTables } from '../tables.ts';
import type { AccountView } from './account.ts';
import { type AccountRow, listAccountRows } from './queries.ts';

export interface Accounts {
  readonly listAccounts: (contractId: string) => Promise<readonly AccountView[]>;
  readonly accountOf: (contractId: string, accountId: string) => Promise<AccountView | undefined>;
}

/** The accounts of a contract with their balances. 残高照会. */
export function openAccountViews(
  database: Database<BankTables>,
  own: OwnBank,
  directory: Pick<Directory, 'branchOf'>,
): Accounts {
  const viewOf = (row: AccountRow): AccountView => ({
    ...row,
    branchName: directory.branchOf(own.code, row.branchCode)?.name ?? row.branchCode,
  });
  return {
    listAccounts: async (contractId) => (await listAccountRows(database, contractId)).map(viewOf),
    accountOf: async (contractId, accountId) => {
      if (!isUuid(accountId)) return undefined;
      const [row] = await listAccountRows(database, contractId, accountId);
      return row && viewOf(row);
    },
  };
}
