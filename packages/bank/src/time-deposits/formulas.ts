import { type BusinessDate, type Yen, yen } from '@warifu/base';
import { addMonths } from '../calendar/business-date.ts';
import { isBusinessDay, nextBusinessDay } from '../calendar/business-day.ts';
import type { DepositConfiguration } from '../deposit-configuration.ts';
import type { ClosingDay } from '../interest/closing-day.ts';
import { type Earned, earn } from '../interest/earned.ts';
import { type Rate, shareOfRate } from '../interest/rate.ts';
import { sumOfTaxed, type Taxed, taxOf } from '../interest/taxes.ts';

const YEAR_MONTHS = 12;

/** What is agreed of a 定期預金, from its day to its maturity. */
export interface TimeDepositTerms {
  readonly principal: Yen;
  readonly termMonths: number;
  /** Fixed for the term. */
  readonly rate: Rate;
  /** The deposit day, 預入日. */
  readonly openedOn: BusinessDate;
}

/** The rules that the formulas need. */
export type TimeDepositRules = Pick<DepositConfiguration, 'timeDeposits' | 'taxes'>;

/** 満期日: the term's months after the deposit day, bank holiday or not. */
export const maturityOf = ({ openedOn, termMonths }: TimeDepositTerms): BusinessDate =>
  addMonths(openedOn, termMonths);

/** 約定利息: what the term bears at the contract rate, before tax. */
export const interestOfTerm = (terms: TimeDepositTerms): Earned =>
  earn(terms.principal, terms.rate, terms.openedOn, maturityOf(terms));

/** The day on which 自動解約 and booked closings are carried out: maturity, or the next business day after a holiday. */
export const closingDayOf = (maturity: BusinessDate): BusinessDate =>
  isBusinessDay(maturity) ? maturity : nextBusinessDay(maturity);

/**
 * 中間利払: the interim interest of each yearly anniversary up to one year before maturity, in order; `to` is the day on
 * which it is paid, bank holiday or not. None for shorter terms.
 */
export function interimInterests(terms: TimeDepositTerms, rules: TimeDepositRules): readonly Earned[] {
  const { interimFromMonths, interimSharePercent } = rules.timeDeposits;
  if (terms.termMonths < interimFromMonths) return [];
  const interimRate = shareOfRate(terms.rate, interimSharePercent);
  const interims: Earned[] = [];
  for (let months = YEAR_MONTHS; months <= terms.termMonths - YEAR_MONTHS; months += YEAR_MONTHS) {
    // Each anniversary is counted from the deposit day: 29 February comes back in a leap year.
    const from = addMonths(terms.openedOn, months - YEAR_MONTHS);
    interims.push(earn(terms.principal, interimRate, from, addMonths(terms.openedOn, months)));
  }
  return interims;
}

/** What an interim payment credits: each is taxed on its own. */
export const payInterim = (interim: Earned, rules: TimeDepositRules): Taxed =>
  taxOf(interim.interest, interim.to, rules.taxes);

/** The interest due at maturity itself. */
export interface MaturityInterest {
  /** The whole term at the contract rate. */
  readonly term: Earned;
  /** What was paid as interim interest, before and after tax. */
  readonly interim: Taxed;
  /** What is left of the term's interest, before tax. */
  readonly rest: Yen;
}

function maturityInterest(terms: TimeDepositTerms, interimsPaid: readonly Taxed[]): MaturityInterest {
  const term = interestOfTerm(terms);
  const interim = sumOfTaxed(interimsPaid);
  return { term, interim, rest: yen(term.interest - interim.gross) };
}

/** 満期解約, 自動解約 and booked closings. Confirm page and posting use the same one. */
export interface MaturityClosing extends MaturityInterest {
  /** 満期後利息: from maturity to the closing day, all at the ordinary rate of the closing day. */
  readonly afterMaturity: Earned;
  /** On the rest and the days after maturity together. */
  readonly interest: Taxed;
  readonly principal: Yen;
  /** 受取金額: principal and net interest. */
  readonly payout: Yen;
}

/** What is paid out on or after maturity. */
export function closeAtMaturity(
  terms: TimeDepositTerms,
  interimsPaid: readonly Taxed[],
  closing: ClosingDay,
  rules: TimeDepositRules,
): MaturityClosing {
  const { principal } = terms;
  const due = maturityInterest(terms, interimsPaid);
  const afterMaturity = earn(principal, closing.ordinaryRate, maturityOf(terms), closing.on);
  const interest = taxOf(yen(due.rest + afterMaturity.interest), closing.on, rules.taxes);
  return { ...due, afterMaturity, interest, principal, payout: yen(principal + interest.net) };
}

/** 満期時取扱 of a deposit that is renewed. */
export type RenewalKind = 'renew_with_interest' | 'renew_principal';

/** What a renewal does on the maturity date, before the new term begins. */
export interface Renewal extends MaturityInterest {
  readonly interest: Taxed;
  readonly principal: Yen;
  /** The principal of the new deposit. */
  readonly newPrincipal: Yen;
  /** 元金継続: net interest to the ordinary account; ¥0 with 元利金継続. */
  readonly paidOut: Yen;
}

/**
 * 自動継続 on the maturity date itself, bank holiday or not. `undefined` where 元利金継続 would go over the largest deposit:
 * it is closed like 自動解約 then.
 */
export function renew(
  terms: TimeDepositTerms,
  interimsPaid: readonly Taxed[],
  kind: RenewalKind,
  rules: TimeDepositRules,
): Renewal | undefined {
  const { principal } = terms;
  const due = maturityInterest(terms, interimsPaid);
  const interest = taxOf(due.rest, maturityOf(terms), rules.taxes);
  const added = kind === 'renew_with_interest' ? interest.net : yen(0n);
  const newPrincipal = yen(principal + added);
  if (added > 0n && newPrincipal > rules.timeDeposits.principalMax) return undefined;
  return { ...due, interest, principal, newPrincipal, paidOut: yen(interest.net - added) };
}

/** The new deposit that a renewal makes: of the maturity date in every respect, at the rate of that day. */
export const renewedTerms = (terms: TimeDepositTerms, renewal: Renewal, rate: Rate): TimeDepositTerms => ({
  principal: renewal.newPrincipal,
  termMonths: terms.termMonths,
  rate,
  openedOn: maturityOf(terms),
});
