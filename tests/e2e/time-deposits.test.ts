import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { expectRefused } from './flows/errors.ts';
import { logIn, logInHere } from './flows/login.ts';
import { button, field, link, seeHeading, termOf, yenOf } from './flows/page.ts';
import { registerToken } from './flows/register.ts';
import { execute } from './flows/transfer.ts';
import { JA } from './flows/words.ts';
import { listViolations } from './support/axe.ts';
import { openBrowser, openProfile, SCREENS } from './support/browser.ts';
import { actAsOwner, passTime } from './support/pass-time.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';
import { openTokenDevice, type TokenDevice } from './support/token-device.ts';

vi.setConfig({ testTimeout: STORY_MS_MAX });

const WAY = '定期預金（預入・照会・解約）';
const OPEN = '定期預金を預け入れる';
const AMOUNT = 'お預け入れ金額';
const CONFIRM = '確認画面へ';
const DETAIL = '定期預金の明細';
const RATES = `
  insert into bank.rate (product, term_months, valid_from, rate_thousandths, entered_at)
  values ('ordinary', 0, '2020-04-01', 200, now()), ('time_deposit', 1, '2020-04-01', 125, now()),
    ('time_deposit', 24, '2020-04-01', 500, now())`;

let product: Product;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([openProduct(), openBrowser()]);
  await actAsOwner(product, 'delete from bank.rate');
  await actAsOwner(product, RATES);
}, OPEN_MS_MAX);
afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

const wrongFor = (code: string): string => (code === '000000' ? '000001' : '000000');

