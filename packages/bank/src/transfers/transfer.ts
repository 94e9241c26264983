import type { BusinessDate, EpochSeconds, Yen } from '@warifu/base';
import type { NotAllowed, OrderNeed } from '../approval/need.ts';
import type { Channel } from '../contracts/contract.ts';
import type { AccountKind } from '../ledger/account.ts';
import type { OrderState } from '../orders/order.ts';
import type { RecallView } from './recalls/recall.ts';

/** An account to send money to. 振込先. */
export interface Payee {
  /** Four digits. */
  readonly bankCode: string;
  /** Three digits. */
  readonly branchCode: string;
  readonly accountKind: AccountKind;
  /** Seven digits; fewer are filled up with zeros in front. */
  readonly accountNumber: string;
}

/** A payee as pages show it. */
export interface PayeeView extends Payee {
  readonly bankName: string;
  readonly branchName: string;
  /** Half-width kana and what else the network takes, at most 30 characters. */
  readonly kana: string;
}

/**
 * When the payee has the money. 同じ銀行はすぐ; 他行はコアタイム, モアタイム, or the next opening.
 */
export type TransferMode = 'same_bank_now' | 'core_time_now' | 'more_time_now' | 'next_opening';

/** Frozen when the confirm page is built; execution posts exactly these. */
export interface TransferTerms {
  readonly fromAccountId: string;
  readonly fromBranchCode: string;
  readonly fromKind: AccountKind;
  readonly fromAccountNumber: string;
  /** In half-width kana, as the payee's statement has it. */
  readonly senderKana: string;
  readonly payee: PayeeView;
  /** The payee's account where it is one of ours. */
  readonly toAccountId?: string;
  readonly nameSource: NameSource;
  readonly amount: Yen;
  readonly fee: Yen;
  readonly mode: TransferMode;
  /** The day the account is debited: that of 実行. */
  readonly debitDate: BusinessDate;
  /** The day the payee is credited. */
  readonly valueDate: BusinessDate;
}

/** Whether the payee's name was answered by the other bank or typed by the customer. */
export type NameSource = 'inquiry' | 'typed';

export interface PrepareTransfer {
  readonly contractId: string;
  readonly channel: Channel;
  readonly draftId: string;
  readonly fromAccountId: string;
  readonly payee: Payee;
  readonly amount: Yen;
  /** As inquired or as typed: full-width kana, hiragana and small letters are converted. */
  readonly payeeKana: string;
  readonly nameSource: NameSource;
}

/** What the confirm page shows. 確認. Computed by the functions that execution posts with. */
export interface PreparedTransfer {
  readonly orderId: string;
  readonly draftId?: string;
  readonly state: OrderState;
  readonly terms: TransferTerms;
  /** Amount and fee. */
  readonly total: Yen;
  readonly balance: Yen;
  /** What is left on the account after this; negative where it cannot be executed any more. */
  readonly balanceAfter: Yen;
  /** With the limit and what is left of it today, before this transfer. */
  readonly need: OrderNeed;
  readonly preparedAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
}

/** What is wrong with a payee, in order of precedence. */
export type PayeeRefusal =
  | { readonly reason: 'payee_bank_unknown' }
  | { readonly reason: 'payee_branch_unknown' }
  | { readonly reason: 'payee_number_malformed' }
  | { readonly reason: 'payee_account_unknown' }
  | { readonly reason: 'payee_name_missing' }
  | { readonly reason: 'payee_name_not_allowed'; readonly characters: string }
  | { readonly reason: 'payee_name_too_long'; readonly lengthMax: number };

/** Why a transfer may not run, in order of precedence: only the first that applies is told. */
export type TransferRefusal =
  | { readonly reason: 'draft_unknown' }
  | { readonly reason: 'account_unknown' }
  | PayeeRefusal
  | { readonly reason: 'same_account' }
  | { readonly reason: 'amount_not_positive' }
  | { readonly reason: 'amount_too_large'; readonly amountMax: Yen }
  | { readonly reason: 'not_allowed'; readonly because: NotAllowed }
  | { readonly reason: 'limit_exceeded'; readonly limit: Yen; readonly leftToday: Yen }
  | { readonly reason: 'funds_insufficient'; readonly shortBy: Yen };

export type PrepareTransferOutcome =
  | { readonly outcome: 'prepared'; readonly order: PreparedTransfer }
  | ({ readonly outcome: 'refused' } & TransferRefusal);

export interface ExecuteTransfer {
  readonly contractId: string;
  readonly channel: Channel;
  readonly orderId: string;
  /** As typed: full-width digits and spaces are taken. */
  readonly code?: string;
  /** The next consecutive code, where `needs_second_code` was answered. 時刻補正. */
  readonly nextCode?: string;
  readonly confirmationPassword?: string;
}

/**
 * Why an execution was refused, in order of precedence.
 *
 * `terms_changed`: 15:30 or midnight went by; `newOrderId` has the terms of now, to be confirmed. Where those cannot be
 * prepared, the refusal of the preparation is told instead.
 * `code_refused`: wrong, used, or of a locked binding: one sentence. `code_missing`: nothing was typed.
 * `confirmation_refused`: a wrong 確認用パスワード, or a locked one. `authority_away`: nothing was decided, try again.
 * `authority_disagrees`: the authority's word differs from the bank's mark, so nothing protected is done.
 */
export type ExecuteRefusal =
  | { readonly reason: 'order_unknown' }
  | { readonly reason: 'order_expired' }
  | { readonly reason: 'terms_changed'; readonly newOrderId: string }
  | TransferRefusal
  | { readonly reason: 'code_missing' }
  | { readonly reason: 'code_malformed' }
  | { readonly reason: 'code_refused' }
  | { readonly reason: 'needs_second_code' }
  | { readonly reason: 'confirmation_refused' }
  | { readonly reason: 'authority_disagrees' }
  | { readonly reason: 'authority_away' };

/**
 * Where the payee's money is. `credited`: on the payee's account here. `waiting`: debited, not yet sent on (its time has
 * not come, or the network is away). `sent`: the network has it. `returned`: 入金不能, the amount came back. `recalled`:
 * 組戻し, the amount came back. `booked`, `failed`, `cancelled`: of a booking that took no money.
 */
export type TransferState =
  | 'credited'
  | 'waiting'
  | 'sent'
  | 'returned'
  | 'recalled'
  | 'booked'
  | 'failed'
  | 'cancelled';

/** `failed`: on its day the account had too little, or the payee's account is not there any more. Nothing is retried. */
export type BookingState = 'booked' | 'executed' | 'failed' | 'cancelled';

/** Why a booking failed on its day, in order of precedence. */
export type BookingFailure =
  | 'payee_bank_unknown'
  | 'payee_branch_unknown'
  | 'payee_account_unknown'
  | 'funds_insufficient';

/** 受付完了. */
export interface Receipt {
  readonly orderId: string;
  readonly receiptNumber: string;
  readonly executedAt: EpochSeconds;
  readonly terms: TransferTerms;
  readonly total: Yen;
  readonly transferState: TransferState;
  readonly returned?: { readonly at: EpochSeconds; readonly reason: string };
  /** Of 予約振込. */
  readonly booking?: {
    readonly state: BookingState;
    readonly settledAt?: EpochSeconds;
    readonly reason?: BookingFailure;
  };
  /** 組戻し, recorded at the branch. */
  readonly recall?: RecallView;
}

export type ExecuteTransferOutcome =
  | { readonly outcome: 'executed'; readonly receipt: Receipt }
  | ({ readonly outcome: 'refused' } & ExecuteRefusal);
