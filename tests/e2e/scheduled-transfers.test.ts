import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readBalance, readHistory } from './flows/after.ts';
import { expectRefused } from './flows/errors.ts';
import { logIn } from './flows/login.ts';
import { button, field, link, seeHeading, termOf } from './flows/page.ts';
import { registerToken } from './flows/register.ts';
import { MIZUHO, walkTo } from './flows/transfer.ts';
import { JA } from './flows/words.ts';
import { listViolations } from './support/axe.ts';
import { openBrowser, openProfile, SCREENS } from './support/browser.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';
import { openTokenDevice, type TokenDevice } from './support/token-device.ts';

vi.setConfig({ testTimeout: STORY_MS_MAX });

const DATE = '振込日';
const ORDER = { ...MIZUHO, accountNumber: '1234512', amount: '1500' };

let product: Product;
let browser: Browser;
let device: TokenDevice;
beforeAll(async () => {
  [product, browser] = await Promise.all([openProduct(), openBrowser()]);
  device = await openTokenDevice(browser, product.tokenApp);
}, OPEN_MS_MAX);
afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

const wrongFor = (code: string): string => (code === '000000' ? '000001' : '000000');
const menu = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

/** The first day of the list that is not today. */
const chooseFirstDay = (page: Page) => page.getByLabel(DATE).selectOption({ index: 1 });

async function giveCode(page: Page, code: string, execute: string): Promise<void> {
  await field(page, JA.code).fill(code);
  await button(page, execute).click();
}

describe('予約振込、振込先の登録、振替、スクリプトなし', () => {
  let page: Page;
  beforeAll(async () => {
    page = await (await openProfile(browser, { javaScriptEnabled: false })).newPage();
    await registerToken(page, product.bank, product.customer('hanako'), device);
    await logIn(page, product.bank, product.customer('hanako'));
  }, STORY_MS_MAX);

  test('a transfer is booked for a later day with a code, and takes nothing today', async () => {
    const before = await readBalance(page);
    await walkTo(page, 'amount', ORDER);
    await page.locator('summary', { hasText: '予約できる日' }).click();
    await field(page, JA.amount).fill('99999999');
    await chooseFirstDay(page);
    await button(page, JA.next).click();
    await expectRefused(page, field(page, JA.amount), { sentence: /限度額を超えます/, kept: '99999999' });
    await field(page, JA.amount).fill(ORDER.amount);
    await button(page, JA.next).click();
    await seeHeading(page, JA.nameHeading);
    await button(page, JA.next).click();
    await seeHeading(page, '予約振込の内容確認');
    expect(await termOf(page, 'お引落し合計')).toBe('¥1,665');
    await giveCode(page, wrongFor(await device.peekCode()), '予約する');
    await expectRefused(page, field(page, JA.code), {
      sentence: /^このワンタイムパスワードは受け付けられません。/,
    });
    await giveCode(page, await device.readCode(), '予約する');
    await seeHeading(page, '予約振込を受け付けました');
    expect(await readBalance(page)).toBe(before);
    const [line = ''] = await readHistory(page);
    expect(line).toMatch(/予約振込[\s\S]*予約中/);
  });

  test('it is cancelled with a code, and is gone from the list', async () => {
    await menu(page, JA.topMenu);
    await link(page, '予約振込の照会・取消').click();
    await button(page, '取り消す').click();
    await seeHeading(page, '予約振込の取消');
    await button(page, '予約を取り消す').click();
    await expectRefused(page, field(page, JA.code), { sentence: 'ワンタイムパスワードを入力してください。' });
    await giveCode(page, await device.readCode(), '予約を取り消す');
    await seeHeading(page, '予約を取り消しました');
    await link(page, '予約振込の一覧へ').click();
    await page.getByText('予約されている振込はありません。').waitFor();
  });

  test('its payee is registered with a code, renamed, chosen for a transfer, and removed', async () => {
    const lines = await readHistory(page);
    const at = lines.findIndex((text) => /予約振込(?!の)/.test(text));
    await page.locator('table tbody tr').nth(at).getByRole('link').click();
    await link(page, 'この振込先を登録する').click();
    await field(page, 'ニックネーム（任意）').fill('あ'.repeat(21));
    await button(page, JA.next).click();
    await expectRefused(page, field(page, 'ニックネーム（任意）'), {
      sentence: /20文字以内/,
      kept: 'あ'.repeat(21),
    });
    await field(page, 'ニックネーム（任意）').fill('見本の大家');
    await button(page, JA.next).click();
    await seeHeading(page, '振込先の登録内容の確認');
    await giveCode(page, await device.readCode(), '登録する');
    await seeHeading(page, '振込先を登録しました');
    await walkTo(page, 'payee', ORDER);
    await page.getByRole('button', { name: /見本の大家/ }).click();
    await field(page, JA.amount).waitFor();
    await menu(page, JA.topMenu);
    await link(page, '振込先の登録・管理').click();
    await page.getByRole('link', { name: /変更・削除/ }).click();
    await button(page, 'この振込先を削除する').click();
    await page.getByText('振込先を削除しました。').waitFor();
    await page.getByText('登録されている振込先はありません。').waitFor();
  });

  test('もう一度振り込む begins with account, payee and amount of the earlier transfer', async () => {
    await readHistory(page);
    await page.getByRole('button', { name: 'もう一度振り込む' }).first().click();
    await seeHeading(page, '金額・振込日の入力');
    expect(await field(page, JA.amount).inputValue()).not.toBe('');
  });

  test('振替 moves money between own accounts without a code', async () => {
    const before = await readBalance(page);
    await link(page, '振替（ご自身の口座の間）').click();
    await page.getByLabel('出金口座').selectOption({ index: 1 });
    await page.getByLabel('入金口座').selectOption({ index: 1 });
    await field(page, '振替金額').fill('1200');
    await button(page, JA.next).click();
    await page.getByText('出金口座と同じ口座には振り替えられません。').first().waitFor();
    await page.getByLabel('入金口座').selectOption({ index: 2 });
    await button(page, JA.next).click();
    await seeHeading(page, '振替内容の確認');
    await button(page, JA.execute).click();
    await seeHeading(page, '振替が完了しました');
    expect(await readBalance(page)).toBe(before - 1_200n);
  });

  test('no page of it is too wide at 240 pixels, or has a flaw that axe knows', async () => {
    const seen = await (await openProfile(browser, { viewport: SCREENS.small })).newPage();
    await logIn(seen, product.bank, product.customer('hanako'));
    for (const path of [
      '/own-transfer',
      '/transfer/bookings',
      '/payees',
      '/payees/new',
      '/history',
      '/top',
    ]) {
      await seen.goto(`${product.bank}${path}`);
      const over = await seen.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect([path, over]).toEqual([path, 0]);
      expect([path, await listViolations(seen)]).toEqual([path, []]);
    }
  });
});

