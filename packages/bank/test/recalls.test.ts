import { epochSeconds, yen } from '@warifu/base';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBank } from '../src/bank.ts';
import { findBranchFaults } from '../src/branch/claims.ts';
import { GOOD_CODE } from './support/authority.ts';
import { type BranchGround, openBranchGround } from './support/branch.ts';
import { CORE_TIME, OTHER_BANK } from './support/money.ts';

let ground: BranchGround;
beforeEach(async () => {
  ground = await openBranchGround();
});
afterEach(async () => {
  expect(await ground.bank.verify()).toEqual([]);
  expect(await findBranchFaults(ground.ports.database)).toEqual([]);
  await ground.close();
});

interface Sent {
  readonly contractId: string;
  readonly orderId: string;
  readonly receiptNumber: string;
}

/** ¥10,000 with a fee of ¥165, out of ¥50,000 unless it says otherwise. */
async function sent(deposit = 50_000n): Promise<Sent> {
  const { contractId } = await ground.contract({ deposit, hasToken: true });
  const [account] = await ground.bank.listAccounts(contractId);
  const { draftId } = await ground.bank.startDraft(contractId, 'transfer', 'pc');
  const prepared = await ground.bank.prepareTransfer({
    contractId,
    channel: 'pc',
    draftId,
    fromAccountId: account?.accountId ?? '',
    payee: OTHER_BANK,
    amount: yen(10_000n),
    payeeKana: 'ミホン ハナコ',
    nameSource: 'typed',
  });
  if (prepared.outcome !== 'prepared') throw new Error(prepared.reason);
  const { orderId } = prepared.order;
  const executed = await ground.bank.executeTransfer({ contractId, channel: 'pc', orderId, code: GOOD_CODE });
  if (executed.outcome !== 'executed') throw new Error(executed.reason);
  return { contractId, orderId, receiptNumber: executed.receipt.receiptNumber };
}

const termsOf = ({ contractId, receiptNumber }: Sent) =>
  ({ kind: 'transfer_recall', contractId, receiptNumber }) as const;

async function recalled(transfer: Sent): Promise<void> {
  const [maker, checker] = [await ground.operator('teller'), await ground.operator('manager')];
  const outcome = await ground.approve(checker, await ground.made(maker, termsOf(transfer)));
  expect(outcome).toEqual({ outcome: 'done' });
}
const balanceOf = async ({ contractId }: Sent) => (await ground.bank.listAccounts(contractId))[0]?.balance;
const receiptOf = ({ contractId, orderId }: Sent) => ground.bank.receiptOf(contractId, orderId);
const pass = (seconds: number) => {
  ground.time.now = epochSeconds(ground.time.now + seconds);
};
const noticesOf = async ({ contractId }: Sent) =>
  (
    await ground.query<{ kind: string }>(
      `select kind from bank.notice where contract_id = $1 and kind like 'transfer_re%' order by id`,
      [contractId],
    )
  ).map((row) => row.kind);

const LEFT = 50_000n - 10_165n;
const returnOf = ({ orderId }: Sent) => ({
  returnId: `r-${orderId}`,
  paymentId: orderId,
  reason: 'account_closed',
  returnedAt: CORE_TIME,
});

test('a recall takes its fee at once, asks once, waits, and credits the amount when the other bank agrees', async () => {
  const transfer = await sent();
  await ground.bank.sendDueTransfers();
  await recalled(transfer);
  expect(await balanceOf(transfer)).toBe(LEFT - 1_100n);
  expect(await receiptOf(transfer)).toMatchObject({ transferState: 'sent', recall: { state: 'recorded' } });
  await ground.bank.settleRecalls();
  expect(await receiptOf(transfer)).toMatchObject({ transferState: 'sent', recall: { state: 'asked' } });
  pass(10);
  await ground.bank.settleRecalls();
  expect(ground.zengin.recalls).toEqual([transfer.orderId]);
  ground.zengin.recallAnswer = { answer: 'returned' };
  pass(30);
  await ground.bank.settleRecalls();
  pass(3_600);
  expect(await ground.bank.settleRecalls()).toBe(0);
  expect(await balanceOf(transfer)).toBe(LEFT - 1_100n + 10_000n);
  const receipt = await receiptOf(transfer);
  expect(receipt).toMatchObject({ transferState: 'recalled', recall: { state: 'returned' } });
  expect(receipt).not.toHaveProperty('returned');
  expect(await noticesOf(transfer)).toEqual(['transfer_recall_accepted', 'transfer_recalled']);
  expect((await ground.bank.history(transfer)).lines).toMatchObject([{ state: 'recalled' }]);
});

