import { type EpochSeconds, epochSeconds, uuidv7, yen } from '@warifu/base';
import { transact } from '@warifu/pg';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBankDay } from '../src/calendar/bank-day.ts';
import { CASH_ACCOUNT } from '../src/ledger/internal-accounts.ts';
import { post } from '../src/ledger/posting.ts';
import {
  addDue,
  DAY_SECONDS,
  dueJob,
  dyingAt,
  later,
  makeDueTable,
  processOf,
  runAll,
} from './support/days.ts';
import { CORE_TIME, type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';

let ground: MoneyGround;
let customer: Customer;
beforeEach(async () => {
  ground = await openMoneyGround();
  customer = await ground.customer(1_000n);
  await makeDueTable(ground);
});
afterEach(() => ground.close());

/** How often each item was done; a fault of the runner shows as a 0 or a 2. */
const timesDone = async (): Promise<readonly number[]> => [
  ...new Set(
    (await ground.query<{ done: number }>('select done from bank.test_due')).map(({ done }) => done),
  ),
];
const faults = async () => (await ground.bank.dayState()).faults;
const moveDays = (days: number): EpochSeconds => {
  ground.time.now = later(ground.time.now, days);
  return ground.time.now;
};

test('a day is opened by its work, each thing once, and running it again does nothing', async () => {
  await addDue(ground, 'renewals', '2026-11-24', 1_201);
  const days = processOf(ground, [dueJob('renewals', customer.accountId)]);
  expect(await runAll(days)).toBeGreaterThan(3);
  expect(await runAll(days)).toBe(0);
  expect(await timesDone()).toEqual([1]);
  expect(await ground.balanceOf(customer)).toBe(2_201n);
  expect(await ground.bank.dayState()).toMatchObject({
    isOpen: true,
    openedOn: '2026-11-24',
    closedOn: '2026-11-23',
    faults: [],
  });
  const [job] = (await ground.bank.dayState()).jobs.filter(({ done }) => done > 0n);
  expect(job).toMatchObject({ job: 'renewals', state: 'done', done: 1_201n, failed: 0n });
  expect(await ground.bank.verify()).toEqual([]);
});

test('jobs of business days leave out the days off and catch up on the next business day', async () => {
  // 2026-11-27 is a Friday.
  ground.time.now = later(CORE_TIME, 3);
  const days = processOf(ground, [
    dueJob('interim_interest', customer.accountId),
    dueJob('instalments', customer.accountId, { when: 'business_days' }),
  ]);
  await runAll(days);
  for (const job of ['interim_interest', 'instalments']) await addDue(ground, job, '2026-11-28', 2);
  const doneOn = async () => {
    await runAll(days);
    return (
      await ground.query(
        `select job, business_date::text as on, done::int from bank.day_job where done > 0 order by 1`,
      )
    ).map(({ job, on, done }) => `${job} ${on} ${done}`);
  };
  moveDays(2);
  expect(await doneOn()).toEqual(['interim_interest 2026-11-28 2']);
  expect((await ground.bank.dayState()).jobs.find(({ job }) => job === 'instalments')?.state).toBe(
    'not_on_this_day',
  );
  moveDays(1);
  expect(await doneOn()).toEqual(['instalments 2026-11-30 2', 'interim_interest 2026-11-28 2']);
});

test('four processes that run the same day do each thing once', async () => {
  await addDue(ground, 'renewals', '2026-11-24', 700);
  await addDue(ground, 'instalments', '2026-11-24', 700);
  const processes = Array.from({ length: 4 }, () =>
    processOf(ground, [dueJob('renewals', customer.accountId), dueJob('instalments', customer.accountId)]),
  );
  moveDays(3);
  await Promise.all(processes.map(runAll));
  expect(await timesDone()).toEqual([1]);
  expect(await ground.balanceOf(customer)).toBe(2_400n);
  expect(await faults()).toEqual([]);
  expect(await ground.bank.verify()).toEqual([]);
});

test('killed before any of its statements, a day goes on where it stood', async () => {
  const jobs = [dueJob('interim_interest', customer.accountId), dueJob('instalments', customer.accountId)];
  await runAll(processOf(ground, jobs));
  let deaths = 0;
  for (let statement = 1; ; statement += 1) {
    const today = new Date((moveDays(1) + 9 * 3_600) * 1_000).toISOString().slice(0, 10);
    await addDue(ground, 'interim_interest', today, 3);
    await addDue(ground, 'instalments', today, 3);
    const dying = dyingAt(ground.ports.database, statement);
    const end = await runAll(processOf(ground, jobs, dying.database)).catch(String);
    if (!dying.isDead()) break;
    expect(end).toContain('the process was killed');
    deaths += 1;
    await runAll(processOf(ground, jobs));
    expect(await timesDone()).toEqual([1]);
  }
  expect(deaths).toBeGreaterThan(15);
  expect(await faults()).toEqual([]);
  expect(await ground.bank.verify()).toEqual([]);
}, 120_000);

const bad =
  (fail: () => Promise<void> | never) =>
  (_: unknown, items: readonly string[]): Promise<void> | void => {
    if (items.some((item) => item.startsWith('bad'))) return fail();
  };

test.each<[string, () => Promise<void> | never]>([
  [
    'a plain error',
    () => {
      throw new Error('it does not work');
    },
  ],
  [
    'a mistake in a type',
    () => {
      throw new TypeError('it does not work');
    },
  ],
  [
    'a refusal of the database',
    () => {
      throw Object.assign(new Error('it does not work'), { code: '23514' });
    },
  ],
  [
    'a statement that takes too long, each time',
    () => {
      throw Object.assign(new Error('it does not work'), { code: '57014' });
    },
  ],
])('an item that fails by %s keeps none of the others, and is tried again the next day', async (_, fail) => {
  let isMended = false;
  const job = dueJob('renewals', customer.accountId, {
    before: (tx, items) => (isMended ? undefined : bad(fail)(tx, items)),
  });
  await addDue(ground, 'renewals', '2026-11-24', 20);
  await addDue(ground, 'renewals', '2026-11-24', 2, 'bad');
  await runAll(processOf(ground, [job]));
  expect(await ground.balanceOf(customer)).toBe(1_020n);
  expect(await faults()).toMatchObject([
    { job: 'renewals', item: 'bad-2026-11-24-00001', says: 'it does not work', businessDate: '2026-11-24' },
    { item: 'bad-2026-11-24-00002' },
  ]);
  expect((await ground.bank.dayState()).jobs).toContainEqual(
    expect.objectContaining({ job: 'renewals', state: 'done', done: 20n, failed: 2n }),
  );
  isMended = true;
  const mendedAt = moveDays(1);
  await runAll(processOf(ground, [job]));
  expect(await timesDone()).toEqual([1]);
  expect(await faults()).toMatchObject([{ mendedAt }, { mendedAt }]);
});

test('two processes that take a day apart item by item do none twice, and call nothing a fault that was done', async () => {
  const job = dueJob('renewals', customer.accountId, {
    before: bad(() => {
      throw new Error('it does not work');
    }),
  });
  await addDue(ground, 'renewals', '2026-11-24', 60);
  await addDue(ground, 'renewals', '2026-11-24', 1, 'bad');
  await Promise.all([1, 2, 3].map(() => runAll(processOf(ground, [job]))));
  expect(await ground.balanceOf(customer)).toBe(1_060n);
  expect((await faults()).map(({ item }) => item)).toEqual(['bad-2026-11-24-00001']);
  expect((await ground.bank.dayState()).jobs).toContainEqual(
    expect.objectContaining({ job: 'renewals', done: 60n, failed: 1n }),
  );
});

test('a database that is away is nobody’s fault: nothing is written down, and the day waits', async () => {
  let isAway = true;
  const job = dueJob('renewals', customer.accountId, {
    before: () => {
      if (isAway) throw Object.assign(new Error('terminating connection'), { code: '57P01' });
    },
  });
  await addDue(ground, 'renewals', '2026-11-24', 3);
  const days = processOf(ground, [job]);
  await expect(runAll(days)).rejects.toThrow('terminating connection');
  expect(await ground.bank.dayState()).toMatchObject({ isOpen: false, faults: [] });
  isAway = false;
  await runAll(days);
  expect(await timesDone()).toEqual([1]);
});

test('a job that leaves undone what it was given is stopped, and does not go on for ever', async () => {
  await addDue(ground, 'renewals', '2026-11-24', 2);
  await runAll(processOf(ground, [dueJob('renewals', customer.accountId, { leavesDue: true })]));
  expect((await faults()).map(({ says }) => says)).toEqual([
    'what renewals has done is not due any more: item-2026-11-24-00001',
    'what renewals has done is not due any more: item-2026-11-24-00002',
  ]);
});

const depositOn = (today: string) =>
  transact(ground.ports.database.kysely, (tx) =>
    post(tx, { now: ground.time.now, today: today as never }, [
      {
        postingId: uuidv7(),
        kind: 'deposit',
        lines: [
          { accountId: CASH_ACCOUNT, amount: yen(-5n), kind: 'deposit', counterparty: '' },
          { accountId: customer.accountId, amount: yen(5n), kind: 'deposit', counterparty: '' },
        ],
      },
    ]),
  );

test('nothing is posted on a closed day, or on one before it', async () => {
  await runAll(processOf(ground, []));
  moveDays(1);
  await runAll(processOf(ground, []));
  await expect(depositOn('2026-11-24')).rejects.toThrow('the day is closed');
  await expect(depositOn('2026-11-23')).rejects.toThrow('the day is closed');
  await depositOn('2026-11-25');
  expect(await ground.bank.verify()).toEqual([]);
});

test('the closing waits for a posting under way, and has it', async () => {
  const days = processOf(ground, []);
  await runAll(days);
  let closing: Promise<number> | undefined;
  await transact(ground.ports.database.kysely, async (tx) => {
    await post(tx, { now: ground.time.now, today: '2026-11-24' as never }, [
      {
        postingId: uuidv7(),
        kind: 'deposit',
        lines: [
          { accountId: CASH_ACCOUNT, amount: yen(-7n), kind: 'deposit', counterparty: '' },
          { accountId: customer.accountId, amount: yen(7n), kind: 'deposit', counterparty: '' },
        ],
      },
    ]);
    moveDays(1);
    closing = runAll(days);
    const waiting = async () =>
      (await ground.query(`select from pg_locks where relation = 'bank.day_fence'::regclass and not granted`))
        .length;
    await expect.poll(waiting).toBe(1);
  });
  await closing;
  const [closed] = (await ground.bank.dayState()).closings;
  expect(closed?.lines.find(({ account }) => account === 'customers_ordinary')).toMatchObject({
    balance: 1_007n,
    credits: 1_007n,
  });
  expect(await ground.bank.verify()).toEqual([]);
});

test('what is dated after a day that closes is no part of its trial balance', async () => {
  await runAll(processOf(ground, []));
  moveDays(1);
  await depositOn('2026-11-25');
  await runAll(processOf(ground, []));
  const [closed] = (await ground.bank.dayState()).closings;
  expect(closed?.lines.find(({ account }) => account === 'cash')?.balance).toBe(-1_000n);
  expect(await ground.bank.verify()).toEqual([]);
});

test('a bank whose books do not sum to zero opens no further day, and says why', async () => {
  const days = processOf(ground, []);
  await runAll(days);
  const move = (by: number) =>
    ground.query('update bank.account_balance set balance_yen = balance_yen + $2 where account_id = $1', [
      customer.accountId,
      by,
    ]);
  await move(3);
  moveDays(1);
  await expect(runAll(days)).rejects.toThrow('sums to 3');
  expect(await ground.bank.dayState()).toMatchObject({
    isOpen: false,
    openedOn: '2026-11-24',
    closedOn: '2026-11-23',
    faults: [
      { job: 'closing', item: '2026-11-24', says: 'The trial balance of 2026-11-24 sums to 3, not to zero.' },
    ],
  });
  await move(-3);
  await runAll(days);
  expect(await ground.bank.verify()).toEqual([]);
});

test('half a year without work is caught up within seconds, one closed day after the other', async () => {
  await runAll(processOf(ground, []));
  moveDays(184);
  const began = performance.now();
  const { runDay } = ground.bank;
  await runAll({ runDay });
  expect(performance.now() - began).toBeLessThan(30_000);
  const [{ days } = { days: 0 }] = await ground.query<{ days: number }>(
    'select count(*)::int as days from bank.day_closing',
  );
  expect(days).toBe(185);
  expect(await ground.bank.verify()).toEqual([]);
}, 60_000);

test('a clock that goes back opens nothing and harms nothing', async () => {
  await runAll(processOf(ground, []));
  ground.time.now = epochSeconds(ground.time.now - 2 * DAY_SECONDS);
  expect(await ground.bank.runDay()).toBe(0);
  expect(await ground.bank.dayState()).toMatchObject({ openedOn: '2026-11-24', isOpen: true });
});

/** Faults made by hand, as the owner of the database. */
test.each([
  [
    'closing_unbalanced',
    `update bank.day_closing set trial_balance = jsonb_set(trial_balance, '{0,balance}', '"1"') where business_date = '2026-11-24'`,
  ],
  [
    'closing_differs',
    `update bank.day_closing set trial_balance = jsonb_set(trial_balance, '{0,balance}', '"1"') where business_date = '2026-11-24'`,
  ],
  [
    'closing_differs',
    `update bank.day_closing set trial_balance = trial_balance - 1 where business_date = '2026-11-24'`,
  ],
  [
    'closing_differs',
    `update bank.entry set business_date = '2026-11-26' where business_date = '2026-11-25'`,
  ],
  [
    'closing_moved_amiss',
    `update bank.day_closing set trial_balance = jsonb_set(trial_balance, '{0,debits}', '"1"') where business_date = '2026-11-24'`,
  ],
  [
    'closing_moved_amiss',
    `update bank.entry set business_date = '2026-11-24' where business_date = '2026-11-25'`,
  ],
  ['closing_miscounted', 'update bank.day_closing set entries = entries + 1'],
  ['day_gap', `delete from bank.day_closing where business_date = '2026-11-24'`],
  ['day_gap', `delete from bank.day_closing where business_date = '2026-11-25'`],
  ['day_gap', `update bank.business_day set opened_on = '2026-11-28'`],
])('%s is found and named (%#)', async (name, fault) => {
  await runAll(processOf(ground, []));
  moveDays(1);
  await runAll(processOf(ground, []));
  await depositOn('2026-11-25');
  moveDays(1);
  await runAll(processOf(ground, []));
  expect(await ground.bank.verify()).toEqual([]);
  await ground.query(fault);
  expect((await ground.bank.verify()).map((found) => found.name)).toContain(name);
});

test('the bank’s login role changes no closing, and takes none away', async () => {
  await runAll(processOf(ground, []));
  const { kysely } = ground.ports.database;
  await expect(sql`update bank.day_closing set entries = 0`.execute(kysely)).rejects.toThrow(
    'permission denied',
  );
  await expect(sql`delete from bank.day_closing`.execute(kysely)).rejects.toThrow('permission denied');
  await expect(sql`update bank.business_day set closed_on = null`.execute(kysely)).rejects.toThrow(
    'permission denied',
  );
});

test('a clock put back does not put back the day: orders go on, on the day that was opened', async () => {
  await runAll(ground.bank);
  moveDays(1);
  await runAll(ground.bank);
  const opened = await ground.bank.today();
  moveDays(-1);
  expect(await ground.bank.today()).toBe(opened);
  expect(await ground.bank.runDay()).toBe(0);
  expect(await ground.bank.dayState()).toMatchObject({ isOpen: true, openedOn: opened });
  const bankDay = openBankDay({ database: ground.ports.database, clock: () => ground.time.now });
  await depositOn((await bankDay()).today);
  expect(await ground.balanceOf(customer)).toBe(1_005n);
});
