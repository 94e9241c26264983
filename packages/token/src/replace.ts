import { createHash } from 'node:crypto';
import { assert, type EpochSeconds } from '@warifu/base';
import { at, type Tx, transact } from '@warifu/pg';
import { clearFailures, lockAttempts, waitOf } from './attempts.ts';
import {
  answerTo,
  findAnswer,
  judgeAttempt,
  refusalOf,
  settleFailure,
  settleRefusal,
  settleSpent,
  waitUntil,
} from './bind.ts';
import { type CheckOutcome, checkCodes, type Ground } from './check.ts';
import { insertDeparture } from './departures.ts';
import { resolveTokenId } from './hard-token.ts';
import { SealBroken } from './key-ring.ts';
import {
  type BeginReplaceAnswer,
  type CodeCall,
  IdempotencyConflict,
  type ReplaceCall,
  type ReplaceOutcome,
} from './port.ts';
import { findBinding, type KnownVerdict, type Question } from './queries.ts';
import { typedName } from './serial.ts';
import type { TokenTables } from './tables.ts';
import { tellVerdict } from './tell-verdict.ts';

type Transaction = Tx<TokenTables>;

/**
 * First half of a device change: spends a code of the old token and gives a proof of it, single use. 機種変更.
 *
 * The proof is made from the idempotency key under a key of ours, so that the same call sent again gets the same one;
 * the database keeps its hash alone.
 */
export async function beginReplacement(
  ground: Ground,
  relyingPartyId: string,
  call: CodeCall,
): Promise<BeginReplaceAnswer> {
  const now = ground.clock();
  const { subject, code, nextCode, idempotencyKey } = call;
  interface Begun {
    readonly checked: CheckOutcome;
    readonly answer: BeginReplaceAnswer;
  }
  const { checked, answer } = await transact(ground.database.kysely, async (tx): Promise<Begun> => {
    const [checked] = await checkCodes(ground, tx, now, [
      {
        relyingPartyId,
        subject,
        purpose: 'begin_replace',
        act: 'begin_replace',
        code,
        nextCode,
        idempotencyKey,
      },
    ]);
    assert(checked, 'a code checked has an outcome');
    if (checked.kind === 'conflict') throw new IdempotencyConflict();
    if (checked.kind === 'broken') throw new SealBroken('the secret of a token does not open in its row');
    const { verdict, isLocked, isRepeated, madeAt, bindingId, tokenId } = checked;
    if (verdict !== 'accepted') return { checked, answer: { verdict, isLocked } };
    const proof = ground.keyRing
      .digest('proof', relyingPartyId, subject, idempotencyKey, String(madeAt))
      .toString('base64url');
    if (!isRepeated) {
      assert(bindingId !== undefined && tokenId !== undefined, 'an accepted code belongs to a binding');
      await tx
        .insertInto('token.replacement_proof')
        .values({
          proof_digest: digestOf(proof),
          relying_party_id: relyingPartyId,
          subject,
          binding_id: bindingId,
          token_id: tokenId,
          expires_at: at(now + ground.configuration.proofSeconds),
          taken_at: null,
        })
        .execute();
    }
    return { checked, answer: { verdict, proof, isLocked: false } };
  });
  tellVerdict(ground.watch, { relyingPartyId, act: 'begin_replace' }, checked);
  return answer;
}

/** A proof is 256 bits from a key of ours: nothing to guess, so a plain hash hides it. */
const digestOf = (proof: string): Buffer => createHash('sha256').update(proof).digest();

/**
 * Second half of a device change: the new token takes the old one's place in the binding, in one moment. 機種変更.
 *
 * A wrong code of the new token leaves the proof good for the next attempt, within its ten minutes.
 */
