import { isUuid, type Yen, yen } from '@warifu/base';
import type { BankMoment } from '../calendar/bank-day.ts';
import { rate } from '../interest/rate.ts';
import { LOCAL_TAX_ACCOUNT, NATIONAL_TAX_ACCOUNT, SUPPLEMENT_ACCOUNT } from '../ledger/internal-accounts.ts';
import type { EntryKind, PostingLine } from '../ledger/posting.ts';
import type { OrderPlan, Queryable } from '../orders/planned/plan.ts';
import { rateOf } from '../rates/rate-of.ts';
import { counterpartyOf } from './debit-instalments.ts';
import { closeSavingsAtMaturity, closeSavingsEarly, type SavingsRules } from './formulas.ts';
import { findSavings, listInstalments, lockSavings, markClosed, type SavingsRow } from './queries.ts';
import type { SavingsClosingRefusal, SavingsClosingTerms, SavingsClosingWish } from './savings.ts';
import { SAVINGS_CLOSING_TERMS } from './terms.ts';

/** 満期解約 and 中途解約 as the machine of orders sees them: which of the two it is, the day says. */
export const planSavingsClosing = (
  rules: SavingsRules,
): OrderPlan<SavingsClosingWish, SavingsClosingTerms, SavingsClosingRefusal> => ({
  ...SAVINGS_CLOSING_TERMS,
  wishOf: ({ savingsId }) => ({ savingsId }),
  accountsOf: ({ savingsId, toAccountId }) => [savingsId, toAccountId],
  lock: (tx, { savingsId }) => lockSavings(tx, savingsId),
  termsNow: async (db, { contractId, wish: { savingsId }, moment }) => {
    const row = isUuid(savingsId) ? await findSavings(db, contractId, savingsId) : undefined;
    if (row === undefined) return { reason: 'savings_unknown' };
    if (row.state === 'closed') return { reason: 'savings_closed' };
    return termsOf(db, row, moment, rules);
  },
  carryOut: async (tx, { orderId, terms, moment }) => {
    const { savingsId, closing } = terms;
    await markClosed(tx, { savingsId, orderId, closedOn: moment.today });
    return { posting: { kind: 'savings_closing', lines: linesOf(terms) }, detail: { savingsId, closing } };
  },
});

async function termsOf(
  db: Queryable,
  row: SavingsRow,
  { today }: BankMoment,
  rules: SavingsRules,
): Promise<{ readonly terms: SavingsClosingTerms } | SavingsClosingRefusal> {
  const table = await listInstalments(db, row.savingsId);
  const debitedOn = table.flatMap((instalment) => instalment.debitedOn ?? []);
  if (debitedOn.length === 0) return { reason: 'nothing_paid', firstDue: table[0]?.dueDate ?? today };
  const ordinary = await rateOf(db, { product: 'ordinary' }, today);
  const closing = { on: today, ordinaryRate: rate(BigInt(ordinary?.rateThousandths ?? 0)) };
  const agreed = { ...row, yearlyYield: rate(BigInt(row.yieldThousandths)) };
  const common = {
    savingsId: row.savingsId,
    toAccountId: row.fromAccountId,
    accountNumber: row.accountNumber,
    closedOn: today,
    paid: row.paid,
    instalment: row.instalment,
  };
  return {
    terms:
      row.maturity !== null && row.maturity <= today
        ? {
            ...common,
            closing: 'at_maturity',
            ...closeSavingsAtMaturity(agreed, row.maturity, closing, rules),
          }
        : { ...common, closing: 'early', ...closeSavingsEarly(agreed, debitedOn, closing, rules) },
  };
}

/** What was paid in, what it bears, and what is withheld of that: each a line of its own on the customer's account. */
function linesOf(terms: SavingsClosingTerms): readonly PostingLine[] {
  const { savingsId, toAccountId, accountNumber, principal, interest } = terms;
  const line = (accountId: string, amount: Yen, kind: EntryKind): PostingLine => ({
    accountId,
    amount,
    kind,
    counterparty: accountId === toAccountId ? counterpartyOf(accountNumber) : '',
  });
  const between = (from: string, to: string, amount: Yen, kind: EntryKind): readonly PostingLine[] =>
    amount === 0n ? [] : [line(from, yen(-amount), kind), line(to, amount, kind)];
  return [
    ...between(savingsId, toAccountId, principal, 'savings_payout'),
    ...(terms.closing === 'at_maturity'
      ? [
          ...between(SUPPLEMENT_ACCOUNT, toAccountId, terms.supplement.amount, 'supplement'),
          ...between(SUPPLEMENT_ACCOUNT, toAccountId, terms.afterMaturity.interest, 'interest'),
        ]
      : between(SUPPLEMENT_ACCOUNT, toAccountId, interest.gross, 'interest')),
    ...between(toAccountId, NATIONAL_TAX_ACCOUNT, interest.national, 'tax_national'),
    ...between(toAccountId, LOCAL_TAX_ACCOUNT, interest.local, 'tax_local'),
  ];
}
