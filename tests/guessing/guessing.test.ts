import { readFileSync } from 'node:fs';
import { defaultTokenConfiguration as rules } from '@warifu/token';
import { expect, test } from 'vitest';
import { guessCodes, openRandom } from './codes.ts';
import { PRODUCT } from './door.ts';
import { readFigures } from './figures.ts';
import { chanceBeforeLock, chanceOf, codeChance, triesIn } from './odds.ts';
import { PUBLISHED, pageOf } from './page.ts';
import { runLockout, spray } from './passwords.ts';

const CODES = 1_000;
const TRIALS = 2_000;
const deviationsFrom = (chance: number, hits: number): number =>
  Math.abs(hits - TRIALS * chance) / Math.sqrt(TRIALS * chance * (1 - chance));

test('the page on guessing is what the judges say now, and they say what was worked out', () => {
  const figures = readFigures(PUBLISHED.seed, PUBLISHED.trials);
  expect(figures.faults).toEqual([]);
  expect(readFileSync(new URL('../../docs/guessing.md', import.meta.url), 'utf8')).toBe(pageOf(figures));
});

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

test('a brake with a hole is seen: counted by the contract it would let a thousand passwords be compared', () => {
  const plan = { contracts: 1_000, addresses: 100, days: 0.05, perMinute: 100 };
  const [soon] = PRODUCT.login.brake.windows;
  expect(spray(PRODUCT, plan).looked_at).toBe((soon?.refusedMax ?? 0) + 1);
  const holed = { ...PRODUCT.login.brake, windows: [{ seconds: 60, refusedMax: 100 }] };
  expect(spray({ ...PRODUCT, login: { ...PRODUCT.login, brake: holed } }, plan).looked_at).toBeGreaterThan(
    1_000,
  );
});

test('the lock of strangers never meets the browser that knows the customer, and would if its waits were theirs', () => {
  expect(runLockout()).toMatchObject({ logins: 30, refusedAtHome: 0, refusedElsewhere: 30 });
  const alike = { ...PRODUCT.login, deviceDelaySeconds: [0, 86_400] };
  const { refusedAtHome } = runLockout({ ...PRODUCT, login: { ...alike, deviceDelaySeconds: [86_400] } });
  expect(refusedAtHome).toBeGreaterThan(0);
});
