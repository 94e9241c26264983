import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { logIn } from './flows/login.ts';
import { button, field, link, seeHeading, yenOf } from './flows/page.ts';
import { EN } from './flows/words.ts';
import { listViolationsOfThemes } from './support/axe.ts';
import { openBrowser, openProfile, SCREENS } from './support/browser.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';

const run = promisify(execFile);
vi.setConfig({ testTimeout: STORY_MS_MAX });

let product: Product;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([openProduct(), openBrowser()]);
}, OPEN_MS_MAX);

afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

/** The account on which months of payments stand, whatever its number. */
async function openStatement(page: Page): Promise<string> {
  await page.goto(`${product.bank}/statement`);
  const paths = await page
    .locator('.period-list a[href^="/statement/"]')
    .evaluateAll((links) => [
      ...new Set(links.map((one) => (one as unknown as { pathname: string }).pathname)),
    ]);
  for (const path of paths) {
    await page.goto(`${product.bank}${path}?period=last`);
    if ((await page.locator('table tbody tr').count()) > 20) return path;
  }
  throw new Error('the demo has no account with months of lines');
}

const sumOf = (page: Page, name: string): Promise<string> =>
  page.locator('.so-far > div', { hasText: name }).locator('dd').innerText();

const isNoWider = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth');

describe('入出金明細, for months of payments', () => {
  let page: Page;
  let path: string;
  beforeAll(async () => {
    page = await (await openProfile(browser, { acceptDownloads: true })).newPage();
    await logIn(page, product.bank, product.customer('hanako'));
    path = await openStatement(page);
  }, OPEN_MS_MAX);

  /** Where the file lies that the link saves. */
  const save = async (name: string): Promise<string> => {
    await page.goto(`${product.bank}${path}?period=last`);
    const [download] = await Promise.all([page.waitForEvent('download'), link(page, name).click()]);
    return download.path();
  };

  test('検索: by keys alone, in hiragana; every line that is shown matches, and the sums are theirs', async () => {
    await page.locator('summary', { hasText: '明細を検索する' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('れいじかふぇ');
    await page.keyboard.press('Enter');
    await page.getByText('条件に合う明細だけを表示しています。').waitFor();
    expect(page.url()).toMatch(/\?period=last&sought=[\w-]+$/);
    const lines = await page.locator('table tbody tr').allInnerTexts();
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) expect(line).toContain('レイジカフエ');
    const amounts = await page.locator('table tbody td:nth-of-type(2) .amount').allInnerTexts();
    const paidOut = amounts.map(yenOf).reduce((sum, yen) => sum + yen, 0n);
    expect(yenOf(await sumOf(page, 'お支払いの合計'))).toBe(paidOut);
    await field(page, '金額の下限').fill('あ');
    await button(page, '検索する').click();
    await page.locator('.error-summary').waitFor();
    expect(await listViolationsOfThemes(page)).toEqual([]);
  });

  test('保存: each file has the same lines, and the 全銀 records their sums', async () => {
    const utf8 = (await readFile(await save('CSV（UTF-8）'))).toString();
    const shiftJis = new TextDecoder('shift_jis', { fatal: true }).decode(
      await readFile(await save('CSV（Shift_JIS）')),
    );
    expect(`\uFEFF${shiftJis}`).toBe(utf8);
    const rows = shiftJis.trimEnd().split('\r\n').slice(1);
    const zengin = (await readFile(await save('全銀協フォーマット'))).toString('latin1');
    expect(zengin).toHaveLength(200 * (rows.length + 3));
    const trailer = zengin.slice(-400, -200);
    const [paidIn, paidOut, closing] = [
      await sumOf(page, 'お預りの合計'),
      await sumOf(page, 'お支払いの合計'),
      await sumOf(page, '期間の終わりの残高'),
    ].map(yenOf);
    expect(BigInt(trailer.slice(7, 20))).toBe(paidIn);
    expect(BigInt(trailer.slice(26, 39))).toBe(paidOut);
    expect(BigInt(trailer.slice(40, 54))).toBe(closing);
    expect(BigInt(rows.at(-1)?.split(',').at(-1) ?? '')).toBe(closing);

    const { stdout } = await run('pdftotext', ['-layout', await save('PDF'), '-']);
    expect(stdout.match(/^\s*20\d\d\/\d\d\/\d\d/gm)).toHaveLength(rows.length);
    expect(stdout).toContain('わりふ信用金庫');
    expect(stdout).toContain('デモ 花子 様');
  });

  test('残高の推移 and 月別の収入・支出: axe finds nothing, and the table says what the chart shows', async () => {
    await page.goto(`${product.bank}${path}/balance?period=last`);
    await seeHeading(page, '残高の推移');
    await page.locator('summary', { hasText: '残高を表で見る' }).click();
    const balances = await page.locator('table tbody .amount').allInnerTexts();
    expect(balances.length).toBeGreaterThanOrEqual(28);
    const label = await page.getByRole('img').getAttribute('aria-label');
    expect(label).toContain(`終わり${balances[0]}、`);
    expect(await listViolationsOfThemes(page)).toEqual([]);
    await link(page, '月別の収入・支出').click();
    await seeHeading(page, '月別の収入・支出');
    expect(await page.locator('#main table').first().locator('tbody tr').count()).toBeGreaterThanOrEqual(5);
    expect(await listViolationsOfThemes(page)).toEqual([]);
  });

  test('幅240: nothing is wider than the screen; printed, only the statement is left', async () => {
    await page.setViewportSize(SCREENS.small);
    for (const view of ['?period=last', '/balance?period=last', '/months', '?period=range']) {
      await page.goto(`${product.bank}${path}${view}`);
      expect([view, await isNoWider(page)]).toEqual([view, true]);
      expect(await listViolationsOfThemes(page)).toEqual([]);
    }
    await page.setViewportSize(SCREENS.desk);
    await page.goto(`${product.bank}${path}?period=last`);
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['summary', '#files', '.period-list', '.pager'])
      expect([hidden, await page.locator(hidden).first().isVisible()]).toEqual([hidden, false]);
    expect(await page.locator('table tbody tr').first().isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
  });
});

test('in English and without scripts: search, months and files', async () => {
  const profile = await openProfile(browser, { javaScriptEnabled: false, acceptDownloads: true });
  const page = await profile.newPage();
  await page.goto(`${product.bank}/language/en?back=/login`);
  await logIn(page, product.bank, product.customer('hanako'), EN);
  await openStatement(page);
  await page.locator('summary', { hasText: 'Search these lines' }).click();
  await page.getByLabel('In or out').selectOption('in');
  await button(page, 'Search').click();
  await page.getByText('Only the lines that match are shown.').waitFor();
  for (const line of await page.locator('table tbody tr').allInnerTexts())
    expect(line).not.toContain('Transfer ');
  await link(page, 'Month by month').click();
  await seeHeading(page, 'Month by month');
  await link(page, 'Lines').click();
  const [download] = await Promise.all([page.waitForEvent('download'), link(page, 'CSV (UTF-8)').click()]);
  expect((await readFile(await download.path())).toString()).toMatch(/^\uFEFF日付,/);
  await profile.close();
});
