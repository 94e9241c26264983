import { transact } from '@warifu/pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fillSessions } from '../src/contracts/fill-sessions.ts';
import { resumeContract, stopContract } from '../src/contracts/stop-contract.ts';
import { CORE_TIME, type Customer, type MoneyGround, openMoneyGround, wish } from './support/money.ts';

let ground: MoneyGround;
beforeAll(async () => {
  ground = await openMoneyGround();
});
beforeEach(() => {
  ground.time.now = CORE_TIME;
});
afterAll(() => ground.close());

const change = (customer: Customer) => ({
  contractId: customer.contractId,
  actor: { kind: 'customer' as const },
  now: ground.time.now,
});
const stop = (customer: Customer) =>
  transact(ground.ports.database.kysely, (tx) => stopContract(tx, change(customer)));
const resume = (customer: Customer) =>
  transact(ground.ports.database.kysely, (tx) =>
    resumeContract(tx, { ...change(customer), actor: { kind: 'operator', id: 'teller' }, reason: '書面' }),
  );
const noticesOf = async ({ contractId }: Customer) =>
  (
    await ground.query<{ kind: string }>('select kind from bank.notice where contract_id = $1 order by id', [
      contractId,
    ])
  ).map(({ kind }) => kind);
const executedOf = async ({ contractId }: Customer) =>
  (
    await ground.query<{ n: number }>(
      `select count(*)::int as n from bank.order where contract_id = $1 and state = 'executed'`,
      [contractId],
    )
  )[0]?.n;

test('a stop ends the session, which is told why, and says so once, however often it is asked for', async () => {
  const customer = await ground.customer(100_000n);
  const [session] = await fillSessions(ground.ports, [customer.contractId], 'pc');
  const stops = await Promise.all([stop(customer), stop(customer), stop(customer)]);
  expect(stops.filter(Boolean)).toHaveLength(1);
  expect(await ground.bank.sessionOf(session?.sessionToken ?? '')).toEqual({
    outcome: 'closed',
    reason: 'stopped',
  });
  expect(await noticesOf(customer)).toEqual(['emergency_stopped']);
});

test('after the release the contract is as before, and nothing of before the stop comes back', async () => {
  const customer = await ground.customer(100_000n);
  const [session] = await fillSessions(ground.ports, [customer.contractId], 'pc');
  const order = await ground.prepared(customer, 1_000n);
  expect(await stop(customer)).toBe(true);
  expect(await resume(customer)).toBe(true);
  expect(await resume(customer)).toBe(false);
  expect(await ground.bank.sessionOf(session?.sessionToken ?? '')).toMatchObject({ outcome: 'closed' });
  expect(await ground.execute(customer, order.orderId)).toMatchObject({
    outcome: 'refused',
    reason: 'order_expired',
  });
  const again = await ground.prepared(customer, 1_000n);
  expect(await ground.execute(customer, again.orderId)).toMatchObject({ outcome: 'executed' });
  const audit = await ground.query<{ act: string; actor: string; detail: unknown }>(
    `select act, actor_kind as actor, detail from bank.audit where contract_id = $1 and act like 'emergency%' order by id`,
    [customer.contractId],
  );
  expect(audit).toEqual([
    { act: 'emergency_stopped', actor: 'customer', detail: { ordersCancelled: 1 } },
    { act: 'emergency_stop_released', actor: 'operator', detail: { reason: '書面' } },
  ]);
});

test('an order whose code is accepted while the stop is pressed is refused', async () => {
  const customer = await ground.customer(100_000n);
  const order = await ground.prepared(customer, 1_000n);
  const slow = ground.slow(() => stop(customer));
  const outcome = await slow.executeTransfer({
    contractId: customer.contractId,
    channel: 'pc',
    orderId: order.orderId,
    code: '123456',
  });
  expect(outcome).toMatchObject({ outcome: 'refused' });
  expect(await ground.balanceOf(customer)).toBe(100_000n);
});

/** Resolves once a statement of this database waits for a lock, or the work is over before any did. */
async function untilItWaits(work: Promise<unknown>): Promise<void> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  work.then(over, over);
  for (;;) {
    const [row] = await ground.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (isOver || (row?.n ?? 0) > 0) return;
  }
}

/** Begins the work when the stop has done everything but its commit. */
async function inTheMiddle<T>(customer: Customer, work: () => Promise<T>): Promise<T> {
  const { started } = await transact(ground.ports.database.kysely, async (tx) => {
    await stopContract(tx, change(customer));
    const started = work();
    await untilItWaits(started);
    return { started };
  });
  return started;
}

test('an order executed in the middle of the stop waits for it, and is refused', async () => {
  const customer = await ground.customer(100_000n);
  const order = await ground.prepared(customer, 1_000n);
  expect(await inTheMiddle(customer, () => ground.execute(customer, order.orderId))).toMatchObject({
    outcome: 'refused',
  });
  expect(await ground.balanceOf(customer)).toBe(100_000n);
});

test('an order that comes to be in the middle of the stop is never executed', async () => {
  const customer = await ground.customer(100_000n);
  const prepareAndExecute = async () => {
    const prepared = await ground.bank.prepareTransfer(wish(customer, 1_000n));
    return prepared.outcome === 'prepared' ? ground.execute(customer, prepared.order.orderId) : prepared;
  };
  expect(await inTheMiddle(customer, prepareAndExecute)).toMatchObject({ outcome: 'refused' });
  expect(await ground.balanceOf(customer)).toBe(100_000n);
});

test('of orders racing with the stop each is executed before it, or never', async () => {
  for (let round = 0; round < 30; round += 1) {
    const customer = await ground.customer(100_000n);
    const order = await ground.prepared(customer, 1_000n);
    const [before] = await Promise.all([
      stop(customer).then(() => executedOf(customer)),
      ground.execute(customer, order.orderId),
    ]);
    expect(await executedOf(customer)).toBe(before);
  }
});
