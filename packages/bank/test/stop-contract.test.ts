import { transact } from '@warifu/pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fillSessions } from '../src/contracts/fill-sessions.ts';
import { resumeContract, stopContract } from '../src/contracts/stop-contract.ts';
import { CORE_TIME, type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';

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
  expect(await Promise.all([stop(customer), stop(customer), stop(customer)])).toHaveLength(3);
  expect(await stop(customer)).toBe(false);
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

test('of orders racing with the stop none is executed after it', async () => {
  const executedAtStop: boolean[] = [];
  for (let round = 0; round < 30; round += 1) {
    const customer = await ground.customer(100_000n);
    const seen = await ground.prepared(customer, 1_000n);
    // Another order comes to be, and is executed at once, while the stop is under way.
    const late = async () => ground.execute(customer, (await ground.prepared(customer, 2_000n)).orderId);
    const stopped = stop(customer).then(async () => executedOf(customer));
    const [before] = await Promise.all([
      stopped,
      ground.execute(customer, seen.orderId),
      late().catch((error: Error) => expect(error.message).toContain('contract_stopped')),
    ]);
    expect(await executedOf(customer)).toBe(before);
    executedAtStop.push((before ?? 0) > 0);
  }
  expect(executedAtStop).toContain(false);
});
