import type { WaitRule } from './configuration.ts';

/** Failures of one counter, as read from its row. Times in epoch seconds. */
export interface Counter {
  readonly failures: number;
  readonly lastFailedAt: number | undefined;
  readonly waitUntil: number | undefined;
}

/** Until when the next attempt must wait, where it must. */
export function judgeWait(counters: readonly Counter[], now: number): number | undefined {
  const until = Math.max(...counters.map((counter) => counter.waitUntil ?? 0), 0);
  return until > now ? until : undefined;
}

/**
 * The counter after one more failure. `isLenient`: it counts, but makes nobody wait; for a first code far off, whose
 * second is to follow in time.
 */
export function countedFailure(counter: Counter, rule: WaitRule, now: number, isLenient: boolean): Counter {
  const isForgotten = counter.lastFailedAt === undefined || now - counter.lastFailedAt > rule.forgetSeconds;
  const failures = (isForgotten ? 0 : counter.failures) + 1;
  const waitSeconds = isLenient ? 0 : waitSecondsOf(failures, rule);
  return { failures, lastFailedAt: now, waitUntil: waitSeconds > 0 ? now + waitSeconds : undefined };
}

/** Nothing for the first `free` failures, then `firstSeconds` doubled by each one more, up to `maxSeconds`. */
export function waitSecondsOf(failures: number, { free, firstSeconds, maxSeconds }: WaitRule): number {
  const beyond = failures - free;
  if (beyond <= 0) return 0;
  // Past 32 doublings every wait is the longest; the power would leave the whole numbers.
  return Math.min(firstSeconds * 2 ** Math.min(beyond - 1, 32), maxSeconds);
}
