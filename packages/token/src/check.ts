import { type Clock, type EpochSeconds, present } from '@warifu/base';
import type { Database, Tx } from '@warifu/pg';
import type { TokenConfiguration } from './configuration.ts';
import { isKeyOver } from './hard-token.ts';
import { type Judgement, judgeBinding, judgeCode } from './judge.ts';
import { type KeyRing, SealBroken } from './key-ring.ts';
import type { Verdict } from './port.ts';
import type { Answer, CountedBinding, Facts, KnownVerdict, SpentStep, TokenStore } from './queries.ts';
import type { TokenTables } from './tables.ts';
import { hmacOf, type TokenFacts } from './token.ts';
import type { AuthorityWatch } from './watch.ts';

/** What every act of the authority stands on. */
export interface Ground {
  readonly database: Database<TokenTables>;
  readonly clock: Clock;
  readonly keyRing: KeyRing;
  readonly configuration: TokenConfiguration;
  readonly store: TokenStore;
  readonly watch?: AuthorityWatch;
}

/** A code given on a binding, and for what. */
export interface Check {
  readonly relyingPartyId: string;
  readonly subject: string;
  /** Part of the scope of the idempotency key, and of a wait for a second code. */
  readonly purpose: string;
  readonly act: 'validate' | 'begin_replace' | 'end';
  readonly code: string;
  readonly nextCode: string | undefined;
  readonly idempotencyKey: string;
}

export type CheckOutcome =
  | {
      readonly kind: 'verdict';
      readonly verdict: Verdict;
      readonly isLocked: boolean;
      /** It was this code that locked it. */
      readonly locks: boolean;
      /** Of an accepted code. */
      readonly driftSteps?: number;
      /** Answered before under the same key: nothing was spent or counted this time. */
      readonly isRepeated: boolean;
      /** When it was answered first. */
      readonly madeAt: number;
      readonly bindingId: string | undefined;
      readonly tokenId: string | undefined;
    }
  /** The same key with another body. */
  | { readonly kind: 'conflict' }
  /** The token's secret does not open in its row. */
  | { readonly kind: 'broken' };

/** How the tokens of a batch stand as the codes before left them. */
type Book = Map<string, TokenFacts>;

/**
 * Says of each code whether it is good, and spends it if it is.
 *
 * A refusal is committed like an acceptance is. Were it thrown, the count of wrong codes would roll back with it, and
 * guessing would cost nothing. No binding stands twice in `checks`; of a token there may be several, by several
 * bindings: each is judged by the steps as the one before it left them, so a code given on two is accepted on one.
 */
export async function checkCodes(
  ground: Ground,
  tx: Tx<TokenTables>,
  now: EpochSeconds,
  checks: readonly Check[],
): Promise<readonly CheckOutcome[]> {
  const facts = await ground.store.lockBindings(tx, checks);
  const book: Book = new Map();
  const spent = new Map<string, SpentStep>();
  const bindings: CountedBinding[] = [];
  const answers: Answer[] = [];
  const outcomes = checks.map((check, index) => {
    const found = present(facts[index], 'the store answers each question');
    const made = decide(ground, check, found, book, now);
    if (made.spent) spent.set(made.spent.tokenId, made.spent);
    if (made.counted) bindings.push(made.counted);
    if (made.answer) answers.push(made.answer);
    return made.outcome;
  });
  if (answers.length > 0)
    await ground.store.settle(tx, now, ground.configuration.verdictSeconds, {
      spent: [...spent.values()],
      bindings,
      answers,
    });
  return outcomes;
}

interface Decision {
  readonly outcome: CheckOutcome;
  readonly answer?: Answer;
  readonly spent?: SpentStep;
  readonly counted?: CountedBinding;
}

