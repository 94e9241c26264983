import { randomUUID } from 'node:crypto';
import { connectTokenAuthority } from '@warifu/token-client';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { giveStopCode, startStop } from './flows/change-device.ts';
import { expectRefused } from './flows/errors.ts';
import { logIn } from './flows/login.ts';
import { field, seeHeading } from './flows/page.ts';
import { registerToken } from './flows/register.ts';
import { execute, MIZUHO, seeReceipt, walkTo } from './flows/transfer.ts';
import { JA } from './flows/words.ts';
import { openBrowser, openProfile } from './support/browser.ts';
import { authorityAt, openPlainDevice, type PlainDevice } from './support/plain-device.ts';
import { OPEN_MS_MAX, openProduct, type Person, type Product, STORY_MS_MAX } from './support/product.ts';

vi.setConfig({ testTimeout: STORY_MS_MAX });

const SUBJECT = 'mutual-aid-1';
const REFUSED = /^このワンタイムパスワードは受け付けられません。/;
const WRONG_MAX = 10;

let product: Product;
let browser: Browser;
let device: PlainDevice;
/** The second relying party, as its own servers reach the authority. */
let mutual: ReturnType<typeof connectTokenAuthority>;
const pages = new Map<Person, Page>();

const pageOf = (person: Person): Page => {
  const page = pages.get(person);
  if (page === undefined) throw new Error(`no page for ${person}`);
  return page;
};

beforeAll(async () => {
  [product, browser] = await Promise.all([openProduct(), openBrowser()]);
  device = await openPlainDevice(product);
  const key = product.demo.relyingParties[1]?.verifyKey ?? '';
  mutual = connectTokenAuthority({ url: authorityAt(product), key, timeoutMs: 20_000 });
  for (const person of ['taro', 'taroAgain'] as const)
    pages.set(person, await (await openProfile(browser)).newPage());
}, OPEN_MS_MAX);

afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

const register = (person: Person) =>
  registerToken(pageOf(person), product.bank, product.customer(person), device);

/** Opens an order of a contract on its last page, where the code is asked for. */
async function openOrder(person: Person, amount: number): Promise<Page> {
  const page = pageOf(person);
  await logIn(page, product.bank, product.customer(person));
  await walkTo(page, 'confirm', { ...MIZUHO, accountNumber: '1234512', amount: String(amount) });
  return page;
}

async function order(person: Person, amount: number): Promise<void> {
  const page = await openOrder(person, amount);
  await execute(page, await device.readCode());
  await seeReceipt(page);
}

const askMutual = async (code: string) =>
  (await mutual.validate({ subject: SUBJECT, code, purpose: 'login', idempotencyKey: randomUUID() })).verdict;

describe('one token on two contracts and at a second service', () => {
  test('is registered on the contracts of two branches, and over REST at the second service', async () => {
    await register('taro');
    await register('taroAgain');
    const call = { subject: SUBJECT, tokenId: device.tokenId, code: await device.readCode() };
    expect(await mutual.bind({ ...call, idempotencyKey: randomUUID() })).toEqual({ outcome: 'bound' });
    expect(await mutual.stateOf(SUBJECT)).toMatchObject({ state: 'active', tokenId: device.tokenId });
  });

  test('a code used for an order of one contract is refused at the other and at the second service', async () => {
    await order('taro', 4_101);
    const page = await openOrder('taroAgain', 4_102);
    await execute(page, device.lastCode());
    await expectRefused(page, field(page, JA.code), { sentence: REFUSED });
    expect(await askMutual(device.lastCode())).toBe('spent');
    await execute(page, await device.readCode());
    await seeReceipt(page);
  });

  test('a code used at the second service is refused at the bank', async () => {
    expect(await askMutual(await device.readCode())).toBe('accepted');
    const page = await openOrder('taro', 4_103);
    await execute(page, device.lastCode());
    await expectRefused(page, field(page, JA.code), { sentence: REFUSED });
    await execute(page, await device.readCode());
    await seeReceipt(page);
  });

  test('利用停止 on one contract leaves the other and the second service as they were', async () => {
    const page = pageOf('taroAgain');
    await startStop(page, product.bank, product.customer('taroAgain'));
    await giveStopCode(page, await device.readCode());
    await seeHeading(page, 'ワンタイムパスワードの利用停止が完了しました');
    await order('taro', 4_104);
    expect(await askMutual(await device.readCode())).toBe('accepted');
    await register('taroAgain');
    await order('taroAgain', 4_105);
  });

  test('ten wrong codes lock one contract, its right codes too, and neither the other nor the second service', async () => {
    const page = await openOrder('taro', 4_106);
    const wrong = await device.wrongCode();
    const lastPage = page.url();
    for (let times = 1; times <= WRONG_MAX; times += 1) {
      // Without what the page said to the code before.
      await page.goto(lastPage);
      await execute(page, wrong);
      // The tenth, which locks, is answered like the first.
      await expectRefused(page, field(page, JA.code), { sentence: REFUSED });
    }
    await logIn(page, product.bank, product.customer('taro'));
    expect(await askMutual(await device.readCode())).toBe('accepted');
    expect((await mutual.stateOf(SUBJECT)).state).toBe('active');
    await order('taroAgain', 4_107);
  });

  test('the locked contract takes no right code, not for an order and not to stop', async () => {
    const page = pageOf('taro');
    await startStop(page, product.bank, product.customer('taro'));
    await giveStopCode(page, await device.readCode());
    await expectRefused(page, field(page, JA.code), {
      sentence: /^入力された内容では受け付けられませんでした。/,
    });
  });
});
