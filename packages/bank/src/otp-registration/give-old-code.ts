import { transact } from '@warifu/pg';
import { insertAudit } from '../audit/record.ts';
import { type FlowGround, findLivingFlow, noteRefused, refusedBy, takeQuestion } from './ask.ts';
import type { OtpRegistration } from './flow.ts';
import { unlessAway } from './heal.ts';
import { typedCodes } from './judge.ts';
import { markOldCodeAccepted } from './queries.ts';

/**
 * First half of 機種変更: a code of the old token, which is spent with it. What the authority gives for it is kept in the
 * flow for the second half. Given once it is not asked for again, so that a page sent twice goes on.
 */
export function openGiveOldCode(ground: FlowGround): OtpRegistration['giveOldCode'] {
  const { authority, clock, configuration, database } = ground.ports;
  return async (call) => {
    const now = clock();
    const flow = await findLivingFlow(ground, call.flowToken, now);
    if (flow?.replacementProof != null) return { outcome: 'accepted' };
    if (flow?.step !== 'old_code') return { outcome: 'refused', reason: 'flow_closed' };
    const codes = typedCodes(call, configuration.otp.codeLengths);
    if (codes === undefined) return { outcome: 'refused', reason: 'code_malformed' };

    const asked = await takeQuestion(ground, call.flowToken, { step: 'old_code', ...codes }, now);
    if (asked === undefined) return await afterAnother(ground, call.flowToken);
    const answer = await unlessAway(() =>
      authority.beginReplace({ subject: flow.subject, ...codes, idempotencyKey: asked.askedKey }),
    );
    if (answer === undefined) return { outcome: 'refused', reason: 'authority_away' };
    if (answer.verdict !== 'accepted') {
      const isLocked = answer.verdict === 'locked' || answer.isLocked === true;
      await noteRefused(ground, asked, { act: 'old_code_refused', why: answer.verdict, isLocked }, now);
      return refusedBy(answer.verdict);
    }
    const { proof } = answer;
    const { contractId } = flow;
    await transact(database.kysely, async (tx) => {
      await markOldCodeAccepted(tx, flow.id, proof);
      await insertAudit(tx, [{ at: now, actor: { kind: 'customer' }, act: 'old_code_accepted', contractId }]);
    });
    return { outcome: 'accepted' };
  };
}

/** The same page sent twice: the other one came first and moved the flow on. */
async function afterAnother(
  ground: FlowGround,
  flowToken: string,
): ReturnType<OtpRegistration['giveOldCode']> {
  const flow = await findLivingFlow(ground, flowToken, ground.ports.clock());
  if (flow?.replacementProof != null) return { outcome: 'accepted' };
  return { outcome: 'refused', reason: 'flow_closed' };
}
