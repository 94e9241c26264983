import { epochSeconds } from '@warifu/base';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { callOf, executeBill, newBill, preparedBill, typedOf } from './support/bills.ts';
import { CORE_TIME, type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';
import { powerBill } from './support/pay-easy.ts';

const DAY = 86_400;

let ground: MoneyGround;
beforeAll(async () => {
  ground = await openMoneyGround();
});
beforeEach(() => {
  ground.time.now = CORE_TIME;
  ground.payEasy.weather = 'clear';
});
afterAll(() => ground.close());

const pass = (seconds: number) => {
  ground.time.now = epochSeconds(ground.time.now + seconds);
};
/** A number under which there is no bill. */
const WRONG = powerBill('000000');
const inquire = ({ contractId }: Customer, numbers = WRONG, bank = ground.bank) =>
  bank.inquireBill({ contractId, channel: 'pc', ...typedOf(numbers) });
async function guess(customer: Customer, times: number): Promise<readonly string[]> {
  const reasons: string[] = [];
  for (let time = 0; time < times; time += 1) {
    const outcome = await inquire(customer);
    reasons.push(outcome.outcome === 'refused' ? outcome.reason : outcome.outcome);
  }
  return reasons;
}
const unknown = (times: number) => Array.from({ length: times }, () => 'bill_unknown');
const STOPPED_TODAY = { outcome: 'refused', reason: 'pay_easy_stopped', until: '2026-11-25' };

test('the tenth unknown bill in a row stops Pay-easy until 0:00 of the next day, and the customer is told', async () => {
  const customer = await ground.customer(50_000n);
  expect(await guess(customer, 9)).toEqual(unknown(9));
  expect(await inquire(customer)).toEqual(STOPPED_TODAY);
  const found = newBill(ground, 1_000n);
  expect(await inquire(customer, found)).toEqual(STOPPED_TODAY);
  expect(await ground.bank.payEasyStop(customer.contractId)).toEqual({ until: '2026-11-25' });
  const notices = await ground.query('select 1 from bank.notice where contract_id = $1 and kind = $2', [
    customer.contractId,
    'pay_easy_stopped',
  ]);
  expect(notices).toHaveLength(1);
  // 23:59:59 in Tokyo, and one second on.
  ground.time.now = epochSeconds(Date.UTC(2026, 10, 24, 14, 59, 59) / 1_000);
  expect(await inquire(customer, found)).toEqual(STOPPED_TODAY);
  pass(1);
  expect(await inquire(customer, found)).toMatchObject({ outcome: 'found' });
});

test('each wrong number says how many are left', async () => {
  const customer = await ground.customer(50_000n);
  expect(await inquire(customer)).toEqual({ outcome: 'refused', reason: 'bill_unknown', triesLeft: 9 });
  await guess(customer, 7);
  expect(await inquire(customer)).toMatchObject({ reason: 'bill_unknown', triesLeft: 1 });
});

test('they count over sessions, processes and days', async () => {
  const customer = await ground.customer(50_000n);
  await guess(customer, 5);
  pass(3 * DAY);
  const other = ground.another();
  for (let time = 0; time < 4; time += 1)
    expect(await inquire(customer, WRONG, other)).toMatchObject({ reason: 'bill_unknown' });
  expect(await inquire(customer)).toMatchObject({ reason: 'pay_easy_stopped', until: '2026-11-28' });
});

test('a bill that is found sets the count to 0', async () => {
  const customer = await ground.customer(50_000n);
  await guess(customer, 9);
  await inquire(customer, newBill(ground, 1_000n));
  expect(await guess(customer, 9)).toEqual(unknown(9));
});

test.each(['paid', 'expired', 'withdrawn'] as const)(
  'a bill that is %s is none that is unknown',
  async (state) => {
    const customer = await ground.customer(50_000n);
    const bill = ground.payEasy.addBill(powerBill(`88${state.length}`), 1_000n, state);
    for (let time = 0; time < 12; time += 1)
      expect(await inquire(customer, bill)).toMatchObject({ reason: `bill_${state}` });
    expect(await ground.bank.payEasyStop(customer.contractId)).toBeUndefined();
  },
);

test.each(['paid', 'expired', 'withdrawn'] as const)(
  'a bill that is %s has right numbers: the row ends',
  async (state) => {
    const customer = await ground.customer(50_000n);
    await guess(customer, 9);
    await inquire(customer, ground.payEasy.addBill(powerBill(`87${state.length}`), 1_000n, state));
    expect(await guess(customer, 9)).toEqual(unknown(9));
  },
);

test('neither maintenance, nor a network that is away, nor a malformed number counts, and none ends the row', async () => {
  const customer = await ground.customer(50_000n);
  const bill = ground.payEasy.addBill(powerBill('889'), 1_000n, 'maintenance');
  await guess(customer, 9);
  expect(await inquire(customer, bill)).toMatchObject({ reason: 'biller_maintenance' });
  expect(await inquire(customer, { ...WRONG, paymentNumber: '1' })).toMatchObject({
    reason: 'number_malformed',
  });
  expect(await inquire(customer, { ...WRONG, billerNumber: '11111' })).toMatchObject({
    reason: 'biller_unknown',
  });
  ground.payEasy.weather = 'away';
  expect(await inquire(customer)).toMatchObject({ reason: 'network_away' });
  ground.payEasy.weather = 'clear';
  expect(await inquire(customer)).toMatchObject({ reason: 'pay_easy_stopped' });
});

test('the end of the stop sets the count to 0', async () => {
  const customer = await ground.customer(50_000n);
  await guess(customer, 10);
  pass(DAY);
  expect(await guess(customer, 10)).toEqual([...unknown(9), 'pay_easy_stopped']);
});

test('one customer’s guesses stop nobody else', async () => {
  const customer = await ground.customer(50_000n);
  const other = await ground.customer(50_000n);
  await guess(customer, 10);
  expect(await inquire(other)).toMatchObject({ reason: 'bill_unknown', triesLeft: 9 });
});

test('of fifty numbers tried at once no more than ten are asked for', async () => {
  const customer = await ground.customer(50_000n);
  const banks = [ground.bank, ground.another()];
  const before = ground.payEasy.calls.length;
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, (_, index) => inquire(customer, WRONG, banks[index % 2])),
  );
  expect(ground.payEasy.calls.length - before).toBeLessThanOrEqual(10);
  const told = outcomes.map((outcome) => (outcome.outcome === 'refused' ? outcome.reason : outcome.outcome));
  expect(told).not.toContain('found');
  expect(await inquire(customer)).toEqual(STOPPED_TODAY);
});

