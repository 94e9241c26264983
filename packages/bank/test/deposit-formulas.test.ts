import { type BusinessDate, businessDate, yen } from '@warifu/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths, daysBetween } from '../src/calendar/business-date.ts';
import { isBusinessDay } from '../src/calendar/business-day.ts';
import { defaultConfiguration as rules } from '../src/configuration.ts';
import {
  agreedMaturityOf,
  closeSavingsAtMaturity,
  closeSavingsEarly,
  debitDayOf,
  dueDatesOf,
  type SavingsTerms,
  savingsMaturity,
  supplementOf,
} from '../src/instalment-savings/formulas.ts';
import { rate } from '../src/interest/rate.ts';
import { taxOf } from '../src/interest/taxes.ts';
import { baseOf, ordinaryInterest, periodTo, settlementDayFrom } from '../src/ordinary-interest/formulas.ts';
import { closeEarly } from '../src/time-deposits/close-early.ts';
import {
  closeAtMaturity,
  closingDayOf,
  interestOfTerm,
  interimInterests,
  maturityOf,
  payInterim,
  renew,
  renewedTerms,
  type TimeDepositTerms,
} from '../src/time-deposits/formulas.ts';
import * as naive from './examples/naive.ts';

const RUNS = { numRuns: 150 };
const rates = fc.bigInt({ min: 0n, max: 1_500n }).map(rate);
const days = fc.integer({ min: 0, max: 4_700 }).map((after) => addDays(businessDate('2026-01-01'), after));

const deposits: fc.Arbitrary<TimeDepositTerms> = fc.record({
  principal: fc.bigInt({ min: 10_000n, max: 9_999_999n }).map(yen),
  termMonths: fc.constantFrom(...rules.timeDeposits.termsMonths),
  rate: rates,
  openedOn: days,
});

const naiveOf = (terms: TimeDepositTerms): naive.NaiveDeposit => ({
  principal: terms.principal,
  months: terms.termMonths,
  rate: terms.rate,
  opened: terms.openedOn,
});

const paidUntil = (terms: TimeDepositTerms, on: BusinessDate) =>
  interimInterests(terms, rules)
    .filter(({ to }) => to <= on)
    .map((interim) => payInterim(interim, rules));

test('a deposit closed at maturity or after pays what a clerk counts day by day', () => {
  fc.assert(
    fc.property(deposits, fc.nat(400), rates, (terms, later, ordinaryRate) => {
      const on = addDays(maturityOf(terms), later);
      const closing = closeAtMaturity(terms, paidUntil(terms, on), { on, ordinaryRate }, rules);
      expect(closing.payout).toBe(naive.atMaturity(naiveOf(terms), on, ordinaryRate));
      expect(closing.interim.gross + closing.rest).toBe(closing.term.interest);
      expect(closing.interest.gross).toBe(closing.rest + closing.afterMaturity.interest);
      expect(closing.payout).toBe(terms.principal + closing.interest.net);
    }),
    RUNS,
  );
});

test('a deposit closed early pays what a clerk counts day by day, and never more tax than its interest bears', () => {
  fc.assert(
    fc.property(
      deposits,
      fc.double({ min: 0, max: 0.9999, noNaN: true }),
      rates,
      (terms, held, ordinaryRate) => {
        const term = daysBetween(terms.openedOn, maturityOf(terms));
        const on = addDays(terms.openedOn, Math.floor(held * term));
        const closing = closeEarly(terms, paidUntil(terms, on), { on, ordinaryRate }, rules);
        expect(closing.payout).toBe(naive.early(naiveOf(terms), on, ordinaryRate));
        // Everything the customer ever got: principal and E, less what was kept as tax.
        const { interim, interest, earned } = closing;
        const national = interim.national + interest.national - closing.nationalGivenBack;
        const local = interim.local + interest.local - closing.localGivenBack;
        expect(closing.payout + interim.net).toBe(terms.principal + earned.interest - national - local);
        expect(closing.payout >= terms.principal - interim.gross).toBe(true);
        expect(closing.takenBack === 0n || interest.gross === 0n).toBe(true);
        expect(closing.lost).toBe(
          closing.term.interest > earned.interest ? closing.term.interest - earned.interest : 0n,
        );
      },
    ),
    RUNS,
  );
});

