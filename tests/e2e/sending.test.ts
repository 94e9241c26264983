import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readBalance, readHistory } from './flows/after.ts';
import { expectRefused } from './flows/errors.ts';
import { type Customer, logIn, logInHere } from './flows/login.ts';
import { button, field, link, seeHeading } from './flows/page.ts';
import { registerToken } from './flows/register.ts';
import { execute, executeByPassword, fillAmount, MIZUHO, seeReceipt, walkTo } from './flows/transfer.ts';
import { JA } from './flows/words.ts';
import { openBrowser, openProfile } from './support/browser.ts';
import { passTime } from './support/pass-time.ts';
import { listPayments } from './support/payments.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';
import { sendForm } from './support/send-form.ts';
import { openTokenDevice, type TokenDevice } from './support/token-device.ts';

const orderOf = (amount: number) => ({ ...MIZUHO, accountNumber: '1234512', amount: String(amount) });
const FEE = 165n;

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

const paymentsOf = async (amount: number) =>
  (await listPayments(product.dataDir)).filter((payment) => payment.amount === String(amount)).length;

describe('同じ画面を二度送る', () => {
  let customer: Customer;
  let password: string;
  let page: Page;

  beforeAll(async () => {
    customer = product.customer('hanako');
    password = customer.confirmationPassword ?? '';
    page = await (await openProfile(browser, { javaScriptEnabled: false })).newPage();
    await logIn(page, product.bank, customer);
  });

  test('実行 pressed twice without scripts gives one receipt and moves the money once', async () => {
    const before = await readBalance(page);
    await walkTo(page, 'confirm', orderOf(1_501));
    await field(page, JA.confirmationPassword).fill(password);
    await button(page, JA.execute).dblclick();
    const receiptNumber = await seeReceipt(page);
    expect(await readBalance(page)).toBe(before - 1_501n - FEE);
    expect((await readHistory(page)).filter((line) => line.includes(receiptNumber))).toHaveLength(1);
  });

  test('the form sent eight times at once is answered eight times with the same receipt', async () => {
    const before = await readBalance(page);
    await walkTo(page, 'confirm', orderOf(1_502));
    const form = {
      csrf: await page.locator('form:has(#confirmationPassword) input[name=csrf]').inputValue(),
      confirmationPassword: password,
    };
    const send = () => sendForm(page, page.url(), form);
    const answers = await Promise.all(Array.from({ length: 8 }, send));
    expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(303));
    const places = new Set(answers.map((answer) => answer.location));
    expect(places.size).toBe(1);
    expect(await readBalance(page)).toBe(before - 1_502n - FEE);
    await expect.poll(() => paymentsOf(1_502), { timeout: 60_000 }).toBe(1);
  });

  test('the back button after the receipt leads to the receipt, and moves nothing', async () => {
    await walkTo(page, 'confirm', orderOf(1_503));
    await executeByPassword(page, password);
    const receiptNumber = await seeReceipt(page);
    const after = await readBalance(page);
    await page.goBack();
    await page.goBack();
    expect(await seeReceipt(page)).toBe(receiptNumber);
    expect(await readBalance(page)).toBe(after);
  });

  test('a confirm page from yesterday executes nothing, and keeps what was typed', async () => {
    const before = await readBalance(page);
    await walkTo(page, 'confirm', orderOf(1_504));
    await passTime(product, 'order');
    await executeByPassword(page, password);
    await seeHeading(page, '確認画面の有効期限が切れました');
    const expired = page.url();
    expect(await readBalance(page)).toBe(before);
    await page.goto(expired);
    await link(page, '続きから手続きする').click();
    expect(await field(page, JA.amount).inputValue()).toBe('1504');
    await fillAmount(page, '1504');
    await button(page, JA.next).click();
    await executeByPassword(page, password);
    await seeReceipt(page);
    expect(await readBalance(page)).toBe(before - 1_504n - FEE);
  });

  test('a session that was idle is closed, says so, and the next login goes on where it was', async () => {
    await walkTo(page, 'amount', orderOf(1_505));
    await passTime(product, 'session');
    await fillAmount(page, '1505');
    await seeHeading(page, '自動的にログアウトしました');
    await link(page, 'ログイン画面へ').click();
    await logInHere(page, customer);
    await page.getByText('ご利用の途中の画面に戻りました').waitFor();
    await fillAmount(page, '1505');
    await seeHeading(page, JA.nameHeading);
  });

  test('a second login ends the first, which is told so', async () => {
    const other = await (await openProfile(browser)).newPage();
    await logIn(other, product.bank, customer);
    await button(page, JA.next).click();
    await seeHeading(page, '別の端末またはブラウザでログインされました');
    await link(page, 'ログイン画面へ').click();
    await logInHere(page, customer);
    await page.getByText('ご利用の途中の画面に戻りました').waitFor();
    await link(other, JA.history).click();
    await seeHeading(other, '別の端末またはブラウザでログインされました');
  });

  test('a form from before the last login is stale: it says so, and nothing is done', async () => {
    await walkTo(page, 'confirm', orderOf(1_506));
    const [orderPage, csrf] = [
      page.url(),
      await page.locator('form[action*=orders] [name=csrf]').inputValue(),
    ];
    await logIn(page, product.bank, customer);
    const before = await readBalance(page);
    const answer = await sendForm(page, orderPage, { csrf, confirmationPassword: password });
    expect(answer).toEqual({ status: 403, location: undefined });
    expect(await readBalance(page)).toBe(before);
  });
});

