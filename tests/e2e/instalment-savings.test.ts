import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { expectRefused } from './flows/errors.ts';
import { pressButton, typeInto } from './flows/keys.ts';
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
import { askWarifu } from './support/warifu.ts';

vi.setConfig({ testTimeout: STORY_MS_MAX });

const WAY = '定期積金の契約・照会・解約';
const INSTALMENT = '毎月の掛金';
const INSTALMENTS = '払込回数';
const CHOSEN_DAY = '払込日';
const OPENED = '定期積金の契約を受け付けました';
const CLOSED = '定期積金を解約しました';
const EARLY = '中途解約する';
const DAYS_MS_MAX = 120_000;
const RATES = `
  insert into bank.rate (product, term_months, valid_from, rate_thousandths, entered_at)
  values ('ordinary', 0, '2020-04-01', 200, now()), ('instalment_savings', 6, '2020-04-01', 1234, now())`;

let product: Product;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([openProduct(), openBrowser()]);
  await actAsOwner(product, `delete from bank.rate`);
  await actAsOwner(product, RATES);
}, OPEN_MS_MAX);
afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

const wrongFor = (code: string): string => (code === '000000' ? '000001' : '000000');

/** Opens the one contract that the list shows. */
async function openDetail(page: Page, base: string): Promise<void> {
  await page.goto(`${product.bank}${base}/savings`);
  await page.locator(`main a[href^="${base}/savings/"]:not([href$="/open"])`).first().click();
  await seeHeading(page, /^定期積金 \d{7}$/);
}

/** Waits until the days that were passed over have been worked off: one month end is among them, or two. */
async function seePaid(page: Page, base: string): Promise<bigint> {
  const read = async (): Promise<string> => {
    await openDetail(page, base);
    return termOf(page, '払込済み');
  };
  await expect.poll(read, { timeout: DAYS_MS_MAX }).toMatch(/^6回のうち[12]回$/);
  return BigInt(/うち(\d)回/.exec(await termOf(page, '払込済み'))?.[1] ?? 0);
}

