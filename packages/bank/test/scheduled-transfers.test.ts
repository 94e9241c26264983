import { epochSeconds, yen } from '@warifu/base';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { GOOD_CODE } from './support/authority.ts';
import { CORE_TIME, type Customer, type MoneyGround, OTHER_BANK, openMoneyGround } from './support/money.ts';

const DAY = 86_400;
let ground: MoneyGround;
beforeEach(async () => {
  ground = await openMoneyGround();
  await openToday();
});
afterEach(async () => {
  expect(await ground.bank.verify()).toEqual([]);
  await ground.close();
});

async function openToday(): Promise<void> {
  while ((await ground.bank.runDay()) > 0);
  // The second in which the bank's day is read anew.
  ground.time.now = epochSeconds(ground.time.now + 1);
}
/** Noon of the day so many days after the first, opened with its own work. */
async function reach(days: number): Promise<void> {
  ground.time.now = epochSeconds(CORE_TIME + days * DAY);
  await openToday();
}

const wishOf = (customer: Customer, date: string, amount: bigint, payee = OTHER_BANK) => ({
  fromAccountId: customer.accountId,
  payee,
  payeeKana: 'ミホン ハナコ',
  nameSource: 'typed' as const,
  amount: yen(amount),
  date,
});

async function book(customer: Customer, date: string, amount: bigint, payee = OTHER_BANK): Promise<string> {
  const { contractId } = customer;
  const wish = wishOf(customer, date, amount, payee);
  const prepared = await ground.bank.prepareScheduledTransfer({ contractId, channel: 'pc', wish });
  if (prepared.outcome !== 'prepared') throw new Error(prepared.reason);
  const { orderId } = prepared.order;
  const call = { contractId, channel: 'pc', orderId, code: GOOD_CODE } as const;
  const executed = await ground.bank.executeScheduledTransfer(call);
  if (executed.outcome !== 'executed') throw new Error(executed.reason);
  return orderId;
}

async function cancel(customer: Customer, orderId: string, code: string = GOOD_CODE) {
  const { contractId } = customer;
  const wish = { cancelledOrderId: orderId };
  const prepared = await ground.bank.prepareCancelling({ contractId, channel: 'pc', wish });
  if (prepared.outcome !== 'prepared') return prepared;
  const call = { contractId, channel: 'pc', orderId: prepared.order.orderId, code } as const;
  return ground.bank.executeCancelling(call);
}

const leftToday = async ({ contractId }: Customer) => {
  const need = await ground.bank.needFor({ contractId, kind: 'transfer', channel: 'pc' });
  return need.need === 'refused' ? undefined : need.leftToday;
};
const receiptOf = ({ contractId }: Customer, orderId: string) => ground.bank.receiptOf(contractId, orderId);
const noticesOf = async ({ contractId }: Customer) =>
  (
    await ground.query<{ kind: string }>('select kind from bank.notice where contract_id = $1 order by id', [
      contractId,
    ])
  ).map((row) => row.kind);

test('a booking takes nothing today, counts against today’s limit, and is debited with its fee on its day', async () => {
  const customer = await ground.customer(50_000n);
  const orderId = await book(customer, '2026-11-26', 30_000n);
  expect(await ground.balanceOf(customer)).toBe(50_000n);
  expect(await leftToday(customer)).toBe(970_000n);
  expect(await receiptOf(customer, orderId)).toMatchObject({
    transferState: 'booked',
    total: 30_330n,
    terms: { debitDate: '2026-11-26', mode: 'next_opening' },
  });
  expect(await ground.bank.listBookings(customer.contractId)).toMatchObject([
    { orderId, isCancellable: true },
  ]);
  expect(await ground.bank.listBookedOrders(customer.contractId)).toMatchObject([
    { kind: 'scheduled_transfer', dueDate: '2026-11-26', amount: 30_000n },
  ]);
  await reach(1);
  expect(await ground.balanceOf(customer)).toBe(50_000n);
  expect(await leftToday(customer)).toBe(1_000_000n);
  // 0:30 of the day: debited, and not sent before the opening.
  ground.time.now = epochSeconds(CORE_TIME + 1.5 * DAY + 3 * 3_600);
  await openToday();
  expect(await ground.balanceOf(customer)).toBe(19_670n);
  expect(await ground.bank.sendDueTransfers()).toBe(0);
  expect(await receiptOf(customer, orderId)).toMatchObject({ transferState: 'waiting' });
  await reach(2);
  expect(await ground.bank.sendDueTransfers()).toBe(1);
  expect(ground.zengin.payments.get(orderId)).toMatchObject({ amount: 30_000n, valueDate: '2026-11-26' });
  expect(await receiptOf(customer, orderId)).toMatchObject({ transferState: 'sent' });
  expect(await noticesOf(customer)).toEqual(['order_executed', 'transfer_executed']);
  // The limit of the day itself is untouched.
  expect(await leftToday(customer)).toBe(1_000_000n);
});

