import { businessDate } from '@warifu/base';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { GOOD_CODE } from './support/authority.ts';
import { type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';
import { beginSavings, closeSavings, detailOf, liveUntil, openSavings, payIn } from './support/savings.ts';

let ground: MoneyGround;
let customer: Customer;
beforeEach(async () => {
  ground = await openMoneyGround();
  await beginSavings(ground);
  customer = await ground.customer(100_000n);
});
afterEach(() => ground.close());

const on = businessDate;
const call = () => ({ contractId: customer.contractId, channel: 'pc' }) as const;
const noticesOf = async (kind: string) =>
  (
    await ground.query(`select 1 from bank.notice where contract_id = $1 and kind = $2`, [
      customer.contractId,
      kind,
    ])
  ).length;

test('満期解約: principal, 給付補填金 and the days after maturity, less taxes, each on a line of its own', async () => {
  const savingsId = await openSavings(ground, customer);
  await liveUntil(ground, on('2027-05-31'));
  expect(await detailOf(ground, customer.contractId, savingsId)).toMatchObject({
    state: 'matured',
    paid: 6,
    balance: 60_000n,
    maturity: { kind: 'agreed', on: '2027-05-31' },
  });
  expect(await noticesOf('savings_matured')).toBe(1);
  await ground.query(`insert into bank.rate values ('ordinary', 0, '2027-06-01', 500, now())`);
  await liveUntil(ground, on('2027-06-10'));
  expect(await noticesOf('savings_matured')).toBe(1);
  const outcome = await closeSavings(ground, customer.contractId, savingsId);
  // ¥60,000 × 0.5 % × 10 days / 365 = ¥8.2; taxed with the ¥215 as one sum of ¥223: ¥34 and ¥11.
  expect(outcome).toMatchObject({
    outcome: 'executed',
    order: {
      terms: {
        closing: 'at_maturity',
        supplement: { amount: 215n },
        afterMaturity: { days: 10, interest: 8n },
        interest: { gross: 223n, national: 34n, local: 11n },
        payout: 60_178n,
      },
    },
  });
  const lines = await ground.query<{ kind: string; amount_yen: bigint }>(
    `select kind, amount_yen from bank.entry where account_id = $1 order by seq desc limit 5`,
    [customer.accountId],
  );
  expect(lines.map(({ kind, amount_yen }) => [kind, BigInt(amount_yen)])).toEqual([
    ['tax_local', -11n],
    ['tax_national', -34n],
    ['interest', 8n],
    ['supplement', 215n],
    ['savings_payout', 60_000n],
  ]);
  expect(await ground.balanceOf(customer)).toBe(100_178n);
  expect(await closeSavings(ground, customer.contractId, savingsId)).toMatchObject({
    reason: 'savings_closed',
  });
  expect(await ground.bank.verify()).toEqual([]);
});

test('中途解約: the days of each instalment at the ordinary rate, and nothing is debited afterwards', async () => {
  await ground.query(`update bank.rate set rate_thousandths = 500 where product = 'ordinary'`);
  const savingsId = await openSavings(ground, customer);
  expect(await closeSavings(ground, customer.contractId, savingsId)).toMatchObject({
    reason: 'nothing_paid',
    firstDue: '2026-11-30',
  });
  await liveUntil(ground, on('2027-02-01'));
  // Debited on 30 November, 4 January and 1 February: 63 + 28 + 0 days. ¥10,000 × 91 × 0.5 % / 365 = ¥12.4.
  expect(await closeSavings(ground, customer.contractId, savingsId)).toMatchObject({
    outcome: 'executed',
    order: {
      terms: {
        closing: 'early',
        paid: 3,
        daysInAll: 91,
        rate: 500n,
        interest: { gross: 12n, national: 1n, local: 0n },
        payout: 30_011n,
        lost: 203n,
      },
    },
  });
  const detail = await detailOf(ground, customer.contractId, savingsId);
  expect(detail).toMatchObject({ state: 'closed', closedOn: '2027-02-01', balance: 0n });
  expect(detail.table.map(({ state }) => state)).toEqual([
    'paid',
    'paid',
    'paid',
    'given_up',
    'given_up',
    'given_up',
  ]);
  expect(await ground.balanceOf(customer)).toBe(100_011n);
  await liveUntil(ground, on('2027-03-02'));
  const debits = await ground.query(`select 1 from bank.posting where kind = 'instalment'`);
  expect(debits).toHaveLength(3);
  expect(await ground.bank.verify()).toEqual([]);
});

test('a closing takes a code, once, however often it is pressed; without a token it is not even shown', async () => {
  const savingsId = await openSavings(ground, customer);
  await liveUntil(ground, on('2026-11-30'));
  const prepared = await ground.bank.prepareSavingsClosing({ ...call(), wish: { savingsId } });
  if (prepared.outcome !== 'prepared') throw new Error(prepared.reason);
  const { orderId, need } = prepared.order;
  expect(need).toMatchObject({ need: 'otp' });
  expect(await ground.bank.executeSavingsClosing({ ...call(), orderId })).toMatchObject({
    reason: 'code_missing',
  });
  expect(await ground.bank.executeSavingsClosing({ ...call(), orderId, code: '654321' })).toMatchObject({
    reason: 'code_refused',
  });
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () =>
      ground.bank.executeSavingsClosing({ ...call(), orderId, code: GOOD_CODE }),
    ),
  );
  expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['executed']));
  expect(await ground.balanceOf(customer)).toBe(100_000n);

  const plain = await ground.customer(20_000n, { hasToken: false });
  const theirs = await openSavings(ground, plain);
  await liveUntil(ground, on('2027-01-04'));
  const asked = { contractId: plain.contractId, channel: 'pc', wish: { savingsId: theirs } } as const;
  expect(await ground.bank.prepareSavingsClosing(asked)).toMatchObject({ reason: 'not_allowed' });
  expect(await ground.bank.prepareSavingsClosing({ ...call(), wish: { savingsId: theirs } })).toMatchObject({
    reason: 'savings_unknown',
  });
  expect(await ground.bank.savingsOf(customer.contractId, theirs)).toBeUndefined();
});

