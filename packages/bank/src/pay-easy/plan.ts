import { yen } from '@warifu/base';
import { SETTLEMENT_ACCOUNT } from '../ledger/internal-accounts.ts';
import type { PostingLine } from '../ledger/posting.ts';
import type { OrderPlan } from '../orders/planned/plan.ts';
import type { BillPaymentTerms, BillPaymentWish, PaymentRefusal } from './bill-payment.ts';
import { findPayer, hold, insertPayment } from './queries.ts';
import { judgeStop } from './stop/watch.ts';
import { decodeTerms, encodeTerms } from './terms.ts';

const COUNTERPARTY_MAX = 48;
/** After so long the job asks for a payment that its own process told nobody of. Above the network client's time limit. */
const FIRST_ASK_SECONDS = 20;

/** What a payment posts once the network has taken it. */
export function linesOf({ fromAccountId, amount, billerKana }: BillPaymentTerms): readonly PostingLine[] {
  const counterparty = billerKana.slice(0, COUNTERPARTY_MAX);
  return [
    { accountId: fromAccountId, amount: yen(-amount), kind: 'bill_payment', counterparty },
    { accountId: SETTLEMENT_ACCOUNT, amount, kind: 'bill_payment', counterparty },
  ];
}

/**
 * Pay-easy as the machine of orders sees it. The bill was asked for before and is part of the wish: nothing here speaks
 * to the network. Executed, the money is held, and the network is yet to be told.
 */
export const BILL_PAYMENT: OrderPlan<BillPaymentWish, BillPaymentTerms, PaymentRefusal> = {
  kind: 'bill_payment',
  encode: encodeTerms,
  decode: decodeTerms,
  wishOf: ({ fromBranchCode: _branch, fromKind: _kind, fromAccountNumber: _number, ...wish }) => wish,
  limitYenOf: ({ amount }) => amount,
  accountsOf: ({ fromAccountId }) => [fromAccountId],
  termsNow: async (db, { contractId, wish, moment }) => {
    const stopped = await judgeStop(db, contractId, moment.today);
    if (stopped) return stopped;
    const payer = await findPayer(db, contractId, wish.fromAccountId);
    if (payer === undefined) return { reason: 'account_unknown' };
    const { available, ...from } = payer;
    if (wish.amount > available)
      return { reason: 'funds_insufficient', shortBy: yen(wish.amount - available) };
    return { terms: { ...wish, ...from } };
  },
  carryOut: async (tx, { orderId, contractId, terms, moment }) => {
    await hold(tx, orderId, terms.fromAccountId, moment.now);
    await insertPayment(tx, { orderId, contractId, terms }, moment.now + FIRST_ASK_SECONDS);
    return { detail: { amount: String(terms.amount), billerNumber: terms.numbers.billerNumber } };
  },
};
