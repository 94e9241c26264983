import type { EpochSeconds } from '@warifu/base';

/**
 * What a customer may ask for, as the policy table sees it. 取引.
 *
 * `transfer`: 振込. `scheduled_transfer`: 予約振込. `own_transfer`: 振替. `bill_payment`: Pay-easy.
 * `time_deposit_opening`, `time_deposit_treatment`: 定期預金 預入, 満期時取扱の変更. `time_deposit_closing`: 満期解約,
 * 中途解約. `maturity_booking`, `booking_cancelling`: 満期解約予約 and its end.
 * `savings_opening`, `savings_closing`: 定期積金 契約, 満期解約, 中途解約.
 * `limit_raise`, `limit_lower`, `mail_address`, `address_change`: 契約者情報変更. `payee`: 振込先登録.
 * `order_cancelling`: 予約振込の取消.
 */
export const ORDER_KINDS = [
  'transfer',
  'scheduled_transfer',
  'own_transfer',
  'bill_payment',
  'time_deposit_opening',
  'time_deposit_treatment',
  'time_deposit_closing',
  'maturity_booking',
  'booking_cancelling',
  'savings_opening',
  'savings_closing',
  'limit_raise',
  'limit_lower',
  'mail_address',
  'address_change',
  'payee',
  'order_cancelling',
] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

/**
 * Kinds of orders that move no money at all: nothing is ever posted for them. Instalments are debited by the days, by the
 * contract that `savings_opening` makes. See also bank.execute_without_money.
 */
export const KINDS_WITHOUT_MONEY = [
  'time_deposit_treatment',
  'maturity_booking',
  'booking_cancelling',
  'savings_opening',
  'limit_raise',
  'limit_lower',
  'mail_address',
  'address_change',
  'payee',
  'order_cancelling',
] as const satisfies readonly OrderKind[];

/** Kinds whose money moves after they were executed, by a right that their approval gave. */
export const KINDS_WITH_LATER_MONEY = [
  'scheduled_transfer',
  'bill_payment',
] as const satisfies readonly OrderKind[];

/** Kinds that ask for no code in any channel: money stays with the contract, or less may go out than before. */
export const FREE_KINDS = [
  'own_transfer',
  'time_deposit_opening',
  'time_deposit_treatment',
  'savings_opening',
  'limit_lower',
] as const satisfies readonly OrderKind[];

/** Whether the money of this kind moves in the transaction in which it is executed. */
export const movesMoneyNow = (kind: OrderKind): boolean =>
  ![...KINDS_WITHOUT_MONEY, ...KINDS_WITH_LATER_MONEY].some((other) => other === kind);

/** `expired`: ten minutes went by without 実行. */
export type OrderState = 'prepared' | 'executed' | 'refused' | 'expired' | 'cancelled';

/** The state of an order now; that it expired is not written down anywhere. */
export const orderStateOf = (
  order: { readonly state: OrderState; readonly expiresAt: EpochSeconds },
  now: EpochSeconds,
): OrderState => (order.state === 'prepared' && order.expiresAt <= now ? 'expired' : order.state);
