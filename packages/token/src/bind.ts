import { randomBytes } from 'node:crypto';
import { assert, type EpochSeconds, epochSeconds, uuidv7 } from '@warifu/base';
import { at, type Tx, transact } from '@warifu/pg';
import { type Attempts, clearFailures, countFailure, lockAttempts, waitOf } from './attempts.ts';
import { type Ground, judgeKnown, judgementOf } from './check.ts';
import { findHardToken, isKeyOver, judgeHolder, resolveTokenId } from './hard-token.ts';
import { SealBroken } from './key-ring.ts';
import { type BindCall, type BindOutcome, type BindRefusal, IdempotencyConflict } from './port.ts';
import {
  type Answer,
  findBinding,
  findVerdict,
  findWait,
  type KnownVerdict,
  lockTokens,
  type Question,
} from './queries.ts';
import { typedName } from './serial.ts';
import type { TokenTables } from './tables.ts';
import { suiteNameOf, type TokenFacts, type TokenSuite } from './token.ts';

type Transaction = Tx<TokenTables>;

/**
 * Ties a token to a subject, where the code shows that the subject's holder has the token in hand. 利用登録.
 *
 * An unknown token ID and a wrong code are refused with the same word, after the same work, and are counted alike. A
 * hardware token may be named by its maker's serial; it is counted under the ID that this means.
 */
export function bindToken(ground: Ground, relyingPartyId: string, call: BindCall): Promise<BindOutcome> {
  const now = ground.clock();
  const question: Question = {
    relyingPartyId,
    subject: call.subject,
    purpose: 'bind',
    idempotencyKey: call.idempotencyKey,
  };
  const body = ground.keyRing.digest('bind', typedName(call.tokenId), call.code, call.nextCode ?? '');
  return transact(ground.database.kysely, async (tx) => {
    const tokenId = await resolveTokenId(tx, call.tokenId);
    const attempts = await lockAttempts(tx, relyingPartyId, call.subject, tokenId);
    const known = await findAnswer(ground, tx, question, body, now);
    if (known) return bindOutcomeOf(known);
    const answer = answerTo(question, 'bind', body, tokenId);
    const refuse = async (refusal: BindRefusal) => {
      await settleRefusal(ground, tx, now, answer, refusal, refusal.reason);
      return refusal;
    };
    if (await findBinding(tx, relyingPartyId, call.subject)) return refuse(ALREADY_BOUND);
    const until = waitOf(attempts, now);
    if (until !== undefined) return refuse(waitUntil(until));

    const attempt = await judgeAttempt(ground, tx, now, { ...call, question, tokenId });
    if (attempt.refusal) return settleFailure(ground, tx, now, attempts, answer, attempt);
    const bindingId = await insertBinding(tx, question, tokenId, now);
    // Only where the same subject was bound in this very moment; the code was not needed and is not spent.
    if (bindingId === undefined) return refuse(ALREADY_BOUND);
    await clearFailures(tx, attempts);
    await settleSpent(ground, tx, now, answer, attempt, 'bound');
    return { outcome: 'bound' };
  });
}

const ALREADY_BOUND: BindRefusal = { outcome: 'refused', reason: 'already_bound' };

export const waitUntil = (until: number): BindRefusal => ({
  outcome: 'refused',
  reason: 'wait',
  until: epochSeconds(until),
});

export const answerTo = (
  { relyingPartyId, subject, purpose, idempotencyKey }: Question,
  act: string,
  bodyDigest: Buffer,
  tokenId: string,
): Omit<Answer, 'outcome' | 'finding'> => ({
  relyingPartyId,
  subject,
  purpose,
  idempotencyKey,
  act,
  bodyDigest,
  tokenId,
  isLocked: false,
});

/** The answer given before under this key. Read behind the counter of the subject, which the first call held. */
export async function findAnswer(
  ground: Ground,
  tx: Transaction,
  question: Question,
  bodyDigest: Buffer,
  now: EpochSeconds,
): Promise<KnownVerdict | undefined> {
  const { verdictSeconds } = ground.configuration;
  const known = judgeKnown(await findVerdict(tx, question), bodyDigest, now, verdictSeconds);
  if (known === 'conflict') throw new IdempotencyConflict();
  return known;
}

function bindOutcomeOf(known: KnownVerdict): BindOutcome {
  return known.outcome === 'bound' ? { outcome: 'bound' } : refusalOf(known);
}

/** A refusal as it was kept. */
export function refusalOf({ outcome, untilAt }: KnownVerdict): BindRefusal {
  if (outcome === 'wait') return waitUntil(untilAt ?? 0);
  assert(
    outcome === 'not_accepted' || outcome === 'needs_second_code' || outcome === 'already_bound',
    'the verdict kept is one of a binding',
  );
  return { outcome: 'refused', reason: outcome };
}

/** A new token's code, judged. `finding` is for the audit trail and tells apart what the refusal does not. */
export type Attempt =
  | {
      readonly refusal: BindRefusal;
      readonly finding: string;
      readonly waitStep?: number | undefined;
    }
  | {
      readonly refusal?: undefined;
      readonly token: TokenFacts;
      readonly step: number;
      readonly driftSteps: number;
    };

