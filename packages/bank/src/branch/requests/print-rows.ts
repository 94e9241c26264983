import type { EpochSeconds } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import type { BankTables } from '../../tables.ts';

/** Once, and for a request that is done. */
export async function takePrint(tx: Tx<BankTables>, requestId: string, now: EpochSeconds): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('bank.branch_request')
    .set({ printed_at: at(now) })
    .where('id', '=', requestId)
    .where('state', '=', 'done')
    .where('printed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Sets an operator's first password, with the instant at which it is void. */
export async function markFirstPassword(
  tx: Tx<BankTables>,
  change: {
    readonly operatorId: string;
    readonly passwordHash: string;
    readonly expiresAt: EpochSeconds;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('bank.operator')
    .set({ password_hash: change.passwordHash, password_expires_at: at(change.expiresAt) })
    .where('id', '=', change.operatorId)
    .where('must_change_password', '=', true)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function findHolder(
  tx: Tx<BankTables>,
  contractId: string,
): Promise<
  | {
      readonly contractNumber: string;
      readonly branchCode: string;
      readonly holder: { readonly kanji: string; readonly kana: string };
    }
  | undefined
> {
  const row = await tx
    .selectFrom('bank.contract as contract')
    .innerJoin('bank.customer as customer', 'customer.id', 'contract.customer_id')
    .where('contract.id', '=', contractId)
    .select([
      'contract.contract_number as contractNumber',
      'contract.branch_code as branchCode',
      'customer.kanji_name as kanji',
      'customer.kana_name as kana',
    ])
    .executeTakeFirst();
  return (
    row && {
      contractNumber: row.contractNumber,
      branchCode: row.branchCode,
      holder: { kanji: row.kanji, kana: row.kana },
    }
  );
}
