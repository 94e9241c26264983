import { yen } from '@warifu/base';
import { type Act, accountsOf, amountBelow, pickBy } from './act.ts';
import { otherBankPayee } from './transfers.ts';

const AMOUNT_MOST = 90_000;

/** 予約振込, one for a day and customer: which of two fails for lack of money depends on how their receipts are numbered. */
export const book: Act = {
  name: 'scheduled_transfer',
  weight: 2,
  prepare: async (turn) => {
    const { bank, person, random } = turn;
    const account = random.pick(await accountsOf(turn));
    const day = random.pick((await bank.listBookingDays()).filter(({ isBookable }) => isBookable));
    const booked = await bank.listBookings(person.contractId);
    if (account === undefined || day === undefined) return undefined;
    if (booked.some(({ terms }) => terms.debitDate === day.date)) return undefined;
    return bank.prepareScheduledTransfer({
      contractId: person.contractId,
      channel: 'pc',
      wish: {
        ...otherBankPayee(turn),
        fromAccountId: account.accountId,
        amount: yen(amountBelow(turn, AMOUNT_MOST)),
        date: day.date,
      },
    });
  },
  execute: (bank, call) => bank.executeScheduledTransfer(call),
};

/** 予約振込の取消. */
export const cancel: Act = {
  name: 'order_cancelling',
  weight: 1,
  prepare: async (turn) => {
    const { contractId } = turn.person;
    const booking = pickBy(turn, await turn.bank.listBookings(contractId), ({ terms }) => terms.debitDate);
    if (booking === undefined) return undefined;
    return turn.bank.prepareCancelling({
      contractId,
      channel: 'pc',
      wish: { cancelledOrderId: booking.orderId },
    });
  },
  execute: (bank, call) => bank.executeCancelling(call),
};

/** 振込先登録. */
export const registerPayee: Act = {
  name: 'payee',
  weight: 1,
  prepare: async (turn) =>
    turn.bank.preparePayee({
      contractId: turn.person.contractId,
      channel: 'pc',
      wish: { ...otherBankPayee(turn), nickname: '見本' },
    }),
  execute: (bank, call) => bank.executePayee(call),
};
