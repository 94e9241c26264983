import { type Act, accountsOf } from './act.ts';

const DIGITS_LEADING = 100_000;
const YEN_MOST = 40_000;
const ENDINGS = 89;

/** A bill of 架空電力 that no other act has: its amount is in its number, and it is a bill like any other. */
export const payBill: Act = {
  name: 'bill_payment',
  weight: 3,
  prepare: async (turn) => {
    const { bank, person, random } = turn;
    const account = random.pick(await accountsOf(turn));
    if (account === undefined) return undefined;
    const leading = String(random.below(DIGITS_LEADING)).padStart(5, '0');
    const amount = String(1 + random.below(YEN_MOST)).padStart(6, '0');
    const ending = String(1 + random.below(ENDINGS)).padStart(2, '0');
    const { draftId } = await bank.startDraft(person.contractId, 'bill_payment', 'pc');
    return bank.prepareBillPayment({
      contractId: person.contractId,
      channel: 'pc',
      draftId,
      billerNumber: '90101',
      paymentNumber: `${leading}${amount}${ending}`,
      confirmationNumber: leading.slice(0, 4),
      paymentCategory: '',
      fromAccountId: account.accountId,
    });
  },
  execute: (bank, call) => bank.executeBillPayment(call),
};
