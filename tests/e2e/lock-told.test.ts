import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { expectRefused } from './flows/errors.ts';
import { fillCredentials, logIn } from './flows/login.ts';
import { button, field, link } from './flows/page.ts';
import { registerToken } from './flows/register.ts';
import { JA } from './flows/words.ts';
import { openBrowser, openProfile } from './support/browser.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';
import { openTokenDevice, type TokenDevice } from './support/token-device.ts';

vi.setConfig({ testTimeout: STORY_MS_MAX });

/** So many wrong codes in a row lock a binding. */
const WRONG_MAX = 10;
const NOT_ACCEPTED =
  '入力された内容では受け付けられませんでした。アプリの表示を確かめ、次に表示されるワンタイムパスワードを入力してください。';
const LOCKED = 'ワンタイムパスワードがロックされています';

let product: Product;
let browser: Browser;
let page: Page;
let device: TokenDevice;
beforeAll(async () => {
  [product, browser] = await Promise.all([openProduct(), openBrowser()]);
  page = await (await openProfile(browser, { javaScriptEnabled: false })).newPage();
  device = await openTokenDevice(browser, product.tokenApp);
  await registerToken(page, product.bank, product.customer('taro'), device);
}, OPEN_MS_MAX);
afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

async function giveCode(code: string): Promise<string> {
  await field(page, JA.code).fill(code);
  await button(page, '停止').click();
  await expectRefused(page, field(page, JA.code), { sentence: NOT_ACCEPTED });
  return (await page.getByRole('main').innerText()).trim();
}

test('a locked token is spoken of as of a wrong code, and on the login page not at all', async () => {
  await page.goto(`${product.bank}/login`);
  const loginPage = await page.getByRole('main').innerText();
  await link(page, JA.stopLink).click();
  await fillCredentials(page, product.customer('taro'), JA);
  await button(page, JA.next).click();
  const wrong = (await device.peekCode()) === '000000' ? '000001' : '000000';
  const pages: string[] = [];
  for (let count = 1; count <= WRONG_MAX; count += 1) pages.push(await giveCode(wrong));
  // Locked by now: even the right code is answered as the first wrong one was.
  pages.push(await giveCode(await device.readCode()));
  expect(new Set(pages).size).toBe(1);
  await page.goto(`${product.bank}/login`);
  expect(await page.getByRole('main').innerText()).toBe(loginPage);
});

test('the customer is told by mail, and on the page after the next login', async () => {
  const find = async () =>
    (await product.networks.listMails()).filter(({ subject }) => subject.includes('(ロック)のお知らせ'));
  await expect.poll(find, { timeout: 60_000 }).toHaveLength(1);
  await logIn(page, product.bank, product.customer('taro'));
  await page.getByText(LOCKED).waitFor();
});