test('a rate that comes into force between confirm page and 実行 gives a new confirm page, and spends no code', async () => {
  const savingsId = await openSavings(ground, customer, { chosenDay: 25 });
  await liveUntil(ground, on('2026-11-25'));
  const prepared = await ground.bank.prepareSavingsClosing({ ...call(), wish: { savingsId } });
  if (prepared.outcome !== 'prepared') throw new Error(prepared.reason);
  await ground.query(`update bank.rate set rate_thousandths = 700 where product = 'ordinary'`);
  const { orderId } = prepared.order;
  const codes = ground.authority.keys.length;
  expect(await ground.bank.executeSavingsClosing({ ...call(), orderId, code: GOOD_CODE })).toMatchObject({
    reason: 'terms_changed',
  });
  expect(ground.authority.keys).toHaveLength(codes);
});

test('late instalments: told once each, tried each business day, the oldest first, and maturity is put off', async () => {
  const poor = await ground.customer(10_000n);
  const { contractId, accountId } = poor;
  const savingsId = await openSavings(ground, poor);
  const told = async () =>
    (
      await ground.query(`select 1 from bank.notice where contract_id = $1 and kind = 'instalment_unpaid'`, [
        contractId,
      ])
    ).length;
  await liveUntil(ground, on('2027-02-03'));
  expect(await told()).toBe(2);
  expect(await detailOf(ground, contractId, savingsId)).toMatchObject({ paid: 1, late: 2 });

  await payIn(ground, accountId, 19_999n);
  await liveUntil(ground, on('2027-02-04'));
  const table = (await detailOf(ground, contractId, savingsId)).table.slice(0, 3);
  expect(table).toMatchObject([
    { state: 'paid', debitedOn: '2026-11-30' },
    { state: 'paid', debitedOn: '2027-02-04' },
    { state: 'late', debitDay: '2027-02-01' },
  ]);
  await liveUntil(ground, on('2027-06-01'));
  expect(await told()).toBe(5);
  expect(await detailOf(ground, contractId, savingsId)).toMatchObject({
    state: 'open',
    paid: 2,
    late: 4,
    maturity: { kind: 'unknown' },
  });

  await payIn(ground, accountId, 30_001n);
  await liveUntil(ground, on('2027-06-02'));
  expect(await detailOf(ground, contractId, savingsId)).toMatchObject({
    state: 'open',
    paid: 6,
    maturity: { kind: 'put_off', on: '2027-06-03' },
  });
  await liveUntil(ground, on('2027-06-03'));
  expect(await closeSavings(ground, contractId, savingsId)).toMatchObject({
    order: { terms: { closing: 'at_maturity', supplement: { amount: 215n }, payout: 60_173n } },
  });
  expect(await ground.bank.verify()).toEqual([]);
});
