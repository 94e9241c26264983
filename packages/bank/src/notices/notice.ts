import type { EpochSeconds } from '@warifu/base';

/** What a customer is told of, by mail and on the top page. */
export const NOTICE_KINDS = [
  'login_new_browser',
  'login_locked',
  'login_password_changed',
  'token_registered',
  'device_changed',
  'token_stopped',
  'token_released',
  'otp_locked',
  'confirmation_locked',
  'limit_changed',
  'token_unlocked',
  'hard_token_handed_out',
  'login_password_reissued',
  'confirmation_password_reissued',
  'mail_address_changed',
  'confirmation_password_changed',
  'address_change_accepted',
  'address_change_done',
  'address_change_sent_back',
  'emergency_stopped',
  'emergency_stop_released',
  'transfer_executed',
  'transfer_failed',
  'transfer_returned',
  'transfer_recall_accepted',
  'order_executed',
  'order_failed',
  'bill_payment_confirmed',
  'pay_easy_stopped',
  'pay_easy_resumed',
  'scheduled_transfer_failed',
  'transfer_recalled',
  'transfer_recall_refused',
  'time_deposit_renewed',
  'time_deposit_closed',
  'time_deposit_matured',
  'instalment_unpaid',
  'savings_matured',
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** A notice as the page after login shows it. */
export interface NoticeView {
  readonly noticeId: string;
  readonly kind: NoticeKind;
  readonly at: EpochSeconds;
  readonly receiptNumber?: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
  /** `none`: the customer has no mail address, so this page is the only place where it is told. */
  readonly mail: 'due' | 'sent' | 'failed' | 'none';
}
