import { epochSeconds } from '@warifu/base';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { executeBill, moneyOf, newBill, payBill, preparedBill } from './support/bills.ts';
import { CORE_TIME, type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';

let ground: MoneyGround;
beforeAll(async () => {
  ground = await openMoneyGround();
});
beforeEach(async () => {
  ground.payEasy.weather = 'clear';
  ground.payEasy.meanwhile = () => undefined;
  // What the test before left open.
  pass(600);
  await ground.bank.settleBillPayments();
  ground.time.now = CORE_TIME;
});
afterAll(() => ground.close());

const pass = (seconds: number) => {
  ground.time.now = epochSeconds(ground.time.now + seconds);
};
const stateOf = async (customer: Customer, orderId: string) =>
  (await ground.bank.billReceiptOf(customer.contractId, orderId))?.payment;
const noticesOf = async (contractId: string) =>
  (
    await ground.query<{ kind: string }>('select kind from bank.notice where contract_id = $1 order by id', [
      contractId,
    ])
  ).map(({ kind }) => kind);
const clean = async () => expect(await ground.bank.verify()).toEqual([]);

/** A payment that the network heard of or not, and whose answer nobody heard. */
async function confirming(weather: 'answer_lost' | 'away') {
  const customer = await ground.customer(50_000n);
  const bill = newBill(ground, 3_000n);
  ground.payEasy.weather = 'clear';
  const { orderId } = await preparedBill(ground, customer, bill);
  ground.payEasy.weather = weather;
  const outcome = await executeBill(ground, customer, orderId);
  expect(outcome).toMatchObject({ outcome: 'executed', receipt: { payment: { state: 'confirming' } } });
  return { customer, bill, orderId };
}

describe('a network that took the payment and never answers', () => {
  test('leaves it confirming, its money held and still on the account', async () => {
    const { customer, orderId } = await confirming('answer_lost');
    expect(await moneyOf(ground, customer)).toEqual({ balance: 50_000n, available: 47_000n });
    expect(await stateOf(customer, orderId)).toEqual({ state: 'confirming' });
    await clean();
  });

  test('is among what an emergency stop leaves as it is, until it is settled', async () => {
    const { customer, orderId } = await confirming('answer_lost');
    const booked = await ground.bank.listBookedOrders(customer.contractId);
    expect(booked).toMatchObject([{ kind: 'bill_payment', orderId, amount: 3_000n }]);
    expect(booked[0]).not.toHaveProperty('dueDate');
    ground.payEasy.weather = 'clear';
    pass(600);
    await ground.bank.settleBillPayments();
    expect(await ground.bank.listBookedOrders(customer.contractId)).toEqual([]);
  });

  test('held money can be spent on nothing else', async () => {
    const { customer } = await confirming('answer_lost');
    const outcome = await ground.bank.prepareTransfer({
      contractId: customer.contractId,
      channel: 'pc',
      draftId: customer.draftId,
      fromAccountId: customer.accountId,
      payee: { bankCode: '0005', branchCode: '001', accountKind: 'ordinary', accountNumber: '1234567' },
      amount: 47_000n as never,
      payeeKana: 'ミホン ハナコ',
      nameSource: 'typed',
    });
    expect(outcome).toMatchObject({ reason: 'funds_insufficient', shortBy: 330n });
  });

  test('asked again under the same id it tells the truth, and the bill is debited once', async () => {
    const { customer, orderId } = await confirming('answer_lost');
    ground.payEasy.weather = 'clear';
    expect(await ground.bank.settleBillPayments()).toBe(0);
    pass(5);
    expect(await ground.bank.settleBillPayments()).toBe(1);
    pass(600);
    expect(await ground.bank.settleBillPayments()).toBe(0);
    expect(await stateOf(customer, orderId)).toMatchObject({ state: 'paid' });
    expect(await moneyOf(ground, customer)).toEqual({ balance: 47_000n, available: 47_000n });
    expect(ground.payEasy.calls.filter((call) => call === `pay ${orderId}`)).toHaveLength(1);
    expect(await noticesOf(customer.contractId)).toEqual(['order_executed', 'bill_payment_confirmed']);
    await clean();
  });

  test('by two processes at once is settled once', async () => {
    const { customer, orderId } = await confirming('answer_lost');
    ground.payEasy.weather = 'clear';
    pass(5);
    const banks = [ground.bank, ground.another(), ground.another()];
    const settled = await Promise.all(banks.map((bank) => bank.settleBillPayments()));
    expect(settled.reduce((sum, one) => sum + one)).toBe(1);
    expect(await stateOf(customer, orderId)).toMatchObject({ state: 'paid' });
    await clean();
  });
});

describe('a network that was never reached', () => {
  test('is told again under the same id, and the bill is paid once', async () => {
    const { customer, orderId } = await confirming('away');
    expect(ground.payEasy.decided.has(orderId)).toBe(false);
    pass(5);
    expect(await ground.bank.settleBillPayments()).toBe(0);
    ground.payEasy.weather = 'clear';
    expect(await ground.bank.settleBillPayments()).toBe(0);
    pass(15);
    expect(await ground.bank.settleBillPayments()).toBe(1);
    expect(await stateOf(customer, orderId)).toMatchObject({ state: 'paid' });
    await clean();
  });

  test('where the bill was paid elsewhere meanwhile, the money is free again and the customer is told', async () => {
    const { customer, bill, orderId } = await confirming('away');
    ground.payEasy.weather = 'clear';
    ground.payEasy.addBill(bill, 3_000n, 'paid');
    pass(5);
    expect(await ground.bank.settleBillPayments()).toBe(1);
    expect(await stateOf(customer, orderId)).toMatchObject({ state: 'not_taken', reason: 'already_paid' });
    expect(await moneyOf(ground, customer)).toEqual({ balance: 50_000n, available: 50_000n });
    expect(await noticesOf(customer.contractId)).toEqual(['order_executed', 'order_failed']);
    await clean();
  });

  test('what was given on another day is not given back to the limit of today', async () => {
    const { customer, bill, orderId } = await confirming('away');
    ground.payEasy.weather = 'clear';
    ground.payEasy.addBill(bill, 3_000n, 'withdrawn');
    pass(86_400);
    expect(await ground.bank.settleBillPayments()).toBe(1);
    expect(await stateOf(customer, orderId)).toMatchObject({ state: 'not_taken' });
    const rows = await ground.query<{ used_yen: string }>(
      "select used_yen from bank.limit_used where contract_id = $1 and kind = 'bill_payment' and used_yen > 0",
      [customer.contractId],
    );
    expect(rows.map(({ used_yen }) => BigInt(used_yen))).toEqual([3_000n]);
    await clean();
  });
});

describe('a process that dies', () => {
  /** Everything up to the point where it dies is committed; nothing after it happens. */
  const dying = () =>
    ground.another({
      payEasy: {
        ...ground.payEasy.port,
        pay: () => {
          throw new Error('killed');
        },
      },
    });

  test('between holding and telling: the job tells the network, and the bill is paid once', async () => {
    const customer = await ground.customer(50_000n);
    const { orderId } = await preparedBill(ground, customer, newBill(ground, 3_000n));
    await expect(executeBill(ground, customer, orderId, { code: '123456' }, dying())).rejects.toThrow(
      'killed',
    );
    expect(await stateOf(customer, orderId)).toEqual({ state: 'confirming' });
    expect(await moneyOf(ground, customer)).toEqual({ balance: 50_000n, available: 47_000n });
    await clean();
    pass(20);
    expect(await ground.bank.settleBillPayments()).toBe(1);
    expect(await stateOf(customer, orderId)).toMatchObject({ state: 'paid' });
    expect(await moneyOf(ground, customer)).toEqual({ balance: 47_000n, available: 47_000n });
    await clean();
  });

  test('when the network has taken it and answered: the job asks, and the bill is paid once', async () => {
    const customer = await ground.customer(50_000n);
    const { orderId } = await preparedBill(ground, customer, newBill(ground, 3_000n));
    ground.payEasy.meanwhile = () => {
      throw new Error('killed');
    };
    await expect(executeBill(ground, customer, orderId)).rejects.toThrow('killed');
    ground.payEasy.meanwhile = () => undefined;
    expect(await stateOf(customer, orderId)).toEqual({ state: 'confirming' });
    await clean();
    pass(20);
    expect(await ground.bank.settleBillPayments()).toBe(1);
    expect(await moneyOf(ground, customer)).toEqual({ balance: 47_000n, available: 47_000n });
    expect(ground.payEasy.calls.filter((call) => call === `pay ${orderId}`)).toHaveLength(1);
    await clean();
  });

  test('as the job, when it has heard the answer: the next one asks again, and posts once', async () => {
    const { customer, orderId } = await confirming('answer_lost');
    ground.payEasy.weather = 'clear';
    pass(5);
    const dyingJob = ground.another({
      payEasy: {
        ...ground.payEasy.port,
        askOutcome: async (paymentId) => {
          await ground.payEasy.port.askOutcome(paymentId);
          throw new Error('killed');
        },
      },
    });
    await expect(dyingJob.settleBillPayments()).rejects.toThrow('killed');
    expect(await stateOf(customer, orderId)).toEqual({ state: 'confirming' });
    await clean();
    // Its lease runs out, and whoever comes then goes on.
    pass(15);
    expect(await ground.bank.settleBillPayments()).toBe(1);
    expect(await moneyOf(ground, customer)).toEqual({ balance: 47_000n, available: 47_000n });
    await clean();
  });

  test('the button pressed again meanwhile tells the network nothing, and says that it is confirming', async () => {
    const customer = await ground.customer(50_000n);
    const { orderId } = await preparedBill(ground, customer, newBill(ground, 3_000n));
    await expect(executeBill(ground, customer, orderId, { code: '123456' }, dying())).rejects.toThrow(
      'killed',
    );
    expect(await executeBill(ground, customer, orderId, {})).toMatchObject({
      receipt: { payment: { state: 'confirming' } },
    });
    expect(ground.payEasy.calls).not.toContain(`pay ${orderId}`);
  });
});

test('a bill of one customer that fails by a bug does not keep the others from being settled', async () => {
  const broken = await confirming('away');
  const other = await confirming('away');
  ground.payEasy.weather = 'clear';
  pass(5);
  const { port } = ground.payEasy;
  const bank = ground.another({
    payEasy: {
      ...port,
      askOutcome: async (paymentId) => {
        if (paymentId === broken.orderId) throw new Error('a bug');
        return port.askOutcome(paymentId);
      },
    },
  });
  await expect(bank.settleBillPayments()).rejects.toThrow('a bug');
  expect(await stateOf(other.customer, other.orderId)).toMatchObject({ state: 'paid' });
  expect(await stateOf(broken.customer, broken.orderId)).toEqual({ state: 'confirming' });
  pass(600);
  await ground.bank.settleBillPayments();
  expect(await stateOf(broken.customer, broken.orderId)).toMatchObject({ state: 'paid' });
  await clean();
});

test('at midnight a payment waits for the new day to open, and is then posted on it', async () => {
  const ownGround = await openMoneyGround();
  try {
    while ((await ownGround.bank.runDay()) > 0);
    ownGround.time.now = epochSeconds(CORE_TIME + 1);
    const customer = await ownGround.customer(50_000n);
    const { orderId } = await preparedBill(ownGround, customer, newBill(ownGround, 3_000n));
    ownGround.payEasy.weather = 'answer_lost';
    await executeBill(ownGround, customer, orderId);
    ownGround.payEasy.weather = 'clear';
    ownGround.time.now = epochSeconds(CORE_TIME + 86_400);
    expect(await ownGround.bank.settleBillPayments()).toBe(0);
    while ((await ownGround.bank.runDay()) > 0);
    ownGround.time.now = epochSeconds(ownGround.time.now + 1);
    expect(await ownGround.bank.settleBillPayments()).toBe(1);
    const [posted] = await ownGround.query<{ on: string }>(
      "select business_date::text as on from bank.posting where order_id = $1 and kind = 'bill_payment'",
      [orderId],
    );
    expect(posted?.on).toBe('2026-11-25');
    expect(await ownGround.bank.verify()).toEqual([]);
  } finally {
    await ownGround.close();
  }
});

test('a paid bill’s verify names what is planted: a hold without its payment, and a payment posted twice', async () => {
  const ownGround = await openMoneyGround();
  try {
    const customer = await ownGround.customer(50_000n);
    const receipt = await payBill(ownGround, customer, newBill(ownGround, 3_000n));
    await ownGround.query('update bank.hold set released_at = null, posting_id = null where order_id = $1', [
      receipt.orderId,
    ]);
    const names = (await ownGround.bank.verify()).map(({ name }) => name);
    expect(names).toContain('bill_hold_differs');
    await ownGround.query('delete from bank.bill_payment');
    const more = (await ownGround.bank.verify()).map(({ name }) => name);
    expect(more).toEqual(expect.arrayContaining(['bill_payment_missing', 'bill_hold_stray']));
  } finally {
    await ownGround.close();
  }
});
