import { epochSeconds } from '@warifu/base';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CORE_TIME, DAYTIME_BANK, type MoneyGround, openMoneyGround } from './support/money.ts';

let ground: MoneyGround;
beforeEach(async () => {
  ground = await openMoneyGround();
});
afterEach(async () => {
  expect(await ground.bank.verify()).toEqual([]);
  await ground.close();
});

const executed = async (deposit: bigint, amount: bigint, changes = {}) => {
  const customer = await ground.customer(deposit);
  const { orderId } = await ground.prepared(customer, amount, changes);
  const outcome = await ground.execute(customer, orderId);
  if (outcome.outcome !== 'executed') throw new Error(outcome.reason);
  return { customer, orderId };
};
const stateOf = async ({ customer, orderId }: Awaited<ReturnType<typeof executed>>) =>
  (await ground.bank.receiptOf(customer.contractId, orderId))?.transferState;

test('a payment in core time goes out at once, as it was confirmed', async () => {
  const sent = await executed(50_000n, 1_000n);
  expect(await stateOf(sent)).toBe('waiting');
  expect(await ground.bank.sendDueTransfers()).toBe(1);
  expect(ground.zengin.payments.get(sent.orderId)).toEqual({
    paymentId: sent.orderId,
    payee: { bankCode: '0005', branchCode: '001', accountKind: 'ordinary', accountNumber: '1234567' },
    payeeKana: 'ﾐﾎﾝ ﾊﾅｺ',
    senderKana: 'ﾜﾘﾌ ﾀﾛｳ',
    amount: 1_000n,
    valueDate: '2026-11-24',
  });
  expect(await stateOf(sent)).toBe('sent');
  expect(await ground.bank.sendDueTransfers()).toBe(0);
  expect(ground.zengin.calls).toHaveLength(1);
});

test('a payment after hours waits for the opening at 8:30:00', async () => {
  ground.time.now = epochSeconds(CORE_TIME + 6 * 3_600);
  const sent = await executed(50_000n, 1_000n, { payee: DAYTIME_BANK });
  expect(await ground.bank.sendDueTransfers()).toBe(0);
  const opening = CORE_TIME + 22.5 * 3_600;
  ground.time.now = epochSeconds(opening - 1);
  expect(await ground.bank.sendDueTransfers()).toBe(0);
  ground.time.now = epochSeconds(opening);
  expect(await ground.bank.sendDueTransfers()).toBe(1);
  expect(ground.zengin.payments.get(sent.orderId)?.valueDate).toBe('2026-11-25');
});

test('モアタイム sends in the night', async () => {
  ground.time.now = epochSeconds(CORE_TIME + 16 * 3_600);
  await executed(50_000n, 1_000n);
  expect(await ground.bank.sendDueTransfers()).toBe(1);
});

test('a lost answer is asked for again under the same id, after growing waits, and is one payment', async () => {
  const sent = await executed(50_000n, 1_000n);
  ground.zengin.weather = 'answer_lost';
  expect(await ground.bank.sendDueTransfers()).toBe(0);
  expect(await ground.bank.sendDueTransfers()).toBe(0);
  expect(ground.zengin.calls).toHaveLength(1);
  const [first = 0, second = 0] = ground.ports.configuration.zengin.retrySeconds;
  ground.time.now = epochSeconds(CORE_TIME + first);
  await ground.bank.sendDueTransfers();
  expect(ground.zengin.calls).toHaveLength(2);
  ground.zengin.weather = 'clear';
  ground.time.now = epochSeconds(CORE_TIME + first + second - 1);
  expect(await ground.bank.sendDueTransfers()).toBe(0);
  ground.time.now = epochSeconds(CORE_TIME + first + second);
  expect(await ground.bank.sendDueTransfers()).toBe(1);
  expect(ground.zengin.payments.size).toBe(1);
  expect(await stateOf(sent)).toBe('sent');
});

test('a network that is away for days loses nothing, and the waits stay bounded', async () => {
  await executed(50_000n, 1_000n);
  ground.zengin.weather = 'away';
  for (let day = 0; day < 20; day += 1) {
    ground.time.now = epochSeconds(CORE_TIME + day * 86_400);
    expect(await ground.bank.sendDueTransfers()).toBe(0);
  }
  ground.zengin.weather = 'clear';
  ground.time.now = epochSeconds(ground.time.now + 600);
  expect(await ground.bank.sendDueTransfers()).toBe(1);
});

