import { expect, test } from 'vitest';
import { countedFailure, judgeWait, waitSecondsOf } from '../src/waits.ts';

const RULE = { free: 3, firstSeconds: 30, maxSeconds: 3_600, forgetSeconds: 86_400 };

test.each([
  [0, 0],
  [3, 0],
  [4, 30],
  [5, 60],
  [10, 1_920],
  [11, 3_600],
  [10_000, 3_600],
])('after %i failures the next attempt waits %i s', (failures, seconds) => {
  expect(waitSecondsOf(failures, RULE)).toBe(seconds);
});

test('a day without a failure forgets all of them', () => {
  const counter = { failures: 9, lastFailedAt: 1_000, waitUntil: 2_000 };
  expect(countedFailure(counter, RULE, 1_000 + 86_400, false).failures).toBe(10);
  expect(countedFailure(counter, RULE, 1_001 + 86_400, false)).toEqual({
    failures: 1,
    lastFailedAt: 87_401,
    waitUntil: undefined,
  });
});

test('a first code far off counts, and makes nobody wait', () => {
  const counter = { failures: 9, lastFailedAt: 1_000, waitUntil: undefined };
  expect(countedFailure(counter, RULE, 1_001, true)).toEqual({
    failures: 10,
    lastFailedAt: 1_001,
    waitUntil: undefined,
  });
});

test('the longest of the waits is told, until its very second', () => {
  const waiting = (waitUntil: number | undefined) => ({ failures: 4, lastFailedAt: 1, waitUntil });
  expect(judgeWait([waiting(40), waiting(70), waiting(undefined)], 69)).toBe(70);
  expect(judgeWait([waiting(40), waiting(70)], 70)).toBeUndefined();
});
