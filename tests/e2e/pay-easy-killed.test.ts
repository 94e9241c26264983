import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readBalance } from './flows/after.ts';
import { type Customer, logIn } from './flows/login.ts';
import { field, seeHeading } from './flows/page.ts';
import { BILL_JA, type PrintedBill, powerBill, readBillHistory, walkToBill } from './flows/pay-easy.ts';
import { executeByPassword } from './flows/transfer.ts';
import { JA } from './flows/words.ts';
import { openBrowser, openProfile } from './support/browser.ts';
import { findPortBase } from './support/ports.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';
import { askWarifu, environmentAt, type Running, startWarifu } from './support/warifu.ts';

vi.setConfig({ testTimeout: STORY_MS_MAX });

const SETTLE_MS_MAX = 90_000;

let product: Product;
let browser: Browser;
let page: Page;
let bank: string;
let start: () => Promise<Running>;
let bankProcess: Running;
let customer: Customer;

/** The demo keeps database, jobs and networks; the bank's pages are a process of their own, which is killed. */
beforeAll(async () => {
  [product, browser] = await Promise.all([openProduct(), openBrowser()]);
  const bankBase = await findPortBase();
  bank = `http://bank.localhost:${bankBase}`;
  const { environment, demo } = product;
  start = () =>
    startWarifu(
      ['serve', '--only', 'internet-banking'],
      environmentAt(environment, bankBase, {
        WARIFU_ZENGIN_URL: `${demo.addresses.networks}/zengin`,
        WARIFU_PAY_EASY_URL: `${demo.addresses.networks}/pay-easy`,
      }),
      `http://127.0.0.1:${bankBase}/login`,
    );
  bankProcess = await start();
  customer = product.customer('hanako');
  page = await (await openProfile(browser)).newPage();
}, OPEN_MS_MAX);

afterAll(async () => {
  await browser?.close();
  await bankProcess?.stop();
  await product?.dispose();
});

async function walk(bill: PrintedBill): Promise<bigint> {
  await logIn(page, bank, customer);
  const before = await readBalance(page);
  await walkToBill(page, bill);
  return before;
}

async function bringBack(): Promise<void> {
  bankProcess = await start();
  await logIn(page, bank, customer);
}

const seeState = (state: string) =>
  expect
    .poll(async () => (await readBillHistory(page))[0], { timeout: SETTLE_MS_MAX, interval: 2_000 })
    .toContain(state);

describe('払込みの途中で、相手が黙り、プロセスが落ちる', () => {
  test('the network took the payment and is silent, and the process is killed: paid once, and the history never lies', async () => {
    const before = await walk(powerBill(4_001));
    const { paid } = await product.networks.countBills();
    await product.networks.turnPayEasy('silent');
    const password = field(page, JA.confirmationPassword);
    await password.fill(customer.confirmationPassword ?? '');
    // Nobody waits for this answer: its process dies first.
    await page.locator('form:has(#confirmationPassword)').evaluate((form) => {
      (form as unknown as { requestSubmit: () => void }).requestSubmit();
    });
    await expect
      .poll(async () => (await product.networks.countBills()).paid, { timeout: 60_000 })
      .toBe(paid + 1);
    await bankProcess.kill();
    await product.networks.turnPayEasy('away');
    await bringBack();
    expect((await readBillHistory(page))[0]).toContain('確認中');
    expect(await readBalance(page)).toBe(before);
    await product.networks.turnPayEasy('normal');
    await seeState('払込済み');
    expect(await readBalance(page)).toBe(before - 4_001n);
    expect((await product.networks.countBills()).paid).toBe(paid + 1);
  });

  test('the network was never reached, and the process is killed: the bill is paid when it is back, once', async () => {
    const before = await walk(powerBill(4_002));
    const { paid } = await product.networks.countBills();
    await product.networks.turnPayEasy('away');
    await executeByPassword(page, customer.confirmationPassword ?? '');
    await seeHeading(page, BILL_JA.confirming);
    await bankProcess.kill();
    await bringBack();
    expect((await readBillHistory(page))[0]).toContain('確認中');
    expect((await product.networks.countBills()).paid).toBe(paid);
    await product.networks.turnPayEasy('normal');
    await seeState('払込済み');
    expect(await readBalance(page)).toBe(before - 4_002n);
    expect((await product.networks.countBills()).paid).toBe(paid + 1);
  });

  test('afterwards the whole database is clean', async () => {
    expect(await askWarifu(['verify'], product.environment)).toMatch(/^Clean: /);
  });
});