test('within the bank the payee has the money on the day, in the order of the receipt numbers', async () => {
  const first = await ground.customer(10_000n);
  const second = await ground.customer(0n);
  const third = await ground.customer(0n);
  await book(first, '2026-11-25', 10_000n, second.payee);
  await book(second, '2026-11-25', 4_000n, third.payee);
  // Whichever comes first by number decides whether the second has the money already.
  await ground.query(`update bank.scheduled_transfer set receipt_number = 'A' where from_account_id = $1`, [
    first.accountId,
  ]);
  await ground.query(`update bank.scheduled_transfer set receipt_number = 'B' where from_account_id = $1`, [
    second.accountId,
  ]);
  await ground.query(
    `update bank.order as o set receipt_number = s.receipt_number from bank.scheduled_transfer as s where s.order_id = o.id`,
  );
  await reach(1);
  expect([
    await ground.balanceOf(first),
    await ground.balanceOf(second),
    await ground.balanceOf(third),
  ]).toEqual([0n, 6_000n, 4_000n]);
});

test('to another account of the same contract a booking is used up once', async () => {
  const customer = await ground.customer(10_000n);
  const other = crypto.randomUUID();
  await ground.query(
    `select bank.open_accounts(array[$1::uuid], array[$2::uuid], array['002'], array['savings'], array['7654321'], now())`,
    [other, customer.contractId],
  );
  const payee = {
    ...customer.payee,
    branchCode: '002',
    accountKind: 'savings',
    accountNumber: '7654321',
  } as const;
  await book(customer, '2026-11-25', 3_000n, payee);
  await reach(2);
  expect(await ground.balanceOf(customer)).toBe(7_000n);
  expect(await ground.bank.listBookings(customer.contractId)).toEqual([]);
});

test('too little on the day: it fails, the customer is told, and nothing is retried', async () => {
  const customer = await ground.customer(30_329n);
  const orderId = await book(customer, '2026-11-25', 30_000n);
  await reach(1);
  expect(await receiptOf(customer, orderId)).toMatchObject({
    transferState: 'failed',
    booking: { state: 'failed', reason: 'funds_insufficient' },
  });
  expect(await ground.balanceOf(customer)).toBe(30_329n);
  expect(await noticesOf(customer)).toEqual(['order_executed', 'scheduled_transfer_failed']);
  const payer = await ground.customer(100_000n);
  const { orderId: paid } = await ground.prepared(payer, 50_000n, { payee: customer.payee });
  await ground.execute(payer, paid);
  await reach(2);
  expect(await ground.balanceOf(customer)).toBe(80_329n);
});

test('a bank that was off catches up: each booking is debited on its own day, once', async () => {
  const customer = await ground.customer(100_000n);
  await book(customer, '2026-11-26', 1_000n);
  await book(customer, '2026-11-30', 2_000n);
  await reach(9);
  await reach(9);
  const rows = await ground.query<{ on: string }>(
    `select settled_on::text as on from bank.scheduled_transfer where state = 'executed' order by settled_on`,
  );
  expect(rows.map((row) => row.on)).toEqual(['2026-11-26', '2026-11-30']);
  expect(await ground.balanceOf(customer)).toBe(100_000n - 3_000n - 330n);
});

