import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  approve,
  type Clerk,
  enrol,
  openFile,
  passwordsIn,
  printPasswords,
  request,
  requestFor,
  seeDone,
} from './flows/counter.ts';
import { type Customer, logIn } from './flows/login.ts';
import { button, seeHeading } from './flows/page.ts';
import { registerToken } from './flows/register.ts';
import { execute, MIZUHO, walkTo } from './flows/transfer.ts';
import { openBrowser, openProfile, PHONE } from './support/browser.ts';
import { OPEN_MS_MAX, openProduct, type Product } from './support/product.ts';
import { openTokenDevice, type TokenDevice } from './support/token-device.ts';

/** Codes come every 30 seconds, and each is taken once: a counter takes its time. */
vi.setConfig({ testTimeout: 420_000 });

let product: Product;
let browser: Browser;
let manager: Clerk;
let second: Clerk;
let teller: Clerk;
let customerPage: Page;
let device: TokenDevice;

const operatorOf = (name: string) => {
  const found = product.demo.operators.find((one) => one.name === name);
  if (found === undefined) throw new Error(`the demo has no ${name}`);
  return found;
};

beforeAll(async () => {
  [product, browser] = await Promise.all([openProduct(), openBrowser()]);
  customerPage = await (await openProfile(browser)).newPage();
  device = await openTokenDevice(browser, product.tokenApp, PHONE);
}, OPEN_MS_MAX);

afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

describe('担当者', () => {
  test('two managers and a teller change their first passwords, register their tokens, and sign in with both', async () => {
    [manager, second, teller] = await Promise.all([
      enrol(browser, product, operatorOf('見本 店長')),
      enrol(browser, product, operatorOf('例示 次長')),
      enrol(browser, product, operatorOf('デモ 窓口')),
    ]);
    await manager.page.getByText('承認を待っている依頼はありません。').waitFor();
  });

  test('a first password is good once, and a code that was used signs nobody in', async () => {
    const page = await (await openProfile(browser)).newPage();
    const operator = operatorOf('見本 店長');
    await page.goto(product.branch);
    await page.locator('#operatorNumber').fill(operator.operatorNumber);
    await page.locator('#password').fill(operator.firstPassword);
    await button(page, 'サインイン').click();
    await page
      .getByRole('alert')
      .getByText('担当者番号、パスワード、ワンタイムパスワードのいずれか')
      .waitFor();
    await page.context().close();
  });
});

describe('新規契約', () => {
  let customer: Customer;
  let address: string;

  test('a new contract is entered by the teller, approved by a manager, and its card and passwords are printed once', async () => {
    await teller.page.getByRole('navigation').getByRole('link', { name: '新規契約' }).click();
    await teller.page.locator('#kanji').fill('架空 新子');
    await teller.page.locator('#kana').fill('カクウ シンコ');
    await teller.page.locator('#branchCode').selectOption('001');
    await teller.page.locator('#deposit').fill('１０，０００');
    address = await request(teller.page);
    expect(await teller.page.locator('#code').count()).toBe(0);

    await approve(manager, address);
    await seeDone(manager.page);
    const text = await printPasswords(manager.page);
    const contractNumber = /(\d{3}) ?(\d{4}) ?(\d{4})/.exec(text)?.slice(1).join('') ?? '';
    expect(contractNumber).toMatch(/^\d{11}$/);
    expect(text.replace(/\s/g, '')).toContain('架空新子');
    const [loginPassword = ''] = passwordsIn(text);
    expect(loginPassword).not.toBe('');
    customer = { contractNumber, loginPassword };

    await button(manager.page, '印刷用のPDFを作る（1回だけ）').click();
    await manager.page.getByText('すでに印刷されています。').waitFor();
    expect(await manager.page.locator('main').innerText()).not.toContain(loginPassword);
  });

  test('the new customer changes the printed password at the first login, and registers a token', async () => {
    await logIn(customerPage, product.bank, customer);
    await seeHeading(customerPage, /架空 新子/);
    await registerToken(customerPage, product.bank, customer, device);
  });
});

