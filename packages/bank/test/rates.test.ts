import { businessDate } from '@warifu/base';
import { type Database, openDatabase } from '@warifu/pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultConfiguration } from '../src/configuration.ts';
import { rateOf } from '../src/rates/rate-of.ts';
import { fillRates, setRate } from '../src/rates/set-rate.ts';
import type { BankTables } from '../src/tables.ts';
import { later, runAll } from './support/days.ts';
import { CORE_TIME, type MoneyGround, openMoneyGround } from './support/money.ts';

let ground: MoneyGround;
let owner: Database<BankTables>;
beforeEach(async () => {
  ground = await openMoneyGround();
  owner = openDatabase<BankTables>({ connectionString: ground.ownerUrl, connectionsMax: 1 });
});
afterEach(async () => {
  await owner.close();
  await ground.close();
});

type Row = Parameters<typeof setRate>[1];
const ordinary = (validFrom: string, rateThousandths: number): Row => ({
  product: 'ordinary',
  termMonths: 0,
  validFrom: businessDate(validFrom),
  rateThousandths,
});
const set = (row: Row) =>
  setRate(
    { database: owner, clock: () => ground.time.now, configuration: defaultConfiguration },
    row,
    'cli mihon',
  );

test('a rate of today is entered until today is open, and one of a later day until that day is', async () => {
  expect(await set(ordinary('2026-11-24', 200))).toEqual({ outcome: 'entered' });
  expect(await set(ordinary('2026-11-24', 250))).toEqual({ outcome: 'entered' });
  await runAll(ground.bank);
  expect(await set(ordinary('2026-11-24', 300))).toEqual({
    outcome: 'refused',
    reason: 'day_has_begun',
    earliest: '2026-11-25',
  });
  expect(await set(ordinary('2026-11-24', 250))).toEqual({ outcome: 'unchanged' });
  expect(await set(ordinary('2026-11-25', 300))).toEqual({ outcome: 'entered' });
  ground.time.now = later(CORE_TIME, 1);
  await runAll(ground.bank);
  expect(await set(ordinary('2026-11-25', 310))).toMatchObject({ reason: 'day_has_begun' });
  const { kysely } = ground.ports.database;
  const rates = await Promise.all(
    ['2026-11-23', '2026-11-24', '2026-11-25', '2027-11-25'].map((day) =>
      rateOf(kysely, { product: 'ordinary' }, businessDate(day)),
    ),
  );
  expect(rates.map((found) => found?.rateThousandths)).toEqual([undefined, 250, 300, 300]);
});

test.each<[string, Row, object]>([
  ['a day that is none', ordinary('2027-02-30', 200), { reason: 'day_unknown' }],
  ['yesterday', ordinary('2026-11-23', 200), { reason: 'day_has_begun', earliest: '2026-11-24' }],
  ['more than can be', ordinary('2026-11-25', 100_000), { reason: 'rate_out_of_bounds' }],
  [
    'a term of ordinary deposits',
    { ...ordinary('2026-11-25', 1), termMonths: 1 },
    { reason: 'term_unknown', terms: '0' },
  ],
  [
    'a term that no deposit has',
    { ...ordinary('2026-11-25', 1), product: 'time_deposit', termMonths: 7 },
    { reason: 'term_unknown', terms: '1, 3, 6, 12, 24, 36, 48, 60' },
  ],
  [
    'too few instalments, yesterday',
    { ...ordinary('2026-11-23', 1), product: 'instalment_savings', termMonths: 5 },
    { reason: 'term_unknown', terms: '6–60' },
  ],
])('a rate of %s is refused', async (_, row, refusal) => {
  expect(await set(row)).toEqual({ outcome: 'refused', ...refusal });
  expect(await ground.query('select from bank.rate')).toEqual([]);
});

test('the list has what holds today and the next that was announced', async () => {
  await fillRates({ database: owner, clock: () => ground.time.now }, [
    ordinary('2024-01-01', 20),
    ordinary('2026-11-24', 200),
    ordinary('2027-01-01', 250),
    ordinary('2027-06-01', 300),
    { product: 'time_deposit', termMonths: 12, validFrom: businessDate('2025-01-01'), rateThousandths: 350 },
    { product: 'time_deposit', termMonths: 6, validFrom: businessDate('2026-12-01'), rateThousandths: 300 },
  ]);
  expect(await ground.bank.listRates()).toEqual({
    today: '2026-11-24',
    lines: [
      {
        product: 'ordinary',
        termMonths: 0,
        inForce: { rateThousandths: 200, validFrom: '2026-11-24' },
        announced: { rateThousandths: 250, validFrom: '2027-01-01' },
      },
      {
        product: 'time_deposit',
        termMonths: 6,
        announced: { rateThousandths: 300, validFrom: '2026-12-01' },
      },
      {
        product: 'time_deposit',
        termMonths: 12,
        inForce: { rateThousandths: 350, validFrom: '2025-01-01' },
      },
    ],
  });
});

test('who entered a rate is in the audit trail, and the bank’s own login role enters none', async () => {
  await set(ordinary('2026-12-01', 200));
  expect(await ground.query(`select detail from bank.audit where act = 'rate_set'`)).toEqual([
    { detail: { ...ordinary('2026-12-01', 200), by: 'cli mihon' } },
  ]);
  await expect(
    setRate(
      { database: ground.ports.database, clock: () => ground.time.now, configuration: defaultConfiguration },
      ordinary('2026-12-02', 200),
      'nobody',
    ),
  ).rejects.toThrow('permission denied');
});
