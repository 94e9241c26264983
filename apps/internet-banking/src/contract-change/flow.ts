import type { NotAllowed, OrderNeed } from '@warifu/bank';
import type { Spoken, Term } from '@warifu/ui';

/** One of the changes of a contract that are orders: its address below the base, and what it is called. 契約者情報変更 */
export interface ChangeFlow {
  readonly startPath: string;
  /** Binds a first code that travels sealed to this flow. 時刻補正 */
  readonly purpose: string;
  readonly title: Spoken<string>;
}

export const orderPath = ({ startPath }: ChangeFlow, orderId: string): string =>
  `${startPath}/orders/${orderId}`;

export type ExecuteField = 'order' | 'code';

/** An order before 実行, in whatever look. */
export interface ConfirmShown {
  readonly orderId: string;
  readonly lead: string;
  readonly terms: readonly Term[];
  readonly need: OrderNeed;
  readonly expiresAt: number;
  readonly errors: Readonly<Partial<Record<ExecuteField, string>>>;
  /** The terms are others than those of the page before. */
  readonly isChanged: boolean;
  /** Set while the next code is asked for. 時刻補正. */
  readonly sealedCode?: string;
}

/** An executed order. */
export interface DoneShown {
  readonly orderId: string;
  readonly heading: string;
  readonly text?: string;
  readonly terms: readonly Term[];
  readonly receipt: { readonly receiptNumber: string; readonly executedAt: number };
}

/** `moved`: what is registered was changed meanwhile, so that the order would do something else than was confirmed. */
export type Over = 'over' | 'expired' | 'moved';

export const isCuredByRegistration = ({ reason }: NotAllowed): boolean =>
  reason === 'register_first' || reason === 'otp_released';
