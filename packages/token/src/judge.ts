import type { EpochSeconds } from '@warifu/base';
import {
  type Digits,
  equalCodes,
  hotpSync,
  matchTotpPairSync,
  matchTotpSync,
  type SyncHmac,
  type TimeStep,
  timeStep,
  timeStepOf,
} from '@warifu/oath';
import type { Verdict } from './port.ts';

/** A first code far off, and since when its second is waited for. */
export interface Wait {
  readonly step: number;
  readonly askedAt: number;
}

export interface CodeFacts {
  readonly hmac: SyncHmac;
  readonly digits: Digits;
  readonly periodSeconds: number;
  readonly driftSteps: number;
  readonly lastStep: number | undefined;
  readonly code: string;
  readonly nextCode: string | undefined;
  readonly wait: Wait | undefined;
  readonly now: EpochSeconds;
}

export interface CodeRules {
  readonly windowSteps: number;
  readonly farSteps: number;
  readonly secondCodeSeconds: number;
}

/** What a code is worth, whatever it is given for. `far`: right, and the next consecutive one is needed with it. */
export type Judgement =
  | { readonly judged: 'right'; readonly step: TimeStep; readonly driftSteps: number }
  | { readonly judged: 'far'; readonly step: TimeStep }
  | { readonly judged: 'spent' | 'wrong' };

/**
 * Says what a code is worth, and touches nothing.
 *
 * A code that is not accepted costs the wide search too, whatever is found to be wrong with it: `wrong` and `spent`
 * take the same time, and so does a token that does not exist, judged with a key that nobody has.
 */
export function judgeCode(facts: CodeFacts, rules: CodeRules): Judgement {
  const serverStep = timeStepOf(facts.now, { period: facts.periodSeconds });
  const centre = timeStep(Math.max(0, serverStep + facts.driftSteps));
  const right = (step: TimeStep): Judgement => ({
    judged: 'right',
    step,
    driftSteps: step - serverStep,
  });
  if (facts.nextCode !== undefined) return judgePair(facts, facts.nextCode, centre, rules, right);

  const question = questionOf(facts, centre);
  const near = matchTotpSync({ ...question, window: rules.windowSteps });
  if (near.match === 'fresh') return right(near.step);
  const far = matchTotpSync({ ...question, window: rules.farSteps });
  const second = stepWaitedFor(facts, rules);
  if (second !== undefined) return right(second);
  if (near.match === 'spent' || far.match === 'spent') return { judged: 'spent' };
  if (far.match === 'none' || hasWaitedTooLong(facts, far.step, rules)) return { judged: 'wrong' };
  return { judged: 'far', step: far.step };
}

/** Two codes given together. They must be consecutive; one right code beside a wrong one is wrong. */
function judgePair(
  facts: CodeFacts,
  nextCode: string,
  centre: TimeStep,
  rules: CodeRules,
  right: (step: TimeStep) => Judgement,
): Judgement {
  const pair = matchTotpPairSync({ ...questionOf(facts, centre), nextCode, window: rules.farSteps });
  if (pair.match === 'spent') return { judged: 'spent' };
  if (pair.match === 'none' || hasWaitedTooLong(facts, pair.step - 1, rules)) return { judged: 'wrong' };
  return right(pair.step);
}

const questionOf = ({ hmac, digits, code, lastStep }: CodeFacts, at: TimeStep) => ({
  hmac,
  digits,
  code,
  at,
  lastStep: lastStep === undefined ? undefined : timeStep(lastStep),
});

/** The step of the second code, where it came alone and in time. The first is not given again in that case. */
function stepWaitedFor(facts: CodeFacts, rules: CodeRules): TimeStep | undefined {
  const { wait, hmac, digits, code, lastStep } = facts;
  if (!wait || facts.now > wait.askedAt + rules.secondCodeSeconds) return undefined;
  const second = timeStep(wait.step + 1);
  if (!equalCodes(code, hotpSync(hmac, second, { digits }))) return undefined;
  return lastStep !== undefined && wait.step <= lastStep ? undefined : second;
}

/** Whether this first code was given before, and its three minutes are over. */
const hasWaitedTooLong = ({ wait, now }: CodeFacts, step: number, rules: CodeRules): boolean =>
  wait?.step === step && now > wait.askedAt + rules.secondCodeSeconds;

export interface BindingCount {
  readonly failures: number;
  readonly isLocked: boolean;
}

/**
 * The verdict on a code given on a binding, and how the binding stands after it.
 *
 * A right code given on a locked binding is refused like any other, and spent: whoever saw it on the way, or stole it
 * and tried it at the wrong door first, can use it nowhere else. A far-off first code counts as a failure, but is not
 * itself what locks: the tenth would otherwise shut out the second code that makes it right.
 */
export function judgeBinding(
  judgement: Judgement,
  { failures, isLocked }: BindingCount,
  failuresMax: number,
): BindingCount & { readonly verdict: Exclude<Verdict, 'unknown'> } {
  if (isLocked) return { verdict: 'locked', failures, isLocked };
  if (judgement.judged === 'right') return { verdict: 'accepted', failures: 0, isLocked: false };
  const counted = failures + 1;
  if (judgement.judged === 'far' && counted <= failuresMax)
    return { verdict: 'needs_second_code', failures: counted, isLocked: false };
  const verdict = judgement.judged === 'spent' ? 'spent' : 'wrong';
  return { verdict, failures: Math.min(counted, failuresMax), isLocked: counted >= failuresMax };
}
