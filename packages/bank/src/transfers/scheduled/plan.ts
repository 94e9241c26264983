import { isUuid, present } from '@warifu/base';
import type { Directory } from '../../banks/directory.ts';
import { parseBusinessDate } from '../../calendar/business-date.ts';
import type { BankConfiguration } from '../../configuration.ts';
import type { OrderPlan } from '../../orders/planned/plan.ts';
import { findOwnPayee } from '../own-payee.ts';
import { resolvePayee } from '../resolve-payee.ts';
import { decodeTerms, encodeTerms, feeOf, senderKanaOf, totalOf } from '../terms.ts';
import { judgeBooking } from './judge.ts';
import { findSender, insertBooking } from './queries.ts';
import type {
  ScheduledTransferRefusal,
  ScheduledTransferTerms,
  ScheduledTransferWish,
} from './scheduled-transfer.ts';

export interface BookingGround {
  readonly directory: Directory;
  readonly configuration: BankConfiguration;
}

type Plan = OrderPlan<ScheduledTransferWish, ScheduledTransferTerms, ScheduledTransferRefusal>;

/** How the terms of 予約振込 are written down: as those of 振込. */
export const SCHEDULED_TRANSFER_CODE = {
  kind: 'scheduled_transfer',
  encode: encodeTerms,
  decode: decodeTerms,
} as const satisfies Pick<Plan, 'kind' | 'encode' | 'decode'>;

/** 予約振込 as the machine of orders sees it. Its pages begin with those of 振込. */
export const scheduledTransferPlan = (ground: BookingGround): Plan => ({
  ...SCHEDULED_TRANSFER_CODE,
  draftKind: 'transfer',
  wishOf: ({ fromAccountId, payee, nameSource, amount, debitDate }) => ({
    fromAccountId,
    payee,
    payeeKana: payee.kana,
    nameSource,
    amount,
    date: debitDate,
  }),
  limitYenOf: ({ amount }) => amount,
  termsNow: openTermsNow(ground),
  carryOut: async (tx, { orderId, contractId, receiptNumber, terms }) => {
    const { fromAccountId, amount, debitDate } = terms;
    const booking = { orderId, contractId, receiptNumber, fromAccountId, dueDate: debitDate };
    await insertBooking(tx, { ...booking, total: totalOf(terms) });
    return { detail: { amount: String(amount), dueDate: debitDate } };
  },
});

const openTermsNow =
  ({ directory, configuration }: BookingGround): Plan['termsNow'] =>
  async (db, { contractId, wish, moment }) => {
    const { fromAccountId, amount } = wish;
    const { ownBank, transfers, fees } = configuration;
    const sender = isUuid(fromAccountId) ? await findSender(db, contractId, fromAccountId) : undefined;
    if (sender === undefined) return { reason: 'account_unknown' };
    const own = await findOwnPayee(db, wish.payee, ownBank);
    const resolved = resolvePayee(wish, own, { directory, ownBank });
    if ('reason' in resolved) return resolved;
    if (resolved.toAccountId === fromAccountId) return { reason: 'same_account' };
    const refusal = judgeBooking({
      amount,
      date: wish.date,
      today: moment.today,
      daysMax: transfers.bookingDaysMax,
      waiting: sender.waiting,
      bookingsMax: transfers.bookingsMax,
    });
    if (refusal) return refusal;
    const date = present(parseBusinessDate(wish.date), 'the date was judged');
    const isOwn = resolved.toAccountId !== undefined;
    return {
      terms: {
        fromAccountId,
        fromBranchCode: sender.branchCode,
        fromKind: sender.kind,
        fromAccountNumber: sender.accountNumber,
        senderKana: senderKanaOf(sender.holderKana),
        ...resolved,
        amount,
        fee: feeOf(amount, isOwn, fees),
        mode: isOwn ? 'same_bank_now' : 'next_opening',
        debitDate: date,
        valueDate: date,
      },
    };
  };
