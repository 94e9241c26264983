import { timingSafeEqual } from 'node:crypto';
import { epochSeconds, present } from '@warifu/base';
import { transact } from '@warifu/pg';
import { insertAudit } from '../../audit/record.ts';
import { typedCode } from '../../contracts/typed-code.ts';
import { insertNotices } from '../../notices/record.ts';
import { lockOrder } from '../../orders/execute-order.ts';
import type { GiveNumberOutcome, MailAddresses, NumberRefusal } from './mail-address.ts';
import type { MailAddressPorts } from './mail-address-ports.ts';
import { hashOfNumber } from './mailed-number.ts';
import { takeAddress, takeTry } from './queries.ts';
import { type AddressOrder, readOrder, viewOf } from './read-order.ts';

const NUMBER_LENGTHS = [6];
const DAY_SECONDS = 86_400;

const refused = (reason: NumberRefusal['reason']): GiveNumberOutcome => ({ outcome: 'refused', reason });

/**
 * The number of the mail, and the new address counts. The one before is told so as well, and of everything else for
 * seven days (cfg). Typing the right number twice is told like typing it once.
 */
export function openGivingNumber(ports: MailAddressPorts): MailAddresses['giveMailNumber'] {
  const { database, configuration, bankDay, hash } = ports;
  const { triesMax } = configuration.mailAddress;
  return async ({ contractId, orderId, number }) => {
    const order = await readOrder(database.kysely, contractId, orderId);
    if (order === undefined || order.state !== 'executed') return refused('order_unknown');
    const moment = await bankDay();
    const { stage } = viewOf(order, order.channel, moment, configuration);
    if (stage === 'changed') return { outcome: 'changed' };
    if (stage === 'over') return refused('change_over');
    if (number.trim() === '') return refused('number_missing');
    const digits = typedCode(number, NUMBER_LENGTHS);
    if (digits === undefined) return refused('number_malformed');
    const taken = await takeTry(database.kysely, orderId, triesMax, moment.now);
    // Sent many times at once, the page may find that its own number counts already.
    if (taken === undefined) {
      const later = await readOrder(database.kysely, contractId, orderId);
      return later?.doneAt ? { outcome: 'changed' } : refused('number_over');
    }
    const given = hashOfNumber(hash, orderId, digits);
    if (timingSafeEqual(given, taken.numberHash)) return await take(ports, order, given);
    await noteWrong(ports, order);
    return refused('number_refused');
  };
}

async function take(
  ports: MailAddressPorts,
  { contractId, orderId, receiptNumber }: AddressOrder,
  numberHash: Buffer,
): Promise<GiveNumberOutcome> {
  const { notifiedDays, formersMax } = ports.configuration.mailAddress;
  return await transact(ports.database.kysely, async (tx) => {
    await lockOrder(tx, contractId, orderId);
    const moment = await ports.bankDay(tx);
    const { now } = moment;
    const locked = present(await readOrder(tx, contractId, orderId), 'a locked order is there');
    const { stage } = viewOf(locked, locked.channel, moment, ports.configuration);
    if (stage === 'changed') return { outcome: 'changed' };
    // Stopped, in the place of another, or past its time since the try was counted.
    if (stage === 'over' || locked.contractState !== 'active') return refused('change_over');
    if ((locked.numberExpiresAt ?? 0) <= now) return refused('number_over');
    const notifiedUntil = epochSeconds(now + notifiedDays * DAY_SECONDS);
    await takeAddress(tx, { orderId, numberHash, notifiedUntil, formersMax }, now);
    const by = { at: now, actor: { kind: 'customer', id: contractId }, contractId, orderId } as const;
    await insertAudit(tx, [{ ...by, act: 'mail_address_changed', detail: { receiptNumber } }]);
    await insertNotices(tx, [{ contractId, kind: 'mail_address_changed', at: now, receiptNumber }]);
    return { outcome: 'changed' };
  });
}

const noteWrong = (
  { database, clock }: MailAddressPorts,
  { contractId, orderId }: AddressOrder,
): Promise<void> =>
  transact(database.kysely, (tx) =>
    insertAudit(tx, [
      {
        at: clock(),
        actor: { kind: 'customer', id: contractId },
        act: 'mail_number_refused',
        contractId,
        orderId,
      },
    ]),
  );
