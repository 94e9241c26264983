import type {
  BookingRefusal,
  BookingTerms,
  CancelBookingRefusal,
  CancelBookingTerms,
  ClosingTerms,
  DepositRefusal,
  OpenTimeDepositRefusal,
  OpenTimeDepositTerms,
  TreatmentRefusal,
  TreatmentTerms,
} from '@warifu/bank';
import type { OrderFlow } from '../orders/order-flow.ts';
import {
  BOOKING_SENTENCES,
  CANCEL_SENTENCES,
  DEPOSIT_SENTENCES,
  OPEN_SENTENCES,
  TREATMENT_SENTENCES,
} from './faces.ts';
import { LIST_PATH } from './paths.ts';
import { bookingGroups, cancellingGroups, closingGroups, openingGroups, treatmentGroups } from './terms.tsx';
import { TIME_DEPOSIT_WORDS as WORDS } from './words.ts';

type Act = keyof (typeof WORDS)['ja']['orders'];

const common = (act: Act) => ({
  path: `${LIST_PATH}/${act}`,
  backPath: LIST_PATH,
  words: { ja: WORDS.ja.orders[act], en: WORDS.en.orders[act] },
});

export const OPENING: OrderFlow<OpenTimeDepositTerms, OpenTimeDepositRefusal> = {
  ...common('open'),
  find: (bank, call) => bank.timeDepositOrder(call),
  execute: (bank, call) => bank.executeTimeDeposit(call),
  sentences: OPEN_SENTENCES,
  groups: openingGroups,
};

export const TREATMENT: OrderFlow<TreatmentTerms, TreatmentRefusal> = {
  ...common('treatment'),
  find: (bank, call) => bank.treatmentOrder(call),
  execute: (bank, call) => bank.executeTreatment(call),
  sentences: TREATMENT_SENTENCES,
  groups: treatmentGroups,
};

export const BOOKING: OrderFlow<BookingTerms, BookingRefusal> = {
  ...common('book'),
  find: (bank, call) => bank.bookingOrder(call),
  execute: (bank, call) => bank.executeBooking(call),
  sentences: BOOKING_SENTENCES,
  groups: bookingGroups,
};

export const CANCELLING: OrderFlow<CancelBookingTerms, CancelBookingRefusal> = {
  ...common('cancel'),
  find: (bank, call) => bank.cancelBookingOrder(call),
  execute: (bank, call) => bank.executeCancelBooking(call),
  sentences: CANCEL_SENTENCES,
  groups: cancellingGroups,
};

export const CLOSING: OrderFlow<ClosingTerms, DepositRefusal> = {
  ...common('close'),
  find: (bank, call) => bank.closingOrder(call),
  execute: (bank, call) => bank.executeClosing(call),
  sentences: DEPOSIT_SENTENCES,
  groups: closingGroups,
};
