import { type EpochSeconds, uuidv7 } from '@warifu/base';
import { transact } from '@warifu/pg';
import { insertAudit } from '../audit/record.ts';
import { isToken, type KeyedHash } from '../contracts/keyed-hash.ts';
import { noteOtpLocks } from '../contracts/otp-mark.ts';
import type { BankPorts } from '../ports.ts';
import type { Verdict } from '../token-authority.ts';
import type { RegistrationRefused } from './flow.ts';
import { type FlowRow, findFlow, lockFlow, markAnswered, markAsked } from './queries.ts';

/** What a flow's steps have in common. */
export interface FlowGround {
  readonly ports: BankPorts;
  readonly hash: KeyedHash;
}

/** The flow of a token, while it lives; one that ended well is still shown until its ten minutes are over. */
export async function findLivingFlow(
  { ports, hash }: FlowGround,
  flowToken: string,
  now: EpochSeconds,
): Promise<FlowRow | undefined> {
  if (!isToken(flowToken)) return undefined;
  const flow = await findFlow(ports.database.kysely, hash('flow', flowToken));
  return flow && lives(flow, now) ? flow : undefined;
}

/** A stopped contract has no living flow, also where one waits for the authority's answer and is healed later. */
const lives = (flow: FlowRow, now: EpochSeconds): boolean =>
  now < flow.expiresAt && flow.contractState === 'active' && (!flow.isEnded || flow.step === 'done');

/** What is put to the authority in one step. */
export interface Question {
  readonly step: FlowRow['step'];
  readonly tokenId?: string;
  readonly code: string;
  readonly nextCode?: string;
}

/** `askedKey` goes with the call; `isRepeated`: the very same was asked before and its answer never came. */
export interface Asked {
  readonly flow: FlowRow;
  readonly askedKey: string;
}

/** The same text for the same question; its keyed hash is kept, because it holds codes. */
export const questionHash = (hash: KeyedHash, flow: FlowRow, question: Question): Buffer =>
  hash('asked', JSON.stringify([flow.id, question.tokenId ?? '', question.code, question.nextCode ?? '']));

/**
 * Writes down what is about to be asked, before it is asked. The same question that was never answered goes out again
 * under its old key and gets its old answer; any other question gets a key of its own.
 *
 * `undefined` where the flow is not at that step any more.
 */
export async function takeQuestion(
  { ports, hash }: FlowGround,
  flowToken: string,
  question: Question,
  now: EpochSeconds,
): Promise<Asked | undefined> {
  return await transact(ports.database.kysely, async (tx) => {
    const flow = await lockFlow(tx, hash('flow', flowToken));
    if (flow === undefined || !lives(flow, now) || flow.step !== question.step) return undefined;
    const asked = questionHash(hash, flow, question);
    if (flow.askedKey !== null && flow.askedHash !== null && asked.equals(flow.askedHash)) {
      return { flow, askedKey: flow.askedKey };
    }
    const askedKey = `flow-${flow.id}-${uuidv7()}`;
    await markAsked(tx, flow.id, { hash: asked, key: askedKey, tokenId: question.tokenId ?? null });
    return {
      flow: { ...flow, askedHash: asked, askedKey, askedTokenId: question.tokenId ?? null },
      askedKey,
    };
  });
}

/** Writes down that the answer was no. */
export async function noteRefused(
  { ports }: FlowGround,
  { flow, askedKey }: Asked,
  refusal: {
    readonly act: string;
    readonly why: string;
    readonly isLocked?: boolean;
    readonly tokenId?: string;
  },
  now: EpochSeconds,
): Promise<void> {
  const { contractId } = flow;
  const detail = {
    why: refusal.why,
    ...(refusal.tokenId === undefined ? {} : { tokenId: refusal.tokenId }),
  };
  await transact(ports.database.kysely, async (tx) => {
    await markAnswered(tx, flow.id, askedKey);
    await insertAudit(tx, [{ at: now, actor: { kind: 'customer' }, act: refusal.act, contractId, detail }]);
    if (refusal.isLocked === true) await noteOtpLocks(tx, [contractId], now);
  });
}

/** A verdict as the customer reads it: one word for a code that is wrong, used, or of a locked or unknown binding. */
export const refusedBy = (verdict: Exclude<Verdict, 'accepted'>): RegistrationRefused => ({
  outcome: 'refused',
  reason: verdict === 'needs_second_code' ? 'needs_second_code' : 'not_accepted',
});
