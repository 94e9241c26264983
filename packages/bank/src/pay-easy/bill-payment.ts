import type { BusinessDate, EpochSeconds, Yen } from '@warifu/base';
import type { NotAllowed } from '../approval/need.ts';
import type { Channel } from '../contracts/contract.ts';
import type { AccountKind } from '../ledger/account.ts';
import type {
  CommonRefusal,
  ExecuteCall,
  ExecuteRefusal,
  OrderCall,
  PlannedOrder,
} from '../orders/planned/plan.ts';
import type { Bill, Biller, BillNumbers, DigitCount, NotTakenReason } from '../ports.ts';

/** A bill with the numbers under which it was found, and its biller. */
export interface BillView extends Bill {
  readonly numbers: BillNumbers;
  readonly biller: Biller;
}

/** The numbers of a bill, in the order in which they are typed. */
export type BillNumberField = 'paymentNumber' | 'confirmationNumber' | 'paymentCategory';

/**
 * Why no bill is shown, in order of precedence.
 *
 * `pay_easy_stopped`: too many unknown numbers in a row; absent `until`: until the branch lifts it.
 * `network_away`: nobody could be asked, nothing was counted. `too_many_at_once`: inquiries of this contract are under way
 * that may still turn out wrong. `bill_unknown`: `triesLeft` more such numbers in a row before Pay-easy stops.
 */
export type BillRefusal =
  | { readonly reason: 'not_allowed'; readonly because: NotAllowed }
  | { readonly reason: 'pay_easy_stopped'; readonly until?: BusinessDate }
  | { readonly reason: 'biller_number_malformed' }
  | { readonly reason: 'network_away' }
  | { readonly reason: 'biller_unknown' }
  | { readonly reason: 'number_missing'; readonly field: BillNumberField }
  | { readonly reason: 'number_malformed'; readonly field: BillNumberField; readonly digits: DigitCount }
  | { readonly reason: 'too_many_at_once' }
  | { readonly reason: 'bill_unknown'; readonly triesLeft: number }
  | { readonly reason: 'bill_paid' }
  | { readonly reason: 'bill_expired' }
  | { readonly reason: 'bill_withdrawn' }
  | { readonly reason: 'biller_maintenance' };

interface BillCall {
  readonly contractId: string;
  readonly channel: Channel;
}

/** As typed: full-width digits, hyphens and spaces make no difference. */
export interface InquireBill extends BillCall {
  readonly billerNumber: string;
  readonly paymentNumber: string;
  readonly confirmationNumber: string;
  /** Ignored where the biller's bills carry none. */
  readonly paymentCategory: string;
}

export type FindBillBillerOutcome =
  | { readonly outcome: 'found'; readonly biller: Biller }
  | ({ readonly outcome: 'refused' } & BillRefusal);

export type InquireBillViewOutcome =
  | { readonly outcome: 'found'; readonly bill: BillView }
  | ({ readonly outcome: 'refused' } & BillRefusal);

/** What the customer asks for: a bill as its biller stated it, and the account that pays it. */
export interface BillPaymentWish {
  readonly fromAccountId: string;
  readonly numbers: BillNumbers;
  readonly billerKind: Biller['kind'];
  readonly billerName: string;
  /** Half-width kana, as the entries show it. */
  readonly billerKana: string;
  readonly payerKana: string;
  readonly content: string;
  /** `YYYY-MM-DD`. */
  readonly dueDate?: string;
  readonly amount: Yen;
  /** The payer said how much. */
  readonly isAmountChosen: boolean;
}

/** Frozen when the confirm page is built; what is paid is exactly this. */
export interface BillPaymentTerms extends BillPaymentWish {
  readonly fromBranchCode: string;
  readonly fromKind: AccountKind;
  readonly fromAccountNumber: string;
}

/** What the book says against a payment, in order of precedence. */
export type PaymentRefusal =
  | Extract<BillRefusal, { readonly reason: 'pay_easy_stopped' }>
  | { readonly reason: 'account_unknown' }
  | { readonly reason: 'funds_insufficient'; readonly shortBy: Yen };

export type BillPaymentOrder = PlannedOrder<BillPaymentTerms>;

export interface PrepareBillPayment extends InquireBill {
  readonly draftId: string;
  readonly fromAccountId: string;
  /** Only where the bill lets the payer choose; ignored otherwise. */
  readonly amount?: Yen;
}

/** Why a bill may not be paid, in order of precedence: only the first that applies is told. */
export type BillPaymentRefusal =
  | BillRefusal
  | { readonly reason: 'amount_not_chosen'; readonly amountMin: Yen; readonly amountMax: Yen }
  | { readonly reason: 'amount_out_of_bounds'; readonly amountMin: Yen; readonly amountMax: Yen }
  | CommonRefusal
  | PaymentRefusal;

export type PrepareBillPaymentOutcome =
  | { readonly outcome: 'prepared'; readonly order: BillPaymentOrder }
  | ({ readonly outcome: 'refused' } & BillPaymentRefusal);

/** Nothing is held or paid then. */
export type ExecuteBillPaymentRefusal = ExecuteRefusal<PaymentRefusal>;

/**
 * What is known of a payment. `confirming`: the money is held, and whether the network took the payment is asked again and
 * again. `paid`: it did, and the account was debited. `not_taken`: it did not, and the money is free again.
 */
export type BillPaymentState =
  | { readonly state: 'confirming' }
  | { readonly state: 'paid'; readonly settledAt: EpochSeconds }
  | { readonly state: 'not_taken'; readonly settledAt: EpochSeconds; readonly reason: NotTakenReason };

/** 受付完了, or why it was none. */
export interface BillReceipt {
  readonly orderId: string;
  readonly receiptNumber: string;
  readonly executedAt: EpochSeconds;
  readonly channel: Channel;
  readonly terms: BillPaymentTerms;
  readonly payment: BillPaymentState;
}

export type ExecuteBillPaymentOutcome =
  | { readonly outcome: 'executed'; readonly receipt: BillReceipt }
  | ({ readonly outcome: 'refused' } & ExecuteBillPaymentRefusal);

/** How long Pay-easy is stopped for a contract; absent `until`: until the branch lifts it. */
export interface PayEasyStop {
  readonly until?: BusinessDate;
}

/** 税金・各種料金の払込み. */
export interface BillPayments {
  /** `undefined` where it is not stopped. */
  readonly payEasyStop: (contractId: string) => Promise<PayEasyStop | undefined>;
  readonly findBiller: (call: BillCall & { readonly billerNumber: string }) => Promise<FindBillBillerOutcome>;
  readonly inquireBill: (call: InquireBill) => Promise<InquireBillViewOutcome>;
  readonly prepareBillPayment: (call: PrepareBillPayment) => Promise<PrepareBillPaymentOutcome>;
  readonly billPaymentOf: (call: OrderCall) => Promise<BillPaymentOrder | undefined>;
  readonly executeBillPayment: (call: ExecuteCall) => Promise<ExecuteBillPaymentOutcome>;
  readonly billReceiptOf: (contractId: string, orderId: string) => Promise<BillReceipt | undefined>;
  /** Of the last 100 days, newest first. `before` is the `next` of the page before. */
  readonly billPaymentHistory: (call: {
    readonly contractId: string;
    readonly before?: string;
    readonly limit?: number;
  }) => Promise<{ readonly receipts: readonly BillReceipt[]; readonly next?: string }>;
  /** A job: asks again for what is confirming, settles what is told, and says how many. */
  readonly settleBillPayments: () => Promise<number>;
}
