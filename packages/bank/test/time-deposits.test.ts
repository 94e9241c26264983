import { yen } from '@warifu/base';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenTimeDepositWish } from '../src/time-deposits/time-deposit.ts';
import * as naive from './examples/naive.ts';
import { type DepositGround, openDepositGround } from './support/deposits.ts';
import type { Customer } from './support/money.ts';

const CODE = '123456';

let ground: DepositGround;
beforeAll(async () => {
  ground = await openDepositGround();
});
afterAll(() => ground.close());

const wishOf = (customer: Customer, changes: Partial<OpenTimeDepositWish> = {}): OpenTimeDepositWish => ({
  fromAccountId: customer.accountId,
  amount: yen(1_000_000n),
  termMonths: 12,
  atMaturity: 'renew_principal',
  ...changes,
});

const callOf = ({ contractId }: Customer) => ({ contractId, channel: 'pc' }) as const;

async function closing(customer: Customer, depositId: string) {
  const outcome = await ground.bank.prepareClosing({ ...callOf(customer), wish: { depositId } });
  if (outcome.outcome !== 'prepared') throw new Error(outcome.reason);
  return outcome.order;
}

const execute = (customer: Customer, orderId: string, code = CODE) =>
  ground.bank.executeClosing({ ...callOf(customer), orderId, code });

async function book(customer: Customer, depositId: string) {
  const prepared = await ground.bank.prepareBooking({ ...callOf(customer), wish: { depositId } });
  if (prepared.outcome !== 'prepared') return prepared;
  return ground.bank.executeBooking({ ...callOf(customer), orderId: prepared.order.orderId, code: CODE });
}

test('a deposit is opened at the rate of the day, without a code, and is an account of its own', async () => {
  const customer = await ground.customer(1_500_000n, { hasToken: false });
  const prepared = await ground.bank.prepareTimeDeposit({ ...callOf(customer), wish: wishOf(customer) });
  if (prepared.outcome !== 'prepared') throw new Error(prepared.reason);
  expect(prepared.order.terms).toMatchObject({
    rate: 275n,
    rateValidFrom: '2026-01-01',
    openedOn: '2026-11-24',
    maturityOn: '2027-11-24',
    interest: { gross: 2_750n, national: 421n, local: 137n, net: 2_192n },
    interimDays: [],
  });
  const call = { ...callOf(customer), orderId: prepared.order.orderId };
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => ground.bank.executeTimeDeposit(call)));
  expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['executed']));
  expect(await ground.balanceOf(customer)).toBe(500_000n);
  const [deposit, ...others] = await ground.bank.listTimeDeposits(customer.contractId);
  expect(others).toEqual([]);
  expect(deposit).toMatchObject({ principal: 1_000_000n, rate: 275n, maturityOn: '2027-11-24' });
  expect((await ground.bank.listAccounts(customer.contractId)).length).toBe(1);
  expect(await ground.bank.verify()).toEqual([]);
});

test.each<[string, Partial<OpenTimeDepositWish>, object]>([
  ['from an account of nobody', { fromAccountId: 'x' }, { reason: 'account_unknown' }],
  ['for a term that is not offered', { termMonths: 7 }, { reason: 'term_not_offered' }],
  ['of less than ¥10,000', { amount: yen(9_999n) }, { reason: 'amount_too_small', amountMin: 10_000n }],
  ['of nothing', { amount: yen(0n) }, { reason: 'amount_too_small' }],
  ['of ¥10,000,000', { amount: yen(10_000_000n) }, { reason: 'amount_too_large', amountMax: 9_999_999n }],
  ['of more than is there', { amount: yen(1_500_001n) }, { reason: 'funds_insufficient', shortBy: 1n }],
  [
    'of ¥9,999 for no term: the term is told first',
    { amount: yen(9_999n), termMonths: 7 },
    { reason: 'term_not_offered' },
  ],
])('a deposit %s is refused', async (_, changes, refusal) => {
  const customer = await ground.customer(1_500_000n);
  const wish = wishOf(customer, changes);
  expect(await ground.bank.prepareTimeDeposit({ ...callOf(customer), wish })).toMatchObject({
    outcome: 'refused',
    ...refusal,
  });
});

