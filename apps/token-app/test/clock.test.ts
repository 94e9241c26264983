import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  estimateOffset,
  isBelievable,
  judgeJump,
  offsetOf,
  positionAt,
  type Sample,
} from '../src/client/clock.ts';

const NOON = Date.UTC(2026, 10, 24, 3, 0, 0);

/** A question that took `out` to get there and `back` to come back, in milliseconds. */
function sample(offsetMs: number, out: number, back: number): Sample {
  return { sentMs: NOON, roundTripMs: out + back, authorityMs: NOON + out + offsetMs };
}

describe('the offset', () => {
  test('is exact where both ways take as long', () => {
    expect(offsetOf(sample(-4_200, 80, 80))).toBe(-4_200);
  });

  test('is the median of the quicker half, so that one stray does not move it', () => {
    const samples = [sample(500, 20, 20), sample(500, 21, 21), sample(90_000, 22, 22), sample(500, 900, 20)];
    expect(estimateOffset([...samples, sample(500, 1_500, 20)])).toBe(500);
  });

  test('is not told by answers that took more than eight seconds', () => {
    expect(estimateOffset([sample(500, 4_100, 4_000)])).toBeUndefined();
    expect(estimateOffset([])).toBeUndefined();
  });

  test('errs by less than half of the median round trip at most, however the ways differ', () => {
    const way = fc.integer({ min: 0, max: 2_000 });
    const ways = fc.array(fc.tuple(way, way), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), ways, (offsetMs, given) => {
        const estimate = estimateOffset(given.map(([out, back]) => sample(offsetMs, out, back)));
        const trips = given.map(([out, back]) => out + back).sort((one, other) => one - other);
        const slowestOfTheQuick = trips[Math.ceil(trips.length / 2) - 1] ?? 0;
        expect(Math.abs((estimate ?? Number.NaN) - offsetMs)).toBeLessThanOrEqual(
          slowestOfTheQuick / 2 + 0.5,
        );
      }),
    );
  });
});

describe('a jump of the clock', () => {
  const before = { wallMs: NOON, steadyMs: 10_000 };

  test.each([
    ['none, when both clocks ran alike', 1_000, 1_000, { jump: 'none' }],
    ['none, when it was trimmed a little', 2_500, 1_000, { jump: 'none' }],
    ['back, when it was set back', -3_599_000, 1_000, { jump: 'back', byMs: 3_600_000 }],
    ['forward, when it was set forward or slept', 3_601_000, 1_000, { jump: 'forward', byMs: 3_600_000 }],
  ])('is %s', (_, wall, steady, judged) => {
    expect(judgeJump(before, { wallMs: NOON + wall, steadyMs: 10_000 + steady })).toEqual(judged);
  });

  test('back beyond the moment of learning makes a kept offset unbelievable', () => {
    const learned = { offsetMs: 700, learnedAtMs: NOON };
    expect(isBelievable(learned, NOON + 86_400_000)).toBe(true);
    expect(isBelievable(learned, NOON - 60_000)).toBe(false);
  });
});

describe('the place in a step', () => {
  test.each([
    [0, 30, 1_000],
    [1, 30, 999],
    [999, 30, 1],
    [1_000, 29, 1_000],
    [29_000, 1, 1_000],
    [29_999, 1, 1],
  ])(
    '%i ms after its start has %i seconds left, and the next tick in %i ms',
    (after, secondsLeft, nextTickMs) => {
      expect(positionAt(NOON + after, 30)).toEqual({ step: NOON / 30_000, secondsLeft, nextTickMs });
    },
  );
});
