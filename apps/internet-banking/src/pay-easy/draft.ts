import type { Draft } from '@warifu/bank';

/** What the pages keep in a draft, each as typed or chosen. */
export const NUMBER_FIELDS = ['paymentNumber', 'confirmationNumber', 'paymentCategory'] as const;
type DraftField = 'billerNumber' | (typeof NUMBER_FIELDS)[number] | 'fromAccountId' | 'amount';

/** A field of the draft; the empty text where it is not there. */
export const fieldOf = (draft: Draft, field: DraftField): string => draft.fields[field] ?? '';

export const START_PATH = '/pay-easy';
export const HISTORY_PATH = '/pay-easy/history';
export const pathOf = (draftId: string, step: 'numbers' | 'bill'): string => `/pay-easy/${draftId}/${step}`;
export const orderPath = (orderId: string): string => `/pay-easy/orders/${orderId}`;
export const receiptPath = (orderId: string): string => `/pay-easy/receipts/${orderId}`;

/** The numbers of a bill as the draft has them. */
export const numbersOf = (draft: Draft) => ({
  billerNumber: fieldOf(draft, 'billerNumber'),
  paymentNumber: fieldOf(draft, 'paymentNumber'),
  confirmationNumber: fieldOf(draft, 'confirmationNumber'),
  paymentCategory: fieldOf(draft, 'paymentCategory'),
});
