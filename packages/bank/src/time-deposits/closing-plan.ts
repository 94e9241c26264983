import { yen } from '@warifu/base';
import { decodeFigures, encodeFigures } from '../orders/planned/figures.ts';
import type { OrderPlan } from '../orders/planned/plan.ts';
import { closeEarly } from './close-early.ts';
import { markEnded } from './deposit-rows.ts';
import {
  accountOf,
  interimsPaid,
  isMatured,
  judgeDeposit,
  ordinaryRateOn,
  paidToOf,
  termsOf,
} from './facts.ts';
import { closeAtMaturity, type TimeDepositRules } from './formulas.ts';
import { interestLines, interestOfEarly, namedDeposit, type PaidInterest, principalLines } from './lines.ts';
import { findDeposit, lockDeposits } from './queries.ts';
import type { ClosingTerms, ClosingWish, DepositRefusal } from './time-deposit.ts';

const interestOf = ({ closing }: ClosingTerms): PaidInterest =>
  closing.kind === 'early' ? interestOfEarly(closing) : closing.interest;

/** 満期解約 on or after maturity, 中途解約 before it: executed at once, any hour of any day. */
export const closingPlan = (
  rules: TimeDepositRules,
): OrderPlan<ClosingWish, ClosingTerms, DepositRefusal> => ({
  kind: 'time_deposit_closing',
  encode: encodeFigures,
  decode: (encoded) => decodeFigures(encoded) as ClosingTerms,
  wishOf: ({ depositId }) => ({ depositId }),
  accountsOf: ({ account, to }) => [account.accountId, to.accountId],
  lock: (tx, { depositId }) => lockDeposits(tx, [depositId]),
  termsNow: async (db, { contractId, wish, moment }) => {
    const { today } = moment;
    const judged = judgeDeposit(await findDeposit(db, contractId, wish.depositId), today);
    if ('reason' in judged) return judged;
    const { row } = judged;
    const { openedOn, maturityOn, termMonths } = row;
    const day = { on: today, ordinaryRate: await ordinaryRateOn(db, today) };
    const given = [termsOf(row), interimsPaid(row), day, rules] as const;
    return {
      terms: {
        depositId: row.depositId,
        account: accountOf(row),
        to: paidToOf(row),
        openedOn,
        maturityOn,
        termMonths,
        closedOn: today,
        closing: isMatured(row, today)
          ? { kind: 'at_maturity', ...closeAtMaturity(...given) }
          : { kind: 'early', ...closeEarly(...given) },
      },
    };
  },
  carryOut: async (tx, { orderId, terms }) => {
    const { depositId, account, to, closing } = terms;
    const { gross, national, local } = interestOf(terms);
    await markEnded(tx, [
      {
        depositId,
        state: 'closed',
        endedOn: terms.closedOn,
        endedBy: closing.kind,
        interest: gross,
        national,
        local,
        afterMaturity: closing.kind === 'early' ? yen(0n) : closing.afterMaturity.interest,
        paidOut: closing.payout,
        postingId: orderId,
      },
    ]);
    const named = namedDeposit(account.accountNumber);
    return {
      posting: {
        kind: 'time_deposit_closing',
        lines: [
          ...principalLines(account.accountId, to.accountId, closing.principal, named),
          ...interestLines(to.accountId, { gross, national, local }, named),
        ],
      },
      detail: { closing: closing.kind, paidOut: String(closing.payout) },
    };
  },
});
