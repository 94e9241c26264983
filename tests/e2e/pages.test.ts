import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Customer, fillCredentials, logIn, logOut } from './flows/login.ts';
import { button, field, link, seeHeading } from './flows/page.ts';
import { giveToken } from './flows/register.ts';
import { execute, fillAmount, fillNumber, MIZUHO, pick, seeReceipt } from './flows/transfer.ts';
import { EN, JA, type Labels } from './flows/words.ts';
import { listViolationsOfThemes } from './support/axe.ts';
import { openBrowser, openProfile, PHONE, SCREENS } from './support/browser.ts';
import { takePicture } from './support/pictures.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';
import { openTokenDevice, type TokenDevice } from './support/token-device.ts';

/** What a first visit may weigh, without fonts. */
const FIRST_LOAD_BYTES_MAX = 100_000;

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

/** Looks at the page with axe in light and in dark, and says what it found with the name of the page. */
async function look(page: Page, name: string): Promise<void> {
  expect([name, await listViolationsOfThemes(page)]).toEqual([name, []]);
}

interface Walk {
  readonly language: 'ja' | 'en';
  readonly words: Labels;
  page: Page;
  device: TokenDevice;
  customer: Customer;
}

const start = async (language: 'ja' | 'en'): Promise<Walk> => {
  const page = await (await openProfile(browser)).newPage();
  const device = await openTokenDevice(browser, product.tokenApp, PHONE);
  await page.goto(`${product.bank}/language/${language}?back=/login`);
  const customer = product.customer(language === 'ja' ? 'taro' : 'ichiro');
  return { language, words: language === 'ja' ? JA : EN, page, device, customer };
};

describe.each(['ja', 'en'] as const)('axe finds nothing, in light and dark, in %s', (language) => {
  let walk: Walk;
  const menu = (name: string) =>
    walk.page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

  beforeAll(async () => {
    walk = await start(language);
  });

  test('ログイン and 利用登録', async () => {
    const { page, words, customer, device } = walk;
    const { bank } = product;
    await page.goto(`${bank}/login`);
    await look(page, 'ログイン');
    await button(page, words.login).click();
    await look(page, 'ログイン, refused');
    await link(page, words.registerLink).click();
    await look(page, '利用者認証');
    await fillCredentials(page, customer, words);
    await button(page, words.next).click();
    await look(page, '登録情報入力');
    if (language === 'ja') await takePicture(page, 'manual/register-token.png', { isWhole: true });
    await giveToken(page, 'x', '1', words);
    await look(page, '登録情報入力, refused');
    await giveToken(page, device.tokenId, await device.readCode(), words);
    await seeHeading(page, words.registered);
    await look(page, '利用登録完了');
    if (language === 'ja') await takePicture(page, 'manual/registered.png', { isWhole: true });
    await page.goto(`${bank}/otp/register`);
    await fillCredentials(page, customer, words);
    await button(page, words.next).click();
    await look(page, '機種変更');
    await page.goto(`${bank}/otp/stop`);
    await look(page, '利用停止, 利用者認証');
    await fillCredentials(page, customer, words);
    await button(page, words.next).click();
    await look(page, '利用停止');
    await page.goto(`${bank}/nowhere`);
    await look(page, 'ページが見つかりません');
  });

  test('照会', async () => {
    const { page, words, customer } = walk;
    await logIn(page, product.bank, customer, words);
    await look(page, 'トップ');
    await menu(words.statement);
    await look(page, '入出金明細');
    await page.goto(`${page.url()}?period=range`);
    await look(page, '入出金明細, 期間指定');
    await page.goto(`${page.url().split('?')[0]}?period=range&from=x&to=y`);
    await look(page, '入出金明細, refused');
    await menu(words.history);
    await look(page, '取引履歴, empty');
    await page.goto(`${product.bank}/password`);
    await look(page, 'ログインパスワードの変更');
    await button(page, words.change).click();
    await look(page, 'ログインパスワードの変更, refused');
  });

  test('振込', async () => {
    const { page, words, device } = walk;
    await menu(words.transfer);
    await look(page, '出金口座');
    await page.getByRole('radio').first().check();
    await button(page, words.next).click();
    await look(page, '振込先');
    await link(page, words.newPayee).click();
    await look(page, '金融機関');
    await field(page, words.bankSearch).fill('み');
    await page.getByRole('button', { name: /0001$/ }).waitFor();
    await look(page, '金融機関, found');
    await pick(page, words.bankSearch, MIZUHO.bank, words);
    await look(page, '支店');
    await pick(page, words.branchSearch, MIZUHO.branch, words);
    await look(page, '口座番号');
    await fillNumber(page, '', words);
    await look(page, '口座番号, refused');
    await fillNumber(page, '1234512', words);
    await look(page, '金額');
    await fillAmount(page, '0', words);
    await look(page, '金額, refused');
    await fillAmount(page, '12,345', words);
    await look(page, '受取人名');
    await button(page, words.next).click();
    await look(page, '確認');
    await takePicture(page, `images/confirm-${language}.png`, { isWhole: true });
    await execute(page, '', words);
    await look(page, '確認, refused');
    await execute(page, await device.readCode(), words);
    await seeReceipt(page, words);
    await look(page, '受付完了');
    if (language === 'ja') await takePicture(page, 'manual/receipt.png', { isWhole: true });
    await menu(words.history);
    await look(page, '取引履歴');
    await menu(words.topMenu);
    await look(page, 'トップ, 利用登録済み');
    if (language === 'en') await takePicture(page, 'images/top-en.png', { height: 860 });
    await logOut(page, words);
    await look(page, 'ログアウト');
  });

  test('ワンタイムパスワードアプリ', async () => {
    const { device } = walk;
    const app = device.page;
    if (language === 'en') await app.getByRole('link', { name: 'English' }).click();
    await look(app, 'トークン');
    await takePicture(app, `images/token-app-${language}.png`);
    for (const screen of ['settings', 'help', 'delete'] as const) {
      await app.goto(`${product.tokenApp}/#${screen}`);
      await look(app, screen);
    }
    await button(app, language === 'ja' ? '削除に進む' : 'Go on to delete').click();
    await look(app, 'delete, second question');
    const fresh = await (await openProfile(browser, { viewport: SCREENS.small })).newPage();
    await fresh.goto(product.tokenApp);
    if (language === 'en') await fresh.getByRole('link', { name: 'English' }).click();
    await look(fresh, 'before a token is issued');
    await fresh.context().close();
  });
});

