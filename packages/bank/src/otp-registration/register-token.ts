import type { EpochSeconds } from '@warifu/base';
import { transact } from '@warifu/pg';
import type { BindOutcome, ReplaceOutcome } from '../token-authority.ts';
import {
  type Asked,
  type FlowGround,
  findLivingFlow,
  noteRefused,
  type Question,
  questionHash,
  takeQuestion,
} from './ask.ts';
import { finishRegistration } from './finish.ts';
import type { OtpRegistration, RegisterTokenCall, RegistrationRefused } from './flow.ts';
import { hasComeToPass, unlessAway } from './heal.ts';
import { typedCodes, typedTokenId } from './judge.ts';
import { type FlowRow, markEnded } from './queries.ts';

type RegisterOutcome = Awaited<ReturnType<OtpRegistration['registerToken']>>;
type AuthorityRefusal = Extract<BindOutcome | ReplaceOutcome, { outcome: 'refused' }>;

const refused = (reason: Exclude<RegistrationRefused['reason'], 'wait'>): RegisterOutcome => ({
  outcome: 'refused',
  reason,
});

const registered = (coolDownUntil: EpochSeconds | null | undefined): RegisterOutcome => ({
  outcome: 'registered',
  ...(coolDownUntil == null ? {} : { coolDownUntil }),
});

/**
 * 利用登録, and the second half of 機種変更: token ID and code of the new token.
 *
 * The order of writing: the question with its key into the flow; the call; then mark, cool-down, audit and notice in
 * one transaction. Cut off after the call, the same page sent again gets the same answer under the same key; with the
 * next code typed in, the authority says `already_bound`, and its state shows that what this flow asked for is done.
 */
export function openRegisterToken(ground: FlowGround): OtpRegistration['registerToken'] {
  const { clock, configuration, database } = ground.ports;
  return async (call) => {
    const now = clock();
    const flow = await findLivingFlow(ground, call.flowToken, now);
    if (flow?.flow !== 'register') return refused('flow_closed');
    const question = questionOf(call, configuration.otp.codeLengths);
    if (typeof question === 'string') return refused(flow.step === 'new_token' ? question : 'flow_closed');
    if (flow.step === 'done') return afterDone(ground, flow, question);

    const asked = await takeQuestion(ground, call.flowToken, question, now);
    if (asked === undefined) {
      const later = await findLivingFlow(ground, call.flowToken, clock());
      return later?.step === 'done' ? afterDone(ground, later, question) : refused('flow_closed');
    }
    const answer = await unlessAway(() => ask(ground, asked, question));
    if (answer === undefined) return refused('authority_away');
    if (answer.outcome === 'refused')
      return await whenRefused(ground, { asked, before: flow, question }, answer, now);
    const facts = { now, coolDownDays: configuration.otp.coolDownDays, isHealed: false };
    return registered(
      await transact(database.kysely, (tx) => finishRegistration(tx, asked.flow, question.tokenId, facts)),
    );
  };
}

type NewToken = Question & { readonly tokenId: string };

function questionOf(
  call: RegisterTokenCall,
  codeLengths: readonly number[],
): NewToken | 'token_id_malformed' | 'code_malformed' {
  const tokenId = typedTokenId(call.tokenId);
  if (tokenId === undefined) return 'token_id_malformed';
  const codes = typedCodes(call, codeLengths);
  return codes === undefined ? 'code_malformed' : { step: 'new_token', tokenId, ...codes };
}

/** The flow has ended well. The page that ended it, sent again, gets its answer again; any other one comes too late. */
function afterDone({ hash }: FlowGround, flow: FlowRow, question: Question): RegisterOutcome {
  const isSame = flow.askedHash !== null && questionHash(hash, flow, question).equals(flow.askedHash);
  return isSame ? registered(flow.coolDownUntil) : refused('flow_closed');
}

function ask(
  { ports }: FlowGround,
  { flow, askedKey }: Asked,
  { code, nextCode, tokenId }: NewToken,
): Promise<BindOutcome | ReplaceOutcome> {
  const call = {
    subject: flow.subject,
    code,
    ...(nextCode === undefined ? {} : { nextCode }),
    idempotencyKey: askedKey,
  };
  return flow.replacementProof === null
    ? ports.authority.bind({ ...call, tokenId })
    : ports.authority.replace({ ...call, proof: flow.replacementProof, newTokenId: tokenId });
}

interface RefusedQuestion {
  readonly asked: Asked;
  /** The flow as it stood before this question, with an older one that may never have been answered. */
  readonly before: FlowRow;
  readonly question: NewToken;
}

async function whenRefused(
  ground: FlowGround,
  { asked, before, question }: RefusedQuestion,
  answer: AuthorityRefusal,
  now: EpochSeconds,
): Promise<RegisterOutcome> {
  const { database, configuration, authority } = ground.ports;
  const { tokenId } = question;
  if (
    answer.reason === 'already_bound' ||
    answer.reason === 'proof_unknown' ||
    answer.reason === 'same_token'
  ) {
    const state = await unlessAway(() => authority.stateOf(before.subject));
    if (state === undefined) return refused('authority_away');
    if (before.askedKey !== null && before.askedTokenId === tokenId && hasComeToPass(before, state)) {
      const facts = { now, coolDownDays: configuration.otp.coolDownDays, isHealed: true };
      return registered(
        await transact(database.kysely, (tx) => finishRegistration(tx, asked.flow, tokenId, facts)),
      );
    }
  }
  await noteRefused(ground, asked, { act: 'token_registration_refused', why: answer.reason, tokenId }, now);
  switch (answer.reason) {
    case 'wait':
      return { outcome: 'refused', reason: 'wait', until: answer.until };
    case 'not_accepted':
    case 'needs_second_code':
    case 'same_token':
      return refused(answer.reason);
    case 'already_bound':
    case 'proof_unknown':
      // The flow cannot go on from here; the next one begins with what the authority says now.
      await transact(database.kysely, (tx) => markEnded(tx, before.id, now));
      return refused('flow_closed');
  }
}
