import { type Yen, yen } from '@warifu/base';
import { addMonths } from '../calendar/business-date.ts';
import type { EarlyShare } from '../deposit-configuration.ts';
import type { ClosingDay } from '../interest/closing-day.ts';
import { type Earned, earn } from '../interest/earned.ts';
import { higherRate, type Rate, shareOfRate } from '../interest/rate.ts';
import { sumOfTaxed, type Taxed, taxAt, taxOf, taxRatesOn } from '../interest/taxes.ts';
import { interestOfTerm, type TimeDepositRules, type TimeDepositTerms } from './formulas.ts';

/** 中途解約利率 and how it came about. */
export interface EarlyRate {
  /** The share of the contract rate that the time held gives; none under six months. */
  readonly share: (EarlyShare & { readonly rate: Rate }) | undefined;
  /** Of the closing day. */
  readonly ordinaryRate: Rate;
  /** What is used: the share, but never less than the ordinary rate; without a share the ordinary rate. */
  readonly rate: Rate;
}

/** The rate by time held: n months are held on the day n months after the deposit day, counted from that day. */
function earlyRateOf(terms: TimeDepositTerms, closing: ClosingDay, rules: TimeDepositRules): EarlyRate {
  const { ordinaryRate } = closing;
  const reached = rules.timeDeposits.earlyShares.findLast(
    ({ fromMonths }) => closing.on >= addMonths(terms.openedOn, fromMonths),
  );
  if (reached === undefined) return { share: undefined, ordinaryRate, rate: ordinaryRate };
  const shared = shareOfRate(terms.rate, reached.sharePercent);
  return { share: { ...reached, rate: shared }, ordinaryRate, rate: higherRate(shared, ordinaryRate) };
}

/** 中途解約. Confirm page and posting use the same one. */
export interface EarlyClosing {
  /** What the whole term would have borne. */
  readonly term: Earned;
  readonly early: EarlyRate;
  /** E: the days held at the early rate, before tax. */
  readonly earned: Earned;
  /** I: what was paid as interim interest, that of the closing day included. */
  readonly interim: Taxed;
  /** E − I where E is not less: paid and taxed as a payment of its own. ¥0 otherwise. */
  readonly interest: Taxed;
  /** I − E where E is less: taken from the principal. 中間払利息の精算. */
  readonly takenBack: Yen;
  /** Of each tax withheld on I what exceeds the tax on E. ¥0 unless E is less than I. */
  readonly nationalGivenBack: Yen;
  readonly localGivenBack: Yen;
  readonly principal: Yen;
  /** 受取金額. */
  readonly payout: Yen;
  /** Interest of the term − E, before tax; ¥0 where E is more. What is lost against keeping it. */
  readonly lost: Yen;
}

const atLeastZero = (amount: bigint): Yen => yen(amount > 0n ? amount : 0n);

/** What is paid out on a day before maturity. */
export function closeEarly(
  terms: TimeDepositTerms,
  interimsPaid: readonly Taxed[],
  closing: ClosingDay,
  rules: TimeDepositRules,
): EarlyClosing {
  const { principal } = terms;
  const term = interestOfTerm(terms);
  const early = earlyRateOf(terms, closing, rules);
  const earned = earn(principal, early.rate, terms.openedOn, closing.on);
  const interim = sumOfTaxed(interimsPaid);
  const interest = taxOf(atLeastZero(earned.interest - interim.gross), closing.on, rules.taxes);
  const takenBack = atLeastZero(interim.gross - earned.interest);
  const rates = taxRatesOn(closing.on, rules.taxes);
  const giveBack = (withheld: Yen, rate: Rate): Yen =>
    takenBack > 0n ? atLeastZero(withheld - taxAt(earned.interest, rate)) : yen(0n);
  const nationalGivenBack = giveBack(interim.national, rates.national);
  const localGivenBack = giveBack(interim.local, rates.local);
  return {
    term,
    early,
    earned,
    interim,
    interest,
    takenBack,
    nationalGivenBack,
    localGivenBack,
    principal,
    payout: yen(principal + interest.net - takenBack + nationalGivenBack + localGivenBack),
    lost: atLeastZero(term.interest - earned.interest),
  };
}
