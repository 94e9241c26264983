import type { EpochSeconds } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import { insertAudit } from '../audit/record.ts';
import { insertNotices } from '../notices/record.ts';
import type { BankTables } from '../tables.ts';
import type { OtpMark } from './contract.ts';

/** Sets the bank's own mark, in the transaction that says so in the audit and tells the customer. */
export async function markOtp(
  tx: Tx<BankTables>,
  change: {
    readonly contractId: string;
    readonly mark: OtpMark;
    readonly now: EpochSeconds;
    readonly coolDownUntil: EpochSeconds | undefined;
  },
): Promise<void> {
  await tx
    .updateTable('bank.contract')
    .set({
      otp_mark: change.mark,
      otp_changed_at: at(change.now),
      cool_down_until: change.coolDownUntil === undefined ? null : at(change.coolDownUntil),
      otp_locked_at: null,
    })
    .where('id', '=', change.contractId)
    .execute();
}

/** The branch had the authority lift the lock; what the page after login said of it goes. ロック解除. */
export async function liftOtpLock(tx: Tx<BankTables>, contractId: string): Promise<void> {
  await tx.updateTable('bank.contract').set({ otp_locked_at: null }).where('id', '=', contractId).execute();
}

/**
 * Notes that the authority called a contract's binding locked, once for each lock: audit, and a mail to the customer.
 * The page shows it from the next login on, never before. Contracts already known to be locked are left as they are.
 */
export async function noteOtpLocks(
  tx: Tx<BankTables>,
  contractIds: readonly string[],
  now: EpochSeconds,
): Promise<void> {
  if (contractIds.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    with due as (
      select id from bank.contract
      where id = any(${[...new Set(contractIds)]}::uuid[]) and otp_locked_at is null
      order by id for no key update)
    update bank.contract as contract set otp_locked_at = ${at(now)}
    from due where contract.id = due.id
    returning contract.id`.execute(tx);
  await insertAudit(
    tx,
    rows.map((row) => ({ at: now, actor: { kind: 'system' }, act: 'otp_locked', contractId: row.id })),
  );
  await insertNotices(
    tx,
    rows.map((row) => ({ contractId: row.id, kind: 'otp_locked', at: now })),
  );
}
