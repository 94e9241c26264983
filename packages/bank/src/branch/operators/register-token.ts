import { type EpochSeconds, uuidv7 } from '@warifu/base';
import { transact } from '@warifu/pg';
import { unlessAway } from '../../otp-registration/heal.ts';
import { typedCodes, typedTokenId } from '../../otp-registration/judge.ts';
import type { BindOutcome } from '../../token-authority.ts';
import type { Operators } from '../branch.ts';
import type { OperatorTokenRefusal, RegisterOperatorTokenOutcome } from '../operator.ts';
import { findLivingEnrolment, type LivingEnrolment } from './enrolment.ts';
import { lockEnrolment, markAsked, markEnded } from './enrolment-rows.ts';
import { type BranchGround, insertActs } from './ground.ts';
import { finishEnrolment, isTokenOfAnother, lockAllOperators, markTokenRegistered } from './queries.ts';

type Plain = Exclude<OperatorTokenRefusal['reason'], 'wait'>;
const refused = (reason: Plain): RegisterOperatorTokenOutcome => ({ outcome: 'refused', reason });

interface Question {
  readonly tokenId: string;
  readonly code: string;
  readonly nextCode?: string;
}

interface Asked {
  readonly found: LivingEnrolment;
  readonly question: Question;
  readonly key: string;
  readonly now: EpochSeconds;
}

/**
 * Registers the operator's own token, bound at the authority under the operator's subject. What is asked is written
 * down with its key before the call, so that the same page sent again gets the same answer.
 *
 * A token that another person at the branch has is refused: maker and checker must hold two.
 */
export function openRegisterOperatorToken(ground: BranchGround): Operators['registerOperatorToken'] {
  const { database, clock, configuration, authority } = ground.ports;
  return async (call) => {
    const now = clock();
    const found = await findLivingEnrolment(ground, call.enrolmentToken, now);
    if (found?.step !== 'token') return refused('enrolment_closed');
    const tokenId = typedTokenId(call.tokenId);
    if (tokenId === undefined) return refused('token_id_malformed');
    const codes = typedCodes(call, configuration.otp.codeLengths);
    if (codes === undefined) return refused('code_malformed');
    const { subject, personNumber } = found.operator;
    if (await isTokenOfAnother(database.kysely, tokenId, personNumber))
      return await refuse(ground, found, 'token_of_another', now);

    const question = { tokenId, ...codes };
    const key = await takeQuestion(ground, call.enrolmentToken, question, now);
    if (key === undefined) return refused('enrolment_closed');
    const answer = await unlessAway(() => authority.bind({ ...question, subject, idempotencyKey: key }));
    if (answer === undefined) return refused('authority_away');
    const asked = { found, question, key, now };
    return answer.outcome === 'bound'
      ? await finish(ground, asked)
      : await whenRefused(ground, asked, answer);
  };
}

/** The key for what is asked: the old one where just this was asked and not answered. */
async function takeQuestion(
  { ports, hash }: BranchGround,
  enrolmentToken: string,
  question: Question,
  now: EpochSeconds,
): Promise<string | undefined> {
  return await transact(ports.database.kysely, async (tx) => {
    const enrolment = await lockEnrolment(tx, hash('operator_enrolment', enrolmentToken));
    if (enrolment === undefined || enrolment.isEnded || now >= enrolment.expiresAt) return undefined;
    const { tokenId, code, nextCode = '' } = question;
    const asked = hash('asked', JSON.stringify([enrolment.id, tokenId, code, nextCode]));
    if (enrolment.askedKey !== null && enrolment.askedHash !== null && asked.equals(enrolment.askedHash))
      return enrolment.askedKey;
    const key = `enrolment-${enrolment.id}-${uuidv7()}`;
    await markAsked(tx, enrolment.id, { hash: asked, key });
    return key;
  });
}

async function finish(ground: BranchGround, asked: Asked): Promise<RegisterOperatorTokenOutcome> {
  const { database, authority } = ground.ports;
  const { found, question, now } = asked;
  const { operatorId, personNumber, subject } = found.operator;
  const isTaken = await transact(database.kysely, async (tx) => {
    // Enrolments are rare and the list is short: all of it is locked, so that two with one token see each other.
    await lockAllOperators(tx);
    if (await isTokenOfAnother(tx, question.tokenId, personNumber)) return true;
    await markTokenRegistered(tx, operatorId, question.tokenId);
    await finishEnrolment(tx, operatorId);
    await markEnded(tx, found.enrolment.id, now);
    const detail = { tokenId: question.tokenId };
    await insertActs(tx, [{ at: now, act: 'operator_token_registered', operatorId, detail }]);
    return false;
  });
  if (!isTaken) return { outcome: 'registered' };
  await unlessAway(() => authority.release({ subject, reason: 'the token of another person' }));
  return await refuse(ground, found, 'token_of_another', now);
}

async function whenRefused(
  ground: BranchGround,
  asked: Asked,
  answer: Exclude<BindOutcome, { outcome: 'bound' }>,
): Promise<RegisterOperatorTokenOutcome> {
  const { authority } = ground.ports;
  const { found, question, now } = asked;
  switch (answer.reason) {
    case 'wait':
      await refuse(ground, found, answer.reason, now);
      return { outcome: 'refused', reason: 'wait', until: answer.until };
    case 'already_bound': {
      // Nobody but an enrolment of this operator binds this subject: one was cut off after the authority had done it.
      const { subject } = found.operator;
      const state = await unlessAway(() => authority.stateOf(subject));
      if (state === undefined) return refused('authority_away');
      if (state.state !== 'none' && state.tokenId === question.tokenId) return await finish(ground, asked);
      const released = await unlessAway(() =>
        authority.release({ subject, reason: 'an enrolment that was cut off' }),
      );
      return released === undefined
        ? refused('authority_away')
        : await refuse(ground, found, 'not_accepted', now);
    }
    case 'not_accepted':
    case 'needs_second_code':
      return await refuse(ground, found, answer.reason, now);
  }
}

/** Writes down that the answer was no, and takes the question back. */
async function refuse(
  { ports }: BranchGround,
  { enrolment, operator }: LivingEnrolment,
  reason: OperatorTokenRefusal['reason'],
  now: EpochSeconds,
): Promise<RegisterOperatorTokenOutcome> {
  await transact(ports.database.kysely, async (tx) => {
    await markAsked(tx, enrolment.id, undefined);
    const detail = { why: reason };
    await insertActs(tx, [
      { at: now, act: 'operator_token_refused', operatorId: operator.operatorId, detail },
    ]);
  });
  return refused(reason === 'wait' ? 'not_accepted' : reason);
}
