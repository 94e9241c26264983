import { transact } from '@warifu/pg';
import type { Procedures } from '../branch.ts';
import type { BranchSession } from '../operator.ts';
import { type BranchGround, insertActs } from '../operators/ground.ts';
import { isNote } from '../procedures/fields.ts';
import type { DecideOutcome } from '../request.ts';
import { decideRequest } from './decisions.ts';
import { type RequestRow, stateAt } from './request-row.ts';
import { actingOf, findVisible, isOwn } from './scope.ts';

interface DecideCall {
  readonly session: BranchSession;
  readonly requestId: string;
  readonly note: string;
}

type Reason = Extract<DecideOutcome, { outcome: 'refused' }>['reason'];
const refused = (reason: Reason): DecideOutcome => ({ outcome: 'refused', reason });

/** Refused by a manager who did not make it. */
export const openRefuseRequest = (ground: BranchGround): Procedures['refuseRequest'] =>
  openDecision(ground, 'refused');

/** Withdrawn by whoever made it. */
export const openWithdrawRequest = (ground: BranchGround): Procedures['withdrawRequest'] =>
  openDecision(ground, 'withdrawn');

function openDecision(
  ground: BranchGround,
  state: 'refused' | 'withdrawn',
): (call: DecideCall) => Promise<DecideOutcome> {
  const { clock, database } = ground.ports;
  return async (call) => {
    const now = clock();
    const note = call.note.trim();
    const operator = await actingOf(ground, call.session);
    if (operator === undefined || operator.role === 'auditor') return refused('role_missing');
    if (state === 'refused' && operator.role !== 'manager') return refused('role_missing');
    const request = await findVisible(ground, operator, call.requestId);
    if (request === undefined) return refused('request_unknown');
    if (stateAt(request, now) !== 'waiting') return refused('not_waiting');
    const own = isOwn(request, operator);
    if (state === 'refused' && own) return refused('own');
    if (state === 'withdrawn' && !own) return refused('not_own');
    if (!isNote(note)) return refused('note_malformed');
    const { operatorId } = operator;
    const isDecided = await transact(database.kysely, async (tx) => {
      const { requestId } = request;
      const isDone = await decideRequest(tx, { requestId, operatorId, state, note, now });
      if (isDone) await insertActs(tx, [{ at: now, act: `request_${state}`, operatorId, ...about(request) }]);
      return isDone;
    });
    return isDecided ? { outcome: 'decided' } : refused('not_waiting');
  };
}

/** What an act on a request is about, as the audit trail has it. */
export const about = ({ requestId, contractId, terms }: RequestRow) => ({
  detail: { requestId, kind: terms.kind },
  ...(contractId === null ? {} : { contractId }),
});
