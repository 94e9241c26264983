import type {
  BookingRefusal,
  BookingTerms,
  CancelBookingRefusal,
  CancelBookingTerms,
  ClosingTerms,
  DepositRefusal,
  OpenTimeDepositRefusal,
  OpenTimeDepositTerms,
  PlannedOrder,
  TreatmentRefusal,
  TreatmentTerms,
} from '@warifu/bank';
import type { Language } from '@warifu/ui';
import type { OrderPlace, PlannedFlow, TermGroup } from '../order/order-flow.ts';
import { type BranchNames, branchNamesOf } from './branch-names.ts';
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
import type { DepositAct } from './words-ja.ts';

export const DEPOSIT_PLACE: OrderPlace = {
  startPath: LIST_PATH,
  back: (language) => ({ href: LIST_PATH, label: WORDS[language].list.back }),
};

interface Parts<Terms, Refusal extends { readonly reason: string }>
  extends Pick<PlannedFlow<Terms, Refusal, PlannedOrder<Terms>>, 'find' | 'execute' | 'sentences'> {
  /** All that the customer confirms; the receipt repeats it. */
  readonly groups: (terms: Terms, language: Language, branchNames: BranchNames) => readonly TermGroup[];
}

export interface DepositFlow<Terms, Refusal extends { readonly reason: string }>
  extends PlannedFlow<Terms, Refusal, PlannedOrder<Terms>> {
  readonly act: DepositAct;
}

/** An order on a deposit is confirmed in the words of its act. */
function flowOf<Terms, Refusal extends { readonly reason: string }>(
  act: DepositAct,
  { groups, ...parts }: Parts<Terms, Refusal>,
): DepositFlow<Terms, Refusal> {
  const links = (language: Language) => [{ href: LIST_PATH, label: WORDS[language].list.back }];
  return {
    ...DEPOSIT_PLACE,
    ...parts,
    act,
    purpose: `time deposit ${act}`,
    pathOf: (orderId) => `${LIST_PATH}/${act}/orders/${orderId}`,
    confirm: async (turn, { terms }) => {
      const { language } = turn;
      const { title, confirm: heading, lead, execute } = WORDS[language].orders[act];
      const shown = groups(terms, language, await branchNamesOf(turn));
      return { title, heading, lead, execute, groups: shown, links: links(language) };
    },
    done: async (turn, { terms }) => {
      const { language } = turn;
      const { title, done: heading, doneLead: text } = WORDS[language].orders[act];
      const shown = groups(terms, language, await branchNamesOf(turn));
      return { title, heading, text, groups: shown, links: links(language) };
    },
  };
}

export const OPENING = flowOf<OpenTimeDepositTerms, OpenTimeDepositRefusal>('open', {
  find: (bank, call) => bank.timeDepositOrder(call),
  execute: (bank, call) => bank.executeTimeDeposit(call),
  sentences: OPEN_SENTENCES,
  groups: openingGroups,
});

export const TREATMENT = flowOf<TreatmentTerms, TreatmentRefusal>('treatment', {
  find: (bank, call) => bank.treatmentOrder(call),
  execute: (bank, call) => bank.executeTreatment(call),
  sentences: TREATMENT_SENTENCES,
  groups: treatmentGroups,
});

export const BOOKING = flowOf<BookingTerms, BookingRefusal>('book', {
  find: (bank, call) => bank.bookingOrder(call),
  execute: (bank, call) => bank.executeBooking(call),
  sentences: BOOKING_SENTENCES,
  groups: bookingGroups,
});

export const CANCELLING = flowOf<CancelBookingTerms, CancelBookingRefusal>('cancel', {
  find: (bank, call) => bank.cancelBookingOrder(call),
  execute: (bank, call) => bank.executeCancelBooking(call),
  sentences: CANCEL_SENTENCES,
  groups: cancellingGroups,
});

export const CLOSING = flowOf<ClosingTerms, DepositRefusal>('close', {
  find: (bank, call) => bank.closingOrder(call),
  execute: (bank, call) => bank.executeClosing(call),
  sentences: DEPOSIT_SENTENCES,
  groups: closingGroups,
});
