import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { epochSeconds } from '@warifu/base';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holderOf } from '../src/holder.ts';
import { buildNetworks, type Networks } from '../src/index.ts';

let folder = '';
let now = 1_800_000_000;
let networks: Networks;

const open = () =>
  buildNetworks({ folder, clock: () => epochSeconds(now), host: '127.0.0.1', smtpPort: 0, slowMs: 0 });

beforeEach(async () => {
  now = 1_800_000_000;
  folder = await mkdtemp(join(tmpdir(), 'warifu-networks-'));
  networks = await open();
});
afterEach(async () => {
  await networks.close();
  await rm(folder, { recursive: true, force: true });
});

const payeeOf = (accountNumber: string) => ({
  bankCode: '0001',
  branchCode: '001',
  accountKind: 'ordinary',
  accountNumber,
});
const paymentOf = (paymentId: string, accountNumber: string) => ({
  paymentId,
  payee: payeeOf(accountNumber),
  payeeKana: holderOf(accountNumber),
  senderKana: 'ﾐﾎﾝ ﾀﾛｳ',
  amount: '30000',
  valueDate: '2026-11-24',
});

async function send(payment: object) {
  const answer = await networks.app.inject({ method: 'POST', url: '/zengin/transfers', payload: payment });
  return { status: answer.statusCode, body: answer.json() as { outcome: string; acceptedAt?: number } };
}
const returnsAfter = async (after?: string) => {
  const answer = await networks.app.inject({
    url: `/zengin/returns${after === undefined ? '' : `?after=${after}`}`,
  });
  return (answer.json() as { returns: { returnId: string; paymentId: string; reason: string }[] }).returns;
};

test.each([
  ['1234512', { outcome: 'found', kana: 'ﾚｲｼﾞ ｲﾁﾛｳ' }],
  ['1234597', { outcome: 'no_such_account' }],
  ['1234598', { outcome: 'unavailable' }],
])('受取人名照会: account %s answers %o', async (accountNumber, expected) => {
  const payload = payeeOf(accountNumber);
  const answer = await networks.app.inject({ method: 'POST', url: '/zengin/name-inquiries', payload });
  expect(answer.json()).toEqual(expected);
});

test('a payment sent again is the same payment, also after the counterpart was opened anew', async () => {
  const first = await send(paymentOf('p-1', '1234512'));
  expect(first).toEqual({ status: 200, body: { paymentId: 'p-1', outcome: 'accepted', acceptedAt: now } });
  await networks.close();
  now += 60;
  networks = await open();
  expect(await send(paymentOf('p-1', '1234512'))).toEqual(first);
});

test('another payment under the same id is a conflict', async () => {
  await send(paymentOf('p-1', '1234512'));
  expect((await send({ ...paymentOf('p-1', '1234512'), amount: '30001' })).status).toBe(409);
});

test('入金不能: closed and unknown accounts and wrong names come back once each, in order, after a while', async () => {
  await send(paymentOf('closed', '1234500'));
  await send(paymentOf('good', '1234512'));
  await send({ ...paymentOf('misnamed', '1234512'), payeeKana: 'ﾀﾞﾚｶ' });
  await send(paymentOf('unknown', '1234597'));
  expect(await returnsAfter()).toEqual([]);
  now += 20;
  const returned = await returnsAfter();
  expect(returned.map(({ paymentId, reason }) => [paymentId, reason])).toEqual([
    ['closed', 'account_closed'],
    ['misnamed', 'name_mismatch'],
    ['unknown', 'no_such_account'],
  ]);
  await networks.close();
  networks = await open();
  expect(await returnsAfter()).toEqual(returned);
  expect(await returnsAfter(returned[1]?.returnId)).toEqual(returned.slice(2));
});

test('a line that a kill cut off is dropped, and what is written next stands whole', async () => {
  await send(paymentOf('p-1', '1234512'));
  await networks.close();
  await appendFile(join(folder, 'zengin.jsonl'), '{"kind":"accepted","paym');
  networks = await open();
  await send(paymentOf('p-2', '1234512'));
  await networks.close();
  networks = await open();
  const answer = await networks.app.inject({ url: '/zengin/switch' });
  expect(answer.json()).toMatchObject({ accepted: 2 });
});

