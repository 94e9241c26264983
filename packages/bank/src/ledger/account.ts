import type { Yen } from '@warifu/base';

/** 科目 of a customer's account. */
export type AccountKind = 'ordinary' | 'current' | 'savings';

/** A deposit is an account of its own in the book. 定期預金, 定期積金. */
export type DepositKind = 'time_deposit' | 'instalment_savings';

/** A customer's account as pages show it. */
export interface AccountView {
  readonly accountId: string;
  /** Three digits, one of the bank's own branches. */
  readonly branchCode: string;
  readonly branchName: string;
  readonly kind: AccountKind;
  /** Seven digits. */
  readonly accountNumber: string;
  readonly balance: Yen;
  /** The balance without what is held for payments under way: what may go out. 引出可能額. */
  readonly available: Yen;
}
