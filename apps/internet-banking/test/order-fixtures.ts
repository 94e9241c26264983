import type {
  Booking,
  BookingDay,
  CancellingTerms,
  OwnTransferOrder,
  PayeeTerms,
  PlannedOrder,
  RegisteredPayee,
  ScheduledTransferOrder,
} from '@warifu/bank';
import { businessDate, epochSeconds, yen } from '@warifu/base';
import { ACCOUNTS, IDS, NOW, ORDER, RECEIPT, TERMS } from './fixtures.ts';

/** A booked transfer on its confirm page. */
export const BOOKING: ScheduledTransferOrder = {
  orderId: IDS.order,
  draftId: IDS.draft,
  kind: 'scheduled_transfer',
  channel: 'pc',
  state: 'prepared',
  terms: { ...TERMS, debitDate: businessDate('2026-11-24') },
  total: yen(50_330n),
  need: ORDER.need,
  preparedAt: NOW,
  expiresAt: epochSeconds(NOW + 600),
};

/** The same, waiting for its day. */
export const BOOKED: Booking = {
  orderId: IDS.order,
  receiptNumber: RECEIPT.receiptNumber,
  bookedAt: NOW,
  terms: BOOKING.terms,
  total: BOOKING.total,
  isCancellable: true,
};

const { total: _, ...PLANNED } = BOOKING;

export const CANCELLING: PlannedOrder<CancellingTerms> = {
  ...PLANNED,
  kind: 'order_cancelling',
  need: { need: 'otp' },
  terms: { cancelledOrderId: IDS.order, receiptNumber: RECEIPT.receiptNumber, booked: BOOKING.terms },
};

export const PAYEE_ORDER: PlannedOrder<PayeeTerms> = {
  ...PLANNED,
  kind: 'payee',
  need: { need: 'otp' },
  terms: { payee: TERMS.payee, nameSource: 'inquiry', nickname: '峠の茶屋' },
};

export const REGISTERED: RegisteredPayee = {
  ...TERMS.payee,
  payeeId: IDS.order,
  accountNumber: '0009999',
  nickname: '峠の茶屋',
  registeredAt: NOW,
};

export const OWN_TRANSFER: OwnTransferOrder = {
  ...PLANNED,
  kind: 'own_transfer',
  need: { need: 'nothing' },
  terms: {
    fromAccountId: ACCOUNTS[0]?.accountId ?? '',
    toAccountId: ACCOUNTS[1]?.accountId ?? '',
    amount: yen(10_000n),
    holderKana: 'ﾜﾘﾌ ﾀﾛｳ',
  },
};

/** Of a booking: from tomorrow. */
export const BOOKING_DAYS: readonly BookingDay[] = Array.from({ length: 7 }, (_day, index) => ({
  date: businessDate(`2026-11-${24 + index}`),
  isBookable: index !== 4 && index !== 5,
}));
