import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readBalance } from './flows/after.ts';
import { giveOldCode, startDeviceChange } from './flows/change-device.ts';
import { expectRefused } from './flows/errors.ts';
import { type Customer, logIn } from './flows/login.ts';
import { button, field, link, seeHeading } from './flows/page.ts';
import { giveToken, registerToken } from './flows/register.ts';
import { execute, MIZUHO, seeReceipt, walkTo } from './flows/transfer.ts';
import { JA } from './flows/words.ts';
import { listViolations } from './support/axe.ts';
import { openBrowser, openProfile, PHONE } from './support/browser.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';
import { openTokenDevice, type TokenDevice } from './support/token-device.ts';

vi.setConfig({ testTimeout: STORY_MS_MAX });

const BANK = 'わりふ信用金庫';
const MOVED_ON = '登録が変わりました';
const NEW_TOKEN_HEADING = '新しいワンタイムパスワードアプリの登録情報入力';
const REFUSED = /^このワンタイムパスワードは受け付けられません。/;

let product: Product;
let browser: Browser;
let customer: Customer;
let old: TokenDevice;
let fresh: TokenDevice;
let profile: BrowserContext;
let page: Page;

beforeAll(async () => {
  [product, browser] = await Promise.all([openProduct(), openBrowser()]);
  customer = product.customer('taro');
  old = await openTokenDevice(browser, product.tokenApp, PHONE);
  fresh = await openTokenDevice(browser, product.tokenApp, PHONE);
  await openBank();
}, OPEN_MS_MAX);

afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

/** The bank in a browser profile that has never been there. */
async function openBank(): Promise<void> {
  await profile?.close();
  profile = await openProfile(browser);
  page = await profile.newPage();
}

async function openOrder(amount: number): Promise<bigint> {
  await logIn(page, product.bank, customer);
  const before = await readBalance(page);
  await walkTo(page, 'confirm', { ...MIZUHO, accountNumber: '1234512', amount: String(amount) });
  return before;
}

/** Opens a token app as on the next day: what it wrote down of its last question is a day older. */
async function openNextDay({ page: app }: TokenDevice): Promise<void> {
  const learned = () => app.evaluate("localStorage.getItem('warifu.clock')");
  const before = await learned();
  await app.evaluate("localStorage.setItem('warifu.asked-at', String(Date.now() - 86_400_000))");
  await app.reload();
  await expect.poll(learned).not.toBe(before);
}

/** What the app lists, asked for with its button. Ends on the screen of the token. */
async function listServices({ page: app }: TokenDevice): Promise<string> {
  await app.getByRole('link', { name: '設定' }).click();
  const ask = app.getByRole('button', { name: '登録中のサービスを確認する' });
  const section = app.locator('section', { has: ask });
  await ask.click();
  await section.getByText(/利用登録されて/).waitFor();
  const text = await section.getByRole('status').innerText();
  await app.getByRole('link', { name: '戻る' }).click();
  return text;
}