test('with one ordinary rate, a day more at maturity never earns less, and pays ¥1 less only where both taxes step', () => {
  fc.assert(
    fc.property(deposits, fc.nat(400), rates, (terms, later, ordinaryRate) => {
      const on = addDays(maturityOf(terms), later);
      const paid = paidUntil(terms, on);
      const today = closeAtMaturity(terms, paid, { on, ordinaryRate }, rules);
      const tomorrow = closeAtMaturity(terms, paid, { on: addDays(on, 1), ordinaryRate }, rules);
      expect(tomorrow.interest.gross >= today.interest.gross).toBe(true);
      // Each tax is floored on its own, so one yen of interest can cost a yen of each. The tax of 2038 is lower.
      const isCostly =
        tomorrow.interest.national > today.interest.national &&
        tomorrow.interest.local > today.interest.local;
      expect(tomorrow.payout >= today.payout - (isCostly ? 1n : 0n)).toBe(true);
    }),
    RUNS,
  );
});

test('¥20 of interest pays ¥1 less than ¥19: 3 and 1 are withheld of it, of the other 2 and 0', () => {
  const day = businessDate('2027-06-01');
  expect(taxOf(yen(19n), day, rules.taxes).net).toBe(17n);
  expect(taxOf(yen(20n), day, rules.taxes).net).toBe(16n);
});

test('more principal, a higher rate or a longer stay never earns less before maturity', () => {
  fc.assert(
    fc.property(deposits, fc.nat(1_700), (terms, held) => {
      const ordinaryRate = rate(0n);
      const on = addDays(terms.openedOn, held);
      const earn = (of: TimeDepositTerms, day: BusinessDate) =>
        closeEarly(of, [], { on: day, ordinaryRate }, rules).earned.interest;
      const earned = earn(terms, on);
      expect(earn({ ...terms, principal: yen(terms.principal + 1n) }, on) >= earned).toBe(true);
      expect(earn({ ...terms, rate: rate(terms.rate + 1n) }, on) >= earned).toBe(true);
      expect(earn(terms, addDays(on, 1)) >= earned).toBe(true);
    }),
    RUNS,
  );
});

test('interim interest is never more than the interest of the term, and lies on the anniversaries', () => {
  fc.assert(
    fc.property(deposits, (terms) => {
      const interims = interimInterests(terms, rules);
      expect(interims.map(({ to }) => to)).toEqual(
        terms.termMonths < 24
          ? []
          : Array.from({ length: terms.termMonths / 12 - 1 }, (_, year) =>
              addMonths(terms.openedOn, (year + 1) * 12),
            ),
      );
      const paid = interims.reduce((sum, { interest }) => sum + interest, 0n);
      expect(paid <= interestOfTerm(terms).interest).toBe(true);
    }),
    RUNS,
  );
});

test('a renewal keeps every yen: principal and net interest are in the new deposit or on the account', () => {
  fc.assert(
    fc.property(
      deposits,
      fc.constantFrom('renew_with_interest' as const, 'renew_principal' as const),
      (terms, kind) => {
        const paid = paidUntil(terms, maturityOf(terms));
        const renewal = renew(terms, paid, kind, rules);
        const closed = closeAtMaturity(terms, paid, { on: maturityOf(terms), ordinaryRate: rate(0n) }, rules);
        if (renewal === undefined) {
          expect(kind).toBe('renew_with_interest');
          expect(closed.payout > 9_999_999n).toBe(true);
          return;
        }
        expect(renewal.newPrincipal + renewal.paidOut).toBe(closed.payout);
        expect(renewal.newPrincipal <= 9_999_999n).toBe(true);
        expect(kind === 'renew_principal' ? renewal.newPrincipal : renewal.paidOut).toBe(
          kind === 'renew_principal' ? terms.principal : 0n,
        );
      },
    ),
    RUNS,
  );
});