test('two processes that send at once send each payment once', async () => {
  const customer = await ground.customer(1_000_000n);
  for (let count = 0; count < 30; count += 1) {
    const { draftId } = await ground.bank.startDraft(customer.contractId, 'transfer', 'pc');
    const { orderId } = await ground.prepared(customer, 100n, { draftId });
    await ground.execute(customer, orderId);
  }
  const other = ground.another();
  const counts = await Promise.all([ground.bank.sendDueTransfers(), other.sendDueTransfers()]);
  expect(counts[0] + counts[1]).toBe(30);
  expect(ground.zengin.calls).toHaveLength(30);
});

test('a payment that the network chokes on does not hold up the others', async () => {
  const [bad, good] = [await executed(50_000n, 1_000n), await executed(50_000n, 1_000n)];
  const choking = ground.another({
    zengin: {
      ...ground.ports.zengin,
      send: async (payment) => {
        if (payment.paymentId === bad.orderId) throw new Error('conflict');
        return ground.ports.zengin.send(payment);
      },
    },
  });
  await expect(choking.sendDueTransfers()).rejects.toThrow('conflict');
  expect(await stateOf(good)).toBe('sent');
  expect(await stateOf(bad)).toBe('waiting');
});

const returned = (paymentId: string, returnId = `r-${paymentId}`) => ({
  returnId,
  paymentId,
  reason: 'account_closed',
  returnedAt: CORE_TIME,
});

test('入金不能 brings the amount back, not the fee, and the customer is told', async () => {
  const sent = await executed(50_000n, 30_000n);
  await ground.bank.sendDueTransfers();
  ground.zengin.returns.push(returned(sent.orderId));
  expect(await ground.bank.settleReturns()).toBe(1);
  expect(await ground.balanceOf(sent.customer)).toBe(49_670n);
  expect(await ground.bank.receiptOf(sent.customer.contractId, sent.orderId)).toMatchObject({
    transferState: 'returned',
    returned: { at: CORE_TIME, reason: 'account_closed' },
  });
  const notices = await ground.query('select kind from bank.notice where contract_id = $1 order by id', [
    sent.customer.contractId,
  ]);
  expect(notices).toEqual([{ kind: 'transfer_executed' }, { kind: 'transfer_returned' }]);
  // What came back was used all the same.
  expect(
    await ground.bank.needFor({ contractId: sent.customer.contractId, kind: 'transfer', channel: 'pc' }),
  ).toMatchObject({ leftToday: 970_000n });
});

test('a return is applied once, whatever the network repeats and how many processes ask', async () => {
  const sent = await executed(50_000n, 30_000n);
  await ground.bank.sendDueTransfers();
  ground.zengin.returns.push(
    returned(sent.orderId),
    returned(sent.orderId),
    returned(sent.orderId, 'another'),
  );
  const other = ground.another();
  const counts = await Promise.all([ground.bank.settleReturns(), other.settleReturns()]);
  expect(counts[0] + counts[1]).toBe(1);
  await ground.query('update bank.zengin_cursor set last_return_id = null');
  expect(await ground.bank.settleReturns()).toBe(0);
  expect(await ground.balanceOf(sent.customer)).toBe(49_670n);
});

test('a return proves that a payment arrived whose answer was lost', async () => {
  const sent = await executed(50_000n, 1_000n);
  ground.zengin.weather = 'answer_lost';
  await ground.bank.sendDueTransfers();
  ground.zengin.weather = 'clear';
  ground.zengin.returns.push(returned(sent.orderId));
  expect(await ground.bank.settleReturns()).toBe(1);
  ground.time.now = epochSeconds(CORE_TIME + 3_600);
  expect(await ground.bank.sendDueTransfers()).toBe(0);
  expect(ground.zengin.calls).toHaveLength(1);
});

test('a return of a payment that was never ours is kept, credits nobody, and does not stop the next', async () => {
  const sent = await executed(50_000n, 1_000n);
  await ground.bank.sendDueTransfers();
  ground.zengin.returns.push(
    returned('not-a-uuid'),
    returned('00000000-0000-7000-8000-00000000abcd'),
    returned(sent.orderId),
  );
  expect(await ground.bank.settleReturns()).toBe(1);
  expect(await ground.query('select count(*)::int as n from bank.zengin_return')).toEqual([{ n: 3 }]);
});
