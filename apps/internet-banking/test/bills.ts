import type {
  Bank,
  Biller,
  BillPaymentOrder,
  BillPaymentTerms,
  BillReceipt,
  BillView,
  Draft,
} from '@warifu/bank';
import { epochSeconds, yen } from '@warifu/base';
import { IDS, NOW } from './fixtures.ts';

export const BILL_IDS = {
  draft: '01930000-0000-7000-8000-0000000000d2',
  /** Of a bill whose payer chooses the amount. */
  chosenDraft: '01930000-0000-7000-8000-0000000000d3',
  /** Where only the biller is known. */
  billerDraft: '01930000-0000-7000-8000-0000000000d4',
  order: '01930000-0000-7000-8000-0000000000f1',
  newOrder: '01930000-0000-7000-8000-0000000000f2',
  paid: '01930000-0000-7000-8000-0000000000f3',
  confirming: '01930000-0000-7000-8000-0000000000f4',
  notTaken: '01930000-0000-7000-8000-0000000000f5',
} as const;

const CITY: Biller = {
  billerNumber: '58191',
  kind: 'local',
  name: '見本市',
  kana: 'ﾐﾎﾝｼ',
  paymentNumber: { lengthMin: 20, lengthMax: 20 },
  confirmationNumber: { lengthMin: 6, lengthMax: 6 },
  paymentCategory: { lengthMin: 10, lengthMax: 10 },
};

const NUMBERS = {
  billerNumber: CITY.billerNumber,
  paymentNumber: '13579246801301280002',
  confirmationNumber: '135792',
  paymentCategory: '2000000001',
};

export const BILL: BillView = {
  numbers: NUMBERS,
  biller: CITY,
  billerName: CITY.name,
  payerKana: 'ﾔﾏﾀﾞ ﾀﾛｳ',
  content: '見本市固定資産税',
  amount: { kind: 'fixed', amount: yen(12_800n) },
  dueDate: '2026-12-31',
};
const CHOSEN_BILL: BillView = {
  ...BILL,
  amount: { kind: 'chosen', amountMin: yen(100n), amountMax: yen(100_000n) },
};

const draftOf = (draftId: string, numbers: Partial<typeof NUMBERS>): Draft => ({
  draftId,
  kind: 'bill_payment',
  channel: 'pc',
  expiresAt: epochSeconds(NOW + 3_600),
  fields: { ...numbers },
});
const DRAFTS = new Map(
  [
    draftOf(BILL_IDS.draft, NUMBERS),
    draftOf(BILL_IDS.chosenDraft, { ...NUMBERS, paymentNumber: '13579246801300000093' }),
    draftOf(BILL_IDS.billerDraft, { billerNumber: NUMBERS.billerNumber }),
  ].map((draft) => [draft.draftId, draft]),
);

/** The draft of a bill under this id. */
export const findBillDraft = (draftId: string): Draft | undefined => DRAFTS.get(draftId);

const BILL_TERMS: BillPaymentTerms = {
  fromAccountId: IDS.account,
  fromBranchCode: '001',
  fromKind: 'ordinary',
  fromAccountNumber: '0123456',
  numbers: NUMBERS,
  billerKind: CITY.kind,
  billerName: CITY.name,
  billerKana: CITY.kana,
  payerKana: BILL.payerKana,
  content: BILL.content,
  dueDate: '2026-12-31',
  amount: yen(12_800n),
  isAmountChosen: false,
};

export const BILL_ORDER: BillPaymentOrder = {
  orderId: BILL_IDS.order,
  draftId: BILL_IDS.draft,
  kind: 'bill_payment',
  channel: 'pc',
  state: 'prepared',
  terms: BILL_TERMS,
  need: { need: 'otp', limit: yen(1_000_000n), leftToday: yen(950_000n) },
  preparedAt: NOW,
  expiresAt: epochSeconds(NOW + 600),
};

const receiptOf = (orderId: string, payment: BillReceipt['payment']): BillReceipt => ({
  orderId,
  receiptNumber: '261123-7K3QF-M2XWP-C',
  executedAt: NOW,
  channel: 'pc',
  terms: BILL_TERMS,
  payment,
});

/** One in each state. */
export const BILL_RECEIPTS: readonly BillReceipt[] = [
  receiptOf(BILL_IDS.paid, { state: 'paid', settledAt: NOW }),
  receiptOf(BILL_IDS.confirming, { state: 'confirming' }),
  receiptOf(BILL_IDS.notTaken, { state: 'not_taken', settledAt: NOW, reason: 'already_paid' }),
];

/** What a bank of invented bills answers. */
export const bills: Partial<Bank> = {
  payEasyStop: async () => undefined,
  findBiller: async () => ({ outcome: 'found', biller: CITY }),
  inquireBill: async ({ paymentNumber }) => ({
    outcome: 'found',
    bill: paymentNumber.endsWith('93') ? CHOSEN_BILL : BILL,
  }),
  prepareBillPayment: async () => ({ outcome: 'prepared', order: BILL_ORDER }),
  billPaymentOf: async ({ orderId }) => (orderId === BILL_IDS.order ? BILL_ORDER : undefined),
  executeBillPayment: async () => ({
    outcome: 'executed',
    receipt: receiptOf(BILL_IDS.order, { state: 'paid', settledAt: NOW }),
  }),
  billReceiptOf: async (_contractId, orderId) => BILL_RECEIPTS.find((receipt) => receipt.orderId === orderId),
  billPaymentHistory: async ({ limit = BILL_RECEIPTS.length }) => ({
    receipts: BILL_RECEIPTS.slice(0, limit),
    next: 'next',
  }),
};
