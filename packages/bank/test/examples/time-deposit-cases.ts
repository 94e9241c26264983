import { type BusinessDate, businessDate, yen } from '@warifu/base';
import { defaultConfiguration as rules } from '../../src/configuration.ts';
import { formatRate, rate, shareOfRate } from '../../src/interest/rate.ts';
import { taxRatesOn } from '../../src/interest/taxes.ts';
import { closeEarly, type EarlyClosing } from '../../src/time-deposits/close-early.ts';
import {
  closeAtMaturity,
  closingDayOf,
  interimInterests,
  type MaturityInterest,
  maturityOf,
  payInterim,
  type RenewalKind,
  renew,
  renewedTerms,
  type TimeDepositTerms,
} from '../../src/time-deposits/formulas.ts';
import * as naive from './naive.ts';
import { TIME_DEPOSITS, type TimeDepositExample } from './time-deposit-examples.ts';
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

const ORDINARY = 200n;
const INTERIM_SHARE = rules.timeDeposits.interimSharePercent;

const openedLines = (terms: TimeDepositTerms): string[] => [
  `預入 deposit: ${money(terms.principal)}, ${terms.termMonths}か月, ${formatRate(terms.rate)}, ${dated(terms.openedOn)}`,
  `満期日 maturity: ${dated(maturityOf(terms))}`,
];

/** The interim payments up to a day, and the lines that explain them. */
function interimsUntil(terms: TimeDepositTerms, on: BusinessDate) {
  const interims = interimInterests(terms, rules).filter(({ to }) => to <= on);
  const paid = interims.map((interim) => payInterim(interim, rules));
  const first = interims[0];
  const lines = first
    ? [
        shareLine(
          '中間利払利率 interim rate',
          terms.rate,
          INTERIM_SHARE,
          shareOfRate(terms.rate, INTERIM_SHARE),
        ),
      ]
    : [];
  for (const [index, interim] of interims.entries()) {
    const taxed = paid[index];
    lines.push(earnedLine(`中間利払 interim interest ${index + 1}`, interim));
    if (taxed)
      lines.push(
        `そのうち税 of which tax: 国税 ${money(taxed.national)}, 地方税 ${money(taxed.local)}; 入金 credited ${dated(interim.to)}: ${money(taxed.net)}`,
      );
  }
  return { paid, lines };
}

function restLines({ term, interim, rest }: MaturityInterest): string[] {
  const lines = [earnedLine('約定利息 interest of the term', term)];
  if (interim.gross > 0n)
    lines.push(`残り rest: ${grouped(term.interest)} − ${grouped(interim.gross)} = ${money(rest)}`);
  return lines;
}

function closedOn(terms: TimeDepositTerms, on: string): BusinessDate {
  if (on === 'maturity') return maturityOf(terms);
  return on === 'business day' ? closingDayOf(maturityOf(terms)) : businessDate(on);
}

function maturityCase(terms: TimeDepositTerms, example: TimeDepositExample & { act: 'maturity' }) {
  const on = closedOn(terms, example.on);
  const { paid, lines } = interimsUntil(terms, on);
  const ordinaryRate = rate(example.ordinary);
  const closing = closeAtMaturity(terms, paid, { on, ordinaryRate }, rules);
  const { afterMaturity, interest } = closing;
  const after =
    afterMaturity.days > 0
      ? [
          earnedLine('満期後利息 days after maturity', afterMaturity),
          `利息合計 interest in all: ${grouped(closing.rest)} + ${grouped(afterMaturity.interest)} = ${money(interest.gross)}`,
        ]
      : [];
  return {
    lines: [
      ...lines,
      ...restLines(closing),
      ...after,
      ...taxLines(interest, on),
      `受取 paid out ${dated(on)}: ${grouped(closing.principal)} + ${grouped(interest.gross)} − ${grouped(interest.national)} − ${grouped(interest.local)} = **${money(closing.payout)}**`,
    ],
    paysOut: closing.payout,
    dayByDay: naive.atMaturity(example.deposit, on, example.ordinary),
  };
}

const KINDS: Record<RenewalKind, string> = { renew_with_interest: '元利金継続', renew_principal: '元金継続' };

