import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { epochSeconds } from '@warifu/base';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildNetworks, type Networks } from '../src/index.ts';

let folder = '';
let now = 1_795_000_000;
let networks: Networks;

const open = () =>
  buildNetworks({ folder, clock: () => epochSeconds(now), host: '127.0.0.1', smtpPort: 0, slowMs: 0 });

beforeEach(async () => {
  now = 1_795_000_000;
  folder = await mkdtemp(join(tmpdir(), 'warifu-pay-easy-'));
  networks = await open();
});
afterEach(async () => {
  await networks.close();
  await rm(folder, { recursive: true, force: true });
});

/** A bill of 架空電力: four digits, six of yen, three more of which the last two tell how it behaves. */
const powerBill = (ending: string, amount = '003120') => ({
  billerNumber: '90101',
  paymentNumber: `24681${amount}${ending}`,
  confirmationNumber: '2468',
});
const taxBill = {
  billerNumber: '00200',
  paymentNumber: '1357924601280002',
  confirmationNumber: '135792',
  paymentCategory: '1000000001',
};
const cityBill = {
  billerNumber: '58191',
  paymentNumber: '13579246801301280002',
  confirmationNumber: '135792',
  paymentCategory: '2000000002',
};

const post = async (url: string, payload: object) => {
  const answer = await networks.app.inject({ method: 'POST', url, payload });
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown> };
};
const inquire = async (bill: object) => (await post('/pay-easy/inquiries', bill)).body;
const pay = (paymentId: string, bill: object, amount = '3120') =>
  post('/pay-easy/payments', { paymentId, bill, amount });
const ask = async (paymentId: string) =>
  (await networks.app.inject({ url: `/pay-easy/payments/${paymentId}` })).json() as unknown;
const counts = async () => (await networks.app.inject({ url: '/pay-easy/switch' })).json() as unknown;

test.each([
  ['00200', 'national', 16, 6, 10],
  ['00500', 'national', 16, 6, undefined],
  ['58191', 'local', 20, 6, 10],
  ['90101', 'private', 13, 4, undefined],
])(
  'biller %s is %s, and tells which numbers its bills carry',
  async (number, kind, payment, confirmation, category) => {
    const answer = (await networks.app.inject({ url: `/pay-easy/billers/${number}` })).json() as {
      biller: Record<string, unknown>;
    };
    const digits = (length: number) => ({ lengthMin: length, lengthMax: length });
    expect(answer.biller).toEqual({
      billerNumber: number,
      kind,
      name: expect.any(String),
      kana: expect.stringMatching(/^[ｱ-ﾝﾞﾟ]+$/u),
      paymentNumber: digits(payment),
      confirmationNumber: digits(confirmation),
      ...(category === undefined ? {} : { paymentCategory: digits(category) }),
    });
  },
);

test('a biller that nobody knows is unknown', async () => {
  const answer = await networks.app.inject({ url: '/pay-easy/billers/11111' });
  expect(answer.json()).toEqual({ outcome: 'biller_unknown' });
});

test('a bill is stated with biller, payer, content, amount and due date', async () => {
  expect(await inquire(taxBill)).toEqual({
    outcome: 'found',
    bill: {
      billerName: 'デモ国税',
      payerKana: 'ﾐﾎﾝ ｲﾁﾛｳ',
      content: 'デモ所得税',
      amount: { kind: 'fixed', amount: '12800' },
      dueDate: '2026-12-31',
    },
  });
  expect(await inquire(cityBill)).toMatchObject({
    outcome: 'found',
    bill: { billerName: '見本市', content: '見本市自動車税' },
  });
});

test.each([
  ['a confirmation number that is not its own', { ...taxBill, confirmationNumber: '135793' }],
  ['a category that its biller does not have', { ...taxBill, paymentCategory: '1000000009' }],
  ['no category where there must be one', { ...taxBill, paymentCategory: undefined }],
  ['a category where there is none', { ...powerBill('01'), paymentCategory: '1000000001' }],
  ['a number of another length', { ...taxBill, paymentNumber: '135792460128000' }],
  ['an unknown biller', { ...powerBill('01'), billerNumber: '11111' }],
  ['the ending 97', powerBill('97')],
])('with %s no bill is found', async (_, bill) => {
  expect(await inquire(bill)).toEqual({ outcome: 'unknown' });
});

