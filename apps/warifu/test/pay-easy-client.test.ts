import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PayEasyNetwork } from '@warifu/bank';
import { epochSeconds, yen } from '@warifu/base';
import { buildNetworks, type Networks } from '@warifu/networks';
import Fastify from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectPayEasy } from '../src/pay-easy-client.ts';

const NOW = 1_795_000_000;
const UNAVAILABLE = { name: 'NetworkUnavailable' };
/** Longer than a loopback takes on a busy machine, and short enough for a test to wait for its end. */
const HASTY_MS = 1_500;

let folder = '';
let networks: Networks;
let url = '';
let payEasy: PayEasyNetwork;
let hasty: PayEasyNetwork;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warifu-pay-easy-client-'));
  networks = await buildNetworks({ folder, clock: () => epochSeconds(NOW), host: '127.0.0.1', smtpPort: 0 });
  url = `${await networks.app.listen({ host: '127.0.0.1', port: 0 })}/pay-easy`;
  payEasy = connectPayEasy({ url });
  hasty = connectPayEasy({ url, timeoutMs: HASTY_MS });
});
afterEach(async () => {
  await networks.close();
  await rm(folder, { recursive: true, force: true });
});

const turn = async (mode: string) => {
  await networks.app.inject({ method: 'PUT', url: '/pay-easy/switch', payload: { mode } });
};
const billOf = (ending: string) => ({
  billerNumber: '90101',
  paymentNumber: `24681003120${ending}`,
  confirmationNumber: '2468',
});
const payment = (ending: string, paymentId = 'p-1') => ({
  paymentId,
  bill: billOf(ending),
  amount: yen(3_120n),
});
const PAID = { outcome: 'paid', paidAt: NOW };

test('a biller and a bill come over the wire, amounts as yen', async () => {
  expect(await payEasy.findBiller('00200')).toMatchObject({
    outcome: 'found',
    biller: { name: 'デモ国税', paymentCategory: { lengthMin: 10, lengthMax: 10 } },
  });
  expect(await payEasy.findBiller('11111')).toEqual({ outcome: 'biller_unknown' });
  expect(await payEasy.inquireBill(billOf('01'))).toMatchObject({
    outcome: 'found',
    bill: { amount: { kind: 'fixed', amount: 3_120n } },
  });
  expect(await payEasy.inquireBill(billOf('93'))).toMatchObject({
    bill: { amount: { kind: 'chosen', amountMin: 100n, amountMax: 100_000n } },
  });
});

test.each([
  ['90', { outcome: 'paid' }],
  ['91', { outcome: 'expired' }],
  ['92', { outcome: 'withdrawn' }],
  ['97', { outcome: 'unknown' }],
])('a bill that ends in %s answers %o', async (ending, expected) => {
  expect(await payEasy.inquireBill(billOf(ending))).toEqual(expected);
});

test('a payment is taken once, and asked for it says so', async () => {
  expect(await payEasy.askOutcome('p-1')).toEqual({ outcome: 'unknown' });
  expect(await payEasy.pay(payment('01'))).toEqual(PAID);
  expect(await payEasy.pay(payment('01'))).toEqual(PAID);
  expect(await payEasy.askOutcome('p-1')).toEqual(PAID);
  const refused = { outcome: 'not_taken', reason: 'already_paid' };
  expect(await payEasy.pay(payment('01', 'p-2'))).toEqual(refused);
  expect(await payEasy.askOutcome('p-2')).toEqual(refused);
});

test('silence ends in its time as a fault, and asked again with the same id the network tells the truth', async () => {
  await expect(hasty.pay(payment('98'))).rejects.toMatchObject(UNAVAILABLE);
  expect(await payEasy.askOutcome('p-1')).toEqual(PAID);
  expect(await payEasy.pay(payment('98'))).toEqual(PAID);
});

test.each(['silent', 'lost'])('an answer that is %s was a payment all the same', async (mode) => {
  await turn(mode);
  await expect(hasty.pay(payment('01'))).rejects.toMatchObject(UNAVAILABLE);
  await turn('normal');
  expect(await payEasy.askOutcome('p-1')).toEqual(PAID);
});

test('a network that is away is one fault, whatever is asked, and nothing is paid', async () => {
  await turn('away');
  await expect(payEasy.findBiller('00200')).rejects.toMatchObject(UNAVAILABLE);
  await expect(payEasy.inquireBill(billOf('01'))).rejects.toMatchObject(UNAVAILABLE);
  await expect(payEasy.pay(payment('01'))).rejects.toMatchObject(UNAVAILABLE);
  await expect(payEasy.askOutcome('p-1')).rejects.toMatchObject(UNAVAILABLE);
  await turn('normal');
  expect(await payEasy.askOutcome('p-1')).toEqual({ outcome: 'unknown' });
});

test('a slow network that is slower than the time counts as away', async () => {
  await networks.app.inject({ method: 'PUT', url: '/pay-easy/switch', payload: { slowMs: 3 * HASTY_MS } });
  await expect(hasty.inquireBill(billOf('99'))).rejects.toMatchObject(UNAVAILABLE);
});

test('another payment under the same id is no answer', async () => {
  await payEasy.pay(payment('01'));
  await expect(payEasy.pay(payment('02'))).rejects.toMatchObject(UNAVAILABLE);
});

test.each([
  ['another shape', { outcome: 'paid', paidAt: 'today' }],
  ['no JSON', 'paid'],
  ['an outcome that is none', { outcome: 'perhaps' }],
  ['an answer about another payment', { ...PAID, paymentId: 'p-2' }],
  ['an answer about no payment', PAID],
  ['an instant that no calendar has', { outcome: 'paid', paidAt: 8.7e15, paymentId: 'p-1' }],
  ['an answer without an end', ' '.repeat(1_100_000)],
])('%s is never taken for a payment', async (_, body) => {
  const site = Fastify();
  site.all('/*', async () => body);
  try {
    const strange = connectPayEasy({ url: await site.listen({ host: '127.0.0.1', port: 0 }) });
    const wrongly = { ...UNAVAILABLE, wrongly: expect.any(String) };
    await expect(strange.pay(payment('01'))).rejects.toMatchObject(wrongly);
    await expect(strange.askOutcome('p-1')).rejects.toMatchObject(wrongly);
  } finally {
    await site.close();
  }
});

test('what else the network says of a bill reaches nobody', async () => {
  const site = Fastify();
  const bill = { billerName: '架空電力', payerKana: 'ﾐﾎﾝ', content: '電気料金', remark: 'more' };
  site.post('/inquiries', async () => ({
    outcome: 'found',
    bill: { ...bill, amount: { kind: 'fixed', amount: '1' } },
  }));
  try {
    const strange = connectPayEasy({ url: await site.listen({ host: '127.0.0.1', port: 0 }) });
    expect(await strange.inquireBill(billOf('01'))).toEqual({
      outcome: 'found',
      bill: {
        billerName: '架空電力',
        payerKana: 'ﾐﾎﾝ',
        content: '電気料金',
        amount: { kind: 'fixed', amount: 1n },
      },
    });
  } finally {
    await site.close();
  }
});
