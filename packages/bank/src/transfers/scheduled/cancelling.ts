import { isUuid, present } from '@warifu/base';
import { giveBackLimit } from '../../limits/give-back.ts';
import type { OrderPlan } from '../../orders/planned/plan.ts';
import { decodeTerms, encodeTerms } from '../terms.ts';
import { judgeCancelling } from './judge.ts';
import { findBooking, lockBooking, markSettled } from './queries.ts';
import type { CancellingRefusal, CancellingTerms, CancellingWish } from './scheduled-transfer.ts';

/** 予約振込の取消 as the machine of orders sees it. Cancelled on the day it was given, a booking gives its limit back. */
export const CANCELLING: OrderPlan<CancellingWish, CancellingTerms, CancellingRefusal> = {
  kind: 'order_cancelling',
  encode: ({ cancelledOrderId, receiptNumber, booked }) =>
    JSON.stringify({ cancelledOrderId, receiptNumber, booked: JSON.parse(encodeTerms(booked)) }),
  decode: (encoded) => {
    const { cancelledOrderId, receiptNumber, booked } = encoded as {
      readonly cancelledOrderId: string;
      readonly receiptNumber: string;
      readonly booked: unknown;
    };
    return { cancelledOrderId, receiptNumber, booked: decodeTerms(booked) };
  },
  wishOf: ({ cancelledOrderId }) => ({ cancelledOrderId }),
  lock: (tx, { cancelledOrderId }) => lockBooking(tx, cancelledOrderId),
  termsNow: async (db, { contractId, wish, moment }) => {
    const { cancelledOrderId } = wish;
    const row = isUuid(cancelledOrderId) ? await findBooking(db, contractId, cancelledOrderId) : undefined;
    const refusal = judgeCancelling(row, moment.today);
    if (refusal) return refusal;
    const { receiptNumber, terms } = present(row, 'the booking was judged');
    return { terms: { cancelledOrderId, receiptNumber, booked: decodeTerms(terms) } };
  },
  carryOut: async (tx, { terms, moment }) => {
    const { cancelledOrderId, receiptNumber } = terms;
    await markSettled(tx, [{ orderId: cancelledOrderId, state: 'cancelled' }], moment);
    await giveBackLimit(tx, cancelledOrderId, 'transfer', moment.today);
    return { detail: { cancelledReceiptNumber: receiptNumber } };
  },
};