test.each([
  ['today', '2026-11-24', { reason: 'date_not_later', first: '2026-11-25' }],
  ['yesterday', '2026-11-23', { reason: 'date_not_later', first: '2026-11-25' }],
  ['31 days ahead', '2026-12-25', { reason: 'date_too_far', last: '2026-12-24' }],
  ['a Saturday', '2026-11-28', { reason: 'date_not_business_day', date: '2026-11-28' }],
  ['no day at all', '2026-11-31', { reason: 'date_malformed' }],
])('a transfer for %s is not booked', async (_, date, refusal) => {
  const customer = await ground.customer(10_000n);
  const { contractId } = customer;
  expect(
    await ground.bank.prepareScheduledTransfer({
      contractId,
      channel: 'pc',
      wish: wishOf(customer, date, 1_000n),
    }),
  ).toMatchObject({ outcome: 'refused', ...refusal });
});

test('the last of the thirty days can be booked, and the calendar says which ones cannot', async () => {
  const customer = await ground.customer(10_000n);
  await book(customer, '2026-12-24', 1_000n);
  const days = await ground.bank.listBookingDays();
  expect(days).toHaveLength(30);
  expect(days.filter((day) => !day.isBookable).map((day) => day.date)).toEqual([
    '2026-11-28',
    '2026-11-29',
    '2026-12-05',
    '2026-12-06',
    '2026-12-12',
    '2026-12-13',
    '2026-12-19',
    '2026-12-20',
  ]);
});

test('more than is left of the limit today is not booked, whenever it would be debited', async () => {
  const customer = await ground.customer(10_000n);
  await book(customer, '2026-11-25', 600_000n);
  const { contractId } = customer;
  const wish = wishOf(customer, '2026-11-26', 400_001n);
  expect(await ground.bank.prepareScheduledTransfer({ contractId, channel: 'pc', wish })).toMatchObject({
    reason: 'limit_exceeded',
    leftToday: 400_000n,
  });
});

test('cancelled on the day it was given, a booking gives its limit back; on a later day it does not', async () => {
  const customer = await ground.customer(50_000n);
  const today = await book(customer, '2026-11-27', 30_000n);
  const later = await book(customer, '2026-11-27', 20_000n);
  expect(await cancel(customer, today)).toMatchObject({ outcome: 'executed' });
  expect(await leftToday(customer)).toBe(980_000n);
  await reach(2);
  expect(await cancel(customer, later)).toMatchObject({ outcome: 'executed' });
  expect(await leftToday(customer)).toBe(1_000_000n);
  await reach(3);
  expect(await ground.balanceOf(customer)).toBe(50_000n);
  expect(await receiptOf(customer, later)).toMatchObject({ transferState: 'cancelled' });
  expect(await cancel(customer, later)).toMatchObject({ reason: 'booking_settled', state: 'cancelled' });
});

test('a booking is cancelled with a code, until 24:00 of the day before, and by its own customer alone', async () => {
  const customer = await ground.customer(50_000n);
  const orderId = await book(customer, '2026-11-25', 30_000n);
  expect(await cancel(customer, orderId, '000000')).toMatchObject({ reason: 'code_refused' });
  const stranger = await ground.customer(1n);
  expect(await cancel(stranger, orderId)).toMatchObject({ reason: 'booking_unknown' });
  // 23:59 of the day before: shown, and too late a minute after.
  ground.time.now = epochSeconds(CORE_TIME + 14 * 3_600 - 60);
  const { contractId } = customer;
  const prepared = await ground.bank.prepareCancelling({
    contractId,
    channel: 'pc',
    wish: { cancelledOrderId: orderId },
  });
  if (prepared.outcome !== 'prepared') throw new Error(prepared.reason);
  ground.time.now = epochSeconds(CORE_TIME + 14 * 3_600);
  await openToday();
  const call = { contractId, channel: 'pc', orderId: prepared.order.orderId, code: GOOD_CODE } as const;
  expect(await ground.bank.executeCancelling(call)).toMatchObject({
    reason: 'booking_settled',
    state: 'executed',
  });
  expect(await ground.balanceOf(customer)).toBe(19_670n);
});

