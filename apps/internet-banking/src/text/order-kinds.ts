import type { HistoryLine, OrderKind } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';

/** The kinds of orders in the customer's words. */
export const ORDER_KIND_WORDS: Spoken<Readonly<Record<OrderKind, string>>> = {
  ja: {
    transfer: '振込',
    scheduled_transfer: '予約振込',
    own_transfer: '振替',
    bill_payment: '税金・各種料金の払込み',
    time_deposit_opening: '定期預金 預入',
    time_deposit_treatment: '定期預金 満期時取扱の変更',
    time_deposit_closing: '定期預金 解約',
    maturity_booking: '定期預金 満期解約予約',
    booking_cancelling: '満期解約予約の取消',
    savings_opening: '定期積金 契約',
    savings_closing: '定期積金 解約',
    limit_raise: '利用限度額の引上げ',
    limit_lower: '利用限度額の引下げ',
    mail_address: 'メールアドレスの変更',
    address_change: '住所・電話番号の変更',
    payee: '振込先の登録',
    order_cancelling: '予約振込の取消',
  },
  en: {
    transfer: 'Transfer',
    scheduled_transfer: 'Scheduled transfer',
    own_transfer: 'Transfer between own accounts',
    bill_payment: 'Payment of a bill',
    time_deposit_opening: 'Time deposit: opening',
    time_deposit_treatment: 'Time deposit: treatment at maturity',
    time_deposit_closing: 'Time deposit: closing',
    maturity_booking: 'Time deposit: closing booked',
    booking_cancelling: 'Booked closing cancelled',
    savings_opening: 'Instalment savings: opening',
    savings_closing: 'Instalment savings: closing',
    limit_raise: 'Limit raised',
    limit_lower: 'Limit lowered',
    mail_address: 'Mail address',
    address_change: 'Address or telephone',
    payee: 'Payee registered',
    order_cancelling: 'Scheduled transfer cancelled',
  },
};

/** Where the receipt of an executed order stands. */
const RECEIPT_PATHS: Readonly<Record<OrderKind, (orderId: string) => string>> = {
  transfer: (orderId) => `/transfer/receipts/${orderId}`,
  scheduled_transfer: (orderId) => `/transfer/receipts/${orderId}`,
  own_transfer: (orderId) => `/own-transfer/orders/${orderId}`,
  bill_payment: (orderId) => `/pay-easy/receipts/${orderId}`,
  time_deposit_opening: (orderId) => `/time-deposits/open/orders/${orderId}`,
  time_deposit_treatment: (orderId) => `/time-deposits/treatment/orders/${orderId}`,
  time_deposit_closing: (orderId) => `/time-deposits/close/orders/${orderId}`,
  maturity_booking: (orderId) => `/time-deposits/book/orders/${orderId}`,
  booking_cancelling: (orderId) => `/time-deposits/cancel/orders/${orderId}`,
  savings_opening: (orderId) => `/savings/open/${orderId}`,
  savings_closing: (orderId) => `/savings/closing/${orderId}`,
  limit_raise: (orderId) => `/settings/limits/orders/${orderId}`,
  limit_lower: (orderId) => `/settings/limits/orders/${orderId}`,
  address_change: (orderId) => `/settings/address/orders/${orderId}`,
  payee: (orderId) => `/payees/orders/${orderId}`,
  order_cancelling: (orderId) => `/transfer/cancellings/${orderId}`,
  mail_address: (orderId) => `/settings/mail-address/orders/${orderId}`,
};

export const receiptPathOf = ({ kind, orderId }: HistoryLine): string => RECEIPT_PATHS[kind](orderId);

/** Kinds that もう一度振り込む can begin anew. */
export const isRepeatable = ({ kind }: HistoryLine): boolean =>
  kind === 'transfer' || kind === 'scheduled_transfer';
