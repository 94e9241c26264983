import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { expectRefused } from './flows/errors.ts';
import { type Customer, fillCredentials, logIn } from './flows/login.ts';
import { button, field, link, seeHeading } from './flows/page.ts';
import { EN, JA } from './flows/words.ts';
import { listViolations } from './support/axe.ts';
import { openBrowser, openProfile, SCREENS } from './support/browser.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';
import { sendForm } from './support/send-form.ts';

vi.setConfig({ testTimeout: STORY_MS_MAX });

const CREDENTIALS =
  '契約者IDまたはログインパスワードが正しくないか、一時的にご利用いただけません。続けて間違えると、しばらくログインできなくなります。';
const DONE = 'IB取引中止のお手続きが完了しました';
const BEFORE = '取引を中止する前にご確認ください';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([openProduct(), openBrowser()]);
}, OPEN_MS_MAX);
afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

const openPage = async (options: Parameters<typeof openProfile>[1] = {}): Promise<Page> =>
  (await openProfile(browser, options)).newPage();

/** The login page's way, up to the page with the button. */
async function identify(page: Page, customer: Customer): Promise<void> {
  await page.goto(`${product.bank}/login`);
  await link(page, 'IB取引中止のお手続きはこちら').click();
  await seeHeading(page, '利用者認証');
  await fillCredentials(page, customer, JA);
  await button(page, JA.next).click();
  await seeHeading(page, BEFORE);
}

/** A login that must be refused, in the words that are the same for a wrong password. */
async function expectLoginRefused(page: Page, customer: Customer, loginPassword: string): Promise<string> {
  await page.goto(`${product.bank}/login`);
  await fillCredentials(page, { ...customer, loginPassword }, JA);
  await button(page, JA.login).click();
  const kept = customer.contractNumber;
  await expectRefused(page, field(page, JA.contractNumber), { sentence: CREDENTIALS, kept });
  return page.getByRole('main').innerText();
}

describe('ログイン画面からのIB取引中止、スクリプトなし', () => {
  let page: Page;
  let elsewhere: Page;
  let customer: Customer;
  beforeAll(async () => {
    customer = product.customer('taro');
    page = await openPage({ javaScriptEnabled: false });
    elsewhere = await openPage();
    await logIn(elsewhere, product.bank, customer);
  }, STORY_MS_MAX);

  test('a wrong password is refused in the words of the login', async () => {
    await page.goto(`${product.bank}/emergency-stop`);
    await fillCredentials(page, { ...customer, loginPassword: 'correct horse battery' }, JA);
    await button(page, JA.next).click();
    const kept = customer.contractNumber;
    await expectRefused(page, field(page, JA.contractNumber), { sentence: CREDENTIALS, kept });
  });

  test('before the button the page says what happens, and nothing has happened yet', async () => {
    await identify(page, customer);
    for (const text of [
      'ほかの端末やブラウザも含めて、ログイン中の画面はすべてログアウトします。',
      'すでに受け付けた取引は取り消されません。',
      '受け付け済みで、これから実行される取引はありません。',
      'まだ中止されていません。',
    ]) {
      await page.getByText(text).waitFor();
    }
    await elsewhere.goto(`${product.bank}/top`);
    await seeHeading(elsewhere, '見本 太郎 様');
  });

  test('one press stops it; the other browser is told why at its next request', async () => {
    await button(page, '取引を中止する').click();
    await seeHeading(page, DONE);
    await elsewhere.reload();
    await seeHeading(elsewhere, 'インターネットバンキングの取引を中止しています');
  });

  test('the back button leads to the completion again, and not to a second stop', async () => {
    await page.goBack();
    await seeHeading(page, DONE);
  });

  test('the login is refused, and a stranger does not learn whether his password was right', async () => {
    const right = await expectLoginRefused(page, customer, customer.loginPassword);
    const wrong = await expectLoginRefused(page, customer, 'correct horse battery');
    expect(right).toBe(wrong);
    expect(right).toContain('IB取引中止のお手続きをされたご契約は');
  });

  test('the customer is told by mail', async () => {
    const find = async () =>
      (await product.networks.listMails()).filter(({ subject }) =>
        subject.includes('インターネットバンキング取引中止のお知らせ'),
      );
    await expect.poll(find, { timeout: 60_000 }).toHaveLength(1);
    const [mail] = await find();
    expect(mail?.to).toBe('taro@mihon.example');
    expect(mail?.text).not.toContain(customer.contractNumber);
  });
});

test('契約者情報変更から、幅240の画面で: the stop from within ends with its last page', async () => {
  const page = await openPage({ viewport: SCREENS.small });
  await logIn(page, product.bank, product.customer('taroAgain'));
  await page.getByRole('navigation').getByRole('link', { name: '契約者情報変更', exact: true }).click();
  await seeHeading(page, '契約者情報変更');
  expect(await listViolations(page)).toEqual([]);
  await link(page, 'IB取引中止').click();
  await seeHeading(page, BEFORE);
  expect(await listViolations(page)).toEqual([]);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  await button(page, '取引を中止する').click();
  await seeHeading(page, DONE);
  expect(await listViolations(page)).toEqual([]);
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: /ログイン|取引を中止/ }).waitFor();
});

test('English: the button pressed many times at once stops once and is always answered well', async () => {
  const customer = product.customer('ichiro');
  const page = await openPage();
  await page.goto(`${product.bank}/language/en?back=/login`);
  await link(page, 'Stop internet banking').click();
  await fillCredentials(page, customer, EN);
  await button(page, EN.next).click();
  await seeHeading(page, 'Before you stop your internet banking');
  const csrf = (await page.locator('main input[name="csrf"]').inputValue()) ?? '';
  const answers = await Promise.all(Array.from({ length: 5 }, () => sendForm(page, page.url(), { csrf })));
  expect(new Set(answers.map(({ status, location }) => `${status} ${location}`))).toEqual(
    new Set(['303 /emergency-stop/done']),
  );
  await button(page, 'Stop internet banking').click();
  await seeHeading(page, 'Your internet banking is stopped');
  const find = async () =>
    (await product.networks.listMails()).filter(({ subject }) =>
      subject.includes('Internet banking stopped'),
    );
  await expect.poll(find, { timeout: 60_000 }).toHaveLength(1);
});

test('a browser that has begun nothing finds no page of the stop', async () => {
  const page = await openPage();
  for (const path of ['/emergency-stop/confirm', '/emergency-stop/done']) {
    await page.goto(`${product.bank}${path}`);
    await seeHeading(page, 'お手続きの有効時間が過ぎました');
  }
});