describe('機種変更', () => {
  test('the registration link leads a contract without a token to 利用登録, and the app lists the service', async () => {
    expect(await listServices(old)).toBe('このトークンは、どのサービスにも利用登録されていません。');
    await registerToken(page, product.bank, customer, old);
    expect(await listServices(old)).toMatch(new RegExp(`利用登録されています。\\s*${BANK}$`));
  });

  test('the same link then asks for the old device’s code, and after it for the new token', async () => {
    await startDeviceChange(page, product.bank, customer);
    expect(await listViolations(page)).toEqual([]);
    await giveOldCode(page, await old.readCode());
    await seeHeading(page, NEW_TOKEN_HEADING);
  });

  test('left half-way with the browser closed, it has changed nothing but that this code is spent', async () => {
    await openBank();
    const before = await openOrder(3_101);
    await execute(page, old.lastCode());
    await expectRefused(page, field(page, JA.code), { sentence: REFUSED });
    await execute(page, await old.readCode());
    await seeReceipt(page);
    expect(await readBalance(page)).toBe(before - 3_101n - 165n);
  });

  test('and the old app has nothing to say, and lists the service when asked', async () => {
    await openNextDay(old);
    expect(await listServices(old)).toContain(BANK);
    expect(await old.page.getByText(MOVED_ON).count()).toBe(0);
  });

  test('a code of the new device is no code of the old one', async () => {
    await startDeviceChange(page, product.bank, customer);
    await giveOldCode(page, await fresh.peekCode());
    await expectRefused(page, field(page, JA.code), {
      sentence: /^入力された内容では受け付けられませんでした。/,
    });
  });

  test('the registered token itself is refused kindly, and a wrong code of the new one costs no step', async () => {
    await giveOldCode(page, await old.readCode());
    await seeHeading(page, NEW_TOKEN_HEADING);
    expect(await listViolations(page)).toEqual([]);
    await giveToken(page, old.tokenId, old.lastCode());
    await expectRefused(page, field(page, JA.tokenId), {
      sentence:
        '現在登録されているトークンIDです。新しい端末のアプリに表示されたトークンIDを入力してください。',
      kept: old.tokenId,
    });
    await giveToken(page, fresh.tokenId, old.lastCode());
    await expectRefused(page, field(page, JA.code), {
      sentence: /^入力された内容では受け付けられませんでした。/,
    });
    expect(await field(page, JA.tokenId).inputValue()).toBe(fresh.tokenId);
  });

  test('token ID and code of the new device complete it, with the sentence of the manual', async () => {
    await giveToken(page, fresh.tokenId, await fresh.readCode());
    await seeHeading(page, JA.registered);
    await page.getByText('変更前のワンタイムパスワード').first().waitFor();
    await link(page, JA.backToLogin).click();
    await field(page, JA.contractNumber).waitFor();
  });

  test('from then on orders take the new device’s codes, and not the old one’s', async () => {
    const before = await openOrder(3_102);
    await execute(page, await old.readCode());
    await expectRefused(page, field(page, JA.code), { sentence: REFUSED });
    await execute(page, await fresh.readCode());
    await seeReceipt(page);
    expect(await readBalance(page)).toBe(before - 3_102n - 165n);
  });

  test('the old app, when it next meets the authority, says that this contract has moved on', async () => {
    await openNextDay(old);
    const app = old.page;
    await app
      .getByText(
        new RegExp(
          `^${BANK}の登録は、[0-9]+月[0-9]+日に別の端末へ移りました。この端末のワンタイムパスワードは、そのご契約では使えません。$`,
        ),
      )
      .waitFor();
    await app.getByText('このトークンを使う利用登録は、もうありません。').waitFor();
    expect(await listViolations(app)).toEqual([]);
    expect(await listServices(old)).toMatch(/^このトークンは、どのサービスにも利用登録されていません。/);

    await app.getByRole('button', { name: '確認しました' }).click();
    await openNextDay(old);
    expect(await listServices(old)).toContain('別の端末へ移りました');
    expect(await app.getByText(MOVED_ON).count()).toBe(0);
  });

  test('the new app has nothing to say, and lists the service when asked', async () => {
    await openNextDay(fresh);
    expect(await listServices(fresh)).toContain(BANK);
    expect(await fresh.page.getByText(MOVED_ON).count()).toBe(0);
  });

  test('the old token can be deleted, and the registered one goes on', async () => {
    await old.page.getByRole('link', { name: '設定' }).click();
    await old.page.getByRole('link', { name: 'トークンを削除' }).click();
    await old.page.getByText('どのサービスにも利用登録されていません。').waitFor();
    await button(old.page, '削除に進む').click();
    await button(old.page, '削除する').click();
    await old.page.getByText('トークンを削除しました').waitFor();
    await openOrder(3_103);
    await execute(page, await fresh.readCode());
    await seeReceipt(page);
  });
});
