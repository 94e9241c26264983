import { uuidv7 } from '@warifu/base';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';

let ground: MoneyGround;
let bank: pg.Pool;
let customer: Customer;
let thief: Customer;
beforeAll(async () => {
  ground = await openMoneyGround();
  bank = ground.ports.database.pool;
  customer = await ground.customer(100_000n);
  thief = await ground.customer(0n);
  const { orderId } = await ground.prepared(customer, 1_000n);
  await ground.execute(customer, orderId);
});
beforeEach(async () => {
  const { draftId } = await ground.bank.startDraft(customer.contractId, 'transfer', 'pc');
  customer = { ...customer, draftId };
});
afterAll(async () => {
  expect(await ground.bank.verify()).toEqual([]);
  await ground.close();
});

test.each([
  ['change a balance', 'update bank.account_balance set balance_yen = 1'],
  ['lock a balance by itself', 'select 1 from bank.account_balance for update'],
  ['add a balance', 'insert into bank.account_balance (account_id) values (gen_random_uuid())'],
  ['delete a balance', 'delete from bank.account_balance'],
  ['write an entry', `insert into bank.entry select * from bank.entry`],
  ['change an entry', 'update bank.entry set amount_yen = 1'],
  ['delete an entry', 'delete from bank.entry'],
  ['empty the entries', 'truncate bank.entry'],
  ['write a posting', 'insert into bank.posting select * from bank.posting'],
  ['delete a posting', 'delete from bank.posting'],
  ['open an account by itself', 'insert into bank.account select * from bank.account'],
  ['let an account be overdrawn', 'update bank.account set may_overdraw = true'],
  ['change the terms of an order', `update bank.order set terms = '{}'`],
  ['change the digest of an order', `update bank.order set terms_digest = terms_digest`],
  ['lengthen an order', `update bank.order set expires_at = now() + interval '1 year'`],
  ['delete an order', 'delete from bank.order'],
  ['take back that an approval was spent', 'update bank.approval set spent_at = null'],
  ['lengthen an approval', `update bank.approval set expires_at = now() + interval '1 year'`],
  ['delete an approval', 'delete from bank.approval'],
  [
    'write an approval that is spent already',
    `insert into bank.approval select gen_random_uuid(), terms_digest, method, approved_at, expires_at, spent_at
     from bank.approval`,
  ],
  ['change a transfer', 'update bank.transfer set amount_yen = 1'],
  ['delete a transfer', 'delete from bank.transfer'],
  ['delete a payment from the outbox', 'delete from bank.zengin_outbox'],
  ['delete a return', 'delete from bank.zengin_return'],
  ['give back a limit', 'delete from bank.limit_used'],
  ['become the owner of the functions', 'set role warifu_definer'],
  ['make a function', 'create function bank.f() returns int language sql as $$ select 1 $$'],
])("the bank's login role cannot %s", async (_, statement) => {
  await expect(bank.query(statement)).rejects.toMatchObject({ code: '42501' });
});

interface Line {
  readonly account: string;
  readonly amount: bigint;
}

const CASH = '00000000-0000-7000-8000-000000000003';

/** Calls bank.post as the bank's login role may: one posting, with whatever approval the caller claims. */
function post(
  lines: readonly Line[],
  options: {
    readonly orderId?: string;
    readonly postingId?: string;
    readonly digest?: Buffer;
    readonly late?: boolean;
    /** Milliseconds; the time of the machine where it is not said. */
    readonly atMs?: number;
  } = {},
) {
  const { orderId, digest, late = false, atMs = Date.now() } = options;
  const approved = digest === undefined ? null : new Date(atMs - (late ? 120_000 : 1_000)).toISOString();
  const expires = digest === undefined ? null : new Date(atMs + (late ? -60_000 : 59_000)).toISOString();
  return bank.query(
    `select bank.post($12::timestamptz, current_date, $1::uuid[], $2::uuid[], '{transfer}'::text[], $3::bytea[], $4::text[],
       $5::timestamptz[], $6::timestamptz[], $7::integer[], $8::uuid[], $9::bigint[], $10::text[], $11::text[])`,
    [
      [options.postingId ?? orderId ?? uuidv7()],
      [orderId ?? null],
      [digest ?? null],
      [digest === undefined ? null : 'otp'],
      [approved],
      [expires],
      lines.map(() => 1),
      lines.map((line) => line.account),
      lines.map((line) => String(line.amount)),
      lines.map(() => 'transfer_out'),
      lines.map(() => ''),
      new Date(atMs).toISOString(),
    ],
  );
}

const digestOfOrder = async (orderId: string): Promise<Buffer> => {
  const [row] = await ground.query<{ terms_digest: Buffer }>(
    'select terms_digest from bank.order where id = $1',
    [orderId],
  );
  if (!row) throw new Error('no such order');
  return row.terms_digest;
};
const theft = (): readonly Line[] => [
  { account: customer.accountId, amount: -500n },
  { account: thief.accountId, amount: 500n },
];
const unapproved = { code: '42501' };

test('entries that do not sum to zero are not posted', async () => {
  const lines = [
    { account: CASH, amount: -500n },
    { account: thief.accountId, amount: 501n },
  ];
  await expect(post(lines)).rejects.toMatchObject({ code: '23514' });
  await expect(post(lines.slice(1))).rejects.toMatchObject({ code: '23514' });
});

test('a customer is not debited without an order and an approval', async () => {
  await expect(post(theft())).rejects.toMatchObject(unapproved);
  const { orderId } = await ground.prepared(customer, 500n);
  await expect(post(theft(), { orderId })).rejects.toMatchObject(unapproved);
});

test('an approval of other terms, one that is too late, and an order of somebody else buy nothing', async () => {
  const { orderId } = await ground.prepared(customer, 500n);
  const digest = await digestOfOrder(orderId);
  await expect(post(theft(), { orderId, digest: Buffer.alloc(32) })).rejects.toMatchObject(unapproved);
  await expect(post(theft(), { orderId, digest, late: true })).rejects.toMatchObject(unapproved);
  await expect(post(theft(), { orderId, digest, postingId: uuidv7() })).rejects.toMatchObject(unapproved);
  const other = await ground.customer(10_000n);
  const own = await ground.prepared(other, 500n);
  await expect(
    post(theft(), { orderId: own.orderId, digest: await digestOfOrder(own.orderId) }),
  ).rejects.toMatchObject(unapproved);
});

test('an order that was executed is not posted again, and its approval is not spent again', async () => {
  const { orderId } = await ground.prepared(customer, 500n);
  const digest = await digestOfOrder(orderId);
  await ground.execute(customer, orderId);
  await expect(post(theft(), { orderId, digest })).rejects.toMatchObject(unapproved);
  // Nor by who claims to be the transaction that executed it.
  const again = post(theft(), { orderId, digest, atMs: ground.time.now * 1_000 });
  await expect(again).rejects.toMatchObject({ code: '23505', message: 'an approval is spent once' });
});

test('an overdraft is not posted, whatever was approved', async () => {
  const { orderId } = await ground.prepared(customer, 500n);
  const digest = await digestOfOrder(orderId);
  const lines = [
    { account: customer.accountId, amount: -1_000_000n },
    { account: thief.accountId, amount: 1_000_000n },
  ];
  await expect(post(lines, { orderId, digest })).rejects.toMatchObject({ code: '23514' });
});

test('an unknown account takes no entry', async () => {
  const lines = [
    { account: CASH, amount: -500n },
    { account: uuidv7(), amount: 500n },
  ];
  await expect(post(lines)).rejects.toMatchObject({ code: '23503' });
});
