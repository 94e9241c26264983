import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readBalance, readStatement } from './flows/after.ts';
import { expectRefused } from './flows/errors.ts';
import { pressButton, pressKey, typeInto } from './flows/keys.ts';
import { type Customer, logIn } from './flows/login.ts';
import { button, field, seeHeading, termOf, yenOf } from './flows/page.ts';
import {
  BILL_EN,
  BILL_JA,
  giveBiller,
  giveNumbers,
  powerBill,
  readBillHistory,
  taxBill,
  walkToBill,
} from './flows/pay-easy.ts';
import { registerToken } from './flows/register.ts';
import { execute, executeByPassword } from './flows/transfer.ts';
import { EN, JA } from './flows/words.ts';
import { listViolations } from './support/axe.ts';
import { openBrowser, openProfile, SCREENS } from './support/browser.ts';
import { openPlainDevice, type PlainDevice } from './support/plain-device.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';
import { askWarifu } from './support/warifu.ts';

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

describe('税金・各種料金の払込み, with a code', () => {
  let page: Page;
  let device: PlainDevice;
  beforeAll(async () => {
    page = await (await openProfile(browser)).newPage();
    device = await openPlainDevice(product);
    const customer = product.customer('taro');
    await registerToken(page, product.bank, customer, device);
    await logIn(page, product.bank, customer);
  });

  test('a tax with 納付区分 is paid from the numbers on the bill to the receipt, and debited once', async () => {
    const before = await readBalance(page);
    await walkToBill(page, { ...taxBill(12_800), paymentNumber: '９７５３-１８６４-０１２８-００01' });
    expect(await listViolations(page)).toEqual([]);
    expect(yenOf(await termOf(page, '払込金額'))).toBe(12_800n);
    expect(await termOf(page, '払込みの内容')).toBe('デモ所得税');
    await execute(page, await device.readCode());
    await seeHeading(page, BILL_JA.paid);
    expect(await listViolations(page)).toEqual([]);
    const receiptNumber = (await page.locator('.receipt-number').innerText()).trim();
    expect(await readBalance(page)).toBe(before - 12_800n);
    expect((await readStatement(page))[0]).toContain('12,800');
    const [line = ''] = await readBillHistory(page);
    for (const text of [receiptNumber, 'デモ国税', '払込済み']) expect(line).toContain(text);
    expect((await product.networks.countBills()).paid).toBe(1);
  });

  test('a wrong code pays nothing and says so; the bill paid before is told as paid', async () => {
    await walkToBill(page, powerBill(3_001));
    await execute(page, await device.wrongCode());
    await expectRefused(page, field(page, JA.code), { sentence: /払込みは行われていません。$/ });
    await execute(page, await device.readCode());
    await seeHeading(page, BILL_JA.paid);
    await giveBiller(page, '90101');
    await giveNumbers(page, powerBill(3_001));
    await page.getByText('この納付書は、すでに支払われています。').waitFor();
  });

  test.each([
    ['91', /払込期限が過ぎているため払い込めません/],
    ['92', /発行元が取り消しています/],
    ['97', /この番号の納付書は見つかりません/],
  ])('a bill that ends in %s says why it cannot be paid', async (ending, sentence) => {
    await giveBiller(page, '90101');
    await giveNumbers(page, powerBill(3_002, ending));
    await page.getByText(sentence).waitFor();
    expect(await field(page, BILL_JA.confirmationNumber).inputValue()).toBe('9753');
  });

  test('an unknown biller and a number too short are told beside their fields', async () => {
    await giveBiller(page, '11111');
    await expectRefused(page, field(page, BILL_JA.billerNumber), {
      sentence: 'この収納機関番号は見つかりません。納付書の番号を確かめてください。',
      kept: '11111',
    });
    await giveBiller(page, '90101');
    await giveNumbers(page, { ...powerBill(1), paymentNumber: '123' });
    await expectRefused(page, field(page, BILL_JA.customerNumber), {
      sentence: /桁数が違います/,
      kept: '123',
    });
  });

  test('a biller under maintenance says so', async () => {
    await giveBiller(page, '90909');
    await giveNumbers(page, { ...powerBill(1), paymentNumber: '97531000101' });
    await page.getByText('ただいま払込みを受け付けていません').waitFor();
  });

  test('where the payer chooses, the amount is asked for and kept within its bounds', async () => {
    await giveBiller(page, '90101');
    await giveNumbers(page, powerBill(0, '93'));
    await field(page, '払込金額').fill('99');
    await button(page, JA.next).click();
    await expectRefused(page, field(page, '払込金額'), {
      sentence: /100.?から.?100,000.?までです/,
      kept: '99',
    });
    await field(page, '払込金額').fill('１，５００');
    await button(page, JA.next).click();
    await seeHeading(page, BILL_JA.confirm);
    await execute(page, await device.readCode());
    await seeHeading(page, BILL_JA.paid);
    expect(yenOf(await termOf(page, '払込金額'))).toBe(1_500n);
  });

  test('a bill withdrawn between confirm page and 実行: nothing is debited, and the receipt says why', async () => {
    const before = await readBalance(page);
    await walkToBill(page, powerBill(3_003, '95'));
    await execute(page, await device.readCode());
    await seeHeading(page, BILL_JA.notTaken);
    await page.getByText('口座からの引落しはありません').waitFor();
    expect(await readBalance(page)).toBe(before);
  });

  test('a network that takes the payment and stays silent: confirming at first, and then paid, once', async () => {
    const before = await readBalance(page);
    await walkToBill(page, powerBill(3_004, '98'));
    await execute(page, await device.readCode());
    await seeHeading(page, BILL_JA.confirming);
    await expect
      .poll(async () => (await readBillHistory(page))[0], { timeout: 60_000, interval: 2_000 })
      .toContain('払込済み');
    expect(await readBalance(page)).toBe(before - 3_004n);
  });
});

