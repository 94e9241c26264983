import { randomInt } from 'node:crypto';
import { type EpochSeconds, epochSeconds } from '@warifu/base';
import { lastThreeDigits } from '../../contracts/contract-number.ts';
import { renderNumberMail } from '../../notices/render-number-mail.ts';
import { within } from '../../notices/within.ts';
import type { MailAddressPorts } from './mail-address-ports.ts';
import { markNumberSent, type NewNumber } from './queries.ts';
import type { AddressOrder } from './read-order.ts';

const NUMBERS = 1_000_000;

/** A number on its way to the customer: its digits are in this object and in the mail, and nowhere else. */
export interface DrawnNumber extends NewNumber {
  readonly digits: string;
  /** The nth of its order, for n from 1. */
  readonly nth: number;
}

/** Of one order alone: a number mailed for one address opens no other. */
export const hashOfNumber = (hash: MailAddressPorts['hash'], orderId: string, digits: string): Buffer =>
  hash('mail_number', `${orderId}\0${digits}`);

/** Six digits at random. */
export function drawNumber(
  { hash, configuration }: MailAddressPorts,
  orderId: string,
  nth: number,
  now: EpochSeconds,
): DrawnNumber {
  const { numberSeconds, resendSeconds } = configuration.mailAddress;
  const digits = String(randomInt(NUMBERS)).padStart(6, '0');
  return {
    digits,
    nth,
    hash: hashOfNumber(hash, orderId, digits),
    expiresAt: epochSeconds(now + numberSeconds),
    nextNumberAt: epochSeconds(now + (resendSeconds[nth - 1] ?? numberSeconds)),
  };
}

/**
 * Mails the number while its page waits, and says whether the mail server took it. Not through the outbox, where it
 * would lie readable until it is sent: one that could not be sent is drawn anew when the customer asks.
 */
export async function sendNumber(
  ports: MailAddressPorts,
  order: AddressOrder,
  drawn: DrawnNumber,
): Promise<boolean> {
  const { configuration, clock, database } = ports;
  const mail = renderNumberMail(
    {
      mailId: `${order.orderId}-${drawn.nth}`,
      to: order.terms.mailAddress,
      digits: drawn.digits,
      expiresAt: drawn.expiresAt,
      contractNumberEnd: lastThreeDigits(order.contractNumber),
      language: order.language,
    },
    configuration.ownBank,
  );
  try {
    await within(configuration.mailAddress.sendSeconds, ports.sendMail(mail));
  } catch {
    // The mail server's reasons are in the log of who handed the port in.
    return false;
  }
  await markNumberSent(database.kysely, order.orderId, drawn.hash, clock());
  return true;
}
