import { transact } from '@warifu/pg';
import { type FlowGround, findLivingFlow, noteRefused, refusedBy, takeQuestion } from './ask.ts';
import { finishStop } from './finish.ts';
import type { OtpRegistration } from './flow.ts';
import { finishIfDone, unlessAway } from './heal.ts';
import { typedCodes } from './judge.ts';

/**
 * 利用停止: a code of the token ends its binding on this contract; other contracts and services keep theirs.
 *
 * The authority ends it first and the bank's mark follows. Cut off in between, the contract is marked as registered
 * while the authority knows no token: protected orders are refused until the flow, the next one or the job has written
 * down what happened.
 */
export function openStopToken(ground: FlowGround): OtpRegistration['stopToken'] {
  const { authority, clock, configuration, database } = ground.ports;
  return async (call) => {
    const now = clock();
    const flow = await findLivingFlow(ground, call.flowToken, now);
    if (flow?.flow === 'stop' && flow.step === 'done') return { outcome: 'stopped' };
    if (flow?.step !== 'stop_code') return { outcome: 'refused', reason: 'flow_closed' };
    const codes = typedCodes(call, configuration.otp.codeLengths);
    if (codes === undefined) return { outcome: 'refused', reason: 'code_malformed' };

    const asked = await takeQuestion(ground, call.flowToken, { step: 'stop_code', ...codes }, now);
    if (asked === undefined) {
      const later = await findLivingFlow(ground, call.flowToken, clock());
      return later?.step === 'done' ? { outcome: 'stopped' } : { outcome: 'refused', reason: 'flow_closed' };
    }
    const answer = await unlessAway(() =>
      authority.end({ subject: flow.subject, ...codes, idempotencyKey: asked.askedKey }),
    );
    if (answer === undefined) return { outcome: 'refused', reason: 'authority_away' };
    if (answer.verdict === 'unknown' && flow.askedKey !== null) {
      // An earlier question of this flow was never answered: it may have ended the binding before this one came.
      const state = await unlessAway(() => authority.stateOf(flow.subject));
      if (state === undefined) return { outcome: 'refused', reason: 'authority_away' };
      if (await finishIfDone(ground.ports, flow, state, now)) return { outcome: 'stopped' };
    }
    if (answer.verdict !== 'accepted') {
      const isLocked = answer.verdict === 'locked' || answer.isLocked === true;
      await noteRefused(ground, asked, { act: 'token_stop_refused', why: answer.verdict, isLocked }, now);
      return refusedBy(answer.verdict);
    }
    const facts = { now, coolDownDays: configuration.otp.coolDownDays, isHealed: false };
    await transact(database.kysely, (tx) => finishStop(tx, flow, facts));
    return { outcome: 'stopped' };
  };
}
