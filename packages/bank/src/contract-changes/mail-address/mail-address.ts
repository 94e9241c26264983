import type { EpochSeconds } from '@warifu/base';
import type { ApprovalRefusal } from '../../approval/approve.ts';
import type { NotAllowed, OrderNeed } from '../../approval/need.ts';
import type { Channel } from '../../contracts/contract.ts';
import type { MailAddressFlaw } from '../../contracts/mail-address.ts';
import type { OrderState } from '../../orders/order.ts';

/** Why an address may not be registered, in order of precedence. */
export type MailAddressRefusal =
  | MailAddressFlaw
  | { readonly reason: 'address_same' }
  | { readonly reason: 'not_allowed'; readonly because: NotAllowed };

/** What was shown on the confirm page, frozen with the order. */
export interface MailAddressTerms {
  readonly mailAddress: string;
  /** The customer's address when the order was made. */
  readonly before: string | null;
}

/** `number`: the number in the mail is waited for. `over`: it was not typed in time, and a new order is needed. */
export type MailAddressStage = 'number' | 'changed' | 'over';

/** The number that was mailed last. */
export interface MailedNumber {
  readonly expiresAt: EpochSeconds;
  /** Whether the mail server took its mail. */
  readonly isSent: boolean;
  /** It may still be typed; otherwise only a new one helps. */
  readonly isUsable: boolean;
  /** From when a further one may be asked for; absent where there is none any more. */
  readonly nextNumberAt?: EpochSeconds;
}

/** An order of the kind `mail_address` as its pages show it. */
export interface MailAddressOrder {
  readonly orderId: string;
  readonly state: OrderState;
  readonly mailAddress: string;
  /** In part. */
  readonly beforeInPart?: string;
  readonly need: OrderNeed;
  readonly expiresAt: EpochSeconds;
  /** Of an executed order. */
  readonly stage?: MailAddressStage;
  /** While the number is waited for. */
  readonly number?: MailedNumber;
  /** Told once the address counts. */
  readonly receipt?: { readonly receiptNumber: string; readonly changedAt: EpochSeconds };
}

export interface PrepareMailAddress {
  readonly contractId: string;
  readonly channel: Channel;
  /** As typed. */
  readonly mailAddress: string;
}

export type PrepareMailAddressOutcome =
  | { readonly outcome: 'prepared'; readonly order: MailAddressOrder }
  | ({ readonly outcome: 'refused' } & MailAddressRefusal);

export interface ExecuteMailAddress {
  readonly contractId: string;
  readonly channel: Channel;
  readonly orderId: string;
  readonly code?: string;
  readonly nextCode?: string;
}

/** `terms_outdated`: the customer's address is not the one of the confirm page any more. */
export type ExecuteMailAddressRefusal =
  | { readonly reason: 'order_unknown' }
  | { readonly reason: 'order_expired' }
  | { readonly reason: 'terms_outdated' }
  | { readonly reason: 'not_allowed'; readonly because: NotAllowed }
  | { readonly reason: 'code_missing' }
  | { readonly reason: 'code_malformed' }
  | Exclude<ApprovalRefusal, { readonly reason: 'confirmation_refused' }>;

export type ExecuteMailAddressOutcome =
  | { readonly outcome: 'executed' }
  | ({ readonly outcome: 'refused' } & ExecuteMailAddressRefusal);

/** `number_refused`: wrong, and so it is said while tries are left. `change_over`: nothing more can be typed or asked for. */
export type NumberRefusal =
  | { readonly reason: 'order_unknown' }
  | { readonly reason: 'change_over' }
  | { readonly reason: 'number_missing' }
  | { readonly reason: 'number_malformed' }
  | { readonly reason: 'number_refused' }
  /** Past its time, or tried too often: a new one is needed. */
  | { readonly reason: 'number_over' };

export type GiveNumberOutcome =
  | { readonly outcome: 'changed' }
  | ({ readonly outcome: 'refused' } & NumberRefusal);

export type SendNumberOutcome =
  | { readonly outcome: 'sent' | 'not_sent' }
  | ({ readonly outcome: 'refused' } & (
      | { readonly reason: 'order_unknown' }
      | { readonly reason: 'change_over' }
      | { readonly reason: 'wait'; readonly until: EpochSeconds }
    ));

interface OrderCall {
  readonly contractId: string;
  readonly orderId: string;
}

/** The mail address of a contract's holder: registered and changed as a protected order. メールアドレスの登録・変更. */
export interface MailAddresses {
  /** In part; `undefined` where there is none. */
  readonly mailAddressInPart: (contractId: string) => Promise<string | undefined>;
  readonly prepareMailAddress: (call: PrepareMailAddress) => Promise<PrepareMailAddressOutcome>;
  readonly mailAddressOrder: (call: OrderCall) => Promise<MailAddressOrder | undefined>;
  /** The code; a number then goes to the new address by mail. */
  readonly executeMailAddress: (call: ExecuteMailAddress) => Promise<ExecuteMailAddressOutcome>;
  /** The address counts once the number is typed. */
  readonly giveMailNumber: (call: OrderCall & { readonly number: string }) => Promise<GiveNumberOutcome>;
  readonly sendMailNumberAgain: (call: OrderCall) => Promise<SendNumberOutcome>;
}
