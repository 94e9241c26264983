import { assert, isUuid, yen } from '@warifu/base';
import type { OrderNeed } from '../../approval/need.ts';
import { needOf } from '../../approval/policy.ts';
import type { BankMoment } from '../../calendar/bank-day.ts';
import type { BankConfiguration } from '../../configuration.ts';
import type { Channel } from '../../contracts/contract.ts';
import { addressInPart } from '../../contracts/mail-address.ts';
import { orderStateOf } from '../../orders/order.ts';
import { digestOf, isSameDigest } from '../../orders/terms-digest.ts';
import type { MailAddressOrder, MailAddressStage, MailAddressTerms, MailedNumber } from './mail-address.ts';
import { findOrder, type HolderRow, type OrderRow } from './queries.ts';
import { decodeTerms, encodeTerms } from './terms.ts';

export interface AddressOrder extends Omit<OrderRow, 'terms'> {
  readonly terms: MailAddressTerms;
}

/** `undefined` where it is unknown, of another kind, or another contract's. */
export async function readOrder(
  db: Parameters<typeof findOrder>[0],
  contractId: string,
  orderId: string,
): Promise<AddressOrder | undefined> {
  if (!isUuid(orderId)) return undefined;
  const row = await findOrder(db, contractId, orderId);
  if (row === undefined) return undefined;
  const terms = decodeTerms(row.terms);
  assert(
    isSameDigest(digestOf(encodeTerms(terms)), row.termsDigest),
    'the terms in the book are those that were frozen',
  );
  return { ...row, terms };
}

/** What the policy table asks for; a mail address counts against no limit, and no password stands in for a code. */
export const addressNeedOf = (
  holder: HolderRow,
  channel: Channel,
  moment: BankMoment,
  configuration: BankConfiguration,
): OrderNeed =>
  needOf(
    {
      kind: 'mail_address',
      channel,
      contract: {
        state: holder.contractState,
        otpMark: holder.otpMark,
        ...(holder.coolDownUntil === null ? {} : { coolDownUntil: holder.coolDownUntil }),
        hasConfirmationPassword: false,
        isConfirmationLocked: false,
      },
      limits: { used: yen(0n), usedTogether: yen(0n) },
      moment,
    },
    configuration,
  );

/** The number that was mailed last for an executed order, as its page sees it. */
function numberOf(
  order: OrderRow,
  { now }: BankMoment,
  { triesMax, resendSeconds }: BankConfiguration['mailAddress'],
): MailedNumber | undefined {
  const { numbersMade, tries, numberExpiresAt, nextNumberAt } = order;
  if (numbersMade === null || tries === null || numberExpiresAt === null || nextNumberAt === null)
    return undefined;
  return {
    expiresAt: numberExpiresAt,
    isSent: order.numberSentAt !== null,
    isUsable: tries < triesMax && now < numberExpiresAt,
    ...(numbersMade <= resendSeconds.length ? { nextNumberAt } : {}),
  };
}

function stageOf(order: OrderRow, number: MailedNumber | undefined): MailAddressStage {
  if (order.doneAt !== null) return 'changed';
  if (order.endedAt !== null || number === undefined) return 'over';
  return number.isUsable || number.nextNumberAt !== undefined ? 'number' : 'over';
}

/** An order as its pages show it. */
export function viewOf(
  order: AddressOrder,
  channel: Channel,
  moment: BankMoment,
  configuration: BankConfiguration,
): MailAddressOrder {
  const { terms, receiptNumber, doneAt } = order;
  const state = orderStateOf(order, moment.now);
  const number = numberOf(order, moment, configuration.mailAddress);
  const stage = state === 'executed' ? stageOf(order, number) : undefined;
  return {
    orderId: order.orderId,
    state,
    mailAddress: terms.mailAddress,
    ...(terms.before === null ? {} : { beforeInPart: addressInPart(terms.before) }),
    need: addressNeedOf(order, channel, moment, configuration),
    expiresAt: order.expiresAt,
    ...(stage === undefined ? {} : { stage }),
    ...(stage === 'number' && number !== undefined ? { number } : {}),
    ...(doneAt === null ? {} : { receipt: { receiptNumber, changedAt: doneAt } }),
  };
}
