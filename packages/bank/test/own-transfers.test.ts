import { epochSeconds, type Yen, yen } from '@warifu/base';
import { openDatabase } from '@warifu/pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OwnTransferWish } from '../src/own-transfers/own-transfer.ts';
import type { BankTables } from '../src/tables.ts';
import { CORE_TIME, type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';

let ground: MoneyGround;
beforeAll(async () => {
  ground = await openMoneyGround();
});
afterAll(() => ground.close());

/** A customer with two accounts. */
async function withTwo(
  deposits: readonly [bigint, bigint],
  hasToken = true,
): Promise<Customer & { readonly other: string }> {
  const customer = await ground.customer(deposits[0], { hasToken });
  const { bank, query } = ground;
  const other = crypto.randomUUID();
  await query(
    `select bank.open_accounts(array[$1::uuid], array[$2::uuid], array['002'], array['savings'], array[lpad((random() * 9999998 + 1)::int::text, 7, '0')], now())`,
    [other, customer.contractId],
  );
  if (deposits[1] > 0n) await move(customer.contractId, customer.accountId, other, deposits[1]);
  expect((await bank.listAccounts(customer.contractId)).length).toBe(2);
  return { ...customer, other };
}

const prepare = (contractId: string, wish: OwnTransferWish) =>
  ground.bank.prepareOwnTransfer({ contractId, channel: 'pc', wish });

async function move(contractId: string, from: string, to: string, amount: bigint): Promise<string> {
  const prepared = await prepare(contractId, { fromAccountId: from, toAccountId: to, amount: yen(amount) });
  if (prepared.outcome !== 'prepared') throw new Error(prepared.reason);
  const { orderId } = prepared.order;
  const outcome = await ground.bank.executeOwnTransfer({ contractId, channel: 'pc', orderId });
  if (outcome.outcome !== 'executed') throw new Error(outcome.reason);
  return orderId;
}

const balances = async (customer: Customer): Promise<readonly Yen[]> =>
  (await ground.bank.listAccounts(customer.contractId)).map((account) => account.balance);

test('money moves between the accounts of a contract without a code, once', async () => {
  const customer = await withTwo([10_000n, 0n], false);
  const orderId = await move(customer.contractId, customer.accountId, customer.other, 4_000n);
  const again = await ground.bank.executeOwnTransfer({
    contractId: customer.contractId,
    channel: 'pc',
    orderId,
  });
  expect(again).toMatchObject({ outcome: 'executed', order: { state: 'executed' } });
  expect(await balances(customer)).toEqual([6_000n, 4_000n]);
  expect(await ground.bank.verify()).toEqual([]);
});

test('an order takes one connection, also where a second begins meanwhile: a full pool does not wait for itself', async () => {
  const { contractId, accountId, other } = await withTwo([10_000n, 0n]);
  const connectionString = ground.urlFor('bank_app');
  const database = openDatabase<BankTables>({ connectionString, connectionsMax: 1 });
  let reads = 0;
  const bank = ground.another({
    database,
    clock: () => {
      reads += 1;
      return epochSeconds(CORE_TIME + reads);
    },
  });
  try {
    const wish = { fromAccountId: accountId, toAccountId: other, amount: yen(4_000n) };
    const prepared = await bank.prepareOwnTransfer({ contractId, channel: 'pc', wish });
    if (prepared.outcome !== 'prepared') throw new Error(prepared.reason);
    const { orderId } = prepared.order;
    const executed = await bank.executeOwnTransfer({ contractId, channel: 'pc', orderId });
    expect(executed.outcome).toBe('executed');
  } finally {
    await database.close();
  }
});

test('eight presses of one button move the money once', async () => {
  const customer = await withTwo([10_000n, 0n]);
  const { contractId } = customer;
  const prepared = await prepare(contractId, {
    fromAccountId: customer.accountId,
    toAccountId: customer.other,
    amount: yen(3_000n),
  });
  if (prepared.outcome !== 'prepared') throw new Error(prepared.reason);
  const call = { contractId, channel: 'pc', orderId: prepared.order.orderId } as const;
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => ground.bank.executeOwnTransfer(call)));
  expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['executed']));
  expect(await balances(customer)).toEqual([7_000n, 3_000n]);
});

