import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { thousandthsOf, ticksOf } from '../src/scale.ts';

describe('the scale of a chart', () => {
  test.each<[string, readonly bigint[], readonly bigint[]]>([
    ['nothing', [0n], [0n, 1n]],
    ['one amount', [7n], [7n, 8n]],
    ['a wide range', [1_000n, 1_234_567n], [0n, 500_000n, 1_000_000n, 1_500_000n]],
    ['a narrow one', [995n, 1_005n], [995n, 1_000n, 1_005n]],
    ['one around zero', [-330n, 100n], [-400n, -200n, 0n, 200n]],
  ])('of %s has round steps', (_what, amounts, ticks) => {
    expect(ticksOf(amounts)).toEqual(ticks);
  });

  test('holds every amount between its ends, in a handful of even steps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }), { minLength: 1 }),
        (amounts) => {
          const ticks = ticksOf(amounts);
          expect(ticks.length).toBeGreaterThanOrEqual(2);
          expect(ticks.length).toBeLessThanOrEqual(6);
          const [bottom = 0n, next = 0n] = ticks;
          const top = ticks.at(-1) ?? 0n;
          for (const [place, tick] of ticks.entries())
            expect(tick).toBe(bottom + BigInt(place) * (next - bottom));
          for (const amount of amounts) {
            const thousandths = thousandthsOf(amount, bottom, top);
            expect(thousandths).toBeGreaterThanOrEqual(0);
            expect(thousandths).toBeLessThanOrEqual(1_000);
          }
        },
      ),
    );
  });
});
