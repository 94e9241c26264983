import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readBalance } from './flows/after.ts';
import { expectRefused } from './flows/errors.ts';
import { logIn } from './flows/login.ts';
import { button, field, link, seeHeading, termOf, yenOf } from './flows/page.ts';
import { giveToken, startRegistration } from './flows/register.ts';
import { fillAmount, MIZUHO, walkTo } from './flows/transfer.ts';
import { JA } from './flows/words.ts';
import { openBrowser, openProfile } from './support/browser.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';
import { openTokenDevice, type TokenDevice } from './support/token-device.ts';

const ORDER = { ...MIZUHO, accountNumber: '1234598', amount: '1000' };

/** Digits and letters as a Japanese keyboard writes them when it was not switched. 全角. */
const wide = (text: string): string =>
  text.replace(/[0-9A-Z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

vi.setConfig({ testTimeout: STORY_MS_MAX });

let product: Product;
let browser: Browser;
/** Somebody at home: the pages work with scripts here, and without them in the tests of the login. */
let page: Page;

beforeAll(async () => {
  [product, browser] = await Promise.all([openProduct(), openBrowser()]);
  page = await (await openProfile(browser)).newPage();
}, OPEN_MS_MAX);

afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

describe('ログイン', () => {
  const CREDENTIALS =
    '契約者IDまたはログインパスワードが正しくないか、一時的にご利用いただけません。続けて間違えると、しばらくログインできなくなります。';

  test.each([
    ['', 'x', '契約者ID(利用者番号)', '契約者ID(利用者番号)を入力してください。'],
    ['12345', 'x', '契約者ID(利用者番号)', '契約者ID(利用者番号)は、数字11桁で入力してください。'],
    ['abc', '', '契約者ID(利用者番号)', '契約者ID(利用者番号)は、数字11桁で入力してください。'],
    ['00000000000', '', 'ログインパスワード', 'ログインパスワードを入力してください。'],
  ])('“%s” with “%s” is refused beside %s', async (number, password, label, sentence) => {
    const profile = await openProfile(browser, { javaScriptEnabled: false });
    const plain = await profile.newPage();
    await plain.goto(`${product.bank}/login`);
    await field(plain, JA.contractNumber).fill(number);
    await field(plain, JA.loginPassword).fill(password);
    await button(plain, JA.login).click();
    const kept = label === JA.contractNumber ? number : '';
    await expectRefused(plain, field(plain, label), { sentence, kept });
    expect(await field(plain, JA.contractNumber).inputValue()).toBe(number);
    await profile.close();
  });

  test('a wrong number and a wrong password are refused in one sentence', async () => {
    const { contractNumber } = product.customer('hanako');
    for (const [number, password] of [
      ['00000000000', 'correct horse battery'],
      [contractNumber, 'correct horse battery'],
    ] as const) {
      await page.goto(`${product.bank}/login`);
      await field(page, JA.contractNumber).fill(number);
      await field(page, JA.loginPassword).fill(password);
      await button(page, JA.login).click();
      const input = field(page, JA.contractNumber);
      await expectRefused(page, input, { sentence: CREDENTIALS, kept: number });
      expect(await field(page, JA.loginPassword).inputValue()).toBe('');
    }
  });

  test('a number in full-width digits with spaces logs in', async () => {
    const customer = product.customer('hanako');
    const number = wide(customer.contractNumber);
    await logIn(page, product.bank, {
      ...customer,
      contractNumber: `${number.slice(0, 3)} ${number.slice(3)}`,
    });
    await seeHeading(page, 'デモ 花子 様');
  });
});

describe('ワンタイムパスワード利用登録', () => {
  const NOT_ACCEPTED =
    '入力された内容では受け付けられませんでした。アプリの表示を確かめ、次に表示されるワンタイムパスワードを入力してください。';
  let device: TokenDevice;

  beforeAll(async () => {
    device = await openTokenDevice(browser, product.tokenApp);
    await startRegistration(page, product.bank, product.customer('sakura'));
  });

  const wrongCode = async () => {
    const code = await device.peekCode();
    return code === '000000' ? '000001' : '000000';
  };

  test.each([
    ['', 'トークンIDを入力してください。'],
    [
      'WRSD 1234',
      'トークンIDは、英字4文字と数字8桁（例：WRSM 1234 5678）、または機器に印字された番号で入力してください。',
    ],
    [
      '１２３',
      'トークンIDは、英字4文字と数字8桁（例：WRSM 1234 5678）、または機器に印字された番号で入力してください。',
    ],
  ])('トークンID “%s” is refused beside its field and stays there', async (tokenId, sentence) => {
    await giveToken(page, tokenId, '123456');
    await expectRefused(page, field(page, JA.tokenId), { sentence, kept: tokenId });
  });

  test.each([
    ['', 'ワンタイムパスワードを入力してください。'],
    ['12345', 'ワンタイムパスワードは、アプリに表示された数字6桁で入力してください。'],
    ['1234567', 'ワンタイムパスワードは、アプリに表示された数字6桁で入力してください。'],
  ])('a code “%s” is refused beside its field, and the token ID stays', async (code, sentence) => {
    await giveToken(page, device.tokenId, code);
    await expectRefused(page, field(page, JA.code), { sentence });
    expect(await field(page, JA.tokenId).inputValue()).toBe(device.tokenId);
  });

  test('an unknown token ID and a wrong code are refused in one sentence', async () => {
    for (const tokenId of ['WRSM00000000', device.tokenId]) {
      await giveToken(page, tokenId, await wrongCode());
      await expectRefused(page, field(page, JA.code), { sentence: NOT_ACCEPTED });
      expect(await field(page, JA.tokenId).inputValue()).toBe(tokenId);
    }
  });

  test('a token ID with spaces, hyphens, lower case and full-width letters is the same token ID', async () => {
    const { tokenId } = device;
    const letters = `${tokenId.slice(0, 2).toLowerCase()}${wide(tokenId.slice(2, 4))}`;
    const digits = `${tokenId.slice(4, 8)}-${wide(tokenId.slice(8))}`;
    await giveToken(page, ` ${letters} ${digits} `, await device.readCode());
    await seeHeading(page, JA.registered);
    await link(page, JA.backToLogin).click();
  });
});

describe('振込', () => {
  const input = (label: string) => field(page, label);

  beforeAll(async () => {
    await logIn(page, product.bank, product.customer('hanako'));
  });

  test('an empty search and a name that no bank has are told', async () => {
    await walkTo(page, 'bank', ORDER);
    await button(page, JA.search).click();
    await expectRefused(page, input(JA.bankSearch), { sentence: '名前の一部かコードを入力してください。' });
    await input(JA.bankSearch).fill('ないはずの銀行');
    await button(page, JA.search).click();
    await page.getByText('見つかりませんでした。別の言葉か頭文字でお探しください。').waitFor();
    expect(await input(JA.bankSearch).inputValue()).toBe('ないはずの銀行');
  });

  test.each([
    ['', '口座番号を入力してください。'],
    ['12345678', '口座番号は、数字7桁以内で入力してください。'],
    ['12a4567', '口座番号は、数字7桁以内で入力してください。'],
  ])('口座番号 “%s” is refused', async (accountNumber, sentence) => {
    if (accountNumber === '') await walkTo(page, 'number', ORDER);
    await input(JA.accountNumber).fill(accountNumber);
    await button(page, JA.next).click();
    await expectRefused(page, input(JA.accountNumber), { sentence, kept: accountNumber });
  });

  test('an account that the other bank does not know is told beside its number', async () => {
    await walkTo(page, 'amount', { ...ORDER, accountNumber: '1234597' });
    await fillAmount(page, '1000');
    await expectRefused(page, input(JA.accountNumber), {
      sentence: 'この口座は見つかりません。支店、科目、口座番号を確かめてください。',
      kept: '1234597',
    });
  });

  test.each([
    ['', '振込金額を入力してください。'],
    ['0', '振込金額は1円以上で入力してください。'],
    ['-1,000', '振込金額は1円以上で入力してください。'],
    ['１００．５', '振込金額は1円単位で入力してください。小数は使えません。'],
    ['千円', '振込金額は数字で入力してください（例：50000）。'],
    ['99999999999999', '振込金額の桁数が多すぎます。金額を確かめてください。'],
    ['200,001', '1日の限度額を超えます。本日あと振り込める金額は¥200,000です（1日の限度額¥200,000）。'],
  ])('振込金額 “%s” is refused and stays', async (amount, sentence) => {
    if (amount === '') await walkTo(page, 'amount', { ...ORDER, accountNumber: '1234512' });
    await fillAmount(page, amount);
    await expectRefused(page, input(JA.amount), { sentence, kept: amount });
  });

  test('an amount with commas, full-width digits and 円 is taken', async () => {
    await walkTo(page, 'amount', { ...ORDER, accountNumber: '1234512' });
    await fillAmount(page, '￥１２，３４５円');
    await button(page, JA.next).click();
    await seeHeading(page, JA.confirmHeading);
    expect(yenOf(await termOf(page, JA.amount))).toBe(12_345n);
  });

  test.each([
    ['', '受取人名を入力してください。'],
    ['山田タロウ', /^受取人名に使えない文字があります：山田/],
    ['ア'.repeat(31), /^受取人名は30文字以内で入力してください。/],
  ])('受取人名 “%s” is refused and stays', async (name, sentence) => {
    if (name === '') await walkTo(page, 'name', ORDER);
    await input(JA.payeeName).fill(name);
    await button(page, JA.next).click();
    await expectRefused(page, input(JA.payeeName), { sentence, kept: name });
  });

  test('受取人名 in hiragana is taken as kana', async () => {
    await walkTo(page, 'confirm', { ...ORDER, payeeName: 'みほん　じろう' });
    expect(await termOf(page, '受取人名')).toContain('ミホン ジロウ');
  });

  test('an amount over the balance says by how much', async () => {
    await logIn(page, product.bank, product.customer('sakura'));
    // All of it, interest included: what is missing is the fee.
    const all = String(await readBalance(page));
    await walkTo(page, 'amount', { ...ORDER, accountNumber: '1234512' });
    await fillAmount(page, all);
    await expectRefused(page, input(JA.amount), {
      sentence: '手数料を含めると、残高が¥330不足しています。',
      kept: all,
    });
  });
});
