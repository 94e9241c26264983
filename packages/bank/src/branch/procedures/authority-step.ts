import { unlessAway } from '../../otp-registration/heal.ts';
import type { BranchPorts } from '../branch.ts';
import type { ProcedureTerms } from '../request.ts';
import type { RequestRow } from '../requests/request-row.ts';
import type { ProcedureFacts } from './facts.ts';

/** What the authority did before the bank's side is written. `away`: ask again later, under the same key. */
export type AuthorityStep =
  | { readonly outcome: 'done'; readonly tokenId?: string }
  | { readonly outcome: 'away' }
  | { readonly outcome: 'refused'; readonly why: string };

const DONE: AuthorityStep = { outcome: 'done' };
const AWAY: AuthorityStep = { outcome: 'away' };

/** Whether the authority has a part in it: then it acts first, outside of any transaction, and the bank follows. */
export const hasAuthorityStep = ({ kind }: ProcedureTerms): boolean =>
  kind === 'token_release' ||
  kind === 'token_stop' ||
  kind === 'token_unlock' ||
  kind === 'hard_token_handout' ||
  kind === 'operator_token_release';

/**
 * Has the authority do its part, under a key made of the request's id: asked again after a cut, it does it once. What is
 * released or unlocked already is no fault; a token that cannot be handed out any more is.
 */
export async function takeAuthorityStep(
  { authority }: BranchPorts,
  request: RequestRow,
  facts: ProcedureFacts,
): Promise<AuthorityStep> {
  const { terms, requestId } = request;
  const subject = facts.contract?.subject ?? facts.operator?.subject;
  if (subject === undefined || !hasAuthorityStep(terms)) return DONE;
  const idempotencyKey = `branch-${requestId}`;
  const call = { subject, reason: `form ${request.paper.formNumber}`, idempotencyKey };
  if (terms.kind === 'hard_token_handout') {
    const { tokenIdOrSerial } = terms;
    const answer = await unlessAway(() => authority.handOut({ ...call, tokenIdOrSerial }));
    if (answer === undefined) return AWAY;
    if (answer.outcome === 'refused') return { outcome: 'refused', why: answer.reason };
    return { outcome: 'done', tokenId: answer.tokenId };
  }
  const answer = await unlessAway<unknown>(() =>
    terms.kind === 'token_unlock' ? authority.unlock(call) : authority.release(call),
  );
  return answer === undefined ? AWAY : DONE;
}
