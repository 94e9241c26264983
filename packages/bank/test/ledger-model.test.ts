import { epochSeconds } from '@warifu/base';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  CORE_TIME,
  type Customer,
  type MoneyGround,
  OTHER_BANK,
  openMoneyGround,
  wish,
} from './support/money.ts';

let ground: MoneyGround;
beforeAll(async () => {
  ground = await openMoneyGround();
});
afterAll(() => ground.close());

const OPENING = 20_000n;
const LIMIT = 30_000n;
const CUSTOMERS = 3;

/** What happens, step by step; within a step everything happens at once, through two banks. */
type Act =
  | { readonly act: 'prepare'; readonly from: number; readonly to: number; readonly amount: bigint }
  | { readonly act: 'execute'; readonly order: number; readonly code: string }
  | { readonly act: 'lose_answer'; readonly order: number }
  | { readonly act: 'return'; readonly order: number };

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('prepare' as const),
      from: fc.nat(CUSTOMERS - 1),
      // One more than there are customers: another bank.
      to: fc.nat(CUSTOMERS),
      amount: fc.bigInt(1n, 15_000n),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constant('execute' as const),
      order: fc.nat(20),
      code: fc.constantFrom('123456', '123456', '123456', '000000'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('lose_answer' as const), order: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('return' as const), order: fc.nat(20) }) },
);

interface Known {
  readonly orderId: string;
  readonly from: number;
  readonly to: number;
  readonly amount: bigint;
  readonly fee: bigint;
}

/** Runs the steps on fresh customers, and then asks whether balances are what the executed orders make of them. */
async function run(steps: readonly (readonly Act[])[]): Promise<void> {
  const { bank, zengin, authority } = ground;
  const customers: Customer[] = [];
  for (let count = 0; count < CUSTOMERS; count += 1) {
    const customer = await ground.customer(OPENING);
    await bank.setLimit(customer.contractId, 'transfer', LIMIT as never);
    customers.push(customer);
  }
  const of = (index: number): Customer => customers[index] ?? (customers[0] as Customer);
  const other = ground.another();
  const orders: Known[] = [];
  const executed = new Set<Known>();
  const back = new Set<Known>();

  const perform = async (act: Act, place: number): Promise<void> => {
    const through = place % 2 === 0 ? bank : other;
    if (act.act === 'prepare') {
      const { draftId } = await through.startDraft(of(act.from).contractId, 'transfer', 'pc');
      const outcome = await through.prepareTransfer({
        ...wish({ ...of(act.from), draftId }, act.amount),
        payee: act.to === CUSTOMERS ? OTHER_BANK : of(act.to).payee,
      });
      if (outcome.outcome === 'refused') return;
      const { orderId, terms } = outcome.order;
      orders.push({ orderId, from: act.from, to: act.to, amount: terms.amount, fee: terms.fee });
      return;
    }
    const order = orders[act.order % Math.max(1, orders.length)];
    if (!order) return;
    const call = { contractId: of(order.from).contractId, channel: 'pc', orderId: order.orderId } as const;
    if (act.act === 'execute') {
      const outcome = await through.executeTransfer({ ...call, code: act.code });
      if (outcome.outcome === 'executed') executed.add(order);
    } else if (act.act === 'lose_answer') {
      authority.weather = 'answer_lost';
      const outcome = await through.executeTransfer({ ...call, code: '123456' });
      authority.weather = 'clear';
      if (outcome.outcome === 'executed') executed.add(order);
    } else if (executed.has(order) && order.to === CUSTOMERS) {
      back.add(order);
      const returnId = `r-${order.orderId}`;
      zengin.returns.push({ returnId, paymentId: order.orderId, reason: 'closed', returnedAt: CORE_TIME });
      await through.settleReturns();
    }
  };
  for (const step of steps) {
    // The weather is one for all, so a lost answer stands alone.
    const together = step.filter((act) => act.act !== 'lose_answer');
    await Promise.all(together.map(perform));
    for (const act of step) if (act.act === 'lose_answer') await perform(act, 0);
  }

  for (const [index, customer] of customers.entries()) {
    let expected = OPENING;
    let used = 0n;
    for (const order of executed) {
      if (order.from === index) {
        expected -= order.amount + order.fee;
        used += order.amount;
        if (back.has(order)) expected += order.amount;
      }
      if (order.to === index) expected += order.amount;
    }
    expect(await ground.balanceOf(customer)).toBe(expected);
    expect(used <= LIMIT).toBe(true);
    expect(expected >= 0n).toBe(true);
  }
  expect(await bank.verify()).toEqual([]);
}

test('any order of preparing, executing, repeating, refusing and returning leaves the book that the receipts tell', async () => {
  ground.time.now = epochSeconds(CORE_TIME);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(acts, { minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 8 }),
      run,
    ),
    { numRuns: 25 },
  );
}, 300_000);

test('the model sees a planted fault: a transfer that moves one yen more than its receipt says', async () => {
  const [one, two] = [await ground.customer(OPENING), await ground.customer(0n)];
  const { orderId } = await ground.prepared(one, 1_000n, { payee: two.payee });
  await ground.execute(one, orderId);
  await ground.query(
    `update bank.entry set amount_yen = amount_yen - sign(amount_yen) * -1 where posting_id = '${orderId}'`,
  );
  const names = (await ground.bank.verify()).map((fault) => fault.name);
  expect(names).toEqual(expect.arrayContaining(['balance_differs', 'entries_broken', 'debit_differs']));
});
