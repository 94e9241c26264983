import type { EpochSeconds } from '@warifu/base';

/**
 * What a customer may ask for, as the policy table sees it. 取引.
 * `transfer`: 振込. `bill_payment`: Pay-easy. `deposit_closing`: 満期解約, 中途解約, 満期解約予約. `limit_raise`,
 * `mail_address`, `payee`, `order_cancelling`: 契約者情報変更 and the like. `limit_lower`, `own_transfer`: free.
 */
export type OrderKind =
  | 'transfer'
  | 'bill_payment'
  | 'deposit_closing'
  | 'limit_raise'
  | 'mail_address'
  | 'payee'
  | 'order_cancelling'
  | 'limit_lower'
  | 'own_transfer';

/** Kinds of orders that move no money: nothing is posted for them. The same list stands in bank.execute_without_money. */
export const KINDS_WITHOUT_MONEY = [
  'mail_address',
  'limit_raise',
  'payee',
  'order_cancelling',
] as const satisfies readonly OrderKind[];

/** `expired`: ten minutes went by without 実行. */
export type OrderState = 'prepared' | 'executed' | 'refused' | 'expired' | 'cancelled';

/** The state of an order now; that it expired is not written down anywhere. */
export const orderStateOf = (
  order: { readonly state: OrderState; readonly expiresAt: EpochSeconds },
  now: EpochSeconds,
): OrderState => (order.state === 'prepared' && order.expiresAt <= now ? 'expired' : order.state);
