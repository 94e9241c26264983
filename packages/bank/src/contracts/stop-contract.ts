import type { EpochSeconds } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import { type AuditRow, insertAudit } from '../audit/record.ts';
import { insertNotices } from '../notices/record.ts';
import { cancelPrepared } from '../orders/cancel-prepared.ts';
import type { BankTables } from '../tables.ts';
import { endFlows, endStoppedSession, lockContractAlone, markState } from './queries.ts';

export interface StopChange {
  readonly contractId: string;
  readonly actor: AuditRow['actor'];
  readonly now: EpochSeconds;
  /** Why, in the words of who did it; it goes into the audit and nowhere else. */
  readonly reason?: string;
}

/**
 * Stops all internet banking of a contract, and says whether it was this call that stopped it. IB取引中止.
 *
 * The session ends and is told why; flows of the one-time password end, but those that wait for the authority's answer,
 * which are healed as ever; orders on their confirm page are cancelled. What is booked stays booked. An order in
 * execution is waited for: when this transaction is committed it was executed or never will be. For that the contract is
 * locked against the writing of new orders too, so this must be the first lock of its transaction.
 */
export async function stopContract(tx: Tx<BankTables>, change: StopChange): Promise<boolean> {
  const { contractId, actor, now, reason } = change;
  if ((await lockContractAlone(tx, contractId)) !== 'active') return false;
  await markState(tx, contractId, 'stopped');
  await endStoppedSession(tx, contractId, now);
  await endFlows(tx, contractId, now);
  const cancelled = await cancelPrepared(tx, contractId, now);
  const detail = { ordersCancelled: cancelled, ...(reason === undefined ? {} : { reason }) };
  await insertAudit(tx, [{ at: now, actor, act: 'emergency_stopped', contractId, detail }]);
  await insertNotices(tx, [{ contractId, kind: 'emergency_stopped', at: now }]);
  return true;
}

/** Takes the stop back, and says whether it was this call that did; asked for on paper, and at the branch alone. */
export async function resumeContract(tx: Tx<BankTables>, change: StopChange): Promise<boolean> {
  const { contractId, actor, now, reason } = change;
  if ((await lockContractAlone(tx, contractId)) !== 'stopped') return false;
  await markState(tx, contractId, 'active');
  const detail = reason === undefined ? {} : { reason };
  await insertAudit(tx, [{ at: now, actor, act: 'emergency_stop_released', contractId, detail }]);
  await insertNotices(tx, [{ contractId, kind: 'emergency_stop_released', at: now }]);
  return true;
}