test('an account of somebody else opens no deposit, and closes none', async () => {
  const [owner, stranger] = [await ground.customer(1_000_000n), await ground.customer(1_000_000n)];
  const wish = wishOf(stranger, { fromAccountId: owner.accountId });
  expect(await ground.bank.prepareTimeDeposit({ ...callOf(stranger), wish })).toMatchObject({
    reason: 'account_unknown',
  });
  const depositId = await ground.open(owner, 1_000_000n, 12, 'keep');
  expect(await ground.bank.timeDepositOf(stranger.contractId, depositId)).toBeUndefined();
  expect(await ground.bank.prepareClosing({ ...callOf(stranger), wish: { depositId } })).toMatchObject({
    reason: 'deposit_unknown',
  });
});

describe('中途解約', () => {
  test('closing needs a token, and then its code, and a wrong one moves nothing', async () => {
    const without = await ground.customer(1_000_000n, { hasToken: false });
    const depositId = await ground.open(without, 1_000_000n, 12, 'keep');
    expect(await ground.bank.prepareClosing({ ...callOf(without), wish: { depositId } })).toMatchObject({
      reason: 'not_allowed',
      because: { reason: 'register_first' },
    });
    const customer = await ground.customer(1_000_000n);
    const { orderId } = await closing(customer, await ground.open(customer, 1_000_000n, 12, 'keep'));
    expect(await ground.bank.executeClosing({ ...callOf(customer), orderId })).toMatchObject({
      reason: 'code_missing',
    });
    expect(await execute(customer, orderId, '000000')).toMatchObject({ reason: 'code_refused' });
    expect(await ground.balanceOf(customer)).toBe(0n);
    const outcomes = await Promise.all([execute(customer, orderId), execute(customer, orderId)]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['executed', 'executed']);
    expect(await ground.balanceOf(customer)).toBe(1_000_000n);
    expect(await ground.bank.verify()).toEqual([]);
  });

  test('one deposit is not paid out by two orders', async () => {
    const customer = await ground.customer(1_000_000n);
    const depositId = await ground.open(customer, 1_000_000n, 12, 'keep');
    const [one, two] = [await closing(customer, depositId), await closing(customer, depositId)];
    const outcomes = await Promise.all([execute(customer, one.orderId), execute(customer, two.orderId)]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['executed', 'refused']);
    expect(await ground.balanceOf(customer)).toBe(1_000_000n);
    expect(await ground.view(customer, depositId)).toMatchObject({
      state: 'closed',
      end: { by: 'early', paidOut: 1_000_000n, interest: 0n },
      acts: { book: false },
    });
  });
});