test.each<[string, (c: Customer & { readonly other: string }) => OwnTransferWish, object]>([
  [
    'more than is there',
    (c) => ({ fromAccountId: c.accountId, toAccountId: c.other, amount: yen(10_001n) }),
    { reason: 'funds_insufficient', shortBy: 1n },
  ],
  [
    'nothing',
    (c) => ({ fromAccountId: c.accountId, toAccountId: c.other, amount: yen(0n) }),
    { reason: 'amount_not_positive' },
  ],
  [
    'to itself',
    (c) => ({ fromAccountId: c.accountId, toAccountId: c.accountId, amount: yen(1n) }),
    { reason: 'same_account' },
  ],
  [
    'from where nobody knows',
    (c) => ({ fromAccountId: 'x', toAccountId: c.other, amount: yen(1n) }),
    { reason: 'account_unknown' },
  ],
])('a transfer of %s is refused', async (_, wish, refusal) => {
  const customer = await withTwo([10_000n, 0n]);
  expect(await prepare(customer.contractId, wish(customer))).toMatchObject({
    outcome: 'refused',
    ...refusal,
  });
});

test('an account of somebody else is no account of the contract', async () => {
  const customer = await withTwo([10_000n, 0n]);
  const stranger = await ground.customer(1n);
  expect(
    await prepare(customer.contractId, {
      fromAccountId: customer.accountId,
      toAccountId: stranger.accountId,
      amount: yen(1n),
    }),
  ).toMatchObject({ outcome: 'refused', reason: 'to_account_unknown' });
});

test('an order past its ten minutes, and one of another channel, move nothing', async () => {
  const customer = await withTwo([10_000n, 0n]);
  const { contractId } = customer;
  const wish = { fromAccountId: customer.accountId, toAccountId: customer.other, amount: yen(1_000n) };
  const prepared = await prepare(contractId, wish);
  if (prepared.outcome !== 'prepared') throw new Error(prepared.reason);
  const { orderId } = prepared.order;
  expect(await ground.bank.executeOwnTransfer({ contractId, channel: 'mobile', orderId })).toMatchObject({
    reason: 'not_allowed',
    because: { reason: 'other_channel' },
  });
  ground.time.now = prepared.order.expiresAt;
  expect(await ground.bank.executeOwnTransfer({ contractId, channel: 'pc', orderId })).toMatchObject({
    reason: 'order_expired',
  });
  ground.time.now = CORE_TIME;
  expect(await balances(customer)).toEqual([10_000n, 0n]);
});

test('an order of a day that is not open yet waits, and of one that is closed is refused', async () => {
  const customer = await withTwo([10_000n, 0n]);
  const wish = { fromAccountId: customer.accountId, toAccountId: customer.other, amount: yen(1_000n) };
  while ((await ground.bank.runDay()) > 0);
  expect(await ground.bank.dayState()).toMatchObject({ openedOn: '2026-11-24' });
  ground.time.now = (CORE_TIME + 86_400) as typeof CORE_TIME;
  expect(await prepare(customer.contractId, wish)).toMatchObject({
    reason: 'not_allowed',
    because: { reason: 'day_not_open' },
  });
  while ((await ground.bank.runDay()) > 0);
  expect(await ground.bank.dayState()).toMatchObject({ openedOn: '2026-11-25', closedOn: '2026-11-24' });
  // The second in which the bank's day is read anew.
  ground.time.now = (ground.time.now + 1) as typeof CORE_TIME;
  await move(customer.contractId, customer.accountId, customer.other, 1_000n);
  const [closing] = await ground.query<{ trial_balance: readonly { balance: string }[] }>(
    'select trial_balance from bank.day_closing',
  );
  const total = closing?.trial_balance.reduce((sum, { balance }) => sum + BigInt(balance), 0n);
  expect(total).toBe(0n);
  expect(await ground.bank.verify()).toEqual([]);
});
