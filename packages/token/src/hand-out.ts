import { createHash } from 'node:crypto';
import { assert, type EpochSeconds } from '@warifu/base';
import { at, type Tx, transact } from '@warifu/pg';
import { type Ground, judgeKnown } from './check.ts';
import { findHardToken, type HardToken, type Holder, isKeyOver, resolveTokenId } from './hard-token.ts';
import {
  type HandOutCall,
  type HandOutOutcome,
  type HandOutRefusalReason,
  IdempotencyConflict,
} from './port.ts';
import { findVerdict, lockTokens, type Question } from './queries.ts';
import { typedName } from './serial.ts';
import type { TokenTables } from './tables.ts';
import type { TokenFacts } from './token.ts';

/**
 * Marks a hardware token as handed out to a subject, who alone may bind it from now on. トークン払出し.
 *
 * Handing it out again to the same subject changes nothing and is no refusal: the clerk looks twice.
 */
export function handOut(ground: Ground, relyingPartyId: string, call: HandOutCall): Promise<HandOutOutcome> {
  const now = ground.clock();
  const { subject, reason, idempotencyKey, tokenIdOrSerial } = call;
  const body = createHash('sha256')
    .update(JSON.stringify([typedName(tokenIdOrSerial), reason]))
    .digest();
  const question: Question = { relyingPartyId, subject, purpose: 'hand_out', idempotencyKey };
  return transact(ground.database.kysely, async (tx) => {
    const tokenId = await resolveTokenId(tx, tokenIdOrSerial);
    const token = (await lockTokens(tx, [tokenId])).get(tokenId);
    const hard = await findHardToken(tx, tokenId);
    const { verdictSeconds } = ground.configuration;
    const known = judgeKnown(await findVerdict(tx, question), body, now, verdictSeconds);
    if (known === 'conflict') throw new IdempotencyConflict();
    if (known) return outcomeOf(known.outcome, tokenId);
    const refusal = judgeHandOut(token, hard, question, now);
    if (!refusal && hard?.state === 'in_stock') await markHandedOut(tx, tokenId, question, now);
    const outcome = refusal ?? 'handed_out';
    const answer = {
      ...question,
      act: 'hand_out',
      bodyDigest: body,
      outcome,
      finding: outcome,
      isLocked: false,
    };
    await ground.store.settle(tx, now, verdictSeconds, {
      spent: [],
      bindings: [],
      answers: [{ ...answer, tokenId, reason }],
    });
    return outcomeOf(outcome, tokenId);
  });
}

const outcomeOf = (outcome: string, tokenId: string): HandOutOutcome =>
  outcome === 'handed_out'
    ? { outcome, tokenId }
    : { outcome: 'refused', reason: outcome as HandOutRefusalReason };

/** Why a token may not be handed out to this subject, in order of precedence. */
function judgeHandOut(
  token: Pick<TokenFacts, 'keyExpiresAt'> | undefined,
  hard: HardToken | undefined,
  to: Holder,
  now: EpochSeconds,
): HandOutRefusalReason | undefined {
  if (!token) return 'unknown';
  if (!hard) return 'not_hardware';
  if (hard.state === 'withdrawn') return 'withdrawn';
  if (isKeyOver(token, now)) return 'expired';
  if (!hard.holder) return undefined;
  const isSame = hard.holder.relyingPartyId === to.relyingPartyId && hard.holder.subject === to.subject;
  return isSame ? undefined : 'handed_out_already';
}

async function markHandedOut(
  tx: Tx<TokenTables>,
  tokenId: string,
  { relyingPartyId, subject }: Holder,
  now: EpochSeconds,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('token.hard_token')
    .set({ state: 'handed_out', relying_party_id: relyingPartyId, subject, handed_out_at: at(now) })
    .where('token_id', '=', tokenId)
    .where('state', '=', 'in_stock')
    .executeTakeFirst();
  assert(numUpdatedRows === 1n, 'a token in stock is handed out once');
}