test('a renewed deposit begins anew: the 31st is forgotten, as the date of a new deposit is', () => {
  const terms = {
    principal: yen(1_000_000n),
    termMonths: 1,
    rate: rate(110n),
    openedOn: businessDate('2027-01-31'),
  };
  const renewal = renew(terms, [], 'renew_principal', rules);
  if (!renewal) throw new Error('it is renewed');
  const next = renewedTerms(terms, renewal, rate(120n));
  expect([next.openedOn, maturityOf(next), next.rate]).toEqual(['2027-02-28', '2027-03-28', 120n]);
});

test('the closing day is the first business day from maturity on', () => {
  fc.assert(
    fc.property(days, (maturity) => {
      const on = closingDayOf(maturity);
      expect(isBusinessDay(on)).toBe(true);
      for (let day = maturity; day < on; day = addDays(day, 1)) expect(isBusinessDay(day)).toBe(false);
    }),
    RUNS,
  );
});

const savings: fc.Arbitrary<SavingsTerms> = fc.record({
  instalment: fc.bigInt({ min: 1n, max: 500n }).map((thousands) => yen(thousands * 1_000n)),
  instalments: fc.integer({ min: 6, max: 60 }),
  chosenDay: fc.integer({ min: 1, max: 31 }),
  yearlyYield: rates,
  contractedOn: days,
});

test('due dates are one a month, after the contract day, on the chosen day or the last of the month', () => {
  fc.assert(
    fc.property(savings, (terms) => {
      const due = dueDatesOf(terms);
      expect(due).toHaveLength(terms.instalments);
      const all = [...due, agreedMaturityOf(terms)];
      for (const [index, date] of all.entries()) {
        const isLast = addDays(date, 1).endsWith('-01');
        const day = Number(date.slice(8));
        expect(day === terms.chosenDay || (isLast && day < terms.chosenDay)).toBe(true);
        const before = all[index - 1];
        const months = (of: string) => Number(of.slice(0, 4)) * 12 + Number(of.slice(5, 7));
        if (before) expect(months(date) - months(before)).toBe(1);
      }
      const [first] = all;
      if (!first) throw new Error('there is a first');
      expect(first > terms.contractedOn).toBe(true);
      expect(daysBetween(terms.contractedOn, first) <= 31).toBe(true);
    }),
    RUNS,
  );
});

/** Each instalment some days late, never before the one before it. */
const debitsOf = (terms: SavingsTerms, lateness: readonly number[]): readonly BusinessDate[] => {
  const debits: BusinessDate[] = [];
  for (const [index, due] of dueDatesOf(terms).entries()) {
    const day = addDays(debitDayOf(due), lateness[index % lateness.length] ?? 0);
    const before = debits.at(-1) ?? day;
    debits.push(day > before ? day : before);
  }
  return debits;
};

const lateness = fc.array(fc.constantFrom(0, 0, 0, 1, 5, 40), { minLength: 1, maxLength: 12 });

test('savings pay what a clerk counts month by month, and late instalments do not lessen it', () => {
  fc.assert(
    fc.property(savings, lateness, fc.nat(400), rates, (terms, late, later, ordinaryRate) => {
      const debits = debitsOf(terms, late);
      const maturity = savingsMaturity(terms, debits);
      const agreed = agreedMaturityOf(terms);
      const last = debits.at(-1);
      if (!maturity || !last) throw new Error('all are debited');
      expect(maturity).toBe(last < agreed ? agreed : addDays(last, 1));
      expect(savingsMaturity(terms, debits.slice(1))).toBeUndefined();
      const on = addDays(maturity, later);
      const closing = closeSavingsAtMaturity(terms, maturity, { on, ordinaryRate }, rules);
      const given = { ...terms, rate: terms.yearlyYield };
      expect(closing.payout).toBe(naive.savingsAtMaturity(given, maturity, on, ordinaryRate));
      expect(closing.interest.gross).toBe(supplementOf(terms).amount + closing.afterMaturity.interest);
    }),
    RUNS,
  );
});

