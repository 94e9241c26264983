import { addressInPart } from '../../contracts/mail-address.ts';
import { openExecution } from './execute.ts';
import { openGivingNumber } from './give-number.ts';
import type { MailAddresses } from './mail-address.ts';
import type { MailAddressPorts } from './mail-address-ports.ts';
import { openPreparation } from './prepare.ts';
import { findHolder } from './queries.ts';
import { readOrder, viewOf } from './read-order.ts';
import { openSendingAgain } from './send-again.ts';

/** All of the flow in which a mail address is registered or changed. */
export function openMailAddresses(ports: MailAddressPorts): MailAddresses {
  const { database, configuration, bankDay } = ports;
  return {
    mailAddressInPart: async (contractId) => {
      const holder = await findHolder(database.kysely, contractId);
      return holder?.currentAddress ? addressInPart(holder.currentAddress) : undefined;
    },
    prepareMailAddress: openPreparation(ports),
    mailAddressOrder: async ({ contractId, orderId }) => {
      const order = await readOrder(database.kysely, contractId, orderId);
      return order && viewOf(order, order.channel, await bankDay(), configuration);
    },
    executeMailAddress: openExecution(ports),
    giveMailNumber: openGivingNumber(ports),
    sendMailNumberAgain: openSendingAgain(ports),
  };
}
