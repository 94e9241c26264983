import { type EpochSeconds, present } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import { insertAudit } from '../audit/record.ts';
import { coolDownUntil } from '../contracts/cool-down.ts';
import { markOtp } from '../contracts/otp-mark.ts';
import { insertNotices } from '../notices/record.ts';
import type { BankTables } from '../tables.ts';
import { type FlowRow, lockFlowById, lockMark, markDone } from './queries.ts';

export interface FinishFacts {
  readonly now: EpochSeconds;
  readonly coolDownDays: number;
  /** The answer was lost and the authority was asked later what had become of it. */
  readonly isHealed: boolean;
}

/**
 * Writes down what the authority has done: mark, cool-down, audit, notice and the flow's end, in one transaction.
 * A flow that has been finished already is left as it is, so that a page sent twice is told once.
 */
export async function finishRegistration(
  tx: Tx<BankTables>,
  flow: FlowRow,
  tokenId: string,
  facts: FinishFacts,
): Promise<EpochSeconds | undefined> {
  const { now } = facts;
  const locked = present(await lockFlowById(tx, flow.id), 'the flow is there');
  const mark = present(await lockMark(tx, flow.contractId), 'a flow has a contract');
  if (locked.step === 'done') return mark.coolDownUntil ?? undefined;
  const until = coolDownUntil(now, facts.coolDownDays);
  const { contractId, isDeviceChange } = locked;
  await markOtp(tx, { contractId, mark: 'registered', now, coolDownUntil: until });
  await markDone(tx, flow.id, now);
  const kind = isDeviceChange ? 'device_changed' : 'token_registered';
  const detail = { tokenId, isHealed: facts.isHealed };
  await insertAudit(tx, [{ at: now, actor: { kind: 'customer' }, act: kind, contractId, detail }]);
  const params = until === undefined ? {} : { coolDownUntil: until };
  await insertNotices(tx, [{ contractId, kind, at: now, params }]);
  return until;
}

/** The same for 利用停止. The limits without a token hold at once, so that no cool-down is left to run. */
export async function finishStop(tx: Tx<BankTables>, flow: FlowRow, facts: FinishFacts): Promise<void> {
  const { now, isHealed } = facts;
  const locked = present(await lockFlowById(tx, flow.id), 'the flow is there');
  await lockMark(tx, flow.contractId);
  if (locked.step === 'done') return;
  const { contractId } = locked;
  await markOtp(tx, { contractId, mark: 'none', now, coolDownUntil: undefined });
  await markDone(tx, flow.id, now);
  const audit = { at: now, actor: { kind: 'customer' as const }, act: 'token_stopped', contractId };
  await insertAudit(tx, [{ ...audit, detail: { isHealed } }]);
  await insertNotices(tx, [{ contractId, kind: 'token_stopped', at: now }]);
}
