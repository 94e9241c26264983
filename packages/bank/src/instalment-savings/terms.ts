import { businessDate, type Yen, yen } from '@warifu/base';
import type { Earned } from '../interest/earned.ts';
import { type Rate, rate } from '../interest/rate.ts';
import type { Taxed } from '../interest/taxes.ts';
import type { SavingsEarlyClosing, SavingsMaturityClosing, Supplement } from './formulas.ts';
import type { SavingsClosingTerms, SavingsOpeningTerms } from './savings.ts';

/** Terms as JSON holds them: amounts and rates as digits, and whatever else as it is. */
type Written<T> = T extends bigint
  ? string
  : T extends string | number | boolean | undefined
    ? T
    : { readonly [Key in keyof T]: Written<T[Key]> };

const asDigits = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

const yenOf = (digits: string): Yen => yen(BigInt(digits));
const rateOf = (digits: string): Rate => rate(BigInt(digits));

// Each of these names its fields in one order, whatever order they come in: the text of the same terms is always the same.

const supplementOf = ({ instalment, monthsInAll, yearlyYield, amount }: Written<Supplement>): Supplement => ({
  instalment: yenOf(instalment),
  monthsInAll: BigInt(monthsInAll),
  yearlyYield: rateOf(yearlyYield),
  amount: yenOf(amount),
});

const taxedOf = ({ gross, national, local, net }: Written<Taxed>): Taxed => ({
  gross: yenOf(gross),
  national: yenOf(national),
  local: yenOf(local),
  net: yenOf(net),
});

const earnedOf = (written: Written<Earned>): Earned => ({
  principal: yenOf(written.principal),
  rate: rateOf(written.rate),
  from: businessDate(written.from),
  to: businessDate(written.to),
  days: written.days,
  interest: yenOf(written.interest),
});

const openingOf = (written: Written<SavingsOpeningTerms>): SavingsOpeningTerms => ({
  fromAccountId: written.fromAccountId,
  instalment: yenOf(written.instalment),
  instalments: written.instalments,
  chosenDay: written.chosenDay,
  yearlyYield: rateOf(written.yearlyYield),
  yieldValidFrom: businessDate(written.yieldValidFrom),
  contractedOn: businessDate(written.contractedOn),
  agreedMaturity: businessDate(written.agreedMaturity),
  principal: yenOf(written.principal),
  supplement: supplementOf(written.supplement),
  interest: taxedOf(written.interest),
  payout: yenOf(written.payout),
});

const atMaturityOf = (written: Written<SavingsMaturityClosing>): SavingsMaturityClosing => ({
  principal: yenOf(written.principal),
  supplement: supplementOf(written.supplement),
  afterMaturity: earnedOf(written.afterMaturity),
  interest: taxedOf(written.interest),
  payout: yenOf(written.payout),
});

const earlyOf = (written: Written<SavingsEarlyClosing>): SavingsEarlyClosing => ({
  principal: yenOf(written.principal),
  daysInAll: written.daysInAll,
  shareRate: written.shareRate === undefined ? undefined : rateOf(written.shareRate),
  ordinaryRate: rateOf(written.ordinaryRate),
  rate: rateOf(written.rate),
  interest: taxedOf(written.interest),
  payout: yenOf(written.payout),
  lost: yenOf(written.lost),
});

const closingOf = (written: Written<SavingsClosingTerms>): SavingsClosingTerms => {
  const { savingsId, toAccountId, accountNumber, closedOn, paid, instalment } = written;
  const common = {
    savingsId,
    toAccountId,
    accountNumber,
    closedOn: businessDate(closedOn),
    paid,
    instalment: yenOf(instalment),
  };
  return written.closing === 'at_maturity'
    ? { ...common, closing: 'at_maturity', ...atMaturityOf(written) }
    : { ...common, closing: 'early', ...earlyOf(written) };
};

const written = <Terms>(terms: Terms): Written<Terms> =>
  JSON.parse(JSON.stringify(terms, asDigits)) as Written<Terms>;

/** How the terms of an opening stand in the book. */
export const SAVINGS_OPENING_TERMS = {
  kind: 'savings_opening',
  encode: (terms: SavingsOpeningTerms): string => JSON.stringify(openingOf(written(terms)), asDigits),
  decode: (terms: unknown): SavingsOpeningTerms => openingOf(terms as Written<SavingsOpeningTerms>),
} as const;

/** How the terms of a closing stand in the book. */
export const SAVINGS_CLOSING_TERMS = {
  kind: 'savings_closing',
  encode: (terms: SavingsClosingTerms): string => JSON.stringify(closingOf(written(terms)), asDigits),
  decode: (terms: unknown): SavingsClosingTerms => closingOf(terms as Written<SavingsClosingTerms>),
} as const;
