import type { AccountView, Draft, NameInquiryOutcome, Payee } from '@warifu/bank';

/** What the pages keep in a draft, each as typed or chosen. */
export const FIELDS = [
  'fromAccountId',
  'bankCode',
  'branchCode',
  'accountKind',
  'accountNumber',
  'amount',
  'date',
  'payeeKana',
  'inquiry',
  'orderId',
] as const;
export type DraftField = (typeof FIELDS)[number];
export type Inquiry = Exclude<NameInquiryOutcome['outcome'], 'no_such_account'>;

export type AccountKind = AccountView['kind'];
export const ACCOUNT_KIND_ORDER: readonly AccountKind[] = ['ordinary', 'current', 'savings'];

export const isAccountKind = (text: string): text is AccountKind =>
  ACCOUNT_KIND_ORDER.some((kind) => kind === text);

/** A field of the draft; the empty text where it is not there. */
export const fieldOf = (draft: Draft, field: DraftField): string => draft.fields[field] ?? '';

export const pathOf = (draftId: string, step: string): string => `/transfer/${draftId}/${step}`;

/** Taken away whenever another payee is chosen: what was learned of the old one. */
export const FORGET_PAYEE = {
  branchCode: '',
  accountKind: '',
  accountNumber: '',
  payeeKana: '',
  inquiry: '',
  orderId: '',
};

/** What of the draft the head of every step shows. */
export interface SoFar {
  readonly account: AccountView | undefined;
  readonly bankName: string | undefined;
  readonly branchName: string | undefined;
  readonly payee: Payee | undefined;
  readonly amount: bigint | undefined;
}

/** A step of the flow, with its draft and what it has so far. */
export interface AtDraft {
  readonly draft: Draft;
  readonly soFar: SoFar;
}
