import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AddressGround, openAddressGround } from './support/mail-address.ts';
import { type MoneyGround, openMoneyGround } from './support/money.ts';

let ground: MoneyGround;
let at: AddressGround;
let orderId: string;
beforeAll(async () => {
  ground = await openMoneyGround();
  at = openAddressGround(ground);
  orderId = await at.change(await at.customer(), 'new@mail.example');
  expect(await ground.bank.verify()).toEqual([]);
});
afterAll(() => ground.close());

/** Faults made by hand, as the owner of the database, and what takes each back: $1 is the order. */
test.each([
  [
    'approval_missing',
    'update bank.approval set spent_at = null where order_id = $1',
    'update bank.approval set spent_at = approved_at where order_id = $1',
  ],
  [
    'order_posted_amiss',
    `insert into bank.posting values ($1, $1, 'other', '2026-11-24', now())`,
    'delete from bank.posting where id = $1',
  ],
  [
    'address_change_missing',
    'update bank.mail_address_change set order_id = gen_random_uuid() where order_id = $1',
    'update bank.mail_address_change set order_id = $1',
  ],
  [
    'address_change_stray',
    'update bank.mail_address_change set contract_id = (select id from bank.contract where id <> contract_id limit 1) where order_id = $1',
    'update bank.mail_address_change set contract_id = (select contract_id from bank.order where id = $1)',
  ],
  [
    'address_differs',
    `update bank.customer set mail_address = 'thief@mail.example' where mail_address = 'new@mail.example'`,
    `update bank.customer set mail_address = 'new@mail.example' where mail_address = 'thief@mail.example'`,
  ],
  [
    'terms_altered',
    `update bank.order set terms = jsonb_set(terms, '{before}', '"x@mail.example"') where id = $1`,
    `update bank.order set terms = jsonb_set(terms, '{before}', '"owner@mail.example"') where id = $1`,
  ],
])('%s is found and named', async (name, fault, repair) => {
  await at.customer();
  await ground.query(fault.replaceAll('$1', `'${orderId}'`));
  expect((await ground.bank.verify()).map((found) => found.name)).toContain(name);
  await ground.query(repair.replaceAll('$1', `'${orderId}'`));
  expect(await ground.bank.verify()).toEqual([]);
});
