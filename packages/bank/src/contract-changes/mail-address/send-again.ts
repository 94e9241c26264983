import { transact } from '@warifu/pg';
import { insertAudit } from '../../audit/record.ts';
import type { MailAddresses, SendNumberOutcome } from './mail-address.ts';
import type { MailAddressPorts } from './mail-address-ports.ts';
import { type DrawnNumber, drawNumber, sendNumber } from './mailed-number.ts';
import { takeNewNumber } from './queries.ts';
import { readOrder, viewOf } from './read-order.ts';

/** A new number in the place of the last one, after waits that grow. The old one then opens nothing. */
export function openSendingAgain(ports: MailAddressPorts): MailAddresses['sendMailNumberAgain'] {
  const { database, configuration, bankDay } = ports;
  return async ({ contractId, orderId }): Promise<SendNumberOutcome> => {
    const order = await readOrder(database.kysely, contractId, orderId);
    if (order === undefined || order.state !== 'executed')
      return { outcome: 'refused', reason: 'order_unknown' };
    const moment = await bankDay();
    const { now } = moment;
    const { stage, number } = viewOf(order, order.channel, moment, configuration);
    if (stage !== 'number' || number?.nextNumberAt === undefined)
      return { outcome: 'refused', reason: 'change_over' };
    if (now < number.nextNumberAt) return { outcome: 'refused', reason: 'wait', until: number.nextNumberAt };
    const numbersMade = order.numbersMade ?? 1;
    const drawn: DrawnNumber = drawNumber(ports, orderId, numbersMade + 1, now);
    const isTaken = await transact(database.kysely, async (tx) => {
      if (!(await takeNewNumber(tx, orderId, numbersMade, drawn, now))) return false;
      await insertAudit(tx, [
        {
          at: now,
          actor: { kind: 'customer', id: contractId },
          act: 'mail_number_made_anew',
          contractId,
          orderId,
        },
      ]);
      return true;
    });
    // The button was pressed twice: the other press mails the number that holds.
    if (!isTaken) return { outcome: 'sent' };
    return { outcome: (await sendNumber(ports, order, drawn)) ? 'sent' : 'not_sent' };
  };
}
