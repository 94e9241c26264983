import { present, uuidv7, yen } from '@warifu/base';
import { rate } from '../interest/rate.ts';
import { sumOfTaxed } from '../interest/taxes.ts';
import { openAccounts } from '../ledger/open-accounts.ts';
import { decodeFigures, encodeFigures } from '../orders/planned/figures.ts';
import type { OrderPlan } from '../orders/planned/plan.ts';
import { rateOf } from '../rates/rate-of.ts';
import { insertDeposits } from './deposit-rows.ts';
import {
  closeAtMaturity,
  interestOfTerm,
  interimInterests,
  maturityOf,
  payInterim,
  type TimeDepositRules,
} from './formulas.ts';
import { principalLines } from './lines.ts';
import { findFromAccount } from './queries.ts';
import type { OpenTimeDepositRefusal, OpenTimeDepositTerms, OpenTimeDepositWish } from './time-deposit.ts';

/** What the whole term will pay: interim interest and the rest, if nothing is changed until then. */
function expectedInterest(
  terms: Pick<OpenTimeDepositTerms, 'amount' | 'termMonths' | 'rate' | 'openedOn'>,
  rules: TimeDepositRules,
): Pick<OpenTimeDepositTerms, 'term' | 'interest' | 'interimDays' | 'maturityOn'> {
  const deposit = { ...terms, principal: terms.amount };
  const interims = interimInterests(deposit, rules);
  const paid = interims.map((interim) => payInterim(interim, rules));
  const maturityOn = maturityOf(deposit);
  const closing = closeAtMaturity(deposit, paid, { on: maturityOn, ordinaryRate: rate(0n) }, rules);
  return {
    term: interestOfTerm(deposit),
    interest: sumOfTaxed([...paid, closing.interest]),
    interimDays: interims.map(({ to }) => to),
    maturityOn,
  };
}

/** 預入: free of a code, because the money stays with the contract. */
export function openingPlan(
  rules: TimeDepositRules,
): OrderPlan<OpenTimeDepositWish, OpenTimeDepositTerms, OpenTimeDepositRefusal> {
  const { termsMonths, principalMin, principalMax } = rules.timeDeposits;
  return {
    kind: 'time_deposit_opening',
    encode: encodeFigures,
    decode: (encoded) => decodeFigures(encoded) as OpenTimeDepositTerms,
    wishOf: ({ fromAccountId, amount, termMonths, atMaturity }) => ({
      fromAccountId,
      amount,
      termMonths,
      atMaturity,
    }),
    accountsOf: ({ fromAccountId }) => [fromAccountId],
    termsNow: async (db, { contractId, wish, moment }) => {
      const { amount, termMonths } = wish;
      const from = await findFromAccount(db, contractId, wish.fromAccountId);
      if (from === undefined) return { reason: 'account_unknown' };
      const entry = termsMonths.includes(termMonths)
        ? await rateOf(db, { product: 'time_deposit', termMonths }, moment.today)
        : undefined;
      if (entry === undefined) return { reason: 'term_not_offered' };
      if (amount < principalMin) return { reason: 'amount_too_small', amountMin: principalMin };
      if (amount > principalMax) return { reason: 'amount_too_large', amountMax: principalMax };
      if (amount > from.available)
        return { reason: 'funds_insufficient', shortBy: yen(amount - from.available) };
      const { available: _, ...account } = from;
      const agreed = {
        ...wish,
        rate: rate(BigInt(entry.rateThousandths)),
        rateValidFrom: entry.validFrom,
        openedOn: moment.today,
      };
      return { terms: { ...agreed, from: account, ...expectedInterest(agreed, rules) } };
    },
    carryOut: async (tx, { orderId, contractId, terms, moment }) => {
      const { branchCode } = terms.from;
      const [accountId] = await openAccounts(tx, moment, [
        { contractId, branchCode, kind: 'time_deposit', deposit: yen(0n) },
      ]);
      const opened = present(accountId, 'an account was opened');
      await insertDeposits(tx, [
        {
          depositId: uuidv7(),
          accountId: opened,
          contractId,
          toAccountId: terms.fromAccountId,
          principal: terms.amount,
          termMonths: terms.termMonths,
          rateThousandths: Number(terms.rate),
          rateValidFrom: terms.rateValidFrom,
          openedOn: terms.openedOn,
          maturityOn: terms.maturityOn,
          atMaturity: terms.atMaturity,
          nextInterimOn: terms.interimDays[0],
          openingOrderId: orderId,
          renewedFrom: undefined,
        },
      ]);
      const lines = principalLines(terms.fromAccountId, opened, terms.amount, '');
      return { posting: { kind: 'time_deposit_opening', lines }, detail: { amount: String(terms.amount) } };
    },
  };
}
