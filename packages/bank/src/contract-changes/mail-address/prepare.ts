import { epochSeconds, present, yen } from '@warifu/base';
import { judgeMailAddress, typedMailAddress } from '../../contracts/mail-address.ts';
import { openMakeOrder } from '../../orders/make-order.ts';
import { digestOf } from '../../orders/terms-digest.ts';
import type { MailAddresses, MailAddressRefusal, PrepareMailAddressOutcome } from './mail-address.ts';
import type { MailAddressPorts } from './mail-address-ports.ts';
import { findHolder } from './queries.ts';
import { addressNeedOf, readOrder, viewOf } from './read-order.ts';
import { encodeTerms } from './terms.ts';

const refused = (refusal: MailAddressRefusal): PrepareMailAddressOutcome => ({
  outcome: 'refused',
  ...refusal,
});

/** From what was typed to an order with frozen terms. 確認. */
export function openPreparation(ports: MailAddressPorts): MailAddresses['prepareMailAddress'] {
  const { database, configuration, bankDay } = ports;
  const makeOrder = openMakeOrder(database);
  return async ({ contractId, channel, mailAddress: typed }) => {
    const moment = await bankDay();
    const holder = present(await findHolder(database.kysely, contractId), 'a session has a contract');
    const need = addressNeedOf(holder, channel, moment, configuration);
    // First what no address could change: nobody is to look for the mistake in what he typed.
    if (need.need === 'refused') return refused({ reason: 'not_allowed', because: need });
    const mailAddress = typedMailAddress(typed);
    const flaw = judgeMailAddress(mailAddress);
    if (flaw) return refused(flaw);
    const before = holder.currentAddress;
    if (mailAddress === before) return refused({ reason: 'address_same' });
    const terms = encodeTerms({ mailAddress, before });
    const { orderId } = await makeOrder(
      {
        contractId,
        draftId: undefined,
        kind: 'mail_address',
        channel,
        terms,
        termsDigest: digestOf(terms),
        limitYen: yen(0n),
        preparedAt: moment.now,
        expiresAt: epochSeconds(moment.now + configuration.orders.orderSeconds),
      },
      moment.today,
    );
    const order = present(await readOrder(database.kysely, contractId, orderId), 'the order was written');
    return { outcome: 'prepared', order: viewOf(order, channel, moment, configuration) };
  };
}