test('savings closed early pay what a clerk counts instalment by instalment', () => {
  fc.assert(
    fc.property(
      savings,
      lateness,
      fc.nat(60),
      fc.nat(200),
      rates,
      (terms, late, paid, later, ordinaryRate) => {
        const debits = debitsOf(terms, late).slice(0, paid);
        const on = addDays(debits.at(-1) ?? terms.contractedOn, later);
        const closing = closeSavingsEarly(terms, debits, { on, ordinaryRate }, rules);
        const given = { ...terms, rate: terms.yearlyYield };
        expect(closing.payout).toBe(naive.savingsEarly(given, debits, on, ordinaryRate));
        expect(closing.principal).toBe(terms.instalment * BigInt(debits.length));
        expect(closing.payout >= closing.principal).toBe(true);
      },
    ),
    // Each run counts up to sixty stretches of days one by one.
    { numRuns: 30 },
  );
});

const steps = fc.uniqueArray(fc.nat(400), { maxLength: 12 }).map((list) => list.sort((a, b) => a - b));

test('ordinary interest is the sum of its days, floored once', () => {
  fc.assert(
    fc.property(
      days,
      steps,
      fc.array(fc.bigInt({ min: 0n, max: 5_000_000n }), { minLength: 13, maxLength: 13 }),
      steps,
      fc.array(rates, { minLength: 13, maxLength: 13 }),
      (openedOn, balanceSteps, balances, rateSteps, rateValues) => {
        const settlement = settlementDayFrom(addDays(openedOn, 100), rules.ordinaryInterest);
        const period = periodTo(settlement, openedOn, rules.ordinaryInterest);
        const held = balanceSteps.map((after, index) => ({
          from: addDays(openedOn, after),
          balance: yen(balances[index] ?? 0n),
        }));
        const valid = [0, ...rateSteps.filter((after) => after > 0)].map((after, index) => ({
          from: addDays(openedOn, after),
          rate: rateValues[index] ?? rate(0n),
        }));
        const { interest, stretches } = ordinaryInterest(period, held, valid, rules.ordinaryInterest);
        const counted = naive.ordinary(
          period.first,
          period.last,
          held.map(({ from, balance }) => [from, balance] as const),
          valid.map(({ from, rate: used }) => [from, used] as const),
        );
        expect(interest).toBe(counted);
        expect(stretches.reduce((sum, one) => sum + one.days, 0)).toBe(
          daysBetween(period.first, period.last) + 1,
        );
      },
    ),
    RUNS,
  );
});

test.each([
  ['2026-02-01', '2026-02-21'],
  ['2026-02-21', '2026-02-21'],
  ['2026-02-22', '2026-08-15'],
  ['2026-08-16', '2027-02-20'],
  ['2028-12-31', '2029-02-17'],
])('from %s on the next settlement day is the third Saturday %s', (day, settlement) => {
  expect(settlementDayFrom(businessDate(day), rules.ordinaryInterest)).toBe(settlement);
});

test.each([
  ['2026-02-21', '2020-04-01', '2025-08-17'],
  ['2026-08-15', '2020-04-01', '2026-02-22'],
  ['2026-08-15', '2026-06-30', '2026-06-30'],
])('the period to %s of an account opened on %s begins on %s', (settlement, openedOn, first) => {
  expect(periodTo(businessDate(settlement), businessDate(openedOn), rules.ordinaryInterest)).toEqual({
    first,
    last: settlement,
  });
});

test.each([
  [0n, 0n],
  [999n, 0n],
  [1_000n, 1_000n],
  [1_099n, 1_000n],
  [250_199n, 250_100n],
])('a balance of ¥%s at the end of a day bears interest as ¥%s', (balance, base) => {
  expect(baseOf(yen(balance), rules.ordinaryInterest)).toBe(base);
});
