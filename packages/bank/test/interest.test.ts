import { businessDate, yen } from '@warifu/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, chosenDayOf, daysBetween } from '../src/calendar/business-date.ts';
import { assertConfiguration, defaultConfiguration } from '../src/configuration.ts';
import { formatRate, higherRate, rate, shareOfRate } from '../src/interest/rate.ts';
import { plus, rational, round } from '../src/interest/rational.ts';
import { sumOfTaxed, taxOf, taxRatesOn } from '../src/interest/taxes.ts';
import { validOn } from '../src/interest/valid-on.ts';
import { countDays } from './examples/naive.ts';

const { taxes } = defaultConfiguration;
const TODAY = businessDate('2026-11-27');

test.each([
  [7n, 2n, 3n],
  [8n, 2n, 4n],
  [-1n, 2n, -1n],
  [-4n, 2n, -2n],
  [0n, 5n, 0n],
])('the floor of %s / %s is %s', (numerator, denominator, whole) => {
  expect(round(rational(numerator, denominator), 'floor')).toBe(whole);
});

test('a floor is the whole number below, and less than one away', () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), (numerator, denominator) => {
      const whole = round(rational(numerator, denominator), 'floor');
      expect(whole * denominator <= numerator).toBe(true);
      expect(numerator < (whole + 1n) * denominator).toBe(true);
    }),
  );
});

test('a sum of fractions loses nothing, whatever their denominators', () => {
  const third = rational(1n, 3n);
  expect(round(plus(plus(third, third), third), 'floor')).toBe(1n);
  expect(round(plus(rational(1n, 3n), rational(2n, 6n)), 'floor')).toBe(0n);
  expect(round(plus(rational(1n, 3n), rational(4n, 6n)), 'floor')).toBe(1n);
});

test('a fraction has a positive denominator', () => {
  expect(() => rational(1n, 0n)).toThrow('positive');
});

test.each([
  [2n, '0.002%'],
  [125n, '0.125%'],
  [15_315n, '15.315%'],
  [5_000n, '5.000%'],
  [0n, '0.000%'],
])('a rate of %s thousandths is shown as %s', (thousandths, shown) => {
  expect(formatRate(rate(thousandths))).toBe(shown);
});

test('a rate is not negative', () => {
  expect(() => rate(-1n)).toThrow('negative');
});

test.each([
  [125n, 70n, 87n],
  [125n, 40n, 50n],
  [2n, 40n, 0n],
  [2n, 50n, 1n],
  [999n, 90n, 899n],
])('%s thousandths of a per cent, cut to a share of %s %%, are %s', (whole, percent, cut) => {
  expect(shareOfRate(rate(whole), percent)).toBe(cut);
  expect(higherRate(rate(whole), rate(cut))).toBe(whole);
});

test.each([
  ['2026-11-27', 0n, 0n, 0n],
  ['2026-11-27', 6n, 0n, 0n],
  ['2026-11-27', 7n, 1n, 0n],
  ['2026-11-27', 19n, 2n, 0n],
  ['2026-11-27', 20n, 3n, 1n],
  ['2037-12-31', 1_000n, 153n, 50n],
  ['2038-01-01', 1_000n, 150n, 50n],
  ['2038-01-01', 6n, 0n, 0n],
])('on %s interest of ¥%s bears ¥%s of national and ¥%s of local tax', (day, gross, national, local) => {
  expect(taxOf(yen(gross), businessDate(day), taxes)).toEqual({
    gross,
    national,
    local,
    net: gross - national - local,
  });
});

test('gross is net and taxes, more interest is less in hand by ¥1 at most, and taxes apart never exceed the tax on the sum', () => {
  const amount = fc.bigInt({ min: 0n, max: 10_000_000n }).map(yen);
  fc.assert(
    fc.property(amount, amount, (one, other) => {
      const taxed = taxOf(one, TODAY, taxes);
      expect(taxed.net + taxed.national + taxed.local).toBe(taxed.gross);
      const both = taxOf(yen(one + other), TODAY, taxes);
      // One yen more can make both floors step: ¥20 leave ¥16, and ¥19 leave ¥17.
      expect(both.net >= taxed.net - (other === 1n ? 1n : 0n)).toBe(true);
      const apart = sumOfTaxed([taxed, taxOf(other, TODAY, taxes)]);
      expect(apart.gross).toBe(both.gross);
      expect(apart.national <= both.national && apart.local <= both.local).toBe(true);
    }),
  );
});

test('a day before the tax table is a bug, and never free of tax', () => {
  expect(() => taxRatesOn(businessDate('2012-12-31'), taxes)).toThrow('tax table');
});

test.each([
  ['2025-12-31', undefined],
  ['2026-01-01', 'first'],
  ['2026-12-05', 'first'],
  // A Sunday.
  ['2026-12-06', 'second'],
  ['2030-01-01', 'second'],
])('of entries with dates, %s has the latest one that is valid', (day, found) => {
  const entries = [
    { validFrom: businessDate('2026-12-06'), name: 'second' },
    { validFrom: businessDate('2026-01-01'), name: 'first' },
  ];
  expect(validOn(entries, businessDate(day))?.name).toBe(found);
});

test('days are counted as a clerk does, the first and not the last', () => {
  expect(daysBetween(businessDate('2028-02-28'), businessDate('2028-03-01'))).toBe(2);
  expect(daysBetween(TODAY, TODAY)).toBe(0);
  fc.assert(
    fc.property(fc.nat(30_000), fc.nat(2_000), (start, days) => {
      const first = addDays(businessDate('1990-01-01'), start);
      const last = addDays(first, days);
      expect(daysBetween(first, last)).toBe(days);
      expect(countDays(first, last)).toBe(BigInt(days));
    }),
    { numRuns: 50 },
  );
});

test.each([
  ['2027-02-10', 31, '2027-02-28'],
  ['2028-02-10', 30, '2028-02-29'],
  ['2027-04-30', 31, '2027-04-30'],
  ['2027-04-30', 1, '2027-04-01'],
])('in the month of %s the %s. is %s', (month, chosen, day) => {
  expect(chosenDayOf(businessDate(month), chosen)).toBe(day);
});

test.each([
  ['timeDeposits.termsMonths', { timeDeposits: { termsMonths: [12, 6] } }],
  ['timeDeposits.principalMin', { timeDeposits: { principalMin: yen(10_000_000n) } }],
  ['timeDeposits.interimSharePercent', { timeDeposits: { interimSharePercent: 101n } }],
  ['timeDeposits.earlyShares', { timeDeposits: { earlyShares: [{ fromMonths: 6, sharePercent: 101n }] } }],
  ['instalmentSavings.instalmentsMin', { instalmentSavings: { instalmentsMin: 61 } }],
  ['instalmentSavings.instalmentMin', { instalmentSavings: { instalmentMin: yen(1_500n) } }],
  ['ordinaryInterest.settlementMonths', { ordinaryInterest: { settlementMonths: [8, 2] } }],
] as const)('settings that contradict themselves are named: %s', (name, change) => {
  const wrong = { ...defaultConfiguration };
  for (const [group, values] of Object.entries(change)) {
    const rules: object = wrong[group as 'timeDeposits' | 'instalmentSavings' | 'ordinaryInterest'];
    Object.assign(wrong, { [group]: { ...rules, ...values } });
  }
  expect(() => assertConfiguration(wrong)).toThrow(name);
});
