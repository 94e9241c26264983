import { epochSeconds } from '@warifu/base';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callOf, executeBill, moneyOf, newBill, payBill, preparedBill, typedOf } from './support/bills.ts';
import { CONFIRMATION, CORE_TIME, type MoneyGround, openMoneyGround } from './support/money.ts';
import { powerBill, TAX } from './support/pay-easy.ts';

let ground: MoneyGround;
beforeAll(async () => {
  ground = await openMoneyGround();
});
beforeEach(() => {
  ground.time.now = CORE_TIME;
  ground.payEasy.weather = 'clear';
  ground.payEasy.meanwhile = () => undefined;
});
afterEach(async () => {
  expect(await ground.bank.verify()).toEqual([]);
});
afterAll(() => ground.close());

const pass = (seconds: number) => {
  ground.time.now = epochSeconds(ground.time.now + seconds);
};
const usedBy = async (contractId: string) => {
  const rows = await ground.query<{ kind: string; used_yen: string }>(
    'select kind, used_yen from bank.limit_used where contract_id = $1 and used_yen > 0 order by kind',
    [contractId],
  );
  return Object.fromEntries(rows.map(({ kind, used_yen }) => [kind, BigInt(used_yen)]));
};
const noticesOf = async (contractId: string) =>
  (
    await ground.query<{ kind: string }>('select kind from bank.notice where contract_id = $1 order by id', [
      contractId,
    ])
  ).map(({ kind }) => kind);

describe('a bill that is paid', () => {
  test('is debited once, of just the bill’s amount, and has a receipt that says so', async () => {
    const customer = await ground.customer(50_000n);
    const bill = newBill(ground, 3_120n);
    const receipt = await payBill(ground, customer, bill);
    expect(receipt).toMatchObject({
      terms: { amount: 3_120n, billerName: '架空電力', numbers: bill },
      payment: { state: 'paid', settledAt: CORE_TIME },
    });
    expect(await moneyOf(ground, customer)).toEqual({ balance: 46_880n, available: 46_880n });
    expect(await usedBy(customer.contractId)).toEqual({ bill_payment: 3_120n });
    expect(await noticesOf(customer.contractId)).toEqual(['order_executed']);
    const statement = await ground.bank.statement({
      contractId: customer.contractId,
      accountId: customer.accountId,
      from: await ground.bank.today(),
      to: await ground.bank.today(),
    });
    expect(statement?.lines[0]).toMatchObject({
      kind: 'bill_payment',
      amount: -3_120n,
      counterparty: 'ｶｸｳﾃﾞﾝﾘﾖｸ',
    });
  });

  test('executed again asks for no second code, tells the network nothing, and is the same receipt', async () => {
    const customer = await ground.customer(50_000n);
    const bill = newBill(ground, 1_000n);
    const { orderId } = await preparedBill(ground, customer, bill);
    const first = await executeBill(ground, customer, orderId);
    const again = await executeBill(ground, customer, orderId, {});
    expect(again).toEqual(first);
    expect(ground.payEasy.calls.filter((call) => call === `pay ${orderId}`)).toHaveLength(1);
  });

  test('by eight presses of one button is paid once', async () => {
    const customer = await ground.customer(50_000n);
    const { orderId } = await preparedBill(ground, customer, newBill(ground, 1_000n));
    const banks = [ground.bank, ground.another()];
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        executeBill(ground, customer, orderId, { code: '123456' }, banks[index % 2]),
      ),
    );
    expect(ground.payEasy.calls.filter((call) => call === `pay ${orderId}`)).toHaveLength(1);
    expect(await moneyOf(ground, customer)).toEqual({ balance: 49_000n, available: 49_000n });
  });

  test('twice, by two orders, is debited once; the second one says why', async () => {
    const customer = await ground.customer(50_000n);
    const bill = newBill(ground, 1_000n);
    const [one, other] = [
      await preparedBill(ground, customer, bill),
      await preparedBill(ground, customer, bill),
    ];
    await executeBill(ground, customer, one.orderId);
    expect(await executeBill(ground, customer, other.orderId)).toMatchObject({
      receipt: { payment: { state: 'not_taken', reason: 'already_paid' } },
    });
    expect(await moneyOf(ground, customer)).toEqual({ balance: 49_000n, available: 49_000n });
  });

  test('full-width digits, hyphens and spaces are the same numbers', async () => {
    const customer = await ground.customer(50_000n);
    ground.payEasy.addBill(
      { billerNumber: TAX.billerNumber, paymentNumber: '1234567890123456', confirmationNumber: '123456' },
      500n,
    );
    const outcome = await ground.bank.inquireBill({
      contractId: customer.contractId,
      channel: 'pc',
      billerNumber: '００２００',
      paymentNumber: '１２３４-5678－9012ー3456',
      confirmationNumber: ' 123 456 ',
      paymentCategory: '1000-000-001',
    });
    expect(outcome).toMatchObject({
      outcome: 'found',
      bill: {
        numbers: {
          billerNumber: '00200',
          paymentNumber: '1234567890123456',
          confirmationNumber: '123456',
          paymentCategory: '1000000001',
        },
      },
    });
  });

  test('of which the payer chooses the amount is paid with just that', async () => {
    const customer = await ground.customer(50_000n);
    const bounds = { kind: 'chosen', amountMin: 100n, amountMax: 2_000n } as const;
    const bill = ground.payEasy.addBill(powerBill('93'), bounds as never);
    const prepare = async (amount?: bigint) =>
      ground.bank.prepareBillPayment(await callOf(ground, customer, bill, amount));
    const refused = { amountMin: 100n, amountMax: 2_000n };
    expect(await prepare()).toMatchObject({ reason: 'amount_not_chosen', ...refused });
    expect(await prepare(99n)).toMatchObject({ reason: 'amount_out_of_bounds', ...refused });
    expect(await prepare(2_001n)).toMatchObject({ reason: 'amount_out_of_bounds', ...refused });
    const { orderId } = await preparedBill(ground, customer, bill, 2_000n);
    expect(await executeBill(ground, customer, orderId)).toMatchObject({
      receipt: { terms: { amount: 2_000n, isAmountChosen: true }, payment: { state: 'paid' } },
    });
    expect(ground.payEasy.decided.get(orderId)?.payment.amount).toBe(2_000n);
  });
});