describe('定期積金', () => {
  let page: Page;
  let plain: Page;
  let device: TokenDevice;
  beforeAll(async () => {
    page = await (await openProfile(browser, { javaScriptEnabled: false })).newPage();
    const small = { viewport: SCREENS.small, javaScriptEnabled: false };
    plain = await (await openProfile(browser, small)).newPage();
    device = await openTokenDevice(browser, product.tokenApp);
  }, STORY_MS_MAX);

  test('契約: what cannot be agreed is refused beside its field, and nothing moves by what can', async () => {
    const customer = product.customer('taro');
    await registerToken(page, product.bank, customer, device);
    await passTime(product, 'coolDown');
    await logIn(page, product.bank, customer);
    const before = yenOf(await page.locator('.account-balance .amount').first().innerText());
    await link(page, WAY).click();
    await page.getByText('ご契約中の定期積金はありません。').waitFor();
    await link(page, '定期積金を契約する').click();
    await seeHeading(page, '契約内容の入力');
    await field(page, INSTALMENT).fill('1500');
    await field(page, INSTALMENTS).fill('6');
    await field(page, CHOSEN_DAY).fill('31');
    await button(page, JA.next).click();
    const uneven = '毎月の掛金は¥1,000単位で入力してください。';
    await expectRefused(page, field(page, INSTALMENT), { sentence: uneven, kept: '1500' });
    await field(page, INSTALMENT).fill('２０，０００円');
    await field(page, INSTALMENTS).fill('5');
    await button(page, JA.next).click();
    const range = '払込回数は6回から60回までで入力してください。';
    await expectRefused(page, field(page, INSTALMENTS), { sentence: range, kept: '5' });
    await field(page, INSTALMENTS).fill('６');
    await button(page, JA.next).click();
    await seeHeading(page, '契約内容の確認');
    expect(await termOf(page, INSTALMENT)).toBe('¥20,000');
    expect(await termOf(page, '年利回り')).toMatch(/^1\.234%（2020年4月1日/);
    expect(await termOf(page, '給付補填金（税引前）')).toBe('¥431（¥20,000 × 積数21 × 1.234% ÷ 12）');
    expect(await termOf(page, '満期のお受取予定額')).toBe('¥120,344');
    expect(await page.locator('table tbody tr').count()).toBe(6);
    await button(page, JA.execute).click();
    await seeHeading(page, OPENED);
    expect((await page.locator('.receipt-number').innerText()).trim()).toMatch(/^\d{6}-/);
    await page.goto(`${product.bank}/top`);
    expect(yenOf(await page.locator('.account-balance .amount').first().innerText())).toBe(before);
    await openDetail(page, '');
    await page.getByText('掛金の払込みがまだないため、解約できません。').waitFor();
  });

  test('契約 from the pages for 携帯電話, without a token', async () => {
    await plain.goto(`${product.bank}/m/login`);
    await logInHere(plain, product.customer('hanako'));
    await link(plain, WAY).click();
    await link(plain, '定期積金を契約する').click();
    await typeInto(plain, INSTALMENT, '5000');
    await typeInto(plain, INSTALMENTS, '6');
    await typeInto(plain, CHOSEN_DAY, '99');
    await plain.locator('button[name="fromAccountId"]').first().click();
    await plain.getByRole('alert').filter({ hasText: '払込日は1から31まで' }).waitFor();
    await typeInto(plain, CHOSEN_DAY, '31');
    await plain.locator('button[name="fromAccountId"]').first().click();
    await seeHeading(plain, '契約内容の確認');
    await pressButton(plain, JA.execute);
    await seeHeading(plain, OPENED);
  });

  test('the first instalment is debited by the days, and shown as paid', async () => {
    await askWarifu(['demo', 'forward', '36d'], product.environment);
    const paid = await seePaid(page, '');
    expect(yenOf(await termOf(page, '払込金額'))).toBe(20_000n * paid);
    expect(await page.locator('table tbody tr').filter({ hasText: '払込済み' }).count()).toBe(Number(paid));
    await seePaid(plain, '/m');
  });

  test('中途解約: the figures, a wrong code, the right one, and the lines of the statement', async () => {
    await button(page, EARLY).click();
    await seeHeading(page, '解約内容の確認');
    expect(await termOf(page, '解約の種類')).toBe('中途解約');
    const payout = yenOf(await termOf(page, 'お受取額'));
    expect(payout).toBeGreaterThanOrEqual(yenOf(await termOf(page, '掛金の合計')));
    await execute(page, wrongFor(await device.peekCode()));
    await expectRefused(page, field(page, JA.code), {
      sentence: /^このワンタイムパスワードは受け付けられません。/,
    });
    await execute(page, await device.readCode());
    await seeHeading(page, CLOSED);
    expect(yenOf(await termOf(page, 'お受取額'))).toBe(payout);
    await openDetail(page, '');
    await page.getByText('解約済み').first().waitFor();
    expect(await page.getByRole('button', { name: EARLY }).count()).toBe(0);
  });

  test('携帯電話: without a token 解約 leads to 利用登録, and then a code closes it', async () => {
    await pressButton(plain, EARLY);
    await seeHeading(plain, 'ただいまお手続きいただけません');
    await plain.getByText('ワンタイムパスワードの利用登録が必要です').waitFor();
    const own = await openTokenDevice(browser, product.tokenApp);
    const other = await (await openProfile(browser)).newPage();
    await registerToken(other, product.bank, product.customer('hanako'), own);
    await openDetail(plain, '/m');
    await pressButton(plain, EARLY);
    await seeHeading(plain, '解約内容の確認');
    await typeInto(plain, JA.code, wrongFor(await own.peekCode()));
    await pressButton(plain, JA.execute);
    await plain
      .getByRole('alert')
      .filter({ hasText: 'このワンタイムパスワードは受け付けられません。' })
      .waitFor();
    await typeInto(plain, JA.code, await own.readCode());
    await pressButton(plain, JA.execute);
    await seeHeading(plain, CLOSED);
  });

  test('no page of it is too wide at 240 pixels, or has a flaw that axe knows', async () => {
    const auditor = await (await openProfile(browser, { viewport: SCREENS.small })).newPage();
    await logIn(auditor, product.bank, product.customer('taro'));
    for (const path of ['/savings', '/savings/open']) {
      await auditor.goto(`${product.bank}${path}`);
      expect(await listViolations(auditor)).toEqual([]);
      expect(await auditor.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    }
  });
});