function renewalCase(terms: TimeDepositTerms, example: TimeDepositExample & { act: 'renew' }) {
  const maturity = maturityOf(terms);
  const { paid, lines } = interimsUntil(terms, maturity);
  const renewal = renew(terms, paid, example.how, rules);
  const kept = naive.atMaturity(example.deposit, maturity, 0n);
  if (renewal === undefined) {
    // Its `byHand` is what is paid out.
    const closing = maturityCase(terms, {
      ...example,
      act: 'maturity',
      on: 'business day',
      ordinary: ORDINARY,
    });
    const tooLarge = `${KINDS[example.how]}: ${money(kept)} は上限 ${money(rules.timeDeposits.principalMax)} を超えるため、自動解約 over the largest deposit, so it is closed`;
    return { ...closing, lines: [tooLarge, ...closing.lines] };
  }
  const next = renewedTerms(terms, renewal, rate(example.newRate));
  return {
    lines: [
      ...lines,
      ...restLines(renewal),
      ...taxLines(renewal.interest, maturity),
      `${KINDS[example.how]} renewal ${dated(maturity)}: ${money(renewal.principal)} → **${money(renewal.newPrincipal)}**, ${formatRate(next.rate)}; 普通預金へ to the ordinary account ${money(renewal.paidOut)}`,
      `次の満期日 next maturity: ${dated(maturityOf(next))}`,
    ],
    paysOut: yen(renewal.newPrincipal + renewal.paidOut),
    dayByDay: kept,
  };
}

function earlyRateLine({ early, term }: EarlyClosing): string {
  if (early.share === undefined)
    return `中途解約利率 early rate: 6か月未満 under 6 months: 解約日の普通預金利率 ordinary rate ${formatRate(early.rate)}`;
  const { fromMonths, sharePercent, rate: shared } = early.share;
  const label = `中途解約利率 early rate, ${fromMonths}か月以上 months and more`;
  return `${shareLine(label, term.rate, sharePercent, shared)}; 普通預金利率 ordinary rate ${formatRate(early.ordinaryRate)}; 適用 used: ${formatRate(early.rate)}`;
}

function settledLines(closing: EarlyClosing, on: BusinessDate): string[] {
  const { earned, interim, interest, principal, payout, takenBack } = closing;
  if (takenBack === 0n) {
    const setOff =
      interim.gross > 0n
        ? [`E − I: ${grouped(earned.interest)} − ${grouped(interim.gross)} = ${money(interest.gross)}`]
        : [];
    return [
      ...setOff,
      ...taxLines(interest, on),
      `受取 paid out: ${grouped(principal)} + ${grouped(interest.gross)} − ${grouped(interest.national)} − ${grouped(interest.local)} = **${money(payout)}**`,
    ];
  }
  const rates = taxRatesOn(on, rules.taxes);
  const back = (label: string, withheld: bigint, taxRate: bigint, given: bigint) =>
    `${label}: ${grouped(earned.interest)} × ${formatRate(rate(taxRate))} = ${quotient(earned.interest * taxRate, 100_000n)} → ${money((earned.interest * taxRate) / 100_000n)}; 徴収済み withheld ${money(withheld)} → 還付 given back ${money(given)}`;
  return [
    `I − E, 元金から from the principal: ${grouped(interim.gross)} − ${grouped(earned.interest)} = ${money(takenBack)}`,
    back('国税 national tax on E', interim.national, rates.national, closing.nationalGivenBack),
    back('地方税 local tax on E', interim.local, rates.local, closing.localGivenBack),
    `受取 paid out: ${grouped(principal)} − ${grouped(takenBack)} + ${grouped(closing.nationalGivenBack)} + ${grouped(closing.localGivenBack)} = **${money(payout)}**`,
  ];
}

function earlyCase(terms: TimeDepositTerms, example: TimeDepositExample & { act: 'early' }) {
  const on = businessDate(example.on);
  const { paid, lines } = interimsUntil(terms, on);
  const closing = closeEarly(terms, paid, { on, ordinaryRate: rate(example.ordinary) }, rules);
  const set = paid.length > 0 ? [`I: ${money(closing.interim.gross)} 支払済み paid so far, before tax`] : [];
  return {
    lines: [
      `中途解約 closed early: ${dated(on)}`,
      ...lines,
      earlyRateLine(closing),
      earnedLine('E', closing.earned),
      ...set,
      ...settledLines(closing, on),
      `失う利息 lost: ${earnedLine('約定利息 interest of the term', closing.term)} − ${grouped(closing.earned.interest)} → ${money(closing.lost)}`,
    ],
    paysOut: closing.payout,
    dayByDay: naive.early(example.deposit, example.on, example.ordinary),
  };
}

function work(example: TimeDepositExample): WorkedCase {
  const { deposit, title, byHand } = example;
  const terms: TimeDepositTerms = {
    principal: yen(deposit.principal),
    termMonths: deposit.months,
    rate: rate(deposit.rate),
    openedOn: businessDate(deposit.opened),
  };
  const worked =
    example.act === 'maturity'
      ? maturityCase(terms, example)
      : example.act === 'renew'
        ? renewalCase(terms, example)
        : earlyCase(terms, example);
  return { ...worked, title, byHand, lines: [...openedLines(terms), ...worked.lines] };
}

export const timeDepositCases = (): readonly WorkedCase[] => TIME_DEPOSITS.map(work);
