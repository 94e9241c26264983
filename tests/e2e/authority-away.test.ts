import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readBalance, readHistory, readStatement } from './flows/after.ts';
import { expectRefused } from './flows/errors.ts';
import { type Customer, logIn, logOut } from './flows/login.ts';
import { field } from './flows/page.ts';
import { registerToken } from './flows/register.ts';
import { execute, MIZUHO, seeReceipt, walkTo } from './flows/transfer.ts';
import { JA } from './flows/words.ts';
import { openBrowser, openProfile } from './support/browser.ts';
import { listPayments } from './support/payments.ts';
import { findPortBase } from './support/ports.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';
import { sendForm } from './support/send-form.ts';
import { openTokenDevice, type TokenDevice } from './support/token-device.ts';
import { environmentAt, type Running, startWarifu } from './support/warifu.ts';

const ORDER = { ...MIZUHO, accountNumber: '1234512', amount: '12,321' };

vi.setConfig({ testTimeout: STORY_MS_MAX });

let product: Product;
let browser: Browser;
let page: Page;
let bank: string;
let bankProcess: Running;
let authorityProcess: Running;
let startAuthority: () => Promise<Running>;
let customer: Customer;
let device: TokenDevice;
let orderPage: string;

/** The demo keeps database, jobs and networks; the bank's pages and the authority run beside it, each on its own. */
beforeAll(async () => {
  [product, browser] = await Promise.all([openProduct(), openBrowser()]);
  const { environment, demo, dataDir } = product;
  const keyFile = join(dataDir, 'bank-party-key');
  await writeFile(keyFile, demo.relyingParties[0]?.verifyKey ?? '', { mode: 0o600 });
  const authorityBase = await findPortBase();
  const authority = `http://127.0.0.1:${authorityBase + 1}`;
  startAuthority = () =>
    startWarifu(
      ['serve', '--only', 'token'],
      environmentAt(environment, authorityBase),
      `${authority}/v1/time`,
    );
  authorityProcess = await startAuthority();
  const bankBase = await findPortBase();
  bank = `http://bank.localhost:${bankBase}`;
  const apart = {
    WARIFU_AUTHORITY_URL: authority,
    WARIFU_AUTHORITY_KEY_FILE: keyFile,
    WARIFU_ZENGIN_URL: `${demo.addresses.networks}/zengin`,
  };
  bankProcess = await startWarifu(
    ['serve', '--only', 'internet-banking'],
    environmentAt(environment, bankBase, apart),
    `http://127.0.0.1:${bankBase}/login`,
  );
  page = await (await openProfile(browser)).newPage();
}, OPEN_MS_MAX);

afterAll(async () => {
  await browser?.close();
  await Promise.all([bankProcess?.stop(), authorityProcess?.stop()]);
  await product?.dispose();
});

describe('トークン認証局が止まる', () => {
  test('before: the token is registered, and the order stands on its confirm page', async () => {
    customer = product.customer('taroAgain');
    device = await openTokenDevice(browser, product.tokenApp);
    await registerToken(page, bank, customer, device);
    await logIn(page, bank, customer);
    await walkTo(page, 'confirm', ORDER);
    orderPage = page.url();
  });

  test('away: 実行 is refused beside the code, and no weaker proof is asked for', async () => {
    const code = await device.readCode();
    await authorityProcess.stop();
    await execute(page, code);
    await expectRefused(page, field(page, JA.code), {
      sentence:
        'ただいまワンタイムパスワードを確認できません。しばらくお待ちいただいてから、新しいワンタイムパスワードでもう一度実行してください。振込は行われていません。',
    });
    expect(await field(page, JA.confirmationPassword).count()).toBe(0);
  });

  test('away: the right 確認用パスワード in place of a code buys nothing', async () => {
    const csrf = await page.locator('form:has(#code) input[name=csrf]').inputValue();
    const answer = await sendForm(page, orderPage, {
      csrf,
      confirmationPassword: customer.confirmationPassword ?? '',
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });

  test('away: login, balances, 入出金明細 and 取引履歴 go on, and nothing has moved', async () => {
    const before = await readBalance(page);
    await logOut(page);
    await logIn(page, bank, customer);
    expect(await readBalance(page)).toBe(before);
    expect((await readStatement(page)).join('\n')).not.toContain('12,321');
    expect((await readHistory(page)).filter((line) => line.includes('振込'))).toEqual([]);
  });

  test('back: the same order goes through, once', async () => {
    authorityProcess = await startAuthority();
    const before = await readBalance(page);
    await page.goto(orderPage);
    await execute(page, await device.readCode());
    await seeReceipt(page);
    expect(await readBalance(page)).toBe(before - 12_321n - 165n);
    const taken = async () =>
      (await listPayments(product.dataDir)).filter((payment) => payment.amount === '12321').length;
    await expect.poll(taken, { timeout: 60_000 }).toBe(1);
  });
});
