/** One question to the authority's clock. All in milliseconds. */
export interface Sample {
  /** The device's clock when the question left. */
  readonly sentMs: number;
  /** Time until the answer was here, by a clock that nobody can set. */
  readonly roundTripMs: number;
  /** What the authority's clock said. */
  readonly authorityMs: number;
}

/** The offset as it is kept for the time without a network. */
export interface LearnedOffset {
  /** Authority's clock minus the device's clock, in milliseconds. */
  readonly offsetMs: number;
  /** The device's clock when the offset was learned, in milliseconds since 1970. */
  readonly learnedAtMs: number;
}

/** An answer that took longer says too little: half of this is its error. */
const ROUND_TRIP_MS_MAX = 8_000;

/** Authority's clock minus the device's: the answer is taken to have been made half a round trip after the question. */
export function offsetOf({ sentMs, roundTripMs, authorityMs }: Sample): number {
  return authorityMs - (sentMs + roundTripMs / 2);
}

/**
 * The offset that a few samples agree on, in whole milliseconds; `undefined` where none of them is of use.
 *
 * Only the quicker half counts, since a slow answer errs by up to half its round trip; of these the median, so that a
 * single stray cannot move it.
 */
export function estimateOffset(samples: readonly Sample[]): number | undefined {
  const useful = samples
    .filter((sample) => sample.roundTripMs >= 0 && sample.roundTripMs <= ROUND_TRIP_MS_MAX)
    .filter((sample) => Number.isFinite(offsetOf(sample)))
    .sort((one, other) => one.roundTripMs - other.roundTripMs);
  const quick = useful.slice(0, Math.ceil(useful.length / 2));
  return median(quick.map(offsetOf));
}

function median(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((one, other) => one - other);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  return low === undefined || high === undefined ? undefined : Math.round((low + high) / 2);
}

/** Two clocks read at the same moment: the device's, which can be set, and one that only runs. Milliseconds. */
export interface Reading {
  readonly wallMs: number;
  readonly steadyMs: number;
}

/** What happened to the device's clock between two readings. */
export type Jump =
  | { readonly jump: 'none' }
  /** Set back. No sleep does that, so the offset is known to have grown by as much. */
  | { readonly jump: 'back'; readonly byMs: number }
  /** Set forward, or the device slept with its steady clock stopped: nobody can tell without asking the authority. */
  | { readonly jump: 'forward'; readonly byMs: number };

/** Clocks are trimmed by a few milliseconds all the time; from here on somebody set it. */
const JUMP_MS_MIN = 2_000;

/** Compares how far the two clocks went. */
export function judgeJump(before: Reading, after: Reading): Jump {
  const byMs = after.wallMs - before.wallMs - (after.steadyMs - before.steadyMs);
  if (byMs <= -JUMP_MS_MIN) return { jump: 'back', byMs: -byMs };
  if (byMs >= JUMP_MS_MIN) return { jump: 'forward', byMs };
  return { jump: 'none' };
}

/**
 * Whether a kept offset can still be believed: not when the device's clock stands before the moment it was learned at,
 * for then the clock was set back since.
 */
export function isBelievable(learned: LearnedOffset, wallMs: number): boolean {
  return wallMs >= learned.learnedAtMs - JUMP_MS_MIN;
}

/** Where in its time step an instant stands. */
export interface StepPosition {
  readonly step: number;
  /** Whole seconds until the next code, `period` down to 1. */
  readonly secondsLeft: number;
  /** Milliseconds until `secondsLeft` changes. */
  readonly nextTickMs: number;
}

/** @param period length of a step in seconds */
export function positionAt(nowMs: number, period: number): StepPosition {
  const stepMs = period * 1_000;
  const step = Math.floor(nowMs / stepMs);
  const leftMs = (step + 1) * stepMs - nowMs;
  const secondsLeft = Math.ceil(leftMs / 1_000);
  return { step, secondsLeft, nextTickMs: leftMs - (secondsLeft - 1) * 1_000 };
}
