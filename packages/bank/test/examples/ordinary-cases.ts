import { businessDate, yen } from '@warifu/base';
import { defaultConfiguration } from '../../src/configuration.ts';
import { formatRate, rate } from '../../src/interest/rate.ts';
import { taxOf } from '../../src/interest/taxes.ts';
import {
  ordinaryInterest,
  ordinaryPostingDay,
  periodTo,
  settlementDayFrom,
} from '../../src/ordinary-interest/formulas.ts';
import * as naive from './naive.ts';
import { ORDINARY, type OrdinaryExample } from './ordinary-examples.ts';
import { dated, grouped, money, quotient, stretch, taxLines, type WorkedCase } from './written.ts';

const rules = defaultConfiguration.ordinaryInterest;

function work({ title, byHand, ...given }: OrdinaryExample): WorkedCase {
  const opened = businessDate(given.opened);
  const settlement = settlementDayFrom(businessDate(given.around), rules);
  const closedBefore = given.closed === undefined ? undefined : businessDate(given.closed);
  const whole = periodTo(settlement, opened, rules);
  const period = closedBefore ? { ...whole, last: naiveDayBefore(closedBefore) } : whole;
  const balances = given.balances.map(([from, balance]) => ({
    from: businessDate(from),
    balance: yen(balance),
  }));
  const rates = given.rates.map(([from, thousandths]) => ({
    from: businessDate(from),
    rate: rate(thousandths),
  }));
  const { stretches, interest } = ordinaryInterest(period, balances, rates, rules);
  const paidOn = closedBefore ?? ordinaryPostingDay(settlement);
  const taxed = taxOf(interest, paidOn, defaultConfiguration.taxes);
  const products = stretches.map(({ base, days, rate: used }) => base * BigInt(days) * used);
  const sum = products.reduce((total, product) => total + product, 0n);
  return {
    title,
    byHand,
    paysOut: taxed.net,
    dayByDay: naive.netOf(naive.ordinary(period.first, period.last, given.balances, given.rates), paidOn),
    lines: [
      `期間 period: ${dated(period.first)} 〜 ${dated(period.last)} 両端を含む both included${closedBefore ? '; 解約日の前日まで to the day before the closing' : '; 決算日 settlement day'}`,
      ...stretches.map(
        ({ from, to, days, balance, base, rate: used }) =>
          `残高 balance ${money(balance)} → 付利残高 base ${money(base)}: ${stretch(from, to, days)}; ${grouped(base)} × ${formatRate(used)} × ${days} = ${quotient(base * used * BigInt(days), 100_000n)}`,
      ),
      `利息 interest: ${quotient(sum, 100_000n)} ÷ 365 = ${quotient(sum, 36_500_000n)} → **${money(interest)}**`,
      ...(interest === 0n
        ? ['記帳なし nothing is posted']
        : [
            ...taxLines(taxed, paidOn),
            `入金 credited ${dated(paidOn)}: ${grouped(taxed.gross)} − ${grouped(taxed.national)} − ${grouped(taxed.local)} = **${money(taxed.net)}**`,
          ]),
    ],
  };
}

const naiveDayBefore = (date: string) =>
  businessDate(new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10));

export const ordinaryCases = (): readonly WorkedCase[] => ORDINARY.map(work);