test('an answer that is lost was an acceptance all the same', async () => {
  const url = await networks.app.listen({ host: '127.0.0.1', port: 0 });
  const json = { 'content-type': 'application/json' };
  const set = (mode: string) =>
    fetch(`${url}/zengin/switch`, { method: 'PUT', headers: json, body: JSON.stringify({ mode }) });
  await set('lost');
  const post = () =>
    fetch(`${url}/zengin/transfers`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify(paymentOf('p-1', '1234512')),
    });
  await expect(post()).rejects.toThrow();
  expect(await (await fetch(`${url}/zengin/switch`)).json()).toMatchObject({ accepted: 1 });
  await set('normal');
  expect((await post()).status).toBe(200);
  expect(await (await fetch(`${url}/zengin/switch`)).json()).toMatchObject({ accepted: 1 });
});

test('a mail is shown once, newest first, and its text cannot become markup', async () => {
  const transport = createTransport({ host: '127.0.0.1', port: networks.smtpPort, secure: false });
  const mail = { from: 'a@example.test', to: 'b@example.test', messageId: '<one@example.test>' };
  await transport.sendMail({ ...mail, subject: '<script>登録</script>', text: '<b>本文</b>' });
  await transport.sendMail({ ...mail, subject: 'again', text: 'again' });
  await transport.sendMail({ ...mail, messageId: '<two@example.test>', subject: '二通目', text: '二' });
  const list = (await networks.app.inject({ url: '/mailbox' })).body;
  expect(list).toContain('2 通');
  expect(list).not.toContain('<script>登録');
  expect(list.indexOf('二通目')).toBeLessThan(list.indexOf('&lt;script&gt;登録'));
  const one = (await networks.app.inject({ url: '/mailbox/1' })).body;
  expect(one).toContain('&lt;b&gt;本文&lt;/b&gt;');
});

test('a page under a foreign name reads nothing', async () => {
  const answer = await networks.app.inject({ url: '/mailbox.json', headers: { host: 'evil.example' } });
  expect(answer.statusCode).toBe(421);
});

const recall = async (paymentId: string) => {
  const payload = { paymentId };
  const answer = await networks.app.inject({ method: 'POST', url: '/zengin/recalls', payload });
  return { status: answer.statusCode, body: answer.json() as object };
};
const recallAnswer = async (paymentId: string) =>
  (await networks.app.inject({ url: `/zengin/recalls/${paymentId}` })).json() as object;

test.each([
  ['1234512', 20, { answer: 'returned' }],
  ['1234596', 20, { answer: 'refused', reason: 'payee_refused' }],
  ['1234595', 200, { answer: 'returned' }],
  ['1234500', 20, { answer: 'refused', reason: 'returned_before' }],
])(
  '組戻し: what was sent to account %s is answered after %i seconds, and told the same ever after',
  async (accountNumber, seconds, answer) => {
    await send(paymentOf('r-1', accountNumber));
    expect(await recall('r-1')).toEqual({ status: 200, body: { paymentId: 'r-1', outcome: 'accepted' } });
    now += seconds - 1;
    expect(await recallAnswer('r-1')).toEqual({ paymentId: 'r-1', answer: 'waiting' });
    expect(await recall('r-1')).toEqual({ status: 200, body: { paymentId: 'r-1', outcome: 'accepted' } });
    now += 1;
    expect(await recallAnswer('r-1')).toEqual({ paymentId: 'r-1', ...answer });
    await networks.close();
    networks = await open();
    expect(await recallAnswer('r-1')).toEqual({ paymentId: 'r-1', ...answer });
  },
);

test('組戻し: a payment that nobody sent cannot be asked back, and what was not asked back has no answer', async () => {
  await send(paymentOf('r-2', '1234512'));
  expect((await recall('nobody')).status).toBe(404);
  expect(await recallAnswer('r-2')).toEqual({ answer: 'unknown_recall' });
});