describe('in English, with the confirmation password', () => {
  test('a contract without a token pays up to ¥200,000 a day, and no more', async () => {
    const customer: Customer = product.customer('ichiro');
    const page = await (await openProfile(browser, { viewport: SCREENS.phone })).newPage();
    await page.goto(`${product.bank}/language/en?back=/login`);
    await logIn(page, product.bank, customer, EN);
    await walkToBill(page, powerBill(150_000), BILL_EN, EN);
    await page.getByText('Confirmation password').first().waitFor();
    await executeByPassword(page, customer.confirmationPassword ?? '', EN);
    await seeHeading(page, BILL_EN.paid);
    await giveBiller(page, '90101', BILL_EN, EN);
    await giveNumbers(page, powerBill(50_001), BILL_EN, EN);
    await button(page, EN.next).click();
    await page.getByText(/over the daily limit/).waitFor();
  });
});

describe('携帯電話用の画面, by keys, without a script', () => {
  test('a bill is paid, and ten numbers without a bill stop Pay-easy for the day', async () => {
    const customer = product.customer('hanako');
    const profile = await openProfile(browser, { viewport: SCREENS.small, javaScriptEnabled: false });
    const page = await profile.newPage();
    await page.goto(`${product.bank}/m/`);
    await typeInto(page, JA.contractNumber, customer.contractNumber);
    await typeInto(page, JA.loginPassword, customer.loginPassword);
    await pressButton(page, JA.login);
    await seeHeading(page, /様$/);
    const give = async (ending: string) => {
      await page.goto(`${product.bank}/m/pay-easy`);
      await typeInto(page, BILL_JA.billerNumber, '90101');
      await pressButton(page, JA.next);
      const bill = powerBill(2_001, ending);
      await typeInto(page, BILL_JA.customerNumber, bill.paymentNumber);
      await typeInto(page, BILL_JA.confirmationNumber, bill.confirmationNumber);
      await pressButton(page, JA.next);
    };
    await give('01');
    await seeHeading(page, BILL_JA.bill);
    await pressKey(page, '1', BILL_JA.confirm);
    await typeInto(page, JA.confirmationPassword, customer.confirmationPassword ?? '');
    await pressButton(page, JA.execute);
    await seeHeading(page, BILL_JA.paid);
    await pressKey(page, '2', BILL_JA.history);
    await page.getByText('払込済み').waitFor();
    for (let time = 1; time <= 9; time += 1) {
      await give('97');
      await page.getByRole('alert').getByText('この番号の納付書は見つかりません').waitFor();
    }
    await give('97');
    await seeHeading(page, '払込みを停止しています');
    await page.goto(`${product.bank}/m/pay-easy`);
    await seeHeading(page, '払込みを停止しています');
  });
});

test('afterwards the whole database is clean', async () => {
  expect(await askWarifu(['verify'], product.environment)).toMatch(/^Clean: /);
});