/**
 * Judges the code of a token that is to be bound, its row locked. A token that does not exist is judged with a key that
 * nobody has, so that it takes as long. A hardware token is taken from whom it was handed out to, and nobody else.
 */
export async function judgeAttempt(
  ground: Ground,
  tx: Transaction,
  now: EpochSeconds,
  call: {
    readonly question: Question;
    readonly tokenId: string;
    readonly code: string;
    readonly nextCode?: string;
    readonly alsoLocks?: readonly string[];
  },
): Promise<Attempt> {
  const tokens = await lockTokens(tx, [call.tokenId, ...(call.alsoLocks ?? [])]);
  const wait = await findWait(tx, { ...call.question, tokenId: call.tokenId });
  const token = tokens.get(call.tokenId);
  const holding = judgeHolder(await findHardToken(tx, call.tokenId), call.question);
  const given = { code: call.code, nextCode: call.nextCode, wait, now };
  const nobodys = dummyToken(ground, call.tokenId);
  const judgement = judgementOf(ground, token ?? nobodys, given);
  if (judgement === 'broken') throw new SealBroken('the secret of a token does not open in its row');
  if (!token) return notAccepted('unknown_token');
  if (token.expiresAt !== undefined && token.expiresAt <= now) return notAccepted('expired');
  if (token.state === 'retired') return notAccepted('retired');
  if (isKeyOver(token, now)) return notAccepted('key_expired');
  if (holding !== undefined) return notAccepted(holding);
  if (judgement.judged === 'right') return { token, step: judgement.step, driftSteps: judgement.driftSteps };
  if (judgement.judged !== 'far') return notAccepted(judgement.judged);
  const refusal = { outcome: 'refused', reason: 'needs_second_code' } as const;
  return { refusal, finding: 'needs_second_code', waitStep: judgement.step };
}

const notAccepted = (finding: string): Attempt & { readonly finding: string } => ({
  refusal: { outcome: 'refused', reason: 'not_accepted' },
  finding,
});

const DUMMY_SUITE: TokenSuite = { algorithm: 'SHA1', digits: 6, periodSeconds: 30 };

function dummyToken({ keyRing }: Ground, tokenId: string): TokenFacts {
  const suite = suiteNameOf(DUMMY_SUITE);
  const sealed = keyRing.seal(randomBytes(20), { tokenId, suite });
  return { ...DUMMY_SUITE, ...sealed, tokenId, state: 'issued', driftSteps: 0, lastStep: undefined };
}

/** Counts a wrong attempt and keeps its answer. A first code far off makes nobody wait: its second must come in time. */
export async function settleFailure(
  ground: Ground,
  tx: Transaction,
  now: EpochSeconds,
  attempts: Attempts,
  answer: Omit<Answer, 'outcome' | 'finding'>,
  { refusal, finding, waitStep }: Extract<Attempt, { readonly finding: string }>,
): Promise<BindRefusal> {
  await settleRefusal(ground, tx, now, { ...answer, waitStep }, refusal, finding);
  await countFailure(tx, attempts, ground.configuration, now, waitStep !== undefined);
  return refusal;
}

export async function settleRefusal(
  ground: Ground,
  tx: Transaction,
  now: EpochSeconds,
  answer: Omit<Answer, 'outcome' | 'finding'>,
  refusal: { readonly reason: string; readonly until?: number },
  finding: string,
): Promise<void> {
  const { store, configuration } = ground;
  const kept: Answer = { ...answer, outcome: refusal.reason, finding, untilAt: refusal.until };
  await store.settle(tx, now, configuration.verdictSeconds, { spent: [], bindings: [], answers: [kept] });
}

/** Spends the step of the code that was accepted, and keeps the answer. */
export async function settleSpent(
  ground: Ground,
  tx: Transaction,
  now: EpochSeconds,
  answer: Omit<Answer, 'outcome' | 'finding'>,
  { token, step, driftSteps }: Extract<Attempt, { readonly step: number }>,
  outcome: 'bound' | 'replaced',
): Promise<void> {
  const { store, configuration } = ground;
  await store.settle(tx, now, configuration.verdictSeconds, {
    spent: [{ tokenId: token.tokenId, step, driftSteps }],
    bindings: [],
    answers: [{ ...answer, outcome, finding: outcome, step, previousStep: token.lastStep }],
  });
}

async function insertBinding(
  tx: Transaction,
  { relyingPartyId, subject }: Question,
  tokenId: string,
  now: EpochSeconds,
): Promise<string | undefined> {
  const row = await tx
    .insertInto('token.binding')
    .values({
      binding_id: uuidv7(),
      relying_party_id: relyingPartyId,
      subject,
      token_id: tokenId,
      bound_at: at(now),
      locked_at: null,
      ended_at: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['relying_party_id', 'subject']).where('ended_at', 'is', null).doNothing(),
    )
    .returning('binding_id')
    .executeTakeFirst();
  return row?.binding_id;
}
