import type { Clock, EpochSeconds, Yen } from '@warifu/base';
import type { Database } from '@warifu/pg';
import type { BankConfiguration } from './configuration.ts';
import type { BankTables } from './tables.ts';
import type { TokenAuthority } from './token-authority.ts';

/** A mail as the outbox hands it over. Plain text; who sends it is known to the mail server's side alone. */
export interface Mail {
  /** The same for every try of one mail: a Message-ID made of it lets a reader's mailbox drop a double. */
  readonly mailId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** 科目 of a payee's account. */
export type PayeeAccountKind = 'ordinary' | 'current' | 'savings';

export interface ZenginAccount {
  /** Four digits. */
  readonly bankCode: string;
  /** Three digits. */
  readonly branchCode: string;
  readonly accountKind: PayeeAccountKind;
  /** Seven digits. */
  readonly accountNumber: string;
}

/** 受取人名照会. */
export type NameInquiryOutcome =
  | { readonly outcome: 'found'; readonly kana: string }
  | { readonly outcome: 'unavailable' }
  | { readonly outcome: 'no_such_account' };

export interface ZenginPayment {
  /** The order's id: sent twice, it is one payment. */
  readonly paymentId: string;
  readonly payee: ZenginAccount;
  /** Half-width kana and what else the network takes, at most 30 characters. */
  readonly payeeKana: string;
  readonly senderKana: string;
  readonly amount: Yen;
  /** `YYYY-MM-DD`. */
  readonly valueDate: string;
}

/** 入金不能. */
export interface ZenginReturn {
  readonly returnId: string;
  readonly paymentId: string;
  readonly reason: string;
  readonly returnedAt: EpochSeconds;
}

/** 組戻し: what the other bank says to a recall. `waiting`: nothing yet. */
export type RecallAnswer =
  | { readonly answer: 'waiting' }
  | { readonly answer: 'returned' }
  | { readonly answer: 'refused'; readonly reason: string };

/**
 * The network of the other banks. A function that cannot reach it throws an Error named `NetworkUnavailable`;
 * a payment may then have arrived or not, and sending it again is safe. The same error with `wrongly` on it says what it
 * answered that is no answer.
 */
export interface ZenginNetwork {
  readonly inquireName: (account: ZenginAccount) => Promise<NameInquiryOutcome>;
  readonly send: (payment: ZenginPayment) => Promise<{ readonly outcome: 'accepted' }>;
  /** Returns after the one named last, oldest first, at most `limit`. */
  readonly fetchReturns: (call: {
    readonly after?: string;
    readonly limit: number;
  }) => Promise<readonly ZenginReturn[]>;
  /** Asks for a payment back; asked twice, it is one recall. Resolves when the network has taken the question. */
  readonly recall: (call: { readonly paymentId: string }) => Promise<{ readonly outcome: 'accepted' }>;
  /** The answer to a recall that was accepted. */
  readonly recallAnswer: (paymentId: string) => Promise<RecallAnswer>;
}

/** How many digits a number of a bill has. */
export interface DigitCount {
  readonly lengthMin: number;
  readonly lengthMax: number;
}

/** 収納機関, and which numbers its bills carry. */
export interface Biller {
  /** Five digits. */
  readonly billerNumber: string;
  readonly kind: 'national' | 'local' | 'private';
  readonly name: string;
  /** Half-width. */
  readonly kana: string;
  /** 納付番号, or お客様番号 of a private biller. */
  readonly paymentNumber: DigitCount;
  readonly confirmationNumber: DigitCount;
  /** 納付区分, where its bills carry one. */
  readonly paymentCategory?: DigitCount;
}

export type FindBillerOutcome =
  | { readonly outcome: 'found'; readonly biller: Biller }
  | { readonly outcome: 'biller_unknown' };

/** What is printed on a bill. Digits alone. */
export interface BillNumbers {
  readonly billerNumber: string;
  readonly paymentNumber: string;
  readonly confirmationNumber: string;
  readonly paymentCategory?: string;
}

/** `chosen`: the payer says how much, within these bounds. */
export type BillAmount =
  | { readonly kind: 'fixed'; readonly amount: Yen }
  | { readonly kind: 'chosen'; readonly amountMin: Yen; readonly amountMax: Yen };

/** A bill as its biller states it. */
export interface Bill {
  readonly billerName: string;
  /** Half-width kana. */
  readonly payerKana: string;
  /** What it is for. */
  readonly content: string;
  readonly amount: BillAmount;
  /** `YYYY-MM-DD`. */
  readonly dueDate?: string;
}

export type InquireBillOutcome =
  | { readonly outcome: 'found'; readonly bill: Bill }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'paid' }
  | { readonly outcome: 'expired' }
  | { readonly outcome: 'withdrawn' }
  | { readonly outcome: 'maintenance' };

export interface BillPayment {
  /** The order's id: sent twice, it is one payment. */
  readonly paymentId: string;
  readonly bill: BillNumbers;
  readonly amount: Yen;
}

/** `already_paid`: under another id. */
export type NotTakenReason =
  | 'already_paid'
  | 'unknown'
  | 'expired'
  | 'withdrawn'
  | 'maintenance'
  | 'amount_differs';

/** The network's word on a payment. Its first one under an id is its last: asked or sent again, the same comes back. */
export type PayBillOutcome =
  | { readonly outcome: 'paid'; readonly paidAt: EpochSeconds }
  | { readonly outcome: 'not_taken'; readonly reason: NotTakenReason };

/**
 * The network of the billers. A function that cannot reach it throws an Error named `NetworkUnavailable`; a payment may
 * then have been taken or not; with `wrongly` on it, as above. `unknown` of `askOutcome` means that it did not arrive so far, and it may yet: only the
 * network's own `not_taken` ends a payment, and to get one it is sent again under the same id.
 */
export interface PayEasyNetwork {
  readonly findBiller: (billerNumber: string) => Promise<FindBillerOutcome>;
  readonly inquireBill: (bill: BillNumbers) => Promise<InquireBillOutcome>;
  readonly pay: (payment: BillPayment) => Promise<PayBillOutcome>;
  readonly askOutcome: (paymentId: string) => Promise<PayBillOutcome | { readonly outcome: 'unknown' }>;
}

/** All that the bank is handed. */
export interface BankPorts {
  readonly database: Database<BankTables>;
  readonly clock: Clock;
  readonly authority: TokenAuthority;
  readonly zengin: ZenginNetwork;
  readonly payEasy: PayEasyNetwork;
  /** Resolves when the mail server has taken the mail; throws where it has not. */
  readonly sendMail: (mail: Mail) => Promise<void>;
  readonly configuration: BankConfiguration;
  /** At least 32 random bytes: the key of the hashes of session tokens and device cookies. */
  readonly pepper: Uint8Array;
}
