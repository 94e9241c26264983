import type { Tx } from '@warifu/pg';
import { insertAudit } from '../../audit/record.ts';
import { coolDownUntil } from '../../contracts/cool-down.ts';
import { liftOtpLock, markOtp } from '../../contracts/otp-mark.ts';
import { insertNotices } from '../../notices/record.ts';
import type { BankTables } from '../../tables.ts';
import { actOf, type Made, type TermsOf, type Underway } from './procedure.ts';
import { findContract } from './queries.ts';

/**
 * The bank's side of 利用登録解除 and 利用停止, after the authority ended the binding.
 *
 * Released: protected orders wait for the next registration, and a cool-down runs. Stopped: the limits without a token
 * hold at once. Where a token was registered after the request was approved, the customer has been here in the meantime:
 * that mark stands.
 */
export async function markToken(
  tx: Tx<BankTables>,
  terms: TermsOf<'token_release' | 'token_stop'>,
  underway: Underway,
): Promise<Made> {
  const { now, approvedAt, ground } = underway;
  const { contractId } = terms;
  const contract = await findContract(tx, contractId);
  const isNewer =
    contract?.otpMark === 'registered' &&
    contract.otpChangedAt !== null &&
    contract.otpChangedAt > approvedAt;
  if (isNewer) return {};
  const isRelease = terms.kind === 'token_release';
  const until = isRelease ? coolDownUntil(now, ground.ports.configuration.otp.coolDownDays) : undefined;
  await markOtp(tx, { contractId, mark: isRelease ? 'released' : 'none', now, coolDownUntil: until });
  const kind = isRelease ? 'token_released' : 'token_stopped';
  await insertAudit(tx, [actOf(underway, kind, contractId)]);
  await insertNotices(tx, [{ contractId, kind, at: now }]);
  return {};
}

/** The bank's side of ロック解除, after the authority lifted the lock. */
export async function markUnlocked(
  tx: Tx<BankTables>,
  { contractId }: TermsOf<'token_unlock'>,
  underway: Underway,
): Promise<Made> {
  await liftOtpLock(tx, contractId);
  await insertAudit(tx, [actOf(underway, 'token_unlocked', contractId)]);
  await insertNotices(tx, [{ contractId, kind: 'token_unlocked', at: underway.now }]);
  return {};
}

/** The bank's side of a hand-out: the customer registers the token like any other. */
export async function noteHandOut(
  tx: Tx<BankTables>,
  { contractId }: TermsOf<'hard_token_handout'>,
  underway: Underway,
): Promise<Made> {
  const { now, tokenId } = underway;
  const detail = tokenId === undefined ? {} : { tokenId };
  await insertAudit(tx, [actOf(underway, 'hard_token_handed_out', contractId, detail)]);
  await insertNotices(tx, [{ contractId, kind: 'hard_token_handed_out', at: now }]);
  return {};
}