function decide(ground: Ground, check: Check, facts: Facts, book: Book, now: EpochSeconds): Decision {
  const { keyRing, configuration } = ground;
  const bodyDigest = keyRing.digest('verdict', check.code, check.nextCode ?? '');
  const { binding } = facts;
  const ids = { bindingId: binding?.bindingId, tokenId: binding?.token.tokenId };
  const known = judgeKnown(facts.known, bodyDigest, now, configuration.verdictSeconds);
  if (known === 'conflict') return { outcome: { kind: 'conflict' } };
  if (known) {
    const verdict = known.outcome as Verdict;
    const { isLocked, madeAt } = known;
    return {
      outcome: { kind: 'verdict', verdict, isLocked, locks: false, isRepeated: true, madeAt, ...ids },
    };
  }
  const { relyingPartyId, subject, purpose, idempotencyKey, act } = check;
  const common = { relyingPartyId, subject, purpose, idempotencyKey, act, bodyDigest, tokenId: ids.tokenId };
  if (!binding) {
    const said = { verdict: 'unknown', isLocked: false, locks: false } as const;
    return {
      outcome: { kind: 'verdict', ...said, isRepeated: false, madeAt: now, ...ids },
      answer: { ...common, outcome: 'unknown', finding: 'unknown', isLocked: false },
    };
  }

  const token = book.get(binding.token.tokenId) ?? binding.token;
  const judgement = judgementOf(ground, token, { ...check, wait: binding.wait, now });
  // Nothing is counted: it is our own failure, and the caller is told of a fault.
  if (judgement === 'broken') return { outcome: { kind: 'broken' } };
  const after = judgeBinding(judgement, binding, configuration.failuresMax);
  const isRight = judgement.judged === 'right';
  if (isRight)
    book.set(token.tokenId, { ...token, lastStep: judgement.step, driftSteps: judgement.driftSteps });
  return {
    outcome: {
      kind: 'verdict',
      verdict: after.verdict,
      isLocked: after.isLocked,
      locks: after.isLocked && !binding.isLocked,
      ...(isRight && after.verdict === 'accepted' ? { driftSteps: judgement.driftSteps } : {}),
      isRepeated: false,
      madeAt: now,
      ...ids,
    },
    answer: {
      ...common,
      outcome: after.verdict,
      finding: findingOf(after.verdict, judgement),
      isLocked: after.isLocked,
      step: isRight ? judgement.step : undefined,
      previousStep: isRight ? token.lastStep : undefined,
      waitStep:
        after.verdict === 'needs_second_code' && judgement.judged === 'far' ? judgement.step : undefined,
    },
    ...(isRight
      ? { spent: { tokenId: token.tokenId, step: judgement.step, driftSteps: judgement.driftSteps } }
      : {}),
    ...(after.failures !== binding.failures || after.isLocked !== binding.isLocked
      ? { counted: { bindingId: binding.bindingId, failures: after.failures, isLocked: after.isLocked } }
      : {}),
  };
}

/** A locked binding's audit rows say what the code would have been worth. */
const findingOf = (verdict: Verdict, { judged }: Judgement): string =>
  verdict === 'locked' ? `locked_${judged}` : verdict;

/**
 * What the token's codes say of this one. A token given up by its device, or past its maker's date, has no right codes
 * any more.
 */
export function judgementOf(
  ground: Ground,
  token: TokenFacts,
  given: Pick<Check, 'code' | 'nextCode'> & {
    readonly wait: { readonly step: number; readonly askedAt: number } | undefined;
    readonly now: EpochSeconds;
  },
): Judgement | 'broken' {
  try {
    const judgement = judgeCode(
      {
        hmac: hmacOf(token, ground.keyRing),
        digits: token.digits,
        periodSeconds: token.periodSeconds,
        driftSteps: token.driftSteps,
        lastStep: token.lastStep,
        code: given.code,
        nextCode: given.nextCode,
        wait: given.wait,
        now: given.now,
      },
      ground.configuration,
    );
    return token.state === 'retired' || isKeyOver(token, given.now) ? { judged: 'wrong' } : judgement;
  } catch (error) {
    if (error instanceof SealBroken) return 'broken';
    throw error;
  }
}

/** The earlier answer where it may be given again, or that the key was used with another body. */
export function judgeKnown(
  known: KnownVerdict | undefined,
  bodyDigest: Buffer,
  now: EpochSeconds,
  verdictSeconds: number,
): KnownVerdict | 'conflict' | undefined {
  if (!known || known.madeAt < now - verdictSeconds) return undefined;
  return known.bodyDigest.equals(bodyDigest) ? known : 'conflict';
}