test.each([
  ['90', 'paid', 'already_paid'],
  ['91', 'expired', 'expired'],
  ['92', 'withdrawn', 'withdrawn'],
])('a bill that ends in %s is %s, in the inquiry and for a payment', async (ending, outcome, reason) => {
  expect(await inquire(powerBill(ending))).toEqual({ outcome });
  expect((await pay('p-1', powerBill(ending))).body).toEqual({
    paymentId: 'p-1',
    outcome: 'not_taken',
    reason,
  });
});

test('a biller under maintenance takes nothing', async () => {
  const bill = { billerNumber: '90909', paymentNumber: '13500312001', confirmationNumber: '1350' };
  expect(await inquire(bill)).toEqual({ outcome: 'maintenance' });
  expect((await pay('p-1', bill)).body).toEqual({
    paymentId: 'p-1',
    outcome: 'not_taken',
    reason: 'maintenance',
  });
});

test.each([
  ['99', 'not_taken'],
  ['100', 'paid'],
  ['100000', 'paid'],
  ['100001', 'not_taken'],
])('where the amount is chosen, %s yen are %s', async (amount, outcome) => {
  const bill = powerBill('93');
  expect(await inquire(bill)).toMatchObject({
    bill: { amount: { kind: 'chosen', amountMin: '100', amountMax: '100000' } },
  });
  expect((await pay('p-1', bill, amount)).body).toMatchObject({ outcome });
});

test('another amount than the bill’s is not taken', async () => {
  expect((await pay('p-1', powerBill('01'), '3121')).body).toEqual({
    paymentId: 'p-1',
    outcome: 'not_taken',
    reason: 'amount_differs',
  });
  expect(await inquire(powerBill('01'))).toMatchObject({ outcome: 'found' });
});

test('a bill is paid once: the same id is the same payment, another id is refused', async () => {
  const first = await pay('p-1', powerBill('01'));
  expect(first).toEqual({ status: 200, body: { paymentId: 'p-1', outcome: 'paid', paidAt: now } });
  now += 60;
  expect(await pay('p-1', powerBill('01'))).toEqual(first);
  expect((await pay('p-2', powerBill('01'))).body).toEqual({
    paymentId: 'p-2',
    outcome: 'not_taken',
    reason: 'already_paid',
  });
  expect(await inquire(powerBill('01'))).toEqual({ outcome: 'paid' });
  expect(await counts()).toMatchObject({ paid: 1, notTaken: 1 });
});

test('of twenty payments of one bill at once, one is taken', async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `p-${index}`);
  const answers = await Promise.all(ids.map((id) => pay(id, powerBill('01'))));
  expect(answers.filter(({ body }) => body['outcome'] === 'paid')).toHaveLength(1);
});

test('another payment under the same id is a conflict', async () => {
  await pay('p-1', powerBill('01'));
  expect((await pay('p-1', powerBill('02'))).status).toBe(409);
  expect((await pay('p-1', powerBill('01'), '3121')).status).toBe(409);
});

test('its first word on a payment is its last, also after it was opened anew', async () => {
  expect(await ask('p-1')).toEqual({ paymentId: 'p-1', outcome: 'unknown' });
  const taken = (await pay('p-1', powerBill('01'))).body;
  const refused = (await pay('p-2', powerBill('95'))).body;
  expect(refused).toEqual({ paymentId: 'p-2', outcome: 'not_taken', reason: 'withdrawn' });
  await networks.close();
  await appendFile(join(folder, 'pay-easy.jsonl'), '{"payment":{"paymentId":"p-3"');
  now += 600;
  networks = await open();
  expect([await ask('p-1'), await ask('p-2'), await ask('p-3')]).toEqual([
    taken,
    refused,
    { paymentId: 'p-3', outcome: 'unknown' },
  ]);
  expect((await pay('p-1', powerBill('01'))).body).toEqual(taken);
  expect(await inquire(powerBill('01'))).toEqual({ outcome: 'paid' });
});

test('the page lists what a newcomer may pay, and what has been paid meanwhile', async () => {
  const before = (await networks.app.inject({ url: '/pay-easy' })).body;
  const [, paymentNumber = ''] = /<th scope="row">(\d{13})<\/th>/.exec(before) ?? [];
  const bill = { billerNumber: '90101', paymentNumber, confirmationNumber: paymentNumber.slice(0, 4) };
  expect(await inquire(bill)).toMatchObject({ outcome: 'found' });
  await pay('p-1', bill);
  const lineOf = (page: string) => page.split('\n').find((line) => line.includes(paymentNumber)) ?? '';
  const after = (await networks.app.inject({ url: '/pay-easy' })).body;
  expect(lineOf(after)).not.toBe(lineOf(before));
  expect(after).toContain('架空電力');
});