export function replaceToken(
  ground: Ground,
  relyingPartyId: string,
  call: ReplaceCall,
): Promise<ReplaceOutcome> {
  const now = ground.clock();
  const { subject, idempotencyKey } = call;
  const question: Question = { relyingPartyId, subject, purpose: 'replace', idempotencyKey };
  const body = ground.keyRing.digest(
    'replace',
    call.proof,
    typedName(call.newTokenId),
    call.code,
    call.nextCode ?? '',
  );
  return transact(ground.database.kysely, async (tx) => {
    const tokenId = await resolveTokenId(tx, call.newTokenId);
    const attempts = await lockAttempts(tx, relyingPartyId, subject, tokenId);
    const known = await findAnswer(ground, tx, question, body, now);
    if (known) return replaceOutcomeOf(known);
    const answer = answerTo(question, 'replace', body, tokenId);
    const refuse = async <Refusal extends { readonly reason: string; readonly until?: number }>(
      refusal: Refusal,
    ): Promise<Refusal> => {
      await settleRefusal(ground, tx, now, answer, refusal, refusal.reason);
      return refusal;
    };
    const proved = await findProof(tx, question, call.proof, now);
    if (!proved) return refuse(PROOF_UNKNOWN);
    if (proved.tokenId === tokenId) return refuse(SAME_TOKEN);
    const until = waitOf(attempts, now);
    if (until !== undefined) return refuse(waitUntil(until));

    const alsoLocks = [proved.tokenId];
    const attempt = await judgeAttempt(ground, tx, now, { ...call, question, tokenId, alsoLocks });
    if (attempt.refusal) return settleFailure(ground, tx, now, attempts, answer, attempt);
    // Both tokens are locked now: nobody else changes the binding, and a lock set meanwhile is seen.
    if (!(await moveBinding(tx, question, proved, tokenId, now))) return refuse(PROOF_UNKNOWN);
    await clearFailures(tx, attempts);
    await settleSpent(ground, tx, now, answer, attempt, 'replaced');
    return { outcome: 'replaced' };
  });
}

const PROOF_UNKNOWN = { outcome: 'refused', reason: 'proof_unknown' } as const;
const SAME_TOKEN = { outcome: 'refused', reason: 'same_token' } as const;

function replaceOutcomeOf(known: KnownVerdict): ReplaceOutcome {
  if (known.outcome === 'replaced') return { outcome: 'replaced' };
  if (known.outcome === 'proof_unknown') return PROOF_UNKNOWN;
  return known.outcome === 'same_token' ? SAME_TOKEN : refusalOf(known);
}

interface Proved {
  readonly proofDigest: Buffer;
  readonly bindingId: string;
  readonly tokenId: string;
}

async function findProof(
  tx: Transaction,
  { relyingPartyId, subject }: Question,
  proof: string,
  now: EpochSeconds,
): Promise<Proved | undefined> {
  const proofDigest = digestOf(proof);
  const row = await tx
    .selectFrom('token.replacement_proof')
    .select(['binding_id', 'token_id', 'expires_at', 'taken_at'])
    .where('proof_digest', '=', proofDigest)
    .where('relying_party_id', '=', relyingPartyId)
    .where('subject', '=', subject)
    .executeTakeFirst();
  if (!row || row.taken_at !== null || row.expires_at <= now) return undefined;
  return { proofDigest, bindingId: row.binding_id, tokenId: row.token_id };
}

/** Takes the proof and moves the binding to the new token; false where either is not as it was. */
async function moveBinding(
  tx: Transaction,
  { relyingPartyId, subject }: Question,
  proved: Proved,
  tokenId: string,
  now: EpochSeconds,
): Promise<boolean> {
  const binding = await findBinding(tx, relyingPartyId, subject);
  if (!binding || binding.isLocked) return false;
  if (binding.bindingId !== proved.bindingId || binding.tokenId !== proved.tokenId) return false;
  const taken = await tx
    .updateTable('token.replacement_proof')
    .set({ taken_at: at(now) })
    .where('proof_digest', '=', proved.proofDigest)
    .where('taken_at', 'is', null)
    .executeTakeFirst();
  if (taken.numUpdatedRows !== 1n) return false;
  const moved = await tx
    .updateTable('token.binding')
    .set({ token_id: tokenId, failures: 0, bound_at: at(now) })
    .where('binding_id', '=', binding.bindingId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  assert(moved.numUpdatedRows === 1n, 'the binding is moved to its new token');
  await insertDeparture(tx, { tokenId: proved.tokenId, relyingPartyId, why: 'replaced' }, now);
  return true;
}
