import { present } from '@warifu/base';
import type { Bank } from '../../src/bank.ts';
import type { Mail } from '../../src/ports.ts';
import type { Customer, MoneyGround } from './money.ts';

export const OWNER = 'owner@mail.example';

export interface AddressGround {
  readonly bank: Bank;
  readonly mails: Mail[];
  /** What happens to the next mails. */
  readonly server: { isAway: boolean };
  /** A customer with a token, long registered, and an address. */
  readonly customer: (address?: string | null) => Promise<Customer>;
  readonly prepare: (customer: Customer, mailAddress: string) => ReturnType<Bank['prepareMailAddress']>;
  /** The id of an order that must be let through. */
  readonly prepared: (customer: Customer, mailAddress: string) => Promise<string>;
  readonly execute: (
    customer: Customer,
    orderId: string,
    code?: string,
  ) => ReturnType<Bank['executeMailAddress']>;
  readonly give: (customer: Customer, orderId: string, number: string) => ReturnType<Bank['giveMailNumber']>;
  /** The number of the last mail to an address. */
  readonly numberFor: (address: string) => string;
  /** The whole way to a new address. */
  readonly change: (customer: Customer, mailAddress: string) => Promise<string>;
  readonly addressOf: (customer: Customer) => Promise<string | null>;
}

/** A bank on the ground's database whose mails come into the test's hand. */
export function openAddressGround(ground: MoneyGround): AddressGround {
  const mails: Mail[] = [];
  const server = { isAway: false };
  const bank = ground.another({
    sendMail: async (mail) => {
      if (server.isAway) throw new Error('the mail server is away');
      mails.push(mail);
    },
  });
  const call = ({ contractId }: Customer, orderId: string) => ({ contractId, orderId });
  const self: AddressGround = {
    bank,
    mails,
    server,
    customer: async (address = OWNER) => {
      const customer = await ground.customer(0n);
      await ground.query(
        `update bank.customer set mail_address = $2 from bank.contract as contract
         where contract.customer_id = customer.id and contract.id = $1`,
        [customer.contractId, address],
      );
      return customer;
    },
    prepare: ({ contractId }, mailAddress) =>
      bank.prepareMailAddress({ contractId, channel: 'pc', mailAddress }),
    prepared: async (customer, mailAddress) => {
      const outcome = await self.prepare(customer, mailAddress);
      if (outcome.outcome !== 'prepared') throw new Error(`refused: ${outcome.reason}`);
      return outcome.order.orderId;
    },
    execute: (customer, orderId, code = '123456') =>
      bank.executeMailAddress({ ...call(customer, orderId), channel: 'pc', code }),
    give: (customer, orderId, number) => bank.giveMailNumber({ ...call(customer, orderId), number }),
    numberFor: (address) => {
      const mail = mails.findLast(({ to, text }) => to === address && text.includes('確認番号: '));
      return present(/確認番号: (\d{6})\n/.exec(mail?.text ?? '')?.[1], `a number was mailed to ${address}`);
    },
    change: async (customer, mailAddress) => {
      const orderId = await self.prepared(customer, mailAddress);
      const executed = await self.execute(customer, orderId);
      if (executed.outcome !== 'executed') throw new Error(`refused: ${executed.reason}`);
      const changed = await self.give(customer, orderId, self.numberFor(mailAddress));
      if (changed.outcome !== 'changed') throw new Error(`refused: ${changed.reason}`);
      return orderId;
    },
    addressOf: async ({ contractId }) => {
      const [row] = await ground.query<{ address: string | null }>(
        `select mail_address as address from bank.customer
         where id = (select customer_id from bank.contract where id = $1)`,
        [contractId],
      );
      return row?.address ?? null;
    },
  };
  return self;
}
