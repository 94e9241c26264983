import { present } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import { insertAudit } from '../../audit/record.ts';
import { reissueLoginPassword, setConfirmationPassword } from '../../contracts/reissue.ts';
import { insertNotices } from '../../notices/record.ts';
import type { BankTables } from '../../tables.ts';
import { actOf, type Made, type TermsOf, type Underway } from './procedure.ts';

/**
 * ログインパスワード再発行 and 確認用パスワード再発行: the old password is void at once, and nothing fits in its place until
 * the first password of the request is printed.
 */
export async function reissuePassword(
  tx: Tx<BankTables>,
  terms: TermsOf<'login_password_reissue' | 'confirmation_password_reissue'>,
  underway: Underway,
): Promise<Made> {
  const { contractId } = terms;
  const { ground, now, unknown } = underway;
  const passwordHash = present(unknown[0], 'a password that nobody knows was drawn').hash;
  if (terms.kind === 'login_password_reissue')
    await reissueLoginPassword(tx, ground.hash, { contractId, passwordHash, now });
  else await setConfirmationPassword(tx, contractId, passwordHash);
  const kind =
    terms.kind === 'login_password_reissue' ? 'login_password_reissued' : 'confirmation_password_reissued';
  await insertAudit(tx, [actOf(underway, kind, contractId)]);
  await insertNotices(tx, [{ contractId, kind, at: now }]);
  return {};
}
