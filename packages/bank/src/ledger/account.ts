import type { Yen } from '@warifu/base';

/** 科目 of a customer's account. */
export type AccountKind = 'ordinary' | 'current' | 'savings';

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
}