test('a recall that the other bank refuses keeps its fee, and the customer is told', async () => {
  const transfer = await sent();
  await ground.bank.sendDueTransfers();
  await recalled(transfer);
  ground.zengin.recallAnswer = { answer: 'refused', reason: 'payee_refused' };
  await ground.bank.settleRecalls();
  expect(await balanceOf(transfer)).toBe(LEFT - 1_100n);
  expect(await receiptOf(transfer)).toMatchObject({ transferState: 'sent', recall: { state: 'refused' } });
  expect(await noticesOf(transfer)).toEqual(['transfer_recall_accepted', 'transfer_recall_refused']);
});

test('an account that cannot pay the fee is told so before anything is recorded, and once more behind the locks', async () => {
  const transfer = await sent(10_165n + 1_100n);
  const maker = await ground.operator('teller');
  const checker = await ground.operator('manager');
  const request = await ground.made(maker, termsOf(transfer));
  const [account] = await ground.bank.listAccounts(transfer.contractId);
  await ground.query(`update bank.account_balance set balance_yen = 1099 where account_id = $1`, [
    account?.accountId,
  ]);
  expect(await ground.approve(checker, request)).toMatchObject({
    reason: 'not_possible',
    because: { reason: 'recall_fee_not_covered', fee: 1_100n, available: 1_099n },
  });
  expect(await ground.query('select 1 from bank.recall')).toEqual([]);
  await ground.query(`update bank.account_balance set balance_yen = 1100 where account_id = $1`, [
    account?.accountId,
  ]);
});

test('a payment that was never handed to the network is stopped, and comes back without asking anybody', async () => {
  const transfer = await sent();
  await recalled(transfer);
  await ground.bank.settleRecalls();
  expect(await balanceOf(transfer)).toBe(LEFT - 1_100n + 10_000n);
  pass(3_600);
  expect(await ground.bank.sendDueTransfers()).toBe(0);
  expect([ground.zengin.calls, ground.zengin.recalls]).toEqual([[], []]);
  expect(await receiptOf(transfer)).toMatchObject({ transferState: 'recalled' });
  expect(await ground.bank.listBookedOrders(transfer.contractId)).toEqual([]);
});

test('a payment that may have arrived is asked for when it is known to have', async () => {
  const transfer = await sent();
  ground.zengin.weather = 'answer_lost';
  await ground.bank.sendDueTransfers();
  await recalled(transfer);
  await ground.bank.settleRecalls();
  expect(await receiptOf(transfer)).toMatchObject({
    transferState: 'waiting',
    recall: { state: 'recorded' },
  });
  ground.zengin.weather = 'clear';
  ground.zengin.recallAnswer = { answer: 'returned' };
  pass(60);
  await ground.bank.sendDueTransfers();
  await ground.bank.settleRecalls();
  expect(await receiptOf(transfer)).toMatchObject({ transferState: 'recalled' });
});

test('what came back as 入金不能 is not credited by its recall as well, whichever is told first', async () => {
  const first = await sent();
  const second = await sent();
  await ground.bank.sendDueTransfers();
  await recalled(first);
  await recalled(second);
  ground.zengin.recallAnswer = { answer: 'returned' };
  ground.zengin.returns.push(returnOf(first));
  await ground.bank.settleReturns();
  await ground.bank.settleRecalls();
  ground.zengin.returns.push(returnOf(second));
  await ground.bank.settleReturns();
  for (const transfer of [first, second]) expect(await balanceOf(transfer)).toBe(LEFT - 1_100n + 10_000n);
  expect(await receiptOf(first)).toMatchObject({ transferState: 'returned', recall: { state: 'refused' } });
  expect(await receiptOf(second)).toMatchObject({ transferState: 'recalled', recall: { state: 'returned' } });
  expect(await noticesOf(first)).toEqual(['transfer_recall_accepted', 'transfer_returned']);
});

