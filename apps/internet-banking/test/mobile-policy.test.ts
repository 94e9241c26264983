import { type Bank, defaultConfiguration } from '@warifu/bank';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Customer,
  type MoneyGround,
  openMoneyGround,
} from '../../../packages/bank/test/support/money.ts';
import { browserOf, siteOf } from './site.ts';

const { policy } = defaultConfiguration;
const PASSWORD = 'Kawara-no-tsuki-7';
const GOOD_CODE = '123456';

let ground: MoneyGround;
/** On a real bank that does not offer 振込 through `mobile`, and on one that does. */
let strict: FastifyInstance;
let usual: FastifyInstance;
beforeAll(async () => {
  ground = await openMoneyGround();
  const mobile = {
    ...policy.mobile,
    transfer: { registered: 'refused', none: 'refused', unsure: 'refused' },
  } as const;
  const configuration = { ...defaultConfiguration, policy: { ...policy, mobile } };
  const siteOn = (bank: Bank) => siteOf(bank, { clock: () => ground.time.now });
  [strict, usual] = await Promise.all([siteOn(ground.another({ configuration })), siteOn(ground.bank)]);
});
afterAll(async () => {
  await Promise.all([strict.close(), usual.close()]);
  expect(await ground.bank.verify()).toEqual([]);
  await ground.close();
});

async function logIn(site: FastifyInstance, base: '' | '/m', { contractId }: Customer) {
  const [row] = await ground.query<{ contract_number: string }>(
    'select contract_number from bank.contract where id = $1',
    [contractId],
  );
  const browser = browserOf(site);
  const form = { contractNumber: row?.contract_number ?? '', password: PASSWORD };
  expect((await browser.post(`${base}/login`, form)).location).toBe(`${base}/top`);
  return browser;
}

test('/m follows its own row of the policy table, and says where to go instead', async () => {
  const customer = await ground.customer(50_000n);
  const telephone = await logIn(strict, '/m', customer);
  const draft = await ground.bank.startDraft(customer.contractId, 'transfer', 'pc');
  await ground.bank.saveDraft(customer.contractId, draft.draftId, {
    fromAccountId: customer.accountId,
    bankCode: '0005',
    branchCode: '001',
    accountKind: 'ordinary',
    accountNumber: '1234567',
  });
  const amount = `/m/transfer/${draft.draftId}/amount`;
  for (const { body } of [await telephone.get('/m/transfer'), await telephone.get(amount)]) {
    expect(body).toContain('このお取引は、携帯電話の画面ではお取り扱いしていません。');
    expect(body).not.toContain('/m/otp/register');
  }
  // The page was opened while 振込 was still offered: its form is judged all the same.
  const stale = await telephone.post(amount, { amount: '1000' }, '/m/password');
  expect(stale.body).toContain('このお取引は、携帯電話の画面ではお取り扱いしていません。');

  const computer = await logIn(strict, '', customer);
  expect((await computer.get('/transfer')).body).toContain('name="fromAccountId"');
  expect((await computer.get('/top')).body).toContain('携帯電話');
});

test('an order of a PC is neither confirmed nor executed under /m, and the way on is shown', async () => {
  const customer = await ground.customer(50_000n);
  const { orderId } = await ground.prepared(customer, 1_000n, { channel: 'pc' });
  const telephone = await logIn(usual, '/m', customer);
  const seen = await telephone.get(`/m/transfer/orders/${orderId}`);
  expect(seen.body).toContain('この内容は、パソコンの画面で確認されたものです。');
  expect(seen.body).not.toContain('name="code"');
  expect(seen.body).toContain(`href="/m/transfer/${customer.draftId}/amount"`);
  const sent = await telephone.post(`/m/transfer/orders/${orderId}`, { code: GOOD_CODE }, '/m/password');
  expect(sent.status).toBe(422);
  expect(sent.body).toContain('この内容は、パソコンの画面で確認されたものです。');
  expect(await ground.balanceOf(customer)).toBe(50_000n);

  const computer = await logIn(usual, '', customer);
  const done = await computer.post(`/transfer/orders/${orderId}`, { code: GOOD_CODE });
  expect(done.location).toBe(`/transfer/receipts/${orderId}`);
  const receipt = await (await logIn(usual, '/m', customer)).get(`/m/transfer/receipts/${orderId}`);
  expect(receipt.body).toContain('振込を受け付けました');
});

test('an order of /m is not executed on the big pages', async () => {
  const customer = await ground.customer(50_000n);
  const { orderId } = await ground.prepared(customer, 1_000n, { channel: 'mobile' });
  const computer = await logIn(usual, '', customer);
  const sent = await computer.post(`/transfer/orders/${orderId}`, { code: GOOD_CODE }, '/password');
  expect(sent.status).toBe(422);
  expect(sent.body).toContain('この内容は、携帯電話の画面で確認されたものです。');
  expect(await ground.balanceOf(customer)).toBe(50_000n);
});
