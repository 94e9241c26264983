import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openReceipt, readBalance, readHistory, readStatement } from './flows/after.ts';
import { expectRefused } from './flows/errors.ts';
import { logIn } from './flows/login.ts';
import { field, link, seeHeading } from './flows/page.ts';
import { executeByPassword, fillAmount, MIZUHO, seeReceipt, walkTo } from './flows/transfer.ts';
import { JA } from './flows/words.ts';
import { openBrowser, openProfile } from './support/browser.ts';
import { listPayments } from './support/payments.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';

vi.setConfig({ testTimeout: STORY_MS_MAX });

let product: Product;
let browser: Browser;
let page: Page;
let password: string;

const SMALL_FEE = 165n;
const LARGE_FEE = 330n;

beforeAll(async () => {
  [product, browser] = await Promise.all([openProduct(), openBrowser()]);
  page = await (await openProfile(browser)).newPage();
}, OPEN_MS_MAX);

afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

describe('入金不能', () => {
  const RETURNED = { ...MIZUHO, accountNumber: '1234500', amount: '12,311' };

  test('a payment that comes back is credited again without its fee, and the customer is told', async () => {
    const customer = product.customer('taro');
    password = customer.confirmationPassword ?? '';
    await product.networks.turn({ returnAfterSeconds: 0 });
    await logIn(page, product.bank, customer);
    const before = await readBalance(page);
    await walkTo(page, 'confirm', RETURNED);
    await executeByPassword(page, password);
    const receiptNumber = await seeReceipt(page);
    const states = async () => (await readHistory(page)).join('\n');
    await expect.poll(states, { timeout: 60_000 }).toContain('入金不能');

    expect(await readBalance(page)).toBe(before - SMALL_FEE);
    await page.getByText('振込先の口座に入金できなかったため、振込金額をお返ししました。').waitFor();
    expect((await readStatement(page)).slice(0, 3).join('\n')).toContain('振込返却（入金不能）');
    await openReceipt(page, receiptNumber);
    await page.getByText('振込先の口座に入金できませんでした（入金不能）。').waitFor();
    const subjects = async () =>
      (await product.networks.listMails())
        .filter((mail) => mail.text.includes(receiptNumber))
        .map((mail) => mail.subject)
        .join('\n');
    await expect.poll(subjects, { timeout: 60_000 }).toContain('入金不能のお知らせ');
  });
});

describe('トークン未登録の振込', () => {
  const order = (amount: string) => ({ ...MIZUHO, accountNumber: '1234512', amount });

  test('what was sent today is taken off the ¥200,000, also where it came back', async () => {
    await walkTo(page, 'amount', order(''));
    await fillAmount(page, '187,690');
    await expectRefused(page, field(page, JA.amount), {
      sentence: /^1日の限度額を超えます。本日あと振り込める金額は¥187,689です/,
      kept: '187,690',
    });
  });

  test('a wrong 確認用パスワード is refused beside its field and moves nothing', async () => {
    const before = await readBalance(page);
    await walkTo(page, 'confirm', order('187,689'));
    await executeByPassword(page, 'wrong');
    await expectRefused(page, field(page, JA.confirmationPassword), {
      sentence:
        '確認用パスワードを受け付けられません。続けて間違えるとご利用を停止します。振込は行われていません。',
    });
    expect(await readBalance(page)).toBe(before);
  });

  test('the last yen below the limit goes out with the right one', async () => {
    const before = await readBalance(page);
    await walkTo(page, 'confirm', order('187,689'));
    await executeByPassword(page, password);
    await seeReceipt(page);
    expect(await readBalance(page)).toBe(before - 187_689n - LARGE_FEE);
    const taken = async () =>
      (await listPayments(product.dataDir)).filter((payment) => payment.amount === '187689').length;
    await expect.poll(taken, { timeout: 60_000 }).toBe(1);
  });

  test('and after it not one yen more', async () => {
    await walkTo(page, 'amount', order(''));
    await fillAmount(page, '1');
    await expectRefused(page, field(page, JA.amount), {
      sentence: /本日あと振り込める金額は¥0です/,
      kept: '1',
    });
  });

  test('a contract without 確認用パスワード is shown the way to 利用登録 instead', async () => {
    await logIn(page, product.bank, product.customer('sakura'));
    await link(page, JA.transfer).first().click();
    await seeHeading(page, 'ただいま振込をご利用いただけません');
    await link(page, JA.registerLink).click();
    await field(page, JA.contractNumber).waitFor();
  });
});