test('携帯電話: a transfer is booked and cancelled, and money moved, on the plain pages', async () => {
  const page = await (
    await openProfile(browser, { viewport: SCREENS.small, javaScriptEnabled: false })
  ).newPage();
  const { contractNumber, loginPassword } = product.customer('hanako');
  await page.goto(`${product.bank}/m/`);
  await field(page, JA.contractNumber).fill(contractNumber);
  await field(page, JA.loginPassword).fill(loginPassword);
  await button(page, JA.login).click();
  await seeHeading(page, /様$/);
  await page.goto(`${product.bank}/m/transfer`);
  await page.locator('ul.picks button').first().click();
  await page.locator('ul.picks button').first().click();
  await field(page, JA.amount).fill('1100');
  await chooseFirstDay(page);
  await button(page, JA.next).click();
  await seeHeading(page, '予約振込の内容確認');
  await giveCode(page, await device.readCode(), '予約する');
  await seeHeading(page, '予約振込を受け付けました');
  await page.getByRole('link', { name: /予約振込の照会・取消/ }).click();
  await page
    .getByRole('button', { name: /取り消す/ })
    .first()
    .click();
  await seeHeading(page, '予約振込の取消');
  await giveCode(page, await device.readCode(), '予約を取り消す');
  await seeHeading(page, '予約を取り消しました');
  await page.goto(`${product.bank}/m/own-transfer`);
  await page.locator('ul.lines a').first().click();
  await page.locator('ul.lines a').first().click();
  await field(page, '振替金額').fill('100');
  await button(page, JA.next).click();
  await button(page, JA.execute).click();
  await seeHeading(page, '振替が完了しました');
});