describe('what is refused before a code is asked for', () => {
  const inquired = async (numbers: Partial<ReturnType<typeof typedOf>>) => {
    const customer = await ground.customer(50_000n);
    const call = {
      contractId: customer.contractId,
      channel: 'pc',
      ...typedOf(powerBill('9999')),
      ...numbers,
    } as const;
    return ground.bank.inquireBill(call);
  };

  test.each([
    ['a biller number of four digits', { billerNumber: '9010' }, { reason: 'biller_number_malformed' }],
    ['letters', { billerNumber: 'abcde' }, { reason: 'biller_number_malformed' }],
    ['an unknown biller', { billerNumber: '11111' }, { reason: 'biller_unknown' }],
    ['no number', { paymentNumber: ' - ' }, { reason: 'number_missing', field: 'paymentNumber' }],
    [
      'a number too short',
      { paymentNumber: '1'.repeat(10) },
      { reason: 'number_malformed', field: 'paymentNumber', digits: { lengthMin: 11, lengthMax: 13 } },
    ],
    [
      'a number too long',
      { paymentNumber: '1'.repeat(14) },
      { reason: 'number_malformed', field: 'paymentNumber' },
    ],
    [
      'no confirmation number',
      { confirmationNumber: '' },
      { reason: 'number_missing', field: 'confirmationNumber' },
    ],
    [
      'letters in it',
      { confirmationNumber: '11a1' },
      { reason: 'number_malformed', field: 'confirmationNumber' },
    ],
    [
      'a category missing where the biller wants one',
      { billerNumber: '00200', paymentNumber: '1'.repeat(16), confirmationNumber: '1'.repeat(6) },
      { reason: 'number_missing', field: 'paymentCategory' },
    ],
  ])('%s: nobody is asked for a bill', async (_, numbers, refusal) => {
    const before = ground.payEasy.calls.length;
    expect(await inquired(numbers)).toMatchObject({ outcome: 'refused', ...refusal });
    expect(ground.payEasy.calls.slice(before)).toEqual([]);
  });

  test.each([
    ['paid', 'bill_paid'],
    ['expired', 'bill_expired'],
    ['withdrawn', 'bill_withdrawn'],
    ['maintenance', 'biller_maintenance'],
  ] as const)('a bill that is %s is told in its own words', async (state, reason) => {
    const numbers = ground.payEasy.addBill(powerBill(`77${reason.length}`), 1_000n, state);
    expect(await inquired(numbers)).toEqual({ outcome: 'refused', reason });
  });

  test('a network that is away is no unknown bill', async () => {
    ground.payEasy.weather = 'away';
    expect(await inquired({})).toEqual({ outcome: 'refused', reason: 'network_away' });
  });

  test.each([
    ['more than is there', 10_001n, {}, { reason: 'funds_insufficient', shortBy: 1n }],
    [
      'an account that is somebody else’s',
      1_000n,
      { fromAccountId: crypto.randomUUID() },
      { reason: 'account_unknown' },
    ],
    ['no account at all', 1_000n, { fromAccountId: '' }, { reason: 'account_unknown' }],
    ['a draft that nobody knows', 1_000n, { draftId: crypto.randomUUID() }, { reason: 'draft_unknown' }],
  ])('%s', async (_, amount, changes, refusal) => {
    const customer = await ground.customer(10_000n);
    const call = await callOf(ground, customer, newBill(ground, amount));
    expect(await ground.bank.prepareBillPayment({ ...call, ...changes })).toMatchObject({
      outcome: 'refused',
      ...refusal,
    });
  });
});

