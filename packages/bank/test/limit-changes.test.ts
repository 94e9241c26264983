import { type EpochSeconds, yen } from '@warifu/base';
import { openDatabase } from '@warifu/pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { findBranchFaults } from '../src/branch/claims.ts';
import type { LimitWish } from '../src/contract-changes/limits/limit-change.ts';
import type { BankTables } from '../src/tables.ts';
import { GOOD_CODE } from './support/authority.ts';
import {
  CORE_TIME,
  type Customer,
  DAYTIME_BANK,
  type MoneyGround,
  openMoneyGround,
} from './support/money.ts';

let ground: MoneyGround;
let branch: ReturnType<typeof openDatabase<BankTables>>;
beforeAll(async () => {
  ground = await openMoneyGround();
  branch = openDatabase<BankTables>({ connectionString: ground.urlFor('branch_app') });
});
afterEach(async () => {
  ground.time.now = CORE_TIME;
  expect(await ground.bank.verify()).toEqual([]);
  expect(await findBranchFaults(branch)).toEqual([]);
});
afterAll(async () => {
  await branch.close();
  await ground.close();
});

const USUAL = 1_000_000n;
const of = (limitKind: LimitWish['limitKind'], limit: bigint): LimitWish => ({
  limitKind,
  limit: yen(limit),
});

const prepare = ({ contractId }: Customer, wish: LimitWish) =>
  ground.bank.prepareLimitChange({ contractId, channel: 'pc', wish });

async function prepared(customer: Customer, wish: LimitWish): Promise<string> {
  const outcome = await prepare(customer, wish);
  if (outcome.outcome !== 'prepared') throw new Error(outcome.reason);
  return outcome.order.orderId;
}

const execute = ({ contractId }: Customer, orderId: string, code?: string) =>
  ground.bank.executeLimitChange({
    contractId,
    channel: 'pc',
    orderId,
    ...(code === undefined ? {} : { code }),
  });

const limitsOf = async ({ contractId }: Customer): Promise<readonly bigint[]> =>
  (await ground.bank.limitStates(contractId)).limits.map(({ limit }) => limit);

test('a limit is lowered at once and without a code, down to ¥0, each kind by itself', async () => {
  const customer = await ground.customer(1n, { hasToken: false });
  const orderId = await prepared(customer, of('bill_payment', 0n));
  const found = await ground.bank.limitChangeOf({ contractId: customer.contractId, orderId, channel: 'pc' });
  expect(found).toMatchObject({
    kind: 'limit_lower',
    need: { need: 'nothing' },
    terms: { before: USUAL, limit: 0n },
  });
  expect(await execute(customer, orderId)).toMatchObject({ outcome: 'executed' });
  expect(await limitsOf(customer)).toEqual([USUAL, 0n]);
});

test('a limit is raised with the code, once, and the customer is told', async () => {
  const customer = await ground.customer(1n);
  const orderId = await prepared(customer, of('transfer', 3_000_000n));
  expect(await execute(customer, orderId)).toMatchObject({ reason: 'code_missing' });
  expect(await execute(customer, orderId, '654321')).toMatchObject({ reason: 'code_refused' });
  expect(await limitsOf(customer)).toEqual([USUAL, USUAL]);
  expect(await execute(customer, orderId, GOOD_CODE)).toMatchObject({ outcome: 'executed' });
  expect(await execute(customer, orderId)).toMatchObject({ outcome: 'executed' });
  expect(await limitsOf(customer)).toEqual([3_000_000n, USUAL]);
  const told = await ground.query(
    `select kind from bank.notice where contract_id = $1 and kind = 'limit_changed'`,
    [customer.contractId],
  );
  expect(told).toHaveLength(1);
});

test.each<[string, LimitWish, object]>([
  ['below ¥0', of('transfer', -1n), { reason: 'limit_negative' }],
  ['above the highest', of('transfer', 10_000_001n), { reason: 'limit_too_high', limitMax: 10_000_000n }],
  [
    'above the highest of Pay-easy',
    of('bill_payment', 5_000_001n),
    { reason: 'limit_too_high', limitMax: 5_000_000n },
  ],
  ['as it is', of('transfer', USUAL), { reason: 'limit_unchanged' }],
])('a limit %s is refused', async (_, wish, refusal) => {
  expect(await prepare(await ground.customer(1n), wish)).toMatchObject({ outcome: 'refused', ...refusal });
});

test('without a token, and in a cool-down, a limit is not raised; it is lowered all the same', async () => {
  const without = await ground.customer(1n, { hasToken: false });
  expect(await prepare(without, of('transfer', 2_000_000n))).toMatchObject({
    reason: 'not_allowed',
    because: { reason: 'register_first' },
  });
  const customer = await ground.customer(1n);
  const orderId = await prepared(customer, of('transfer', 2_000_000n));
  await ground.query(`update bank.contract set cool_down_until = to_timestamp($2) where id = $1`, [
    customer.contractId,
    CORE_TIME + 3_600,
  ]);
  expect(await execute(customer, orderId, GOOD_CODE)).toMatchObject({
    reason: 'not_allowed',
    because: { reason: 'cool_down', until: CORE_TIME + 3_600 },
  });
  expect(await prepare(customer, of('transfer', 2_000_000n))).toMatchObject({ reason: 'not_allowed' });
  await execute(customer, await prepared(customer, of('transfer', 10n)));
  expect(await limitsOf(customer)).toEqual([10n, USUAL]);
});