test('the orders of a deposit say no where the deposit does', async () => {
  const customer = await ground.customer(1_000_000n);
  const depositId = await ground.open(customer, 1_000_000n, 12, 'keep');
  const call = callOf(customer);
  expect(await book(customer, depositId)).toMatchObject({ reason: 'not_renewing' });
  const same = { depositId, atMaturity: 'keep' } as const;
  expect(await ground.bank.prepareTreatment({ ...call, wish: same })).toMatchObject({
    reason: 'treatment_same',
  });
  expect(await ground.bank.prepareCancelBooking({ ...call, wish: { depositId } })).toMatchObject({
    reason: 'not_booked',
  });
  const change = { depositId, atMaturity: 'renew_principal' } as const;
  const prepared = await ground.bank.prepareTreatment({ ...call, wish: change });
  if (prepared.outcome !== 'prepared') throw new Error(prepared.reason);
  await ground.bank.executeTreatment({ ...call, orderId: prepared.order.orderId });
  expect(await book(customer, depositId)).toMatchObject({ outcome: 'executed' });
  const booked = await ground.view(customer, depositId);
  expect(booked).toMatchObject({ isBooked: true, closesOn: '2027-11-24' });
  expect(booked.acts).toEqual({ book: false, cancelBooking: true, changeTreatment: false });
  // While it stands, its cancelling alone is taken.
  const stands = { reason: 'booking_stands' };
  expect(await ground.bank.prepareClosing({ ...call, wish: { depositId } })).toMatchObject(stands);
  expect(await ground.bank.prepareTreatment({ ...call, wish: same })).toMatchObject(stands);
  expect(await book(customer, depositId)).toMatchObject(stands);
  const cancelling = await ground.bank.prepareCancelBooking({ ...call, wish: { depositId } });
  if (cancelling.outcome !== 'prepared') throw new Error(cancelling.reason);
  const { orderId } = cancelling.order;
  expect(await ground.bank.executeCancelBooking({ ...call, orderId })).toMatchObject({
    reason: 'code_missing',
  });
  expect(await ground.bank.executeCancelBooking({ ...call, orderId, code: CODE })).toMatchObject({
    outcome: 'executed',
  });
  expect(await ground.view(customer, depositId)).toMatchObject({ isBooked: false, acts: { close: 'early' } });
  expect(await ground.bank.verify()).toEqual([]);
});

test('what is closed after midnight is closed at what midnight made of it, and shown first', async () => {
  const customer = await ground.customer(1_000_000n);
  const depositId = await ground.open(customer, 1_000_000n, 12, 'keep');
  // A second before midnight: the ground's clock stands at 10:00.
  ground.time.now = (ground.time.now + 13 * 3_600 + 3_590) as typeof ground.time.now;
  const { orderId } = await closing(customer, depositId);
  ground.time.now = (ground.time.now + 60) as typeof ground.time.now;
  while ((await ground.bank.runDay()) > 0);
  ground.time.now = (ground.time.now + 1) as typeof ground.time.now;
  const outcome = await execute(customer, orderId);
  expect(outcome).toMatchObject({ outcome: 'refused', reason: 'terms_changed' });
  if (outcome.outcome !== 'refused' || outcome.reason !== 'terms_changed') return;
  const renewed = await ground.bank.closingOrder({ ...callOf(customer), orderId: outcome.newOrderId });
  expect(renewed?.terms).toMatchObject({ closedOn: '2026-11-25', closing: { earned: { interest: 5n } } });
  expect(await execute(customer, outcome.newOrderId)).toMatchObject({ outcome: 'executed' });
  expect(await ground.balanceOf(customer)).toBe(
    naive.early({ principal: 1_000_000n, months: 12, rate: 275n, opened: '2026-11-24' }, '2026-11-25', 200n),
  );
});

test.each([
  ['a balance', `update bank.time_deposit set principal_yen = principal_yen + 1`, 'balance_differs'],
  ['a rate', `update bank.time_deposit set rate_thousandths = rate_thousandths + 1`, 'opened_amiss'],
  [
    'interest',
    `update bank.time_deposit set interest_yen = interest_yen + 1, paid_out_yen = paid_out_yen + 1`,
    'end_differs',
  ],
])('verify finds %s that was altered', async (_, statement, name) => {
  const customer = await ground.customer(2_000_000n);
  const kept = await ground.open(customer, 1_000_000n, 12, 'keep');
  const closed = await ground.open(customer, 1_000_000n, 12, 'keep');
  await execute(customer, (await closing(customer, closed)).orderId);
  expect(await ground.bank.verify()).toEqual([]);
  const id = name === 'end_differs' ? closed : kept;
  await ground.query(`${statement} where id = $1`, [id]);
  const names = (await ground.bank.verify()).map((fault) => fault.name);
  expect(names.some((found) => found.endsWith(name))).toBe(true);
  await ground.query(`${statement.replaceAll(/\+ 1/g, '- 1')} where id = $1`, [id]);
  expect(await ground.bank.verify()).toEqual([]);
});
