import type { Session } from '../../contracts/contract.ts';

/** `locked` after wrong ones, wherever they were typed. */
export type ConfirmationPasswordState = 'none' | 'set' | 'locked';

/**
 * In order of precedence. `not_set`, `locked`: only the branch makes another one. `same_as_login`: who finds out the one
 * must not have the other as well.
 */
export type ConfirmationPasswordRefusal =
  | 'not_set'
  | 'locked'
  | 'current_wrong'
  | 'too_short'
  | 'too_long'
  | 'same'
  | 'holds_contract_number'
  | 'common'
  | 'same_as_login';

export type ChangeConfirmationOutcome =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'refused'; readonly reason: ConfirmationPasswordRefusal };

/** 確認用パスワードの変更. */
export interface ConfirmationPasswords {
  readonly confirmationPasswordState: (contractId: string) => Promise<ConfirmationPasswordState>;
  /** Wrong current ones count with those that are typed for orders, and lock like them. */
  readonly changeConfirmationPassword: (call: {
    readonly session: Session;
    readonly current: string;
    readonly next: string;
  }) => Promise<ChangeConfirmationOutcome>;
}
