import { epochSeconds, uuidv7, yen } from '@warifu/base';
import { transact } from '@warifu/pg';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addDays } from '../src/calendar/business-date.ts';
import { CASH_ACCOUNT } from '../src/ledger/internal-accounts.ts';
import { post } from '../src/ledger/posting.ts';
import { ordinary } from './examples/naive.ts';
import { later, runAll } from './support/days.ts';
import { type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';

/** 2026-08-10 10:00 in Tokyo. The settlement day is Saturday the 15th, and Monday the 17th is the business day after it. */
const AUGUST = epochSeconds(Date.UTC(2026, 7, 10, 1, 0, 0) / 1000);

let ground: MoneyGround;
beforeEach(async () => {
  ground = await openMoneyGround();
  ground.time.now = AUGUST;
});
afterEach(() => ground.close());

const setRate = (from: string, thousandths: number) =>
  ground.query(
    `insert into bank.rate (product, term_months, valid_from, rate_thousandths, entered_at)
     values ('ordinary', 0, $1, $2, now())`,
    [from, thousandths],
  );

/** Pays in, on any day: before the first day is opened, no date is closed. */
const change = (accountId: string, today: string, amount: bigint) =>
  transact(ground.ports.database.kysely, (tx) =>
    post(tx, { now: ground.time.now, today: today as never }, [
      {
        postingId: uuidv7(),
        kind: 'deposit',
        lines: [
          { accountId: CASH_ACCOUNT, amount: yen(-amount), kind: 'deposit', counterparty: '' },
          { accountId, amount: yen(amount), kind: 'deposit', counterparty: '' },
        ],
      },
    ]),
  );

const runTo = async (day: string): Promise<void> => {
  ground.time.now = epochSeconds(Date.parse(`${day}T01:00:00Z`) / 1000);
  await runAll(ground.bank);
};

interface Row {
  readonly day: string;
  readonly paid: string;
  readonly interest: number;
  readonly national: number;
  readonly local: number;
}
const rowsOf = (accountId: string) =>
  ground.query<Row>(
    `select settlement_day::text as day, paid_on::text as paid, interest_yen::int as interest,
       national_tax_yen::int as national, local_tax_yen::int as local
     from bank.ordinary_interest where account_id = $1 order by 1`,
    [accountId],
  );

test('interest is posted net of tax on the first business day after the settlement day, and bears from then on', async () => {
  await setRate('2020-01-01', 200);
  const customer = await ground.customer(3_000_000n);
  await runTo('2026-08-16');
  expect(await rowsOf(customer.accountId)).toEqual([]);
  await runTo('2026-08-17');
  // Six days, the 10th to the 15th: 3,000,000 × 0.2 % × 6 / 365 = 98.6.
  expect(await rowsOf(customer.accountId)).toEqual([
    { day: '2026-08-15', paid: '2026-08-17', interest: 98, national: 15, local: 4 },
  ]);
  expect(await ground.balanceOf(customer)).toBe(3_000_079n);
  const lines = await ground.query(
    `select kind, amount_yen::int as yen from bank.entry where account_id = $1 and seq > 1 order by seq`,
    [customer.accountId],
  );
  expect(lines).toEqual([
    { kind: 'interest', yen: 98 },
    { kind: 'tax_national', yen: -15 },
    { kind: 'tax_local', yen: -4 },
  ]);
  await runTo('2027-02-21');
  expect((await rowsOf(customer.accountId)).length).toBe(1);
  await runTo('2027-02-22');
  // 189 days, of which the ¥79 make no hundred: 3,000,000 × 0.2 % × 189 / 365 = 3,106.8.
  const [, second] = await rowsOf(customer.accountId);
  expect(second).toMatchObject({ day: '2027-02-20', paid: '2027-02-22', interest: 3_106 });
  expect(await ground.bank.verify()).toEqual([]);
});

test('in February 2026 the day is Tuesday the 24th, behind a holiday', async () => {
  ground.time.now = epochSeconds(Date.UTC(2026, 0, 5, 1) / 1000);
  await setRate('2020-01-01', 200);
  const customer = await ground.customer(1_000_000n);
  await runAll(ground.bank);
  await runTo('2026-02-23');
  expect(await rowsOf(customer.accountId)).toEqual([]);
  await runTo('2026-02-24');
  expect(await rowsOf(customer.accountId)).toMatchObject([{ day: '2026-02-21', paid: '2026-02-24' }]);
});

test('where nothing was earned nothing is posted, and it is reckoned all the same', async () => {
  const customer = await ground.customer(999n);
  await runTo('2026-08-17');
  expect(await rowsOf(customer.accountId)).toMatchObject([{ interest: 0 }]);
  expect(await ground.balanceOf(customer)).toBe(999n);
  expect(await ground.bank.verify()).toEqual([]);
});

test('an account that had no money by the settlement day is none of its business', async () => {
  await setRate('2020-01-01', 200);
  await runAll(ground.bank);
  ground.time.now = later(AUGUST, 6);
  await runAll(ground.bank);
  const late = await ground.customer(1_000_000n);
  await runTo('2026-08-18');
  expect(await rowsOf(late.accountId)).toEqual([]);
  await runTo('2027-02-22');
  expect(await rowsOf(late.accountId)).toMatchObject([{ day: '2027-02-20' }]);
  expect(await ground.bank.verify()).toEqual([]);
});

test('a bank that was away over two settlement days catches up on both, each once', async () => {
  await setRate('2020-01-01', 200);
  const customers: Customer[] = [];
  for (let count = 0; count < 5; count += 1) customers.push(await ground.customer(1_000_000n));
  // No day was ever run: the first one has two settlement days behind it.
  ground.time.now = epochSeconds(Date.UTC(2027, 2, 1, 1) / 1000);
  await Promise.all([runAll(ground.bank), runAll(ground.another())]);
  for (const { accountId } of customers) {
    expect(await rowsOf(accountId)).toMatchObject([
      { day: '2026-08-15', paid: '2027-03-01', interest: 32 },
      { day: '2027-02-20', paid: '2027-03-01', interest: 1_035 },
    ]);
  }
  expect(await ground.bank.verify()).toEqual([]);
});

test('any balances and rates bear what a count of the days one by one says', async () => {
  const steps = fc.array(
    fc.record({
      wait: fc.integer({ min: 0, max: 40 }),
      amount: fc.bigInt(1n, 3_000_000n),
    }),
    { minLength: 1, maxLength: 12 },
  );
  const rates = fc.uniqueArray(
    fc.record({ wait: fc.integer({ min: -30, max: 300 }), rate: fc.integer({ min: 0, max: 900 }) }),
    { minLength: 1, maxLength: 4, selector: ({ wait }) => wait },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 4 }), rates, async (accounts, table) => {
      const own = await openMoneyGround();
      const before = ground;
      ground = own;
      try {
        own.time.now = AUGUST;
        const start = '2026-08-10' as never;
        const rateSteps = [...table]
          .sort((one, other) => one.wait - other.wait)
          .map(({ wait, rate }) => [addDays(start, wait) as string, BigInt(rate)] as const);
        for (const [from, rate] of rateSteps) await setRate(from, Number(rate));
        const customers: { accountId: string; balances: [string, bigint][] }[] = [];
        for (const account of accounts) {
          const { accountId } = await own.customer(1n);
          let day = start as string;
          let balance = 1n;
          const balances: [string, bigint][] = [[day, balance]];
          for (const { wait, amount } of account) {
            day = addDays(day as never, wait);
            await change(accountId, day, amount);
            balance += amount;
            balances.push([day, balance]);
          }
          customers.push({ accountId, balances });
        }
        own.time.now = epochSeconds(Date.UTC(2028, 1, 18, 1) / 1000);
        await runAll(own.bank);
        for (const { accountId, balances } of customers) {
          expect((await rowsOf(accountId)).map(({ interest }) => BigInt(interest))).toEqual([
            ordinary('2026-02-22', '2026-08-15', balances, rateSteps),
            ordinary('2026-08-16', '2027-02-20', balances, rateSteps),
            ordinary('2027-02-21', '2027-08-21', balances, rateSteps),
            // The next settlement day is the day after this one.
          ]);
        }
        expect(await own.bank.verify()).toEqual([]);
      } finally {
        ground = before;
        await own.close();
      }
    }),
    { numRuns: 8 },
  );
}, 300_000);