describe('limits', () => {
  test('a bill over the limit of Pay-easy is refused; transfers do not count there', async () => {
    const customer = await ground.customer(3_000_000n);
    await ground.bank.setLimit(customer.contractId, 'bill_payment', 5_000n as never);
    const transfer = await ground.prepared(customer, 900_000n);
    await ground.execute(customer, transfer.orderId);
    await payBill(ground, customer, newBill(ground, 3_000n));
    const call = await callOf(ground, customer, newBill(ground, 2_001n));
    expect(await ground.bank.prepareBillPayment(call)).toMatchObject({
      reason: 'limit_exceeded',
      limit: 5_000n,
      leftToday: 2_000n,
    });
  });

  test('without a token the confirmation password pays, and transfers and bills together stay within ¥200,000', async () => {
    const customer = await ground.customer(500_000n, { hasToken: false });
    const transfer = await ground.prepared(customer, 150_000n);
    await ground.execute(customer, transfer.orderId, { confirmationPassword: CONFIRMATION });
    const { orderId, need } = await preparedBill(ground, customer, newBill(ground, 50_000n));
    expect(need).toMatchObject({
      need: 'confirmation_password',
      withoutTokenLimit: 200_000n,
      leftToday: 50_000n,
    });
    expect(await executeBill(ground, customer, orderId, { code: '123456' })).toMatchObject({
      reason: 'code_missing',
    });
    const outcome = await executeBill(ground, customer, orderId, { confirmationPassword: CONFIRMATION });
    expect(outcome).toMatchObject({ outcome: 'executed' });
    const call = await callOf(ground, customer, newBill(ground, 1n));
    expect(await ground.bank.prepareBillPayment(call)).toMatchObject({
      reason: 'limit_exceeded',
      leftToday: 0n,
    });
  });

  test('what the network did not take is given back to the limit of that day', async () => {
    const customer = await ground.customer(50_000n);
    const bill = newBill(ground, 3_000n);
    const { orderId } = await preparedBill(ground, customer, bill);
    ground.payEasy.addBill(bill, 3_000n, 'withdrawn');
    await executeBill(ground, customer, orderId);
    expect(await usedBy(customer.contractId)).toEqual({});
  });
});

describe('what the network does not take', () => {
  test.each([
    ['withdrawn', 'withdrawn'],
    ['expired', 'expired'],
    ['maintenance', 'maintenance'],
    ['paid', 'already_paid'],
  ] as const)(
    'since the confirm page %s: the money is free again, and the receipt says why',
    async (state, reason) => {
      const customer = await ground.customer(50_000n);
      const bill = newBill(ground, 3_000n);
      const { orderId } = await preparedBill(ground, customer, bill);
      ground.payEasy.addBill(bill, 3_000n, state);
      expect(await executeBill(ground, customer, orderId)).toMatchObject({
        outcome: 'executed',
        receipt: { payment: { state: 'not_taken', reason } },
      });
      expect(await moneyOf(ground, customer)).toEqual({ balance: 50_000n, available: 50_000n });
      expect(await noticesOf(customer.contractId)).toEqual(['order_executed', 'order_failed']);
    },
  );

  test('an amount that has changed is not taken', async () => {
    const customer = await ground.customer(50_000n);
    const bill = newBill(ground, 3_000n);
    const { orderId } = await preparedBill(ground, customer, bill);
    ground.payEasy.addBill(bill, 3_001n);
    expect(await executeBill(ground, customer, orderId)).toMatchObject({
      receipt: { payment: { state: 'not_taken', reason: 'amount_differs' } },
    });
  });
});

describe('the history', () => {
  test('has the payments of 100 days, newest first, page by page', async () => {
    const customer = await ground.customer(50_000n);
    const old = await payBill(ground, customer, newBill(ground, 1n));
    pass(86_400);
    const receipts = [];
    for (const amount of [2n, 3n, 4n])
      receipts.push(await payBill(ground, customer, newBill(ground, amount)));
    const { contractId } = customer;
    pass(99 * 86_400);
    const first = await ground.bank.billPaymentHistory({ contractId, limit: 2 });
    expect(first.receipts.map(({ terms }) => terms.amount)).toEqual([4n, 3n]);
    const before = first.next ?? '';
    const second = await ground.bank.billPaymentHistory({ contractId, limit: 2, before });
    expect(second.receipts.map(({ terms }) => terms.amount)).toEqual([2n, 1n]);
    expect(second.next).toBeUndefined();
    pass(86_400);
    const later = await ground.bank.billPaymentHistory({ contractId });
    expect(later.receipts.map(({ terms }) => terms.amount)).toEqual([4n, 3n, 2n]);
    expect(await ground.bank.billReceiptOf(contractId, old.orderId)).toEqual(old);
  });

  test('of one contract is nobody else’s', async () => {
    const customer = await ground.customer(50_000n);
    const { orderId } = await payBill(ground, customer, newBill(ground, 1_000n));
    const stranger = await ground.customer(1n);
    expect(await ground.bank.billReceiptOf(stranger.contractId, orderId)).toBeUndefined();
    expect(
      await ground.bank.billPaymentOf({ contractId: stranger.contractId, orderId, channel: 'pc' }),
    ).toBeUndefined();
    expect((await ground.bank.billPaymentHistory({ contractId: stranger.contractId })).receipts).toEqual([]);
  });
});
