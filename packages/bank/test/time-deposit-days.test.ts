import { afterAll, beforeAll, expect, test } from 'vitest';
import * as naive from './examples/naive.ts';
import { type DepositGround, ORDINARY_RATE, openDepositGround, RATES } from './support/deposits.ts';
import type { Customer } from './support/money.ts';

let ground: DepositGround;
beforeAll(async () => {
  ground = await openDepositGround();
});
afterAll(() => ground.close());

const ORDINARY = BigInt(ORDINARY_RATE);
const CODE = '123456';
const callOf = ({ contractId }: Customer) => ({ contractId, channel: 'pc' }) as const;
const given = (principal: bigint, months: number, opened: string): naive.NaiveDeposit => ({
  principal,
  months,
  rate: BigInt(RATES[months] ?? 0),
  opened,
});

async function close(customer: Customer, depositId: string) {
  const prepared = await ground.bank.prepareClosing({ ...callOf(customer), wish: { depositId } });
  if (prepared.outcome !== 'prepared') return prepared;
  const { orderId } = prepared.order;
  return ground.bank.executeClosing({ ...callOf(customer), orderId, code: CODE });
}

async function book(customer: Customer, depositId: string): Promise<void> {
  const prepared = await ground.bank.prepareBooking({ ...callOf(customer), wish: { depositId } });
  if (prepared.outcome !== 'prepared') throw new Error(prepared.reason);
  const { orderId } = prepared.order;
  const outcome = await ground.bank.executeBooking({ ...callOf(customer), orderId, code: CODE });
  expect(outcome.outcome).toBe('executed');
}

const noticesOf = async ({ contractId }: Customer): Promise<readonly string[]> =>
  (
    await ground.query<{ kind: string }>(
      `select kind from bank.notice where contract_id = $1 and kind like 'time_deposit%' order by id`,
      [contractId],
    )
  ).map(({ kind }) => kind);

test('from January 2027 to the next business day after maturities in holidays', async () => {
  await ground.goTo('2027-01-31');
  const opened = '2027-01-31';
  const automatic = await ground.customer(1_000_000n);
  const renewing = await ground.customer(1_000_000n);
  const withInterest = await ground.customer(1_000_000n);
  const booking = await ground.customer(1_000_000n);
  const keeping = await ground.customer(1_000_000n);
  const ids = {
    automatic: await ground.open(automatic, 1_000_000n, 1, 'close_automatically'),
    renewing: await ground.open(renewing, 1_000_000n, 1, 'renew_principal'),
    withInterest: await ground.open(withInterest, 1_000_000n, 1, 'renew_with_interest'),
    booking: await ground.open(booking, 1_000_000n, 1, 'renew_principal'),
    keeping: await ground.open(keeping, 1_000_000n, 1, 'keep'),
  };
  await ground.goTo('2027-02-27');
  await book(booking, ids.booking);
  await ground.setRate(1, '2027-02-28', 120);

  // 28 February 2027 is a Sunday: renewals take place, closings wait.
  await ground.goTo('2027-02-28');
  expect(await ground.view(renewing, ids.renewing)).toMatchObject({ state: 'renewed' });
  for (const [customer, id] of [
    [automatic, ids.automatic],
    [booking, ids.booking],
  ] as const) {
    expect(await ground.view(customer, id)).toMatchObject({ state: 'running', closesOn: '2027-03-01' });
    expect(await close(customer, id)).toMatchObject({ reason: 'closing_due', closesOn: '2027-03-01' });
    const wish = { depositId: id };
    expect(await ground.bank.prepareCancelBooking({ ...callOf(customer), wish })).toMatchObject({
      reason: 'closing_due',
    });
  }
  const deposit = given(1_000_000n, 1, opened);
  const net = naive.atMaturity(deposit, '2027-02-28', ORDINARY) - 1_000_000n;
  expect(await ground.balanceOf(renewing)).toBe(net);
  const [next] = await ground.bank.listTimeDeposits(renewing.contractId);
  expect(next).toMatchObject({
    principal: 1_000_000n,
    rate: 120n,
    rateValidFrom: '2027-02-28',
    openedOn: '2027-02-28',
    maturityOn: '2027-03-28',
    renewedFrom: ids.renewing,
  });
  const [grown] = await ground.bank.listTimeDeposits(withInterest.contractId);
  expect(grown).toMatchObject({ principal: 1_000_000n + net, maturityOn: '2027-03-28' });
  expect(await ground.balanceOf(withInterest)).toBe(0n);
  expect(await close(renewing, ids.renewing)).toMatchObject({ reason: 'deposit_over' });

  await ground.goTo('2027-03-01');
  const paid = naive.atMaturity(deposit, '2027-03-01', ORDINARY);
  expect(await ground.balanceOf(automatic)).toBe(paid);
  expect(await ground.balanceOf(booking)).toBe(paid);
  expect(await ground.view(automatic, ids.automatic)).toMatchObject({
    end: { by: 'automatic', paidOut: paid },
  });
  expect(await ground.view(booking, ids.booking)).toMatchObject({ end: { by: 'booking', paidOut: paid } });
  expect(await noticesOf(automatic)).toEqual(['time_deposit_closed']);
  expect(await noticesOf(renewing)).toEqual(['time_deposit_renewed']);
  expect(await noticesOf(keeping)).toEqual(['time_deposit_matured']);

  // 継続なし stays, and is closed by its customer at the ordinary rate of that day, on a Saturday as well.
  await ground.goTo('2027-03-13');
  expect(await ground.view(keeping, ids.keeping)).toMatchObject({
    isMatured: true,
    acts: { close: 'at_maturity', changeTreatment: false },
  });
  expect(await close(keeping, ids.keeping)).toMatchObject({ outcome: 'executed' });
  expect(await ground.balanceOf(keeping)).toBe(naive.atMaturity(deposit, '2027-03-13', ORDINARY));
  expect(await ground.bank.verify()).toEqual([]);
});

