import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type AddressGround, openAddressGround } from './support/mail-address.ts';
import { type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';

let ground: MoneyGround;
let at: AddressGround;
let bank: pg.Pool;
let customer: Customer;
let orderId: string;
beforeAll(async () => {
  ground = await openMoneyGround();
  at = openAddressGround(ground);
  bank = ground.ports.database.pool;
});
beforeEach(async () => {
  customer = await at.customer();
  orderId = await at.prepared(customer, 'new@mail.example');
});
afterAll(() => ground.close());

const REFUSED = { code: '42501' };

test.each([
  ['write a mail address', `update bank.customer set mail_address = 'thief@mail.example'`],
  ['say that an address counts', 'update bank.mail_address_change set done_at = now()'],
  [
    'change the address of a change',
    `update bank.mail_address_change set mail_address = 'thief@mail.example'`,
  ],
  [
    'make a change that counts already',
    `insert into bank.mail_address_change (order_id, contract_id, mail_address, number_hash, number_expires_at,
       next_number_at, made_at, done_at)
     select order_id, contract_id, mail_address, number_hash, now(), now(), now(), now() from bank.mail_address_change`,
  ],
  ['delete a change', 'delete from bank.mail_address_change'],
  ['shake off an old address', 'delete from bank.former_mail_address'],
  ['let an old address be told no longer', 'update bank.former_mail_address set notified_until = now()'],
  ['make an old address', 'insert into bank.former_mail_address select * from bank.former_mail_address'],
  ['send a copy elsewhere', `update bank.mail_copy set mail_address = 'thief@mail.example'`],
  ['delete a copy', 'delete from bank.mail_copy'],
  ['give a stop to another contract', 'update bank.emergency_stop_flow set contract_id = contract_id'],
])("the bank's login role cannot %s", async (_, statement) => {
  await expect(bank.query(statement)).rejects.toMatchObject(REFUSED);
});

const iso = (seconds: number) => new Date((ground.time.now + seconds) * 1000).toISOString();
const digestOf = async (id: string): Promise<Buffer> => {
  const [row] = await ground.query<{ digest: Buffer }>(
    'select terms_digest as digest from bank.order where id = $1',
    [id],
  );
  if (!row) throw new Error('no such order');
  return row.digest;
};
/** Calls the function as the bank's login role may, with whatever approval it claims. */
const execute = (id: string, digest: Buffer | null, expires = 59) =>
  bank.query(
    `select bank.execute_without_money($1::timestamptz, current_date, $2::uuid, $3::bytea, 'otp', $4::timestamptz,
       $5::timestamptz)`,
    [iso(0), id, digest, iso(-1), iso(expires)],
  );
const take = (id: string, hash: Buffer) =>
  bank.query(`select bank.take_mail_address($1::timestamptz, $2::uuid, $3::bytea, $4::timestamptz, 3)`, [
    iso(0),
    id,
    hash,
    iso(86_400),
  ]);

test('an order is executed once, with an approval of just its terms that is not over', async () => {
  const digest = await digestOf(orderId);
  await expect(execute(orderId, Buffer.alloc(32))).rejects.toMatchObject(REFUSED);
  await expect(execute(orderId, null)).rejects.toMatchObject(REFUSED);
  await expect(execute(orderId, digest, 0)).rejects.toMatchObject(REFUSED);
  await execute(orderId, digest);
  await expect(execute(orderId, digest)).rejects.toMatchObject(REFUSED);
});

test('an approval that was spent is not spent again, and what failed leaves no trace', async () => {
  const digest = await digestOf(orderId);
  await execute(orderId, digest);
  // A bank that set its own order back, which its rights allow, comes no further.
  await bank.query(
    `update bank.order set state = 'prepared', executed_at = null, executed_on = null where id = $1`,
    [orderId],
  );
  await expect(execute(orderId, digest)).rejects.toMatchObject({ code: '23505' });
  const [row] = await ground.query<{ state: string }>('select state from bank.order where id = $1', [
    orderId,
  ]);
  expect(row?.state).toBe('prepared');
});

test('an order that moves money is not executed past the ledger', async () => {
  const rich = await ground.customer(10_000n);
  const transfer = await ground.prepared(rich, 1_000n);
  await expect(execute(transfer.orderId, await digestOf(transfer.orderId))).rejects.toMatchObject(REFUSED);
});

test('an order past its time and a cancelled one are not executed', async () => {
  const digest = await digestOf(orderId);
  await ground.query(`update bank.order set expires_at = $2::timestamptz where id = $1`, [orderId, iso(0)]);
  await expect(execute(orderId, digest)).rejects.toMatchObject(REFUSED);
  const other = await at.prepared(customer, 'other@mail.example');
  await bank.query(`update bank.order set state = 'cancelled' where id = $1`, [other]);
  await expect(execute(other, await digestOf(other))).rejects.toMatchObject(REFUSED);
});

const hash = Buffer.alloc(32, 7);
const makeChange = (id: string, address: string, seconds = 600) =>
  bank.query(
    `insert into bank.mail_address_change (order_id, contract_id, mail_address, number_hash, number_expires_at,
       next_number_at, made_at) values ($1, $2, $3, $4, $5, $6, $6)`,
    [id, customer.contractId, address, hash, iso(seconds), iso(0)],
  );

test('an address does not count without an executed order, however its change came to be', async () => {
  await makeChange(orderId, 'new@mail.example');
  await expect(take(orderId, hash)).rejects.toMatchObject(REFUSED);
  expect(await at.addressOf(customer)).toBe('owner@mail.example');
});

test('an address does not count where the order was marked as executed and nothing was approved', async () => {
  await bank.query(
    `update bank.order set state = 'executed', executed_at = $2, executed_on = $3 where id = $1`,
    [orderId, iso(0), '2026-11-24'],
  );
  await makeChange(orderId, 'new@mail.example');
  await expect(take(orderId, hash)).rejects.toMatchObject(REFUSED);
});

test('another address than the one of the order does not count', async () => {
  await execute(orderId, await digestOf(orderId));
  await makeChange(orderId, 'thief@mail.example');
  await expect(take(orderId, hash)).rejects.toMatchObject(REFUSED);
});

test('a number that is wrong or over, and a stopped contract, change no address; the right one does once', async () => {
  await execute(orderId, await digestOf(orderId));
  await makeChange(orderId, 'new@mail.example', 0);
  await expect(take(orderId, hash)).rejects.toMatchObject(REFUSED);
  await bank.query('update bank.mail_address_change set number_expires_at = $2 where order_id = $1', [
    orderId,
    iso(600),
  ]);
  await expect(take(orderId, Buffer.alloc(32))).rejects.toMatchObject(REFUSED);
  const { contractId } = customer;
  await ground.query(`update bank.contract set state = 'stopped' where id = $1`, [contractId]);
  await expect(take(orderId, hash)).rejects.toMatchObject(REFUSED);
  await ground.query(`update bank.contract set state = 'active' where id = $1`, [contractId]);
  await take(orderId, hash);
  expect(await at.addressOf(customer)).toBe('new@mail.example');
  await expect(take(orderId, hash)).rejects.toMatchObject(REFUSED);
});
