import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { pressButton, pressDigit, pressKey, tabTo, typeInto } from './flows/keys.ts';
import { type Customer, logIn } from './flows/login.ts';
import { field, seeHeading, termOf, yenOf } from './flows/page.ts';
import { JA } from './flows/words.ts';
import { listViolations } from './support/axe.ts';
import { openBrowser, openProfile, PHONE, SCREENS } from './support/browser.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';
import { sendForm } from './support/send-form.ts';
import { openTokenDevice, openTokenIn, type TokenDevice } from './support/token-device.ts';

vi.setConfig({ testTimeout: STORY_MS_MAX });

const PAGE_BYTES_MAX = 10_000;
const OTP_LEAD = 'ワンタイムパスワード利用登録';

let product: Product;
let browser: Browser;
/** A telephone of the old kind: 240 pixels, keys, and no script. */
let page: Page;
/** Looks at the same pages with axe, which is a script. */
let auditor: Page;
let device: TokenDevice;
let customer: Customer;
/** What was wrong with a page, by its address: too heavy, too wide, or found by axe. */
const wrong: string[] = [];
const seen = new Set<string>();

/** Looks at every page that is opened. */
function watch(watched: Page): void {
  watched.on('response', async (response) => {
    if (!(response.headers()['content-type'] ?? '').startsWith('text/html')) return;
    const bytes = (await response.body().catch(() => Buffer.alloc(0))).length;
    const { pathname } = new URL(response.url());
    seen.add(pathname.replace(/[0-9a-f-]{36}/, ':id'));
    if (bytes >= PAGE_BYTES_MAX) wrong.push(`${pathname} weighs ${bytes} bytes`);
    if (!pathname.startsWith('/m')) wrong.push(`${pathname} is not under /m`);
  });
}