describe('first load', () => {
  const weigh = async (path: string, session?: Page): Promise<number> => {
    const state = session === undefined ? undefined : await session.context().storageState();
    const profile = await openProfile(browser, state === undefined ? {} : { storageState: state });
    const page = await profile.newPage();
    const bodies: Promise<number>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'font') return;
      bodies.push(
        response.body().then(
          (body) => body.length,
          () => 0,
        ),
      );
    });
    await page.goto(`${product.bank}${path}`, { waitUntil: 'networkidle' });
    const bytes = (await Promise.all(bodies)).reduce((sum, length) => sum + length, 0);
    await profile.close();
    return bytes;
  };

  test('of the bank’s pages is below 100 KB without fonts, uncompressed', async () => {
    const page = await (await openProfile(browser)).newPage();
    await logIn(page, product.bank, product.customer('hanako'));
    const weights = new Map<string, number>();
    for (const path of ['/top', '/transfer', '/statement', '/history']) {
      weights.set(path, await weigh(path, page));
    }
    weights.set('/login', await weigh('/login'));
    console.log('first load, bytes:', Object.fromEntries(weights));
    for (const bytes of weights.values()) expect(bytes).toBeLessThan(FIRST_LOAD_BYTES_MAX);
    await takePicture(page, 'images/top.png', { height: 1_080 });
  });

  test('of the token app, warm, shows a code', async () => {
    const device = await openTokenDevice(browser, product.tokenApp, { viewport: SCREENS.phone });
    await device.page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await device.page.reload();
    await device.peekCode();
    const usableMs = await device.page.evaluate<number>('performance.now()');
    console.log(`token app usable after ${Math.round(usableMs)} ms on a warm start`);
    expect(usableMs).toBeGreaterThan(0);
  });
});