test('sending, returning and recalling at once, in any order and twice: the amount comes back at most once', async () => {
  const maker = await ground.operator('teller');
  const checker = await ground.operator('manager');
  const other = openBank(ground.bankPorts);
  const acts = fc.array(fc.constantFrom('send', 'return', 'recall', 'agree', 'refuse', 'wait'), {
    minLength: 4,
    maxLength: 10,
  });
  await fc.assert(
    fc.asyncProperty(acts, async (sequence) => {
      const transfer = await sent();
      const request = await ground.made(maker, termsOf(transfer));
      await ground.approve(checker, request);
      ground.zengin.recallAnswer = { answer: 'waiting' };
      for (const act of [...sequence, 'wait', 'wait']) {
        if (act === 'return' && ground.zengin.payments.has(transfer.orderId)) {
          ground.zengin.returns.push({ ...returnOf(transfer), returnId: crypto.randomUUID() });
        }
        if (act === 'agree') ground.zengin.recallAnswer = { answer: 'returned' };
        if (act === 'refuse') ground.zengin.recallAnswer = { answer: 'refused', reason: 'payee_refused' };
        if (act === 'wait') pass(700);
        const works = [ground.bank, other].flatMap((bank) => [
          ...(act === 'send' || act === 'wait' ? [bank.sendDueTransfers()] : []),
          ...(act === 'return' || act === 'wait' ? [bank.settleReturns()] : []),
          ...(act === 'send' ? [] : [bank.settleRecalls()]),
        ]);
        await Promise.all(works);
      }
      const receipt = await receiptOf(transfer);
      const isBack = receipt?.transferState === 'returned' || receipt?.transferState === 'recalled';
      expect(await balanceOf(transfer)).toBe(LEFT - 1_100n + (isBack ? 10_000n : 0n));
    }),
    { numRuns: 15 },
  );
  await ground.bank.settleReturns();
});

test('a recall is written by the approved request alone, and its fee taken from the account of that transfer', async () => {
  const transfer = await sent();
  const maker = await ground.operator('teller');
  const request = await ground.made(maker, termsOf(transfer));
  const write = ground.ports.database.kysely;
  const { sql } = await import('kysely');
  await expect(
    sql`select bank.record_recall(${request.requestId}::uuid, ${transfer.orderId}::uuid, ${crypto.randomUUID()}::uuid, 1100, now(), '2026-11-24')`.execute(
      write,
    ),
  ).rejects.toThrow(/approved request alone/);
  await expect(
    sql`insert into bank.recall (order_id, contract_id, request_id, fee_yen, recorded_at) values (${transfer.orderId}::uuid, ${transfer.contractId}::uuid, ${request.requestId}::uuid, 0, now())`.execute(
      write,
    ),
  ).rejects.toThrow(/permission denied/);
});

test('verify names a recall whose fee or answer differs from the book', async () => {
  const transfer = await sent();
  await recalled(transfer);
  const names = async () => (await ground.bank.verify()).map((fault) => fault.name);
  await ground.query('update bank.recall set fee_yen = 1099');
  expect(await names()).toEqual(['recall_fee_differs']);
  await ground.query('update bank.recall set fee_yen = 1100');
  await ground.query(`update bank.recall set state = 'returned'`);
  expect(await names()).toEqual(['recall_answer_differs']);
  await ground.query(`update bank.recall set state = 'recorded'`);
  await ground.query(`update bank.zengin_outbox set state = 'stopped'`);
  expect(await names()).toEqual(['payment_stopped_amiss']);
  await ground.query(`update bank.zengin_outbox set state = 'due'`);
});
