import { type BusinessDate, businessDate, yen } from '@warifu/base';
import { addDays } from '../../src/calendar/business-date.ts';
import { defaultConfiguration as rules } from '../../src/configuration.ts';
import {
  agreedMaturityOf,
  closeSavingsAtMaturity,
  closeSavingsEarly,
  debitDayOf,
  dueDatesOf,
  type SavingsTerms,
  savingsMaturity,
} from '../../src/instalment-savings/formulas.ts';
import { formatRate, rate } from '../../src/interest/rate.ts';
import * as naive from './naive.ts';
import { SAVINGS, type SavingsExample } from './savings-examples.ts';
import {
  dated,
  earnedLine,
  grouped,
  money,
  quotient,
  shareLine,
  taxLines,
  type WorkedCase,
} from './written.ts';

/** The days of debit: each instalment on its due date or the next business day, but for those that came late. */
function debitsOf(terms: SavingsTerms, example: SavingsExample): readonly BusinessDate[] {
  const paid = dueDatesOf(terms).slice(0, example.paid ?? terms.instalments);
  return paid.map((due, index) => {
    const late = example.late?.[index + 1];
    return late === undefined ? debitDayOf(due) : businessDate(late);
  });
}

const paidOutLine = (
  principal: bigint,
  taxed: { gross: bigint; national: bigint; local: bigint },
  out: bigint,
) =>
  `受取 paid out: ${grouped(principal)} + ${grouped(taxed.gross)} − ${grouped(taxed.national)} − ${grouped(taxed.local)} = **${money(out)}**`;

function maturityCase(terms: SavingsTerms, example: SavingsExample, debits: readonly BusinessDate[]) {
  const agreed = agreedMaturityOf(terms);
  const maturity = savingsMaturity(terms, debits) ?? agreed;
  const on = addDays(maturity, example.daysAfter ?? 0);
  const ordinaryRate = rate(example.ordinary);
  const closing = closeSavingsAtMaturity(terms, maturity, { on, ordinaryRate }, rules);
  const { supplement, afterMaturity, interest, principal } = closing;
  const { instalment, monthsInAll, yearlyYield, amount } = supplement;
  const n = terms.instalments;
  const after =
    afterMaturity.days > 0
      ? [
          earnedLine('満期後利息 days after maturity', afterMaturity),
          `合計 in all: ${grouped(amount)} + ${grouped(afterMaturity.interest)} = ${money(interest.gross)}`,
        ]
      : [];
  return {
    lines: [
      maturity === agreed
        ? `満期日 maturity: ${dated(maturity)}`
        : `約定満期日 agreed maturity: ${dated(agreed)}; 最後の掛込 last instalment: ${dated(addDays(maturity, -1))} → 満期日 maturity ${dated(maturity)}`,
      `給付補填金 supplement: ${n} × ${n + 1} ÷ 2 = ${grouped(monthsInAll)}; ${grouped(instalment)} × ${grouped(monthsInAll)} × ${formatRate(yearlyYield)} ÷ 12 = ${quotient(instalment * monthsInAll * yearlyYield, 1_200_000n)} → **${money(amount)}**`,
      ...after,
      ...taxLines(interest, on),
      paidOutLine(principal, interest, closing.payout),
    ],
    paysOut: closing.payout,
    dayByDay: naive.savingsAtMaturity({ ...example, rate: example.rate }, maturity, on, example.ordinary),
  };
}

function earlyCase(terms: SavingsTerms, example: SavingsExample, debits: readonly BusinessDate[]) {
  const on = businessDate(example.closedOn ?? '');
  const closing = closeSavingsEarly(terms, debits, { on, ordinaryRate: rate(example.ordinary) }, rules);
  const { daysInAll, interest, rate: used, shareRate, ordinaryRate } = closing;
  const { fromMonths, sharePercent } = rules.instalmentSavings.early;
  const days = debits.map((debit) => naive.countDays(debit, on));
  const yenDays = terms.instalment * BigInt(daysInAll);
  return {
    lines: [
      `中途解約 closed early: ${dated(on)}`,
      shareRate === undefined
        ? `利率 rate: 初回掛込から${fromMonths}か月未満 under ${fromMonths} months: 普通預金利率 ordinary rate ${formatRate(used)}`
        : `${shareLine(`利率 rate, ${fromMonths}か月以上`, terms.yearlyYield, sharePercent, shareRate)}; 普通預金利率 ordinary rate ${formatRate(ordinaryRate)}; 適用 used: ${formatRate(used)}`,
      `D: ${days.length > 0 ? days.join(' + ') : '0'} = ${grouped(BigInt(daysInAll))}日`,
      `利息 interest: ${grouped(terms.instalment)} × ${grouped(BigInt(daysInAll))} × ${formatRate(used)} ÷ 365 = ${quotient(yenDays * used, 36_500_000n)} → **${money(interest.gross)}**`,
      ...taxLines(interest, on),
      paidOutLine(closing.principal, interest, closing.payout),
      `失う給付補填金 supplement lost: ${money(closing.lost)}`,
    ],
    paysOut: closing.payout,
    dayByDay: naive.savingsEarly(example, debits, on, example.ordinary),
  };
}

function work(example: SavingsExample): WorkedCase {
  const terms: SavingsTerms = {
    instalment: yen(example.instalment),
    instalments: example.instalments,
    chosenDay: example.chosenDay,
    yearlyYield: rate(example.rate),
    contractedOn: businessDate(example.contracted),
  };
  const debits = debitsOf(terms, example);
  const worked =
    example.closedOn === undefined ? maturityCase(terms, example, debits) : earlyCase(terms, example, debits);
  const shown = debits.slice(0, 6).map(dated);
  return {
    ...worked,
    title: example.title,
    byHand: example.byHand,
    lines: [
      `契約 contract: ${dated(terms.contractedOn)}, 掛金 ${money(terms.instalment)} × ${terms.instalments}回, 毎月${terms.chosenDay}日, ${formatRate(terms.yearlyYield)}`,
      `掛込 instalments debited: ${shown.length > 0 ? shown.join(', ') : 'なし none'}${debits.length > shown.length ? ` … (${debits.length})` : ''}`,
      ...worked.lines,
    ],
  };
}

export const savingsCases = (): readonly WorkedCase[] => SAVINGS.map(work);