test('interim interest comes on its anniversary, is set off at early closing, and is no part of a renewal', async () => {
  await ground.goTo('2027-03-20');
  const opened = '2027-03-20';
  const [early, kept] = [await ground.customer(5_000_000n), await ground.customer(5_000_000n)];
  const first = await ground.open(early, 5_000_000n, 24, 'keep');
  const second = await ground.open(kept, 5_000_000n, 24, 'renew_with_interest');
  await ground.goTo('2028-03-20');
  const deposit = given(5_000_000n, 24, opened);
  // 春分の日, and paid all the same.
  const [interim] = naive.interims(deposit, '2028-03-20');
  if (!interim) throw new Error('the first anniversary has interim interest');
  const net = naive.netOf(interim.gross, '2028-03-20');
  expect(await ground.balanceOf(kept)).toBe(net);
  const view = await ground.view(early, first);
  expect(view.interims).toMatchObject([{ on: '2028-03-20', gross: interim.gross, net }]);
  const prepared = await ground.bank.prepareClosing({ ...callOf(early), wish: { depositId: first } });
  if (prepared.outcome !== 'prepared') throw new Error(prepared.reason);
  const { closing } = prepared.order.terms;
  if (closing.kind !== 'early') throw new Error('it is closed before maturity');
  expect(closing.takenBack > 0n && closing.nationalGivenBack > 0n).toBe(true);
  expect(closing.lost).toBe(view.term.interest - closing.earned.interest);
  expect(await close(early, first)).toMatchObject({ outcome: 'executed' });
  const paid = naive.early(deposit, '2028-03-20', ORDINARY);
  expect(await ground.balanceOf(early)).toBe(net + paid);
  expect(await ground.view(early, first)).toMatchObject({ end: { by: 'early', paidOut: paid } });

  await ground.goTo('2029-03-20');
  const [next] = await ground.bank.listTimeDeposits(kept.contractId);
  expect(next).toMatchObject({
    principal: naive.atMaturity(deposit, '2029-03-20', ORDINARY),
    openedOn: '2029-03-20',
    interims: [],
  });
  expect((await ground.view(kept, second)).renewedTo).toBe(next?.depositId);
  expect(await ground.balanceOf(kept)).toBe(net);
  expect(await ground.bank.verify()).toEqual([]);
}, 300_000);

