import { epochSeconds, yen } from '@warifu/base';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultConfiguration } from '../src/configuration.ts';
import type { PayeeWish } from '../src/transfers/payees/payee.ts';
import { GOOD_CODE } from './support/authority.ts';
import { type Customer, type MoneyGround, OTHER_BANK, openMoneyGround } from './support/money.ts';

let ground: MoneyGround;
beforeEach(async () => {
  ground = await openMoneyGround({ transfers: { ...defaultConfiguration.transfers, payeesMax: 3 } });
});
afterEach(async () => {
  expect(await ground.bank.verify()).toEqual([]);
  await ground.close();
});

const WISH: PayeeWish = {
  payee: OTHER_BANK,
  payeeKana: 'ミホン ハナコ',
  nameSource: 'typed',
  nickname: 'やちん',
};
const numbered = (accountNumber: string, payeeKana: string, nickname = ''): PayeeWish => ({
  ...WISH,
  payee: { ...OTHER_BANK, accountNumber },
  payeeKana,
  nickname,
});

const prepare = ({ contractId }: Customer, wish: PayeeWish) =>
  ground.bank.preparePayee({ contractId, channel: 'pc', wish });

async function register(customer: Customer, wish: PayeeWish, code: string = GOOD_CODE) {
  const prepared = await prepare(customer, wish);
  if (prepared.outcome !== 'prepared') return prepared;
  const { contractId } = customer;
  return ground.bank.executePayee({ contractId, channel: 'pc', orderId: prepared.order.orderId, code });
}
const kanaOf = async ({ contractId }: Customer, search?: string) =>
  (await ground.bank.listPayees(contractId, search)).map((payee) => payee.kana);

test('a payee is registered with a code, once, and never with a wrong one', async () => {
  const customer = await ground.customer(0n);
  expect(await register(customer, WISH, '000000')).toMatchObject({ reason: 'code_refused' });
  expect(await kanaOf(customer)).toEqual([]);
  expect(await register(customer, WISH)).toMatchObject({ outcome: 'executed' });
  expect(await ground.bank.listPayees(customer.contractId)).toMatchObject([
    { kana: 'ﾐﾎﾝ ﾊﾅｺ', nickname: 'やちん', bankName: '三菱ＵＦＪ', accountNumber: '1234567' },
  ]);
  expect(
    await prepare(customer, { ...WISH, payee: { ...OTHER_BANK, accountNumber: '１２３４５６７' } }),
  ).toMatchObject({
    reason: 'payee_registered',
  });
});

test('two browsers that register the last free place at once fill it once', async () => {
  const customer = await ground.customer(0n);
  await register(customer, numbered('1', 'ｱ'));
  await register(customer, numbered('2', 'ｲ'));
  const outcomes = await Promise.all([
    register(customer, numbered('3', 'ｳ')),
    register(customer, numbered('4', 'ｴ')),
  ]);
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['executed', 'refused']);
  expect(outcomes).toContainEqual(expect.objectContaining({ reason: 'payees_too_many', payeesMax: 3 }));
});

test.each<[string, Partial<PayeeWish>, object]>([
  ['an unknown bank', { payee: { ...OTHER_BANK, bankCode: '9998' } }, { reason: 'payee_bank_unknown' }],
  ['an unknown branch', { payee: { ...OTHER_BANK, branchCode: '000' } }, { reason: 'payee_branch_unknown' }],
  ['no number', { payee: { ...OTHER_BANK, accountNumber: 'x' } }, { reason: 'payee_number_malformed' }],
  [
    'an account of ours that is not there',
    { payee: { ...OTHER_BANK, bankCode: '1999' } },
    { reason: 'payee_account_unknown' },
  ],
  ['no name', { payeeKana: ' ' }, { reason: 'payee_name_missing' }],
  [
    'a name that no bank takes',
    { payeeKana: '山田' },
    { reason: 'payee_name_not_allowed', characters: '山田' },
  ],
  ['a nickname of 21 letters', { nickname: 'あ'.repeat(21) }, { reason: 'nickname_too_long', lengthMax: 20 }],
  ['a nickname that hides something', { nickname: 'a\u202eb' }, { reason: 'nickname_not_allowed' }],
])('a payee with %s is not registered', async (_, changes, refusal) => {
  const customer = await ground.customer(0n);
  expect(await prepare(customer, { ...WISH, ...changes })).toMatchObject({ outcome: 'refused', ...refusal });
});

test('within the bank the name is the one that the bank knows', async () => {
  const [customer, friend] = [await ground.customer(0n), await ground.customer(0n)];
  expect(await register(customer, { ...WISH, payee: friend.payee, payeeKana: 'ダレカ' })).toMatchObject({
    outcome: 'executed',
    order: { terms: { payee: { kana: 'ﾜﾘﾌ ﾀﾛｳ' }, nameSource: 'inquiry' } },
  });
});

