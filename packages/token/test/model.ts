import type { Verdict } from '../src/port.ts';

const PERIOD = 30;
const WINDOW = 1;
const FAR = 20;
const SECOND_CODE_SECONDS = 180;
const FAILURES_MAX = 10;

/** What a token is in the model: its codes, and what has been spent. */
export interface ModelToken {
  /** The code of a step, reckoned apart from what is tested. */
  readonly codeOf: (step: number) => string;
  drift: number;
  last: number;
}

export interface ModelBinding {
  token: ModelToken;
  failures: number;
  locked: boolean;
  readonly waits: Map<string, { step: number; askedAt: number }>;
}

const steps = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/**
 * The rules in the plainest words that say them, without regard to time or tidiness. What the authority says
 * must be what this says.
 */
export function modelVerdict(
  binding: ModelBinding,
  purpose: string,
  now: number,
  code: string,
  nextCode?: string,
): Verdict {
  const { token } = binding;
  const ours = Math.floor(now / PERIOD);
  const centre = ours + token.drift;
  const isOf = (step: number, text: string) => token.codeOf(step) === text;
  const wait = binding.waits.get(purpose);
  const isLate = (step: number) => wait?.step === step && now > wait.askedAt + SECOND_CODE_SECONDS;

  let good: number | undefined;
  let worth: 'far' | 'spent' | 'wrong' = 'wrong';
  let farStep = 0;
  if (nextCode !== undefined) {
    const pairs = steps(centre - FAR, centre + FAR).filter(
      (step) => isOf(step, code) && isOf(step + 1, nextCode),
    );
    const fresh = pairs.filter((step) => step > token.last);
    if (fresh.length === 0 && pairs.length > 0) worth = 'spent';
    const first = fresh.at(-1);
    if (first !== undefined && !isLate(first)) good = first + 1;
  } else {
    const near = steps(centre - WINDOW, centre + WINDOW).filter((step) => isOf(step, code));
    const far = steps(centre - FAR, centre + FAR).filter((step) => isOf(step, code));
    good = near.filter((step) => step > token.last).at(-1);
    if (good === undefined && wait && now <= wait.askedAt + SECOND_CODE_SECONDS)
      if (isOf(wait.step + 1, code) && wait.step > token.last) good = wait.step + 1;
    const freshFar = far.filter((step) => step > token.last).at(-1);
    if (near.length > 0 || (far.length > 0 && freshFar === undefined)) worth = 'spent';
    else if (freshFar !== undefined && !isLate(freshFar)) {
      worth = 'far';
      farStep = freshFar;
    }
  }

  if (good !== undefined) {
    token.last = good;
    token.drift = good - ours;
  }
  if (binding.locked) return 'locked';
  if (good !== undefined) {
    binding.failures = 0;
    return 'accepted';
  }
  binding.failures += 1;
  if (worth === 'far' && binding.failures <= FAILURES_MAX) {
    if (wait?.step !== farStep) binding.waits.set(purpose, { step: farStep, askedAt: now });
    return 'needs_second_code';
  }
  if (binding.failures >= FAILURES_MAX) binding.locked = true;
  return worth === 'spent' ? 'spent' : 'wrong';
}
