import type { EpochSeconds } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import type { BankTables } from '../tables.ts';
import { deleteAttemptsOf } from './attempts.ts';
import type { KeyedHash } from './keyed-hash.ts';

/** Sets a login password that has to be changed at the next login before anything else; gives the contract's number. */
export async function setFirstLoginPassword(
  tx: Tx<BankTables>,
  contractId: string,
  passwordHash: string,
): Promise<string> {
  const { contractNumber } = await tx
    .updateTable('bank.contract')
    .set({ login_password_hash: passwordHash, must_change_password: true })
    .where('id', '=', contractId)
    .returning('contract_number as contractNumber')
    .executeTakeFirstOrThrow();
  return contractNumber;
}

/**
 * Puts another login password in place of the old one: the open session ends, and wrong tries from whatever browser are
 * forgotten. ログインパスワード再発行.
 */
export async function reissueLoginPassword(
  tx: Tx<BankTables>,
  hash: KeyedHash,
  change: { readonly contractId: string; readonly passwordHash: string; readonly now: EpochSeconds },
): Promise<void> {
  const { contractId, passwordHash, now } = change;
  const contractNumber = await setFirstLoginPassword(tx, contractId, passwordHash);
  await tx
    .updateTable('bank.session')
    .set({ ended_at: at(now), end_reason: 'logout' })
    .where('contract_id', '=', contractId)
    .where('ended_at', 'is', null)
    .execute();
  await deleteAttemptsOf(tx, hash('number', contractNumber));
}

/** Puts another confirmation password in place of the old one, and lifts its lock. 確認用パスワード再発行. */
export async function setConfirmationPassword(
  tx: Tx<BankTables>,
  contractId: string,
  passwordHash: string,
): Promise<void> {
  await tx
    .updateTable('bank.contract')
    .set({
      confirmation_password_hash: passwordHash,
      confirmation_failures: 0,
      confirmation_locked_at: null,
    })
    .where('id', '=', contractId)
    .execute();
}