test('payees stand in the order of their kana, and are found by the first kana, a part, a nickname or a number', async () => {
  const customer = await ground.customer(0n);
  await register(customer, numbered('3', 'ﾔﾏﾀﾞ ﾀﾛｳ', '大家さん'));
  await register(customer, numbered('1', 'ｶﾞｽﾔ'));
  await register(customer, numbered('2', 'ｶﾌﾞﾗﾔ', 'さくら'));
  expect(await kanaOf(customer)).toEqual(['ｶﾌﾞﾗﾔ', 'ｶﾞｽﾔ', 'ﾔﾏﾀﾞ ﾀﾛｳ'].sort());
  expect(await kanaOf(customer, 'か')).toHaveLength(2);
  expect(await kanaOf(customer, 'さ')).toEqual(['ｶﾌﾞﾗﾔ']);
  expect(await kanaOf(customer, 'たろう')).toEqual(['ﾔﾏﾀﾞ ﾀﾛｳ']);
  expect(await kanaOf(customer, '大家')).toEqual(['ﾔﾏﾀﾞ ﾀﾛｳ']);
  expect(await kanaOf(customer, '0000001')).toEqual(['ｶﾞｽﾔ']);
});

test('the nickname is changed and the payee removed without a code, by its own customer alone', async () => {
  const [customer, stranger] = [await ground.customer(0n), await ground.customer(0n)];
  await register(customer, WISH);
  const [payee] = await ground.bank.listPayees(customer.contractId);
  const payeeId = payee?.payeeId ?? '';
  const rename = ({ contractId }: Customer, nickname: string) =>
    ground.bank.renamePayee({ contractId, payeeId, nickname });
  expect(await rename(stranger, 'わたしの')).toEqual({ outcome: 'refused', reason: 'payee_unknown' });
  expect(await rename(customer, 'あ'.repeat(21))).toMatchObject({ reason: 'nickname_too_long' });
  expect(await rename(customer, '  新しい  名前 ')).toEqual({ outcome: 'changed' });
  expect(await ground.bank.payeeOf(customer.contractId, payeeId)).toMatchObject({ nickname: '新しい 名前' });
  await ground.bank.removePayee({ contractId: stranger.contractId, payeeId });
  expect(await kanaOf(customer)).toHaveLength(1);
  await ground.bank.removePayee({ contractId: customer.contractId, payeeId });
  await ground.bank.removePayee({ contractId: customer.contractId, payeeId });
  expect(await kanaOf(customer)).toEqual([]);
  // Removed is not approved for ever: registered again, it asks for a code again.
  expect(await register(customer, WISH, '')).toMatchObject({ reason: 'code_missing' });
});

test('without a token no payee is registered', async () => {
  const customer = await ground.customer(0n, { hasToken: false });
  expect(await prepare(customer, WISH)).toMatchObject({
    reason: 'not_allowed',
    because: { reason: 'register_first' },
  });
});

test('verify names a payee that nobody approved, and one that vanished', async () => {
  const customer = await ground.customer(0n);
  await register(customer, WISH);
  await ground.query(`update bank.payee set account_number = '7654321'`);
  expect((await ground.bank.verify()).map((fault) => fault.name)).toEqual(['payee_differs']);
  await ground.query(`update bank.payee set account_number = '1234567'`);
  await ground.query('create temp table kept as select * from bank.payee');
  await ground.query('delete from bank.payee');
  expect((await ground.bank.verify()).map((fault) => fault.name)).toEqual(['payee_missing']);
  await ground.query('insert into bank.payee select * from kept');
});

test('取引履歴 lists orders of every kind, newest first, each with what became of it', async () => {
  const customer = await ground.customer(100_000n);
  const { contractId } = customer;
  const { orderId: sent } = await ground.prepared(customer, 1_000n);
  await ground.execute(customer, sent);
  ground.time.now = epochSeconds(ground.time.now + 1);
  await register(customer, WISH);
  ground.time.now = epochSeconds(ground.time.now + 1);
  const booked = await ground.bank.prepareScheduledTransfer({
    contractId,
    channel: 'pc',
    wish: { ...WISH, fromAccountId: customer.accountId, amount: yen(2_000n), date: '2026-11-25' },
  });
  if (booked.outcome !== 'prepared') throw new Error(booked.reason);
  const { orderId } = booked.order;
  await ground.bank.executeScheduledTransfer({ contractId, channel: 'pc', orderId, code: GOOD_CODE });
  const { lines } = await ground.bank.history({ contractId });
  expect(lines).toMatchObject([
    {
      kind: 'scheduled_transfer',
      orderId,
      amount: 2_000n,
      fee: 165n,
      state: 'booked',
      about: { name: 'ﾐﾎﾝ ﾊﾅｺ' },
    },
    { kind: 'payee', about: { name: 'ﾐﾎﾝ ﾊﾅｺ', place: '三菱ＵＦＪ 本店' } },
    { kind: 'transfer', orderId: sent, amount: 1_000n, state: 'waiting' },
  ]);
  expect(lines[1]).not.toHaveProperty('amount');
  const first = await ground.bank.history({ contractId, limit: 2 });
  expect(first).toMatchObject({ lines: { length: 2 }, next: lines[1]?.orderId });
  expect(await ground.bank.orderOf(contractId, orderId)).toMatchObject({
    kind: 'scheduled_transfer',
    state: 'executed',
  });
});