test('a cool-down that begins while the code is judged stops the raise', async () => {
  const customer = await ground.customer(1n);
  const { contractId } = customer;
  const orderId = await prepared(customer, of('transfer', 2_000_000n));
  const slow = ground.slow(() =>
    ground.query(`update bank.contract set cool_down_until = to_timestamp($2) where id = $1`, [
      contractId,
      CORE_TIME + 3_600,
    ]),
  );
  const outcome = await slow.executeLimitChange({ contractId, orderId, channel: 'pc', code: GOOD_CODE });
  expect(outcome).toMatchObject({ reason: 'not_allowed', because: { reason: 'cool_down' } });
  expect(await limitsOf(customer)).toEqual([USUAL, USUAL]);
});

/** Lets `work` run while a limit is held, until so many wait behind it or behind each other. */
async function whileHeld<T>({ contractId }: Customer, waiting: number, work: () => Promise<T>): Promise<T> {
  const holder = await ground.ports.database.pool.connect();
  try {
    await holder.query('begin');
    await holder.query('select 1 from bank.limit_setting where contract_id = $1 for update', [contractId]);
    const running = work();
    await expect
      .poll(async () => {
        const [row] = await ground.query<{ waiting: number }>(
          `select count(*)::int as waiting from pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return row?.waiting;
      })
      .toBe(waiting);
    await holder.query('rollback');
    return await running;
  } finally {
    holder.release();
  }
}

test('of two raises at once one is executed, and the other must be confirmed again', async () => {
  const customer = await ground.customer(1n);
  const { contractId } = customer;
  await execute(customer, await prepared(customer, of('transfer', 500_000n)));
  const orders = [
    await prepared(customer, of('transfer', 2_000_000n)),
    await prepared(customer, of('transfer', 3_000_000n)),
  ];
  const outcomes = await whileHeld(customer, orders.length, () =>
    Promise.all(
      orders.map((orderId) =>
        ground.bank.executeLimitChange({ contractId, orderId, channel: 'pc', code: GOOD_CODE }),
      ),
    ),
  );
  expect(outcomes.map((one) => (one.outcome === 'executed' ? 'executed' : one.reason)).sort()).toEqual([
    'executed',
    expect.stringMatching(/^terms_changed$|^limit_moved$/),
  ]);
  const executed = outcomes.find(({ outcome }) => outcome === 'executed');
  if (executed?.outcome !== 'executed') throw new Error('one was executed');
  expect(await limitsOf(customer)).toEqual([executed.order.terms.limit, USUAL]);
});

test('a raise that a still higher one made a lowering is refused, and does not lower', async () => {
  const customer = await ground.customer(1n);
  const orderId = await prepared(customer, of('transfer', 2_000_000n));
  await execute(customer, await prepared(customer, of('transfer', 5_000_000n)), GOOD_CODE);
  ground.time.now = (CORE_TIME + 1) as EpochSeconds;
  expect(await execute(customer, orderId, GOOD_CODE)).toMatchObject({ reason: 'limit_moved' });
  expect(await limitsOf(customer)).toEqual([5_000_000n, USUAL]);
});

test('the page of limits says what was used today, what is left, and what holds without a token', async () => {
  const customer = await ground.customer(500_000n, { hasToken: false });
  const order = await ground.prepared(customer, 50_000n);
  await ground.execute(customer, order.orderId, { confirmationPassword: 'Kakunin-shima-2' });
  await execute(customer, await prepared(customer, of('transfer', 40_000n)));
  expect(await ground.bank.limitStates(customer.contractId)).toEqual({
    limits: [
      {
        limitKind: 'transfer',
        limit: 40_000n,
        usedToday: 50_000n,
        leftToday: 0n,
        limitMax: 10_000_000n,
      },
      {
        limitKind: 'bill_payment',
        limit: USUAL,
        usedToday: 0n,
        leftToday: USUAL,
        limitMax: 5_000_000n,
      },
    ],
    withoutToken: { limit: 200_000n, leftToday: 150_000n },
  });
});

test('lowering leaves booked orders alone', async () => {
  // In the evening, for a bank that takes nothing before the next opening.
  ground.time.now = (CORE_TIME + 36_000) as EpochSeconds;
  const customer = await ground.customer(100_000n);
  const order = await ground.prepared(customer, 50_000n, { payee: DAYTIME_BANK });
  expect(await ground.execute(customer, order.orderId)).toMatchObject({ outcome: 'executed' });
  const booked = await ground.bank.listBookedOrders(customer.contractId);
  expect(booked).toHaveLength(1);
  await execute(customer, await prepared(customer, of('transfer', 0n)));
  expect(await ground.bank.listBookedOrders(customer.contractId)).toEqual(booked);
});

test.each([
  ['limit_unfounded', 'update bank.limit_setting set limit_yen = limit_yen + 1 where contract_id = $1'],
  [
    'limit_outdated',
    `update bank.limit_setting set set_at = set_at - interval '1 hour' where contract_id = $1`,
  ],
  ['limit_outdated', 'delete from bank.limit_setting where contract_id = $1'],
])('%s is found and named', async (name, fault) => {
  const customer = await ground.customer(1n);
  await execute(customer, await prepared(customer, of('transfer', 5n)));
  expect(await findBranchFaults(branch)).toEqual([]);
  await ground.query(fault, [customer.contractId]);
  expect((await findBranchFaults(branch)).map((found) => found.name)).toContain(name);
  await ground.query(
    `insert into bank.limit_setting values ($1, 'transfer', 5, to_timestamp($2))
     on conflict (contract_id, kind) do update set limit_yen = 5, set_at = excluded.set_at`,
    [customer.contractId, CORE_TIME],
  );
});