test('元利金継続 that would reach ¥10,000,000 is closed on the next business day, and the customer told', async () => {
  // Matures on Saturday 30 June 2029.
  await ground.goTo('2029-05-30');
  const customer = await ground.customer(9_999_999n);
  const id = await ground.open(customer, 9_999_999n, 1, 'renew_with_interest');
  await ground.goTo('2029-06-30');
  expect(await ground.view(customer, id)).toMatchObject({ state: 'running', closesOn: '2029-07-02' });
  await ground.goTo('2029-07-02');
  expect(await ground.view(customer, id)).toMatchObject({ state: 'closed', end: { by: 'too_large' } });
  const deposit = { ...given(9_999_999n, 1, '2029-05-30'), rate: 120n };
  expect(await ground.balanceOf(customer)).toBe(naive.atMaturity(deposit, '2029-07-02', ORDINARY));
  expect(await noticesOf(customer)).toEqual(['time_deposit_closed']);
});

test('a bank that was off for weeks does each day’s work with that day’s rates, once, though two work on it', async () => {
  await ground.goTo('2029-07-03');
  const customers = await Promise.all(Array.from({ length: 6 }, () => ground.customer(1_000_000n)));
  for (const customer of customers) await ground.open(customer, 300_000n, 1, 'renew_with_interest');
  await ground.setRate(1, '2029-08-03', 900);
  await ground.setRate(1, '2029-08-04', 110);
  ground.time.now = (ground.time.now + 70 * 86_400) as typeof ground.time.now;
  const other = ground.another();
  const work = async (bank: typeof other) => {
    while ((await bank.runDay()) > 0);
  };
  await Promise.all([work(ground.bank), work(other)]);
  expect(await ground.bank.runDay()).toBe(0);
  ground.time.now = (ground.time.now + 1) as typeof ground.time.now;
  const first = naive.atMaturity({ ...given(300_000n, 1, '2029-07-03'), rate: 120n }, '2029-08-03', 0n);
  const second = naive.atMaturity({ ...given(first, 1, '2029-08-03'), rate: 900n }, '2029-09-03', 0n);
  for (const customer of customers) {
    const [deposit, ...others] = await ground.bank.listTimeDeposits(customer.contractId);
    expect(others).toEqual([]);
    expect(deposit).toMatchObject({ openedOn: '2029-09-03', principal: second, rate: 110n });
    expect(await noticesOf(customer)).toEqual(['time_deposit_renewed', 'time_deposit_renewed']);
  }
  expect((await ground.bank.dayState()).faults).toEqual([]);
  expect(await ground.bank.verify()).toEqual([]);
});

test('a deposit that the day cannot renew keeps no other from being renewed, and takes no order', async () => {
  const day = (await ground.bank.dayState()).openedOn ?? '';
  const maturity = naive.monthsAfter(day, 1);
  await ground.goTo(day);
  const [broken, sound] = [await ground.customer(1_000_000n), await ground.customer(1_000_000n)];
  const lost = await ground.open(broken, 500_000n, 1, 'renew_principal');
  await ground.open(sound, 500_000n, 1, 'renew_principal');
  // More interim interest than the whole term bears: a rest below zero, which no posting can be made of.
  await ground.query(
    `insert into bank.time_deposit_interim values ($1, $2, 999999, 0, 0, gen_random_uuid())`,
    [lost, day],
  );
  await ground.goTo(maturity);
  expect(await ground.bank.listTimeDeposits(sound.contractId)).toMatchObject([{ openedOn: maturity }]);
  expect((await ground.bank.dayState()).faults).toMatchObject([{ job: 'renewals', item: lost }]);
  expect(await close(broken, lost)).toMatchObject({ reason: 'day_work_due' });
  await ground.query(`delete from bank.time_deposit_interim where time_deposit_id = $1`, [lost]);
  // Mended, it is renewed by the next day as of its maturity.
  ground.time.now = (ground.time.now + 86_400) as typeof ground.time.now;
  while ((await ground.bank.runDay()) > 0);
  ground.time.now = (ground.time.now + 1) as typeof ground.time.now;
  expect(await ground.bank.listTimeDeposits(broken.contractId)).toMatchObject([{ openedOn: maturity }]);
  expect(await ground.bank.verify()).toEqual([]);
});