test('an order that was shown before the stop is not executed in it', async () => {
  const customer = await ground.customer(50_000n);
  const { orderId } = await preparedBill(ground, customer, newBill(ground, 1_000n));
  await guess(customer, 10);
  expect(await executeBill(ground, customer, orderId)).toEqual({
    outcome: 'refused',
    reason: 'pay_easy_stopped',
    until: '2026-11-25',
  });
  const call = await callOf(ground, customer, newBill(ground, 1_000n));
  expect(await ground.bank.prepareBillPayment(call)).toEqual(STOPPED_TODAY);
});

test('the sixth stop lasts until the branch lifts it, whatever day it is', async () => {
  const customer = await ground.customer(50_000n);
  for (let stop = 1; stop <= 5; stop += 1) {
    expect((await guess(customer, 10)).at(-1)).toBe('pay_easy_stopped');
    expect(await ground.bank.payEasyStop(customer.contractId)).toHaveProperty('until');
    pass(DAY);
  }
  await guess(customer, 9);
  expect(await inquire(customer)).toEqual({ outcome: 'refused', reason: 'pay_easy_stopped' });
  pass(100 * DAY);
  expect(await inquire(customer, newBill(ground, 1_000n))).toEqual({
    outcome: 'refused',
    reason: 'pay_easy_stopped',
  });
  expect(await ground.bank.payEasyStop(customer.contractId)).toEqual({});
});