describe('お客様のトークン', () => {
  test('after a lost phone the branch releases the token, and the customer registers the new one', async () => {
    const taro = product.customer('taro');
    const lost = await openTokenDevice(browser, product.tokenApp, PHONE);
    await registerToken(customerPage, product.bank, taro, lost);
    await lost.close();

    const address = await requestFor(teller.page, taro.contractNumber, '利用登録解除');
    const other = second.page;
    await other.goto(address);
    await approve(manager, address);
    await seeDone(manager.page);

    // The other manager had it open all the while.
    await other.locator('#code').fill(await second.device.readCode());
    await button(other, '承認').click();
    await other.getByText('この依頼は、すでに「完了」になっています。').waitFor();

    await registerToken(customerPage, product.bank, taro, device);
  });

  test('ten wrong codes lock, and only the branch unlocks', async () => {
    const taro = product.customer('taro');
    await logIn(customerPage, product.bank, taro);
    await walkTo(customerPage, 'confirm', { ...MIZUHO, accountNumber: '1234512', amount: '1000' });
    const good = await device.readCode();
    const wrong = String((Number(good) + 500_000) % 1_000_000).padStart(6, '0');
    for (let time = 0; time < 10; time += 1) {
      await execute(customerPage, wrong);
      await customerPage.getByRole('alert').waitFor();
    }
    const address = await requestFor(teller.page, taro.contractNumber, 'ロック解除');
    await approve(second, address);
    await seeDone(second.page);
    await execute(customerPage, await device.readCode());
    await seeHeading(customerPage, /受付|受け付けました/);
  });

  test('a reissued login password is printed, and changed at the next login', async () => {
    const hanako = product.customer('hanako');
    const address = await requestFor(teller.page, hanako.contractNumber, 'ログインパスワード再発行');
    await approve(manager, address);
    await seeDone(manager.page);
    const [loginPassword = ''] = passwordsIn(await printPasswords(manager.page));
    const page = await (await openProfile(browser)).newPage();
    await logIn(page, product.bank, { contractNumber: hanako.contractNumber, loginPassword });
    await seeHeading(page, /デモ 花子/);
    await page.context().close();
  });

  test('an emergency stop shuts internet banking, and its release opens it again', async () => {
    const sakura = product.customer('sakura');
    await approve(second, await requestFor(teller.page, sakura.contractNumber, 'IB取引中止'));
    await seeDone(second.page);
    const page = await (await openProfile(browser)).newPage();
    await page.goto(`${product.bank}/login`);
    await page.locator('#contractNumber').fill(sakura.contractNumber);
    await page.locator('#password').fill(sakura.loginPassword);
    await button(page, 'ログイン').click();
    await page.getByRole('alert').waitFor();
    await approve(manager, await requestFor(teller.page, sakura.contractNumber, 'IB取引中止の解除'));
    await seeDone(manager.page);
    await logIn(page, product.bank, sakura);
    await seeHeading(page, /架空 さくら/);
    await page.context().close();
  });
});

describe('入力者と承認者', () => {
  test('a manager cannot approve what he entered, and takes it back; a wrong code of another approves nothing', async () => {
    const ichiro = product.customer('ichiro');
    const address = await requestFor(manager.page, ichiro.contractNumber, '確認用パスワード再発行');
    await manager.page.getByText('あなたが入力した依頼です。').waitFor();
    expect(await manager.page.locator('#code').count()).toBe(0);

    await second.page.goto(address);
    const used = second.device.lastCode();
    await second.page.locator('#code').fill(used);
    await button(second.page, '承認').click();
    await second.page.getByRole('alert').getByText('ワンタイムパスワードが正しくないか').waitFor();

    await manager.page.locator('#note').fill('書面を差し替えるため。');
    await button(manager.page, '取下げ').click();
    await manager.page.getByText('依頼を取り下げました。').waitFor();
    await openFile(teller.page, ichiro.contractNumber);
    await teller.page.locator('main').getByText('取下げ').first().waitFor();
  });

  test('one person has one account: a second one under the same staff number is refused', async () => {
    await teller.page.goto(`${product.branch}/procedures/operator_addition`);
    await teller.page.locator('#operatorNumber').fill('200001');
    await teller.page.locator('#personNumber').fill('D0001');
    await teller.page.locator('#name').fill('見本 店長');
    await teller.page.getByRole('radio', { name: /承認者/ }).check();
    await teller.page.locator('#branchCode').selectOption('001');
    await teller.page.locator('#formNumber').fill('W-9001');
    await teller.page.locator('#identityDocument').selectOption('staff_card');
    await teller.page.locator('#reason').fill('二つ目の担当者番号。');
    await button(teller.page, '確認画面へ').click();
    await button(teller.page, 'この内容で依頼する').click();
    await teller.page.getByRole('alert').getByText('この職員番号の人は、すでにその担当者').waitFor();
  });

  test('the auditor finds every act, exports it and verifies the chain; nobody else does', async () => {
    await teller.page.goto(`${product.branch}/audit`);
    await seeHeading(teller.page, 'この画面は利用できません');
    const auditor = await enrol(browser, product, operatorOf('模擬 監査'));
    const { page } = auditor;
    await page.getByRole('navigation').getByRole('link', { name: '監査記録' }).click();
    await button(page, '検索').click();
    await page.locator('table tbody tr').first().waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      button(page, 'CSVで出力する').click(),
    ]);
    expect(await readFile(await download.path(), 'utf8')).toMatch(/^\uFEFF日時,/);
    await page.goto(`${product.branch}/audit/verify`);
    await button(page, '検証する').click();
    await page.getByText('監査記録に問題は見つかりませんでした。').waitFor();
  });
});
