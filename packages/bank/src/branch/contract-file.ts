import type { BusinessDate, EpochSeconds, Yen } from '@warifu/base';
import type { Address } from '../contract-changes/address/address.ts';
import type { Channel, ContractState, Language, OtpMark } from '../contracts/contract.ts';
import type { AccountView } from '../ledger/account.ts';
import type { LimitKind } from '../limits/limit.ts';
import type { NoticeView } from '../notices/notice.ts';
import type { PayEasyStop } from '../pay-easy/bill-payment.ts';
import type { RecallState } from '../transfers/recalls/recall.ts';
import type { BookingState } from '../transfers/transfer.ts';

/** How a contract is looked for: by one of these, as typed. */
export const CONTRACT_SEARCHES = ['number', 'name', 'kana', 'account'] as const;
export type ContractSearch = (typeof CONTRACT_SEARCHES)[number];

export interface ContractsCall {
  readonly by: ContractSearch;
  /** Full-width digits, small kana, spaces and hyphens do not matter. Names and kana match from their beginning. */
  readonly text: string;
  /** The `contractId` of the last one seen. */
  readonly after?: string;
  readonly limit: number;
}

export interface ContractLine {
  readonly contractId: string;
  readonly contractNumber: string;
  readonly holder: { readonly kanji: string; readonly kana: string };
  readonly branchCode: string;
  readonly state: ContractState;
  readonly otpMark: OtpMark;
}

export interface ContractList {
  readonly contracts: readonly ContractLine[];
  readonly hasMore: boolean;
}

/** What the authority says of the contract's token; `away` where it does not answer. */
export type BindingView =
  | { readonly state: 'none' }
  | { readonly state: 'active' | 'locked'; readonly tokenId: string; readonly boundAt: EpochSeconds }
  | { readonly state: 'away' };

/** All that the branch sees of a contract before it does anything. Who looked is in the audit trail. */
export interface ContractFile extends ContractLine {
  readonly language: Language;
  readonly createdAt: EpochSeconds;
  readonly mailAddress?: string;
  readonly address?: Address;
  readonly mustChangePassword: boolean;
  readonly confirmation: 'none' | 'set' | 'locked';
  readonly binding: BindingView;
  readonly otpChangedAt?: EpochSeconds;
  readonly coolDownUntil?: EpochSeconds;
  readonly otpLockedAt?: EpochSeconds;
  /** 払込みの停止: before 0:00 of `until`, or until the branch lifts it. */
  readonly payEasyStop?: PayEasyStop;
  readonly accounts: readonly AccountView[];
  readonly limits: readonly { readonly kind: LimitKind; readonly limit: Yen; readonly limitMax: Yen }[];
  /** The last ten. */
  readonly logins: readonly {
    readonly at: EpochSeconds;
    readonly channel: Channel;
    readonly address: string;
  }[];
  /** The last twenty, with what became of their mails. */
  readonly notices: readonly NoticeView[];
}

export interface OrdersCall {
  readonly receiptNumber?: string;
  readonly contractNumber?: string;
  /** Days of 実行, both included. */
  readonly from?: BusinessDate;
  readonly to?: BusinessDate;
  readonly after?: string;
  readonly limit: number;
}

export interface OrderLine {
  readonly orderId: string;
  readonly receiptNumber: string;
  readonly kind: string;
  readonly state: string;
  readonly contractId: string;
  readonly contractNumber: string;
  readonly holder: string;
  readonly channel: Channel;
  readonly preparedAt: EpochSeconds;
  readonly executedAt?: EpochSeconds;
  /** Without the fee; absent where the order moves no money. */
  readonly amount?: Yen;
  /** What the order was for, as the customer's receipt names it; for example the payee. */
  readonly about?: string;
  /** 予約振込: what became of the booking, and the day that it is for. */
  readonly booking?: { readonly state: BookingState; readonly dueDate: BusinessDate };
  /** 組戻し: how far it is. */
  readonly recall?: RecallState;
}

export interface OrderList {
  readonly orders: readonly OrderLine[];
  readonly hasMore: boolean;
}

/** A mail that could not be sent, given up after its tries. Addresses are told in part. */
export interface UnsentMail {
  readonly noticeId: string;
  readonly contractId: string;
  readonly contractNumber: string;
  readonly holder: string;
  readonly kind: NoticeView['kind'];
  readonly at: EpochSeconds;
}
