/** The chance of at least one hit in so many independent guesses. */
export const chanceOf = (perGuess: number, guesses: number): number =>
  -Math.expm1(guesses * Math.log1p(-perGuess));

/** Years until a hit is expected, where every year has the same chance. */
export const yearsOf = (chancePerYear: number): number => 1 / chancePerYear;

/**
 * One code guess on a binding whose window has `2 × windowSteps + 1` codes, none of them spent. Two codes that fall on the
 * same number count once less than this says: it is an upper bound.
 */
export const codeChance = (windowSteps: number, codes: number): number => (2 * windowSteps + 1) / codes;

/**
 * A hit before the lock: each guess by itself, and a far-off code that is met by chance, whose second one is then met
 * by a later guess.
 */
export function chanceBeforeLock(
  rules: { readonly windowSteps: number; readonly farSteps: number; readonly failuresMax: number },
  codes: number,
): number {
  const { windowSteps, farSteps, failuresMax } = rules;
  const far = (2 * (farSteps - windowSteps)) / codes;
  const pairs = (failuresMax * (failuresMax - 1)) / 2;
  return chanceOf(codeChance(windowSteps, codes), failuresMax) + (pairs * far) / codes;
}

/** Tries that the schedule lets through in a time: the nth is followed by its wait, the last wait by itself for ever. */
export function triesIn(schedule: readonly number[], seconds: number): number {
  const last = schedule.at(-1) ?? 0;
  const growing = schedule.slice(0, -1).reduce((sum, wait) => sum + wait, 0);
  if (last === 0 || seconds < growing) throw new Error('a year is longer than the growing waits');
  return schedule.length + Math.floor((seconds - growing) / last);
}