/** Faults made by hand, as the owner of the database. */
test.each([
  ['ordinary_interest_differs', 'update bank.ordinary_interest set interest_yen = interest_yen + 1'],
  ['ordinary_interest_differs', `update bank.rate set rate_thousandths = 201`],
  ['ordinary_interest_differs', `insert into bank.rate values ('ordinary', 0, '2026-08-12', 900, now())`],
  ['ordinary_interest_not_posted', 'update bank.ordinary_interest set national_tax_yen = 0'],
  [
    'ordinary_interest_not_posted',
    `update bank.entry set amount_yen = amount_yen + 1 where kind = 'interest' and amount_yen > 0`,
  ],
  [
    'ordinary_interest_not_posted',
    `update bank.posting set business_date = '2026-08-18' where kind = 'ordinary_interest'`,
  ],
  ['ordinary_interest_stray', 'delete from bank.ordinary_interest where account_id = $1'],
  ['ordinary_interest_missing', 'delete from bank.ordinary_interest where account_id = $1'],
  [
    'ordinary_interest_gap',
    `insert into bank.ordinary_interest select '2026-08-11', account_id, '2026-08-11', 0, 0, 0, '2026-08-12', null, 1, 1 from bank.ordinary_interest`,
  ],
])('%s is found and named (%#)', async (name, fault) => {
  await setRate('2020-01-01', 200);
  const customer = await ground.customer(3_000_000n);
  await ground.customer(2_000_000n);
  await runTo('2026-08-17');
  expect(await ground.bank.verify()).toEqual([]);
  await ground.query(fault.replaceAll('$1', `'${customer.accountId}'`));
  expect((await ground.bank.verify()).map((found) => found.name)).toContain(name);
});

test('the bank’s login role changes no interest that was reckoned', async () => {
  const { pool } = ground.ports.database;
  await expect(pool.query('update bank.ordinary_interest set interest_yen = 0')).rejects.toThrow(
    'permission denied',
  );
  await expect(pool.query('delete from bank.ordinary_interest')).rejects.toThrow('permission denied');
});