describe('受け付けられないワンタイムパスワード', () => {
  const LOCK_AFTER = 10;
  let customer: Customer;
  let device: TokenDevice;
  let page: Page;
  const sentences: string[] = [];

  beforeAll(async () => {
    customer = product.customer('taro');
    device = await openTokenDevice(browser, product.tokenApp);
    page = await (await openProfile(browser)).newPage();
    await registerToken(page, product.bank, customer, device);
    await logIn(page, product.bank, customer);
  });

  const refuse = async (code: string) => {
    await execute(page, code);
    sentences.push(
      await expectRefused(page, field(page, JA.code), { sentence: /。振込は行われていません。$/ }),
    );
  };
  const wrongCode = async () => ((await device.peekCode()) === '000000' ? '000001' : '000000');

  test.each([
    ['', 'ワンタイムパスワードを入力してください。'],
    ['12345', 'ワンタイムパスワードは、アプリに表示された数字6桁で入力してください。'],
  ])('“%s” is no code, and is told beside the field', async (code, sentence) => {
    if (code === '') await walkTo(page, 'confirm', orderOf(1_601));
    await execute(page, code);
    await expectRefused(page, field(page, JA.code), { sentence });
  });

  test('a code that was used, and one that is wrong, are refused in one sentence; the right one then passes', async () => {
    await refuse(device.lastCode());
    await refuse(await wrongCode());
    expect(new Set(sentences).size).toBe(1);
    await execute(page, await device.readCode());
    await seeReceipt(page);
  });

  test('a locked token is refused in the same sentence, and the right code buys nothing', async () => {
    const before = await readBalance(page);
    await walkTo(page, 'confirm', orderOf(1_602));
    for (let count = 0; count < LOCK_AFTER; count += 1) await refuse(await wrongCode());
    await refuse(await device.readCode());
    expect(new Set(sentences).size).toBe(1);
    expect(await readBalance(page)).toBe(before);
  });

  test('the lock is told by mail and after the next login, which goes on', async () => {
    const LOCKED = 'ワンタイムパスワードがロックされています';
    await page.getByRole('navigation').getByRole('link', { name: JA.topMenu, exact: true }).click();
    expect(await page.getByText(LOCKED).count()).toBe(0);
    const subjects = async () => (await product.networks.listMails()).map((mail) => mail.subject).join('\n');
    await expect
      .poll(subjects, { timeout: 60_000 })
      .toContain('ワンタイムパスワード利用停止(ロック)のお知らせ');
    await logIn(page, product.bank, customer);
    await page.getByText(LOCKED).waitFor();
  });
});