test('the day and eight cancellings at once: a booking is debited or cancelled, never both', async () => {
  const customers = await Promise.all(Array.from({ length: 4 }, () => ground.customer(50_000n)));
  const booked: string[] = [];
  for (const customer of customers) booked.push(await book(customer, '2026-11-25', 30_000n));
  ground.time.now = epochSeconds(CORE_TIME + DAY);
  // As one whose clock is behind: he still may cancel while the day is worked on.
  const behind = ground.another({ clock: () => epochSeconds(CORE_TIME + 2) });
  const cancels = customers.flatMap(({ contractId }, index) =>
    [0, 1].map(async () => {
      const wish = { cancelledOrderId: booked[index] ?? '' };
      const prepared = await behind.prepareCancelling({ contractId, channel: 'pc', wish });
      if (prepared.outcome !== 'prepared') return;
      await behind.executeCancelling({
        contractId,
        channel: 'pc',
        orderId: prepared.order.orderId,
        code: GOOD_CODE,
      });
    }),
  );
  await Promise.all([...cancels, openToday()]);
  for (const [index, customer] of customers.entries()) {
    const state = (await receiptOf(customer, booked[index] ?? ''))?.booking?.state;
    expect(['executed', 'cancelled']).toContain(state);
    expect(await ground.balanceOf(customer)).toBe(state === 'executed' ? 19_670n : 50_000n);
  }
});

test('a booking whose terms were altered in the book is a fault of its day and keeps no other', async () => {
  const [bad, good] = [await ground.customer(50_000n), await ground.customer(50_000n)];
  const orderId = await book(bad, '2026-11-25', 1_000n);
  await book(good, '2026-11-25', 2_000n);
  await ground.query(`update bank.order set terms = jsonb_set(terms, '{amount}', '"9000"') where id = $1`, [
    orderId,
  ]);
  await reach(1);
  expect(await ground.balanceOf(bad)).toBe(50_000n);
  expect(await ground.balanceOf(good)).toBe(50_000n - 2_165n);
  expect((await ground.bank.dayState()).faults).toMatchObject([
    { job: 'scheduled_transfers', item: orderId },
  ]);
  expect((await ground.bank.verify()).map((fault) => fault.name)).toContain('booking_differs');
  await ground.query(`update bank.order set terms = jsonb_set(terms, '{amount}', '"1000"') where id = $1`, [
    orderId,
  ]);
});

test('verify names what contradicts a booking', async () => {
  const customer = await ground.customer(50_000n);
  const orderId = await book(customer, '2026-11-25', 1_000n);
  await reach(1);
  const names = async () => new Set((await ground.bank.verify()).map((fault) => fault.name));
  const spoil = async (change: string, back: string) => {
    await ground.query(change, [orderId]);
    const found = await names();
    await ground.query(back, [orderId]);
    return found;
  };
  expect(
    await spoil(
      `update bank.scheduled_transfer set due_date = due_date + 1 where order_id = $1`,
      `update bank.scheduled_transfer set due_date = due_date - 1 where order_id = $1`,
    ),
  ).toContain('booking_differs');
  expect(
    await spoil(
      `update bank.transfer set amount_yen = 999 where order_id = $1`,
      `update bank.transfer set amount_yen = 1000 where order_id = $1`,
    ),
  ).toContain('booking_not_posted');
  expect(
    await spoil(
      `update bank.scheduled_transfer set state = 'cancelled', posting_id = null where order_id = $1`,
      `update bank.scheduled_transfer as s set state = 'executed', posting_id = p.id from bank.posting as p where s.order_id = $1 and p.order_id = s.order_id`,
    ),
  ).toEqual(new Set(['transfer_stray', 'booking_posted_amiss', 'booking_cancelled_amiss']));
});