const expectFlawless = async (page: Page): Promise<void> => {
  expect(await listViolations(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
};

/** The first deposit of the list. */
async function openDetail(page: Page): Promise<void> {
  await page.goto(`${product.bank}/time-deposits`);
  await page.getByRole('link', { name: '明細・お手続き' }).first().click();
  await seeHeading(page, DETAIL);
}

describe('定期預金、スクリプトなし', () => {
  let page: Page;
  let device: TokenDevice;
  beforeAll(async () => {
    page = await (await openProfile(browser, { javaScriptEnabled: false })).newPage();
    device = await openTokenDevice(browser, product.tokenApp);
    const customer = product.customer('taro');
    await registerToken(page, product.bank, customer, device);
    await passTime(product, 'coolDown');
    await logIn(page, product.bank, customer);
  }, STORY_MS_MAX);

  test('預入: what cannot be is refused beside its field, the rest is shown with rate, date and maturity', async () => {
    await link(page, WAY).click();
    await link(page, OPEN).click();
    await page.locator('#fromAccountId').check();
    await field(page, AMOUNT).fill('9,999');
    await page.getByRole('radio', { name: /^2年/ }).check();
    await page.getByRole('radio', { name: /^元利金継続/ }).check();
    await button(page, CONFIRM).click();
    await expectRefused(page, field(page, AMOUNT), {
      sentence: 'お預け入れ金額は¥10,000以上で入力してください。',
      kept: '9,999',
    });
    await field(page, AMOUNT).fill('１００，０００円');
    await button(page, CONFIRM).click();
    await seeHeading(page, 'お預け入れ内容の確認');
    expect(await termOf(page, '元金')).toBe('¥100,000');
    expect(await termOf(page, '金利（年・税引前）')).toMatch(/^0\.500%\s*2020年4月1日.*から適用$/);
    await button(page, '預け入れを実行').click();
    await seeHeading(page, '定期預金をお預かりしました');
    expect((await page.locator('.receipt-number').innerText()).trim()).toMatch(/^\d{6}-/);
  });

  test('満期時のお取扱い is changed without a code', async () => {
    await openDetail(page);
    await link(page, '満期時のお取扱いの変更').click();
    await button(page, CONFIRM).click();
    await page.getByText('現在と同じお取扱いです。').first().waitFor();
    await page.getByRole('radio', { name: /^元金継続/ }).check();
    await button(page, CONFIRM).click();
    await button(page, '変更を実行').click();
    await seeHeading(page, '満期時のお取扱いを変更しました');
  });

  test('満期解約予約 needs the code, stands in the way of everything else, and is cancelled with another', async () => {
    await openDetail(page);
    await button(page, '満期解約予約').click();
    await seeHeading(page, '満期解約予約の確認');
    await execute(page, wrongFor(await device.peekCode()));
    await expectRefused(page, field(page, JA.code), {
      sentence: /^このワンタイムパスワードは受け付けられません。/,
    });
    await execute(page, await device.readCode());
    await seeHeading(page, '満期解約予約を受け付けました');
    await openDetail(page);
    expect(await button(page, '中途解約').count()).toBe(0);
    await button(page, '満期解約予約の取消').click();
    await execute(page, await device.readCode());
    await seeHeading(page, '満期解約予約を取り消しました');
  });

  test('中途解約: each figure, then the code, and the money is on the account', async () => {
    await openDetail(page);
    await button(page, '中途解約').click();
    await seeHeading(page, '解約内容の確認');
    expect(yenOf(await termOf(page, '満期まで預けた場合と比べて受け取れなくなる利息'))).toBeGreaterThan(0n);
    const payout = yenOf(await termOf(page, '受取金額'));
    expect(payout).toBe(100_000n);
    await execute(page, '');
    await expectRefused(page, field(page, JA.code), {
      sentence: 'ワンタイムパスワードを入力してください。',
    });
    await execute(page, await device.readCode());
    await seeHeading(page, '定期預金を解約しました');
    await page.goto(`${product.bank}/time-deposits`);
    await page.getByText('お預かりしている定期預金はありません。').waitFor();
  });
});

test('携帯電話: a deposit is opened without a token, and its closing asks to register first', async () => {
  const plain = await (
    await openProfile(browser, { viewport: SCREENS.small, javaScriptEnabled: false })
  ).newPage();
  await plain.goto(`${product.bank}/m/login`);
  await logInHere(plain, product.customer('hanako'));
  await plain.getByRole('link', { name: WAY }).click();
  await plain.getByRole('link', { name: OPEN }).click();
  if (await plain.getByRole('heading', { name: '出金口座を選んでください' }).isVisible())
    await plain.locator('main a[href*="from="]').first().click();
  await field(plain, AMOUNT).fill('10000');
  await plain.locator('#termMonths').selectOption('24');
  await plain.locator('#atMaturity').selectOption('keep');
  await button(plain, CONFIRM).click();
  await button(plain, '預け入れを実行').click();
  await seeHeading(plain, '定期預金をお預かりしました');
  await plain.goto(`${product.bank}/m/time-deposits`);
  await plain.locator('.lines a').first().click();
  await button(plain, '中途解約').click();
  await seeHeading(plain, 'ただいまお手続きいただけません');
  await plain.getByText('ワンタイムパスワードの利用登録が必要です').waitFor();
});

test('240 pixels: no page is too wide or has a flaw that axe knows', async () => {
  const page = await (await openProfile(browser, { viewport: SCREENS.small })).newPage();
  await logIn(page, product.bank, product.customer('taro'));
  await link(page, WAY).click();
  await expectFlawless(page);
  await link(page, OPEN).click();
  await expectFlawless(page);
  await page.locator('#fromAccountId').check();
  await field(page, AMOUNT).fill('10000');
  await page.getByRole('radio', { name: /^1か月/ }).check();
  await page.getByRole('radio', { name: /^自動解約/ }).check();
  await button(page, CONFIRM).click();
  await seeHeading(page, 'お預け入れ内容の確認');
  await expectFlawless(page);
  await button(page, '預け入れを実行').click();
  await seeHeading(page, '定期預金をお預かりしました');
  await openDetail(page);
  await expectFlawless(page);
});
