import type { EpochSeconds } from '@warifu/base';
import type { BankMoment } from '../calendar/bank-day.ts';
import type { BankConfiguration, Need, PolicyKind } from '../configuration.ts';
import type { Channel, ContractState, OtpMark } from '../contracts/contract.ts';
import { type LimitFacts, type LimitKind, limitOf } from '../limits/limit.ts';
import type { OrderKind } from '../orders/order.ts';
import type { NotAllowed, OrderNeed } from './need.ts';

/** How each kind of order is protected: its row of the policy table. */
const POLICY_KIND: Readonly<Record<OrderKind, PolicyKind>> = {
  transfer: 'transfer',
  scheduled_transfer: 'transfer',
  bill_payment: 'transfer',
  own_transfer: 'free',
  time_deposit_opening: 'free',
  time_deposit_treatment: 'free',
  time_deposit_closing: 'change',
  maturity_booking: 'change',
  booking_cancelling: 'change',
  savings_opening: 'free',
  savings_closing: 'change',
  limit_raise: 'change',
  limit_lower: 'free',
  mail_address: 'change',
  address_change: 'change',
  payee: 'change',
  order_cancelling: 'change',
};

/** Refused in a cool-down whatever code is given: what a thief with a fresh token would want first. */
const WAITS_FOR_COOL_DOWN: ReadonlySet<OrderKind> = new Set([
  'limit_raise',
  'mail_address',
  'address_change',
]);

/** What the book says of a contract, as far as it decides what an order needs. */
export interface ContractFacts {
  readonly state: ContractState;
  readonly otpMark: OtpMark;
  readonly coolDownUntil?: EpochSeconds;
  readonly hasConfirmationPassword: boolean;
  readonly isConfirmationLocked: boolean;
}

/** The limit that an order of this kind counts against, where it has one. */
export const limitKindOf = (kind: OrderKind): LimitKind | undefined => LIMIT_KIND[kind];

const LIMIT_KIND: Readonly<Partial<Record<OrderKind, LimitKind>>> = {
  transfer: 'transfer',
  scheduled_transfer: 'transfer',
  bill_payment: 'bill_payment',
};

/**
 * What an order of this kind needs from this contract through this channel now: the one policy table, with the limits
 * that follow from it. Pure. Whether the authority says the same as the bank's mark is asked when the order is executed;
 * until then the mark counts, and nothing that the authority says or fails to say ever asks for less.
 */
export function needOf(
  call: {
    readonly kind: OrderKind;
    readonly channel: Channel;
    readonly contract: ContractFacts;
    readonly limits: LimitFacts;
    readonly moment: Pick<BankMoment, 'now' | 'isOpen'>;
  },
  configuration: BankConfiguration,
): OrderNeed {
  const { kind, channel, contract } = call;
  const { now, isOpen } = call.moment;
  const policyKind = POLICY_KIND[kind];
  const row = configuration.policy[channel][policyKind];
  const need = row[contract.otpMark === 'registered' ? 'registered' : 'none'];
  const coolDown =
    contract.coolDownUntil !== undefined && contract.coolDownUntil > now ? contract.coolDownUntil : undefined;
  const isOffered = row.registered !== 'refused';
  const refusal = isOffered
    ? judgeNeed(kind, need, contract, coolDown)
    : judgeNotOffered(channel, contract.state);
  if (refusal) return { need: 'refused', ...refusal };
  if (need === 'refused') return { need: 'refused', reason: 'register_first' };
  if (!isOpen) return { need: 'refused', reason: 'day_not_open' };

  const limitKind = limitKindOf(kind);
  if (limitKind === undefined) return { need };
  // Less is trusted to a contract without a token, and to one whose token came only just now.
  const together = contract.otpMark !== 'registered' || coolDown !== undefined;
  const { limits } = configuration;
  return {
    need,
    ...limitOf(limitKind, call.limits, limits, together ? limits.withoutToken : undefined),
    ...(together ? { withoutTokenLimit: limits.withoutToken } : {}),
    ...(coolDown === undefined ? {} : { coolDownUntil: coolDown }),
  };
}

/** No token would help here, so nobody is sent to register one. */
const judgeNotOffered = (channel: Channel, state: ContractState): NotAllowed =>
  state === 'stopped' ? { reason: 'contract_stopped' } : { reason: 'not_on_channel', channel };

function judgeNeed(
  kind: OrderKind,
  need: Need,
  contract: ContractFacts,
  coolDown: EpochSeconds | undefined,
): NotAllowed | undefined {
  if (contract.state === 'stopped') return { reason: 'contract_stopped' };
  if (contract.otpMark === 'released' && POLICY_KIND[kind] !== 'free') return { reason: 'otp_released' };
  if (need === 'refused') return { reason: 'register_first' };
  if (coolDown !== undefined && WAITS_FOR_COOL_DOWN.has(kind))
    return { reason: 'cool_down', until: coolDown };
  if (need !== 'confirmation_password') return undefined;
  if (!contract.hasConfirmationPassword) return { reason: 'confirmation_not_set' };
  if (contract.isConfirmationLocked) return { reason: 'confirmation_locked' };
  return undefined;
}