/** The same page at the width of an even smaller screen, and with axe. */
async function look(name: string): Promise<void> {
  for (const width of [176, SCREENS.small.width]) {
    await page.setViewportSize({ width, height: SCREENS.small.height });
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    if (over > 0) wrong.push(`${name} is ${over} pixels too wide at ${width}`);
  }
  const body = await page.content();
  await auditor.route('**/m/**', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
  await auditor.goto(page.url());
  await auditor.unroute('**/m/**');
  for (const violation of await listViolations(auditor)) wrong.push(`${name}: ${violation}`);
  expect(wrong).toEqual([]);
}

beforeAll(async () => {
  [product, browser] = await Promise.all([openProduct(), openBrowser()]);
  customer = product.customer('hanako');
  const profile = await openProfile(browser, { viewport: SCREENS.small, javaScriptEnabled: false });
  page = await profile.newPage();
  watch(page);
  auditor = await (await openProfile(browser, { viewport: SCREENS.small })).newPage();
  device = await openTokenDevice(browser, product.tokenApp, PHONE);
}, OPEN_MS_MAX);

afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

async function identify(who: Customer = customer): Promise<void> {
  await typeInto(page, JA.contractNumber, who.contractNumber);
  await typeInto(page, JA.loginPassword, who.loginPassword);
}

/** Waits until the page says what is wrong. */
const seeSentence = (text: string): Promise<void> =>
  page.getByRole('alert').filter({ hasText: text }).waitFor();

async function logInByKeys(): Promise<void> {
  await page.goto(`${product.bank}/m/`);
  await identify();
  await pressButton(page, JA.login);
  await seeHeading(page, /様$/);
}

const balance = async (): Promise<bigint> =>
  yenOf((await page.locator('main li .amount').first().innerText()).replace('−', ''));

/** From the top page to the amount: 2, and the first account and payee by the key 1. */
async function walkToAmount(): Promise<void> {
  await pressKey(page, '2', '出金口座の選択');
  await pressKey(page, '1', '振込先の選択');
  await pressKey(page, '1', '金額・振込日の入力');
}

async function walkToConfirm(amount: string): Promise<void> {
  await walkToAmount();
  await typeInto(page, JA.amount, amount);
  await pressButton(page, JA.next);
  await seeHeading(page, JA.confirmHeading);
}

describe('携帯電話用の画面, by keys alone, without a script', () => {
  test('利用登録 from the login page', async () => {
    await page.goto(`${product.bank}/m`);
    await seeHeading(page, 'ログイン');
    await look('ログイン');
    await pressKey(page, '1', OTP_LEAD);
    await look('利用者認証');
    await pressButton(page, JA.next);
    await seeSentence('契約者ID(利用者番号)を入力してください。');
    await look('利用者認証, refused');
    await identify();
    await pressButton(page, JA.next);
    await field(page, JA.tokenId).waitFor();
    await look('登録情報入力');
    await typeInto(page, JA.tokenId, device.tokenId);
    await typeInto(page, JA.code, '1');
    await pressButton(page, JA.register);
    await seeSentence('数字6桁で入力してください。');
    await look('登録情報入力, refused');
    await typeInto(page, JA.code, await device.readCode());
    await pressButton(page, JA.register);
    await seeHeading(page, JA.registered);
    await look('利用登録完了');
    await pressKey(page, '0', 'ログイン');
  });

  test('login, balance and statement; the login is written down as one of a 携帯電話', async () => {
    await identify({ ...customer, loginPassword: 'wrong wrong' });
    await pressButton(page, JA.login);
    await seeSentence('契約者IDまたはログインパスワードが正しくないか');
    await logInByKeys();
    await look('トップ');
    expect(await balance()).toBeGreaterThan(0n);
    await page.getByText('携帯電話　').first().waitFor();
    await pressKey(page, '1', '入出金明細');
    await pressKey(page, '0', /様$/);
    const line = page.locator('ul.lines li');
    const accounts = page.locator('main a[href^="/m/statement/"]');
    // They stand in the order of their numbers, which are drawn: the one with payments is looked for.
    for (let place = 0; place < (await accounts.count()); place += 1) {
      await tabTo(page, accounts.nth(place));
      await page.keyboard.press('Enter');
      await seeHeading(page, '入出金明細');
      await pressKey(page, '2', '入出金明細');
      await page.waitForURL(/period=last/);
      if ((await line.count()) > 0) break;
      await pressKey(page, '0', /様$/);
    }
    await line.first().waitFor();
    const lines = await line.allInnerTexts();
    expect(lines).toHaveLength(10);
    await look('入出金明細');
    await pressDigit(page, '8');
    await page.waitForURL(/before=/);
    await line.first().waitFor();
    expect(await line.allInnerTexts()).not.toEqual(lines);
    await pressKey(page, '4', '入出金明細');
    await typeInto(page, '開始日', '２０２６／１／１');
    await typeInto(page, '終了日', 'x');
    await pressButton(page, '表示する');
    await seeSentence('終了日を、');
    await look('入出金明細, refused');
    await pressKey(page, '0', /様$/);
  });

  test('an amount that cannot be read stays where it was typed, with its sentence', async () => {
    await pressKey(page, '2', '出金口座の選択');
    await look('出金口座');
    await pressKey(page, '1', '振込先の選択');
    await look('振込先');
    await pressKey(page, '1', '金額・振込日の入力');
    await look('金額');
    for (const [typed, said] of [
      ['', '振込金額を入力してください。'],
      ['千円', '数字で入力してください'],
      ['9'.repeat(40), '桁数が多すぎます'],
      ['０', '1円以上で入力してください。'],
      ['999999', '1日の限度額を超えます。'],
    ] as const) {
      await typeInto(page, JA.amount, typed);
      await pressButton(page, JA.next);
      await seeSentence(said);
      const amount = field(page, JA.amount);
      expect(await amount.inputValue()).toBe(typed);
      expect(await amount.evaluate((input) => input === input.ownerDocument.activeElement)).toBe(true);
    }
    await look('金額, refused');
  });

  test('振込 to a recent payee: full-width digits are taken, a wrong code moves nothing', async () => {
    await pressKey(page, '0', /様$/);
    await walkToConfirm('１，２３４円');
    expect(yenOf(await termOf(page, JA.total))).toBe(1_234n);
    await look('確認');
    await pressButton(page, JA.execute);
    await seeSentence('ワンタイムパスワードを入力してください。');
    await typeInto(page, JA.code, '000000');
    await pressButton(page, JA.execute);
    await seeSentence('振込は行われていません。');
    await look('確認, refused');
  });

  test('実行 sent many times at once is one transfer, and the back button finds its receipt', async () => {
    const address = page.url();
    const before = yenOf(await termOf(page, JA.balanceAfter));
    const csrf = await page.locator('form input[name="csrf"]').first().inputValue();
    const code = await device.readCode();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => sendForm(page, address, { csrf, code })),
    );
    const receipt = new URL(address).pathname.replace('/orders/', '/receipts/');
    for (const answer of answers) expect(answer).toEqual({ status: 303, location: receipt });
    await typeInto(page, JA.code, code);
    await pressButton(page, JA.execute);
    await seeHeading(page, JA.accepted);
    await look('受付完了');
    const receiptNumber = await page.locator('.receipt-number').innerText();
    // What the back button asks for: no page is kept, so the confirm page is fetched anew.
    await page.goto(address);
    await seeHeading(page, JA.accepted);
    expect(await page.locator('.receipt-number').innerText()).toBe(receiptNumber);
    await pressKey(page, '2', '取引履歴');
    await look('取引履歴');
    expect(await page.locator('ul.lines li').first().innerText()).toContain(receiptNumber);
    await pressKey(page, '1', JA.accepted);
    await pressKey(page, '0', /様$/);
    expect(await balance()).toBe(before);
  });

  test('logout, and every way back leads to the login page of the same kind', async () => {
    const address = page.url();
    await pressDigit(page, '9');
    await seeHeading(page, 'ログアウトしました');
    await look('ログアウト');
    await page.goto(address);
    await seeHeading(page, 'ログイン');
    expect(new URL(page.url()).pathname).toBe('/m/login');
  });

  test('機種変更: the old device’s code, then the new one’s ID and code', async () => {
    const next = await openTokenDevice(browser, product.tokenApp, PHONE);
    await pressKey(page, '1', OTP_LEAD);
    await identify();
    await pressButton(page, JA.next);
    await page.getByRole('heading', { level: 2, name: 'ワンタイムパスワード入力' }).waitFor();
    await look('機種変更');
    await typeInto(page, JA.code, await device.readCode());
    await pressButton(page, JA.next);
    await field(page, JA.tokenId).waitFor();
    await typeInto(page, JA.tokenId, device.tokenId);
    await typeInto(page, JA.code, await next.readCode());
    await pressButton(page, JA.register);
    await seeSentence('現在登録されているトークンIDです。');
    await typeInto(page, JA.tokenId, next.tokenId);
    await typeInto(page, JA.code, await next.readCode());
    await pressButton(page, JA.register);
    await seeHeading(page, JA.registered);
    await device.close();
    device = next;
    await pressKey(page, '0', 'ログイン');
  });

  test('利用停止 with the manual’s sentence', async () => {
    await pressKey(page, '2', 'ワンタイムパスワード利用停止');
    await identify();
    await pressButton(page, JA.next);
    await page.getByRole('button', { name: '停止' }).waitFor();
    await look('利用停止');
    await typeInto(page, JA.code, await device.readCode());
    await pressButton(page, '停止');
    await seeHeading(page, 'ワンタイムパスワードの利用停止が完了しました');
    await look('利用停止完了');
    await pressKey(page, '0', 'ログイン');
    await pressKey(page, '2', 'ワンタイムパスワード利用停止');
    await identify();
    await pressButton(page, JA.next);
    await seeHeading(page, 'ワンタイムパスワードは利用登録されていません');
  });

  test('without a token 確認用パスワード is asked for', async () => {
    await logInByKeys();
    const before = await balance();
    await walkToConfirm('1');
    await typeInto(page, JA.confirmationPassword, 'wrong');
    await pressButton(page, JA.execute);
    await seeSentence('確認用パスワードを受け付けられません。');
    await typeInto(page, JA.confirmationPassword, customer.confirmationPassword ?? '');
    await pressButton(page, JA.execute);
    await seeHeading(page, JA.accepted);
    await pressKey(page, '0', /様$/);
    expect(await balance()).toBe(before - 1n);
  });
});

