import { businessDate } from '@warifu/base';
import { transact } from '@warifu/pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEBIT_INSTALMENTS } from '../src/instalment-savings/debit-instalments.ts';
import { type MoneyGround, openMoneyGround } from './support/money.ts';
import { beginSavings, closeSavings, detailOf, liveUntil, noonOf, openSavings } from './support/savings.ts';

let ground: MoneyGround;
beforeEach(async () => {
  ground = await openMoneyGround();
  await beginSavings(ground);
});
afterEach(() => ground.close());

const on = businessDate;
const paidOf = async (contractId: string, savingsId: string) =>
  (await detailOf(ground, contractId, savingsId)).paid;

test('contracts that share an account are debited by due date, then by receipt number', async () => {
  const customer = await ground.customer(20_000n);
  const { contractId } = customer;
  const opened: string[] = [];
  for (const chosenDay of [30, 30, 30, 28]) opened.push(await openSavings(ground, customer, { chosenDay }));
  const receipts = await ground.query<{ id: string }>(
    `select account_id as id from bank.instalment_savings where chosen_day = 30 order by receipt_number`,
  );
  // 28 November is a Saturday: both due dates are debited on Monday the 30th, and there is enough for two.
  await liveUntil(ground, on('2026-11-30'));
  const paid = await ground.query<{ id: string }>(
    'select account_id as id from bank.instalment_savings where paid = 1',
  );
  expect(new Set(paid.map(({ id }) => id))).toEqual(new Set([opened[3], receipts[0]?.id]));
  expect(await paidOf(contractId, opened[3] ?? '')).toBe(1);
  expect(await ground.balanceOf(customer)).toBe(0n);
});

test('no instalment passes an older one of its contract, whatever stands in a piece of the day', async () => {
  const customer = await ground.customer(100_000n);
  const savingsId = await openSavings(ground, customer, { chosenDay: 25 });
  const rows = await ground.query<{ id: string }>(
    'select id from bank.savings_instalment where account_id = $1 order by number',
    [savingsId],
  );
  const [first = '', second = ''] = rows.map(({ id }) => id);
  const day = { today: on('2026-12-25'), now: ground.time.now };
  const run = (ids: readonly string[]) =>
    transact(ground.ports.database.kysely, (tx) => DEBIT_INSTALMENTS.run(tx, day, ids));
  await run([second]);
  expect(await detailOf(ground, customer.contractId, savingsId)).toMatchObject({ paid: 0, late: 1 });
  await run([first, second]);
  expect(await detailOf(ground, customer.contractId, savingsId)).toMatchObject({ paid: 2, late: 0 });
  // What was done before is not done again.
  await run([first, second]);
  expect(await ground.balanceOf(customer)).toBe(80_000n);
});

test('money that is held for a payment under way is no money for an instalment', async () => {
  const customer = await ground.customer(10_000n);
  const savingsId = await openSavings(ground, customer);
  await ground.query('update bank.account_balance set held_yen = 1 where account_id = $1', [
    customer.accountId,
  ]);
  await liveUntil(ground, on('2026-11-30'));
  expect(await paidOf(customer.contractId, savingsId)).toBe(0);
  await ground.query('update bank.account_balance set held_yen = 0 where account_id = $1', [
    customer.accountId,
  ]);
  await liveUntil(ground, on('2026-12-01'));
  expect(await paidOf(customer.contractId, savingsId)).toBe(1);
});

test('two processes that work on one day, and one that comes back after two months, debit each instalment once', async () => {
  const customer = await ground.customer(100_000n);
  const savingsId = await openSavings(ground, customer);
  ground.time.now = noonOf(on('2027-02-02'));
  const other = ground.another();
  const work = async (bank: typeof other) => {
    while ((await bank.runDay()) > 0);
  };
  await Promise.all([work(ground.bank), work(other), work(other)]);
  await liveUntil(ground, on('2027-02-02'));
  const { table } = await detailOf(ground, customer.contractId, savingsId);
  // Each on the day on which it was owed, although all of them were worked off later.
  expect(table.flatMap((row) => (row.state === 'paid' ? [row.debitedOn] : []))).toEqual([
    '2026-11-30',
    '2027-01-04',
    '2027-02-01',
  ]);
  expect(await ground.balanceOf(customer)).toBe(70_000n);
  expect(await ground.bank.verify()).toEqual([]);
});

test('an instalment that cannot be posted is a fault of the day, and keeps no other from being debited', async () => {
  const broken = await ground.customer(100_000n);
  const sound = await ground.customer(100_000n);
  const theirs = await openSavings(ground, broken);
  const savingsId = await openSavings(ground, sound);
  await ground.query('delete from bank.account_balance where account_id = $1', [theirs]);
  await liveUntil(ground, on('2026-11-30'));
  expect(await paidOf(sound.contractId, savingsId)).toBe(1);
  const { faults } = await ground.bank.dayState();
  expect(faults).toMatchObject([{ job: 'instalments', businessDate: '2026-11-30' }]);
  expect(await ground.balanceOf(broken)).toBe(100_000n);
});

test('what matures is told once, also on a bank holiday, and not where it was closed before', async () => {
  const customer = await ground.customer(200_000n);
  const kept = await openSavings(ground, customer, { chosenDay: 25 });
  const closed = await openSavings(ground, customer, { chosenDay: 25 });
  await liveUntil(ground, on('2026-11-25'));
  expect(await closeSavings(ground, customer.contractId, closed)).toMatchObject({ outcome: 'executed' });
  // 25 May 2027 is a Tuesday; the sixth instalment falls on Sunday 25 April.
  await liveUntil(ground, on('2027-05-26'));
  expect(await detailOf(ground, customer.contractId, kept)).toMatchObject({
    state: 'matured',
    maturity: { kind: 'agreed', on: '2027-05-25' },
  });
  const told = await ground.query(
    `select at from bank.notice where kind = 'savings_matured' and contract_id = $1`,
    [customer.contractId],
  );
  expect(told).toHaveLength(1);
});
