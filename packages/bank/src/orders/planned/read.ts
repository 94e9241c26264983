import { assert, type BusinessDate, isUuid, type Yen, yen } from '@warifu/base';
import type { OrderNeed } from '../../approval/need.ts';
import { limitKindOf, needOf } from '../../approval/policy.ts';
import type { BankMoment } from '../../calendar/bank-day.ts';
import type { BankConfiguration } from '../../configuration.ts';
import type { Channel } from '../../contracts/contract.ts';
import type { LimitKind } from '../../limits/limit.ts';
import { type OrderKind, orderStateOf } from '../order.ts';
import { digestOf, isSameDigest } from '../terms-digest.ts';
import type { CommonRefusal, OrderPlan, PlannedOrder, Queryable, Reason } from './plan.ts';
import { type ContractRow, findOrder, type OrderRow } from './queries.ts';

/** The terms decoded, and what they were decoded from proved to be what was frozen. */
export interface ReadOrder<Terms> extends Omit<OrderRow, 'terms'> {
  readonly terms: Terms;
}

/** The limit whose row is read; a kind without one reads that of 振込 and looks at nothing of it. */
export const limitReadFor = (kind: OrderKind): LimitKind => limitKindOf(kind) ?? 'transfer';

export async function readOrder<Wish, Terms, Refusal extends Reason>(
  db: Queryable,
  plan: OrderPlan<Wish, Terms, Refusal>,
  call: { readonly contractId: string; readonly orderId: string },
  today: BusinessDate,
): Promise<ReadOrder<Terms> | undefined> {
  if (!isUuid(call.orderId)) return undefined;
  const asked = { contractId: call.contractId, orderId: call.orderId, kind: plan.kind };
  const row = await findOrder(db, asked, limitReadFor(plan.kind), today);
  if (row === undefined) return undefined;
  const terms = plan.decode(row.terms);
  assert(
    isSameDigest(digestOf(plan.encode(terms)), row.termsDigest),
    'the terms in the book are those that were frozen',
  );
  return { ...row, terms };
}

/** What the policy table asks for, from this contract through this channel, at this moment of the bank's day. */
export function needFor(
  kind: OrderKind,
  contract: ContractRow,
  channel: Channel,
  moment: BankMoment,
  configuration: BankConfiguration,
): OrderNeed {
  return needOf(
    {
      kind,
      channel,
      contract: {
        state: contract.contractState,
        otpMark: contract.otpMark,
        ...(contract.coolDownUntil === null ? {} : { coolDownUntil: contract.coolDownUntil }),
        hasConfirmationPassword: contract.hasConfirmation,
        isConfirmationLocked: contract.isConfirmationLocked,
      },
      limits: {
        ...(contract.limit === null ? {} : { set: contract.limit }),
        used: contract.used,
        usedTogether: contract.usedTogether,
      },
      moment,
    },
    configuration,
  );
}

/** Whether so much may still go out today. */
export function judgeLimit(need: OrderNeed, amount: Yen): CommonRefusal | undefined {
  if (need.need === 'refused' || need.limit === undefined || need.leftToday === undefined) return undefined;
  if (amount <= need.leftToday) return undefined;
  return { reason: 'limit_exceeded', limit: need.limit, leftToday: need.leftToday };
}

export const limitYenOf = <Wish, Terms, Refusal extends Reason>(
  plan: OrderPlan<Wish, Terms, Refusal>,
  terms: Terms,
): Yen => plan.limitYenOf?.(terms) ?? yen(0n);

/** An order as its pages show it, through the channel that asks: one of another channel needs what it cannot get here. */
export function viewOf<Terms>(
  kind: OrderKind,
  order: ReadOrder<Terms>,
  channel: Channel,
  moment: BankMoment,
  configuration: BankConfiguration,
): PlannedOrder<Terms> {
  const { orderId, draftId, terms, preparedAt, expiresAt, executedAt, receiptNumber } = order;
  return {
    orderId,
    ...(draftId === null ? {} : { draftId }),
    kind,
    channel: order.channel,
    state: orderStateOf(order, moment.now),
    terms,
    need:
      order.channel === channel
        ? needFor(kind, order, channel, moment, configuration)
        : { need: 'refused', reason: 'other_channel', channel: order.channel },
    preparedAt,
    expiresAt,
    ...(executedAt === null ? {} : { receipt: { receiptNumber, executedAt } }),
  };
}
