import { defaultTokenConfiguration as rules } from '@warifu/token';
import { expect, test } from 'vitest';
import { guessCodes, openRandom } from './codes.ts';
import { chanceBeforeLock, chanceOf, codeChance, triesIn } from './odds.ts';

const CODES = 1_000;
const TRIALS = 2_000;
const deviationsFrom = (chance: number, hits: number): number =>
  Math.abs(hits - TRIALS * chance) / Math.sqrt(TRIALS * chance * (1 - chance));

test('the judge lets through as many guesses before its lock as the closed form says, and not those of a wider window', () => {
  const guess = { random: openRandom(7), codes: CODES, trials: TRIALS, guesses: 2 * rules.failuresMax };
  const { hits } = guessCodes(guess);
  expect(deviationsFrom(chanceBeforeLock(rules, CODES), hits)).toBeLessThan(4);
  expect(deviationsFrom(chanceBeforeLock({ ...rules, windowSteps: 3 }, CODES), hits)).toBeGreaterThan(4);
  expect(deviationsFrom(chanceBeforeLock({ ...rules, failuresMax: 20 }, CODES), hits)).toBeGreaterThan(4);
});

test('ten guesses at one binding hit once in some thirty thousand', () => {
  expect(codeChance(1, 1_000_000)).toBe(3e-6);
  expect(1 / chanceBeforeLock(rules, 1_000_000)).toBeCloseTo(33_331, -3);
  expect(chanceOf(0.5, 2)).toBeCloseTo(0.75);
});

test('the last wait of a schedule is waited again and again', () => {
  expect(triesIn([0, 2, 5, 15, 86_400], 86_400)).toBe(5);
  expect(triesIn([0, 2, 5, 15, 86_400], 10 * 86_400)).toBe(14);
});
