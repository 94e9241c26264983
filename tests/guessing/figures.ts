import { defaultConfiguration } from '@warifu/bank';
import { defaultTokenConfiguration } from '@warifu/token';
import { strangerSchedule } from '../../packages/bank/src/contracts/wait-after.ts';
import { guessCodes, openRandom } from './codes.ts';
import { PRODUCT } from './door.ts';
import { chanceBeforeLock, chanceOf, codeChance, triesIn } from './odds.ts';
import { type LockedOut, type Run, runGuessers, runLockout } from './passwords.ts';

/** Codes are drawn from so many numbers instead of a million, so that hits are seen in thousands of guesses. */
const CODES = 1_000;
const MILLION = 1_000_000;
const YEAR = 365 * 86_400;
const DEVIATIONS_MAX = 4;

export interface CodeRun {
  readonly name: string;
  readonly hits: number;
  readonly expected: number;
}

export interface Figures {
  readonly seed: number;
  readonly trials: number;
  readonly codes: number;
  readonly codeRuns: readonly CodeRun[];
  readonly runs: readonly Run[];
  readonly lockout: LockedOut;
  readonly perGuess: number;
  readonly beforeLock: number;
  readonly betweenUses: number;
  readonly failuresMax: number;
  /** Of one contract in a year, by browsers that are strange to it. */
  readonly triesPerYear: number;
  /** Of the whole bank in a day, by who stays below the bounds of the brake. */
  readonly triesPerDay: number;
  readonly triesAtOnce: number;
  readonly loginsPerMinute: number;
  /** Sentences about what is not as worked out. */
  readonly faults: readonly string[];
}

/** Works all of it out, and simulates it. The same seed gives the same figures. */
export function readFigures(seed: number, trials: number): Figures {
  const rules = defaultTokenConfiguration;
  const { failuresMax } = rules;
  const random = openRandom(seed);
  const faults: string[] = [];

  const codeRun = (name: string, guesses: number, chance: number): CodeRun => {
    const { hits } = guessCodes({ random, codes: CODES, trials, guesses });
    const expected = trials * chance;
    // In standard deviations of a binomial count.
    const deviations = Math.abs(hits - expected) / Math.sqrt(expected * (1 - chance));
    if (deviations > DEVIATIONS_MAX) faults.push(`${name}: ${hits} hits, ${expected.toFixed(1)} expected`);
    return { name, hits, expected };
  };
  const codeRuns = [
    codeRun(`${failuresMax} guesses until the lock`, 2 * failuresMax, chanceBeforeLock(rules, CODES)),
    codeRun(
      `${failuresMax - 1} guesses between two of the customer’s own codes`,
      failuresMax - 1,
      chanceBeforeLock({ ...rules, failuresMax: failuresMax - 1 }, CODES),
    ),
  ];
  const runs = runGuessers();
  for (const { name, lookedAt, expectedMin, expectedMax } of runs)
    if (lookedAt < expectedMin || lookedAt > expectedMax)
      faults.push(`${name}: ${lookedAt} passwords compared, ${expectedMin} to ${expectedMax} expected`);
  const lockout = runLockout();
  if (lockout.refusedAtHome > 0)
    faults.push(`the customer was shut out of his own browser ${lockout.refusedAtHome} times`);

  const [soon, day] = PRODUCT.login.brake.windows;
  return {
    seed,
    trials,
    codes: CODES,
    codeRuns,
    runs,
    lockout,
    perGuess: codeChance(rules.windowSteps, MILLION),
    beforeLock: chanceBeforeLock(rules, MILLION),
    betweenUses: chanceOf(codeChance(rules.windowSteps, MILLION), failuresMax - 1),
    failuresMax,
    triesPerYear: triesIn(strangerSchedule(defaultConfiguration.login), YEAR),
    triesPerDay: day?.refusedMax ?? 0,
    triesAtOnce: soon?.refusedMax ?? 0,
    loginsPerMinute: PRODUCT.loginsPerMinute,
    faults,
  };
}