test('時刻補正: a token whose clock is five minutes off is registered with its next code', async () => {
  const profile = await openProfile(browser, { ...PHONE, serviceWorkers: 'block' });
  await profile.clock.install({ time: Date.now() + 300_000 });
  // An app that cannot ask what time it is shows codes by its own clock.
  await profile.route('**/v1/time', (route) => route.abort());
  const app = await openTokenIn(profile, product.tokenApp);
  await page.goto(`${product.bank}/m/otp/register`);
  await identify();
  await pressButton(page, JA.next);
  await typeInto(page, JA.tokenId, app.tokenId);
  await typeInto(page, JA.code, await app.readCode());
  await pressButton(page, JA.register);
  await page.getByText('時刻のずれを確認しています').waitFor();
  await look('時刻補正');
  await typeInto(page, '次に表示されたワンタイムパスワード', await app.readCode());
  await pressButton(page, JA.register);
  await seeHeading(page, JA.registered);
  await app.close();
});

test('the first login changes its password before anything else, under /m as well', async () => {
  const sakura = product.customer('sakura');
  await page.goto(`${product.bank}/m/login`);
  await identify(sakura);
  await pressButton(page, JA.login);
  await seeHeading(page, 'ログインパスワードの変更');
  await look('ログインパスワードの変更');
  await page.goto(`${product.bank}/m/transfer`);
  expect(new URL(page.url()).pathname).toBe('/m/password');
  await typeInto(page, JA.currentPassword, sakura.loginPassword);
  await typeInto(page, JA.newPassword, 'short');
  await typeInto(page, JA.newPasswordAgain, 'short');
  await pressButton(page, JA.change);
  await seeSentence('8文字以上');
  await typeInto(page, JA.currentPassword, sakura.loginPassword);
  await typeInto(page, JA.newPassword, 'Hanabi-no-yoru-88');
  await typeInto(page, JA.newPasswordAgain, 'Hanabi-no-yoru-88');
  await pressButton(page, JA.change);
  await seeHeading(page, 'ログインパスワードを変更しました');
  sakura.loginPassword = 'Hanabi-no-yoru-88';
  await pressKey(page, '0', /様$/);
});

test('a login on the big pages ends the one under /m, which says so in its own look', async () => {
  const big = await (await openProfile(browser)).newPage();
  await logIn(big, product.bank, product.customer('sakura'));
  await page.reload();
  await seeHeading(page, '別の端末またはブラウザでログインされました');
  expect(new URL(page.url()).pathname).toBe('/m/session-closed');
  await big.goto(`${product.bank}/m/top`);
  await seeHeading(big, 'ほかの画面でログインしています');
  await big.getByRole('link', { name: /ログイン中の画面に戻る/ }).click();
  await seeHeading(big, /様$/);
  await big.context().close();
});

test('every kind of page was looked at, and all were small', () => {
  expect(wrong).toEqual([]);
  expect(seen.size).toBeGreaterThan(18);
});
