import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Clerk, enrol } from './flows/counter.ts';
import { expectRefused } from './flows/errors.ts';
import { pressButton, pressKey, typeInto } from './flows/keys.ts';
import { type Customer, logIn } from './flows/login.ts';
import { button, field, link, seeHeading, termOf, yenOf } from './flows/page.ts';
import { registerToken } from './flows/register.ts';
import { execute } from './flows/transfer.ts';
import { EN, JA } from './flows/words.ts';
import { listViolations } from './support/axe.ts';
import { openBrowser, openProfile, PHONE, SCREENS } from './support/browser.ts';
import { passTime } from './support/pass-time.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';
import { openTokenDevice, type TokenDevice } from './support/token-device.ts';

vi.setConfig({ testTimeout: STORY_MS_MAX });

const SETTINGS = '契約者情報変更';
const LIMIT = '新しい利用限度額';
const CONFIRM = '内容を確認して実行する';
const REFUSED = 'ただいまお手続きいただけません';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([openProduct(), openBrowser()]);
}, OPEN_MS_MAX);
afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

async function openSettings(page: Page, way: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: SETTINGS, exact: true }).click();
  await link(page, way).click();
}

async function giveLimit(page: Page, limit: string, kind = '振込'): Promise<void> {
  await page.getByRole('radio', { name: kind, exact: true }).check();
  await field(page, LIMIT).fill(limit);
  await button(page, JA.next).click();
}

const wrongFor = (code: string): string => (code === '000000' ? '000001' : '000000');

const mailsOf = async (subject: string): Promise<readonly string[]> =>
  (await product.networks.listMails()).filter((mail) => mail.subject.includes(subject)).map(({ to }) => to);

const EMPTY_ADDRESS = {
  郵便番号: '123-456',
  市区町村: '見本区',
  '町名・番地': '例示町１－２－３',
  電話番号: '03-1234-5678',
};

async function giveAddress(page: Page, changes: Readonly<Record<string, string>> = {}): Promise<void> {
  for (const [name, text] of Object.entries({ ...EMPTY_ADDRESS, ...changes }))
    await field(page, name).fill(text);
  await page.locator('#prefecture').selectOption('東京都');
  await button(page, JA.next).click();
}

describe('契約者情報変更、スクリプトなし', () => {
  let page: Page;
  let device: TokenDevice;
  let customer: Customer;
  beforeAll(async () => {
    page = await (await openProfile(browser, { javaScriptEnabled: false })).newPage();
    device = await openTokenDevice(browser, product.tokenApp, PHONE);
    customer = product.customer('taro');
  }, STORY_MS_MAX);

  test('利用限度額: without a token it is lowered at once and not raised', async () => {
    await logIn(page, product.bank, customer);
    await openSettings(page, '利用限度額の変更');
    await giveLimit(page, '２，０００，０００円');
    await seeHeading(page, REFUSED);
    await link(page, 'ワンタイムパスワードの利用登録').waitFor();
    await openSettings(page, '利用限度額の変更');
    await giveLimit(page, '0', '税金・各種料金の払込み');
    await seeHeading(page, CONFIRM);
    expect(await page.locator('input[name="code"]').count()).toBe(0);
    await button(page, JA.execute).click();
    await seeHeading(page, '利用限度額を変更しました');
    await link(page, '契約者情報変更へ').click();
    expect(yenOf(await termOf(page, '税金・各種料金の払込み'))).toBe(0n);
    await expect.poll(() => mailsOf('利用限度額変更'), { timeout: 60_000 }).toHaveLength(1);
  });

  test('in the cool-down neither a limit is raised nor an address changed', async () => {
    await registerToken(page, product.bank, customer, device);
    await logIn(page, product.bank, customer);
    await openSettings(page, '利用限度額の変更');
    await giveLimit(page, '2000000');
    await seeHeading(page, REFUSED);
    await page.getByText(/安全のため.+までこのお手続きはできません。/).waitFor();
    await openSettings(page, '住所・電話番号の変更');
    await seeHeading(page, REFUSED);
    await passTime(product, 'coolDown');
  });

  test('the same limit, one above the highest and what is no number are refused beside the field', async () => {
    await openSettings(page, '利用限度額の変更');
    await giveLimit(page, '1,000,000');
    const same = { sentence: '現在の利用限度額と同じ金額です。', kept: '1,000,000' };
    await expectRefused(page, field(page, LIMIT), same);
    await giveLimit(page, '10000001');
    await expectRefused(page, field(page, LIMIT), {
      sentence: /^設定できる利用限度額は.*10,000,000.*までです。$/,
      kept: '10000001',
    });
    await giveLimit(page, '百万');
    await expectRefused(page, field(page, LIMIT), { sentence: /数字で入力/, kept: '百万' });
  });

  test('a limit is raised with the code, and not with a wrong one', async () => {
    await giveLimit(page, '3000000');
    await seeHeading(page, CONFIRM);
    expect(yenOf(await termOf(page, '変更前の限度額'))).toBe(1_000_000n);
    await execute(page, wrongFor(await device.peekCode()));
    await expectRefused(page, field(page, JA.code), {
      sentence: /^このワンタイムパスワードは受け付けられません。/,
    });
    await execute(page, await device.readCode());
    await seeHeading(page, '利用限度額を変更しました');
    expect(yenOf(await termOf(page, '変更後の限度額'))).toBe(3_000_000n);
    expect((await page.locator('.receipt-number').innerText()).trim()).toMatch(/^\d{6}-/);
  });

  test('確認用パスワード: a wrong one and the login password are refused; the right one changes it', async () => {
    const current = customer.confirmationPassword ?? '';
    const labels = ['現在の', '新しい'].map((which) => `${which}確認用パスワード`);
    const again = '新しい確認用パスワード（確認）';
    const give = async (old: string, next: string): Promise<void> => {
      await field(page, labels[0] ?? '').fill(old);
      await field(page, labels[1] ?? '').fill(next);
      await field(page, again).fill(next);
      await button(page, '変更する').click();
    };
    await openSettings(page, '確認用パスワードの変更');
    await give('wrong-one', 'Minato-no-akari-4');
    await expectRefused(page, field(page, labels[0] ?? ''), {
      sentence: /^現在の確認用パスワードが正しくありません。/,
    });
    await give(current, customer.loginPassword);
    await expectRefused(page, field(page, labels[1] ?? ''), {
      sentence: /^ログインパスワードと同じものは使えません。/,
    });
    await give(current, 'Minato-no-akari-4');
    await seeHeading(page, '確認用パスワードを変更しました');
    await expect.poll(() => mailsOf('確認用パスワード変更'), { timeout: 60_000 }).toHaveLength(1);
  });

  test('住所・電話番号: a malformed field is refused; with the code it goes to the branch', async () => {
    await openSettings(page, '住所・電話番号の変更');
    await giveAddress(page);
    await expectRefused(page, field(page, '郵便番号'), {
      sentence: /^郵便番号は、数字7桁/,
      kept: '123-456',
    });
    await giveAddress(page, { 郵便番号: '〒１２３－４５６７' });
    await seeHeading(page, CONFIRM);
    expect(await termOf(page, '新しい住所')).toBe('〒123-4567 東京都見本区例示町1-2-3');
    await execute(page, await device.readCode());
    await seeHeading(page, '住所・電話番号の変更を受け付けました');
    await link(page, '契約者情報変更へ').click();
    expect(await termOf(page, 'お手続きの状況')).toMatch(/^受付済み/);
    expect(await termOf(page, '登録されている住所')).toBe('登録されていません');
  });

  test('the branch sends it back with a reason that the customer reads, and completes the next one', async () => {
    const operator = product.demo.operators.find(({ role }) => role === 'manager');
    if (operator === undefined) throw new Error('the demo has a manager');
    const manager: Clerk = await enrol(browser, product, operator);
    const openFirst = async (): Promise<void> => {
      await manager.page.getByRole('navigation').getByRole('link', { name: '住所変更' }).click();
      await manager.page.locator('table tbody a').first().click();
      await seeHeading(manager.page, '住所・電話番号の変更の申込み');
    };
    await openFirst();
    expect(await listViolations(manager.page)).toEqual([]);
    await button(manager.page, '差し戻す').click();
    await manager.page.getByRole('alert').waitFor();
    await manager.page.locator('#reason').fill('番地をご確認いただけませんでした。');
    await button(manager.page, '差し戻す').click();
    await manager.page.getByText('処理しました。').waitFor();
    await page.reload();
    expect(await termOf(page, 'お手続きの状況')).toMatch(/^お受けできませんでした/);
    expect(await termOf(page, '理由')).toBe('番地をご確認いただけませんでした。');
    await link(page, '住所・電話番号の変更').click();
    await giveAddress(page, { 郵便番号: '1234567', '町名・番地': '例示町4-5-6' });
    await execute(page, await device.readCode());
    await seeHeading(page, '住所・電話番号の変更を受け付けました');
    await openFirst();
    await button(manager.page, '手続きを完了する').click();
    await manager.page.getByText('処理しました。').waitFor();
    await link(page, '契約者情報変更へ').click();
    expect(await termOf(page, 'お手続きの状況')).toMatch(/^手続き完了/);
    expect(await termOf(page, '登録されている住所')).toBe('〒123-4567 東京都見本区例示町4-5-6');
    await expect.poll(() => mailsOf('住所・電話番号変更のお手続き完了'), { timeout: 60_000 }).toHaveLength(1);
  });
});

test('携帯電話: limit, language and address are changed by keys alone, with the code where it is asked for', async () => {
  const page = await (
    await openProfile(browser, { viewport: SCREENS.small, javaScriptEnabled: false })
  ).newPage();
  const device = await openTokenDevice(browser, product.tokenApp, PHONE);
  const customer = product.customer('hanako');
  await registerToken(page, product.bank, customer, device);
  await passTime(product, 'coolDown');
  await page.goto(`${product.bank}/m/login`);
  await typeInto(page, JA.contractNumber, customer.contractNumber);
  await typeInto(page, JA.loginPassword, customer.loginPassword);
  await pressButton(page, JA.login);
  await seeHeading(page, /様$/);
  await pressKey(page, '4', SETTINGS);
  await pressKey(page, '1', '利用限度額の変更');
  await pressKey(page, '1', '新しい利用限度額を入力する');
  await typeInto(page, LIMIT, '2000000');
  await pressButton(page, JA.next);
  await seeHeading(page, CONFIRM);
  await typeInto(page, JA.code, await device.readCode());
  await pressButton(page, JA.execute);
  await seeHeading(page, '利用限度額を変更しました');
  await pressKey(page, '8', SETTINGS);
  await pressKey(page, '6', SETTINGS);
  await page.getByText('お知らせメールの言語を変更しました。').waitFor();
  await pressKey(page, '4', 'メールアドレスを入力する');
  await pressKey(page, '8', SETTINGS);
  await pressKey(page, '5', '新しい住所・電話番号を入力する');
  for (const [name, text] of Object.entries({ ...EMPTY_ADDRESS, 郵便番号: '1234567', 都道府県: '東京都' }))
    await typeInto(page, name, text);
  await pressButton(page, JA.next);
  await seeHeading(page, CONFIRM);
  await typeInto(page, JA.code, await device.readCode());
  await pressButton(page, JA.execute);
  await seeHeading(page, '住所・電話番号の変更を受け付けました');
});

test('English, 240 pixels: no page of the changes is too wide or has a flaw that axe knows', async () => {
  const page = await (await openProfile(browser, { viewport: SCREENS.small })).newPage();
  await page.goto(`${product.bank}/language/en?back=/login`);
  await logIn(page, product.bank, product.customer('ichiro'), EN);
  const look = async () => {
    expect(await listViolations(page)).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  };
  await page.getByRole('navigation').getByRole('link', { name: 'Settings', exact: true }).click();
  await look();
  await link(page, 'Change a limit').click();
  await look();
  await page.getByRole('radio', { name: 'Transfers', exact: true }).check();
  await field(page, 'New limit').fill('10,000');
  await button(page, 'Next').click();
  await seeHeading(page, 'Check and execute');
  await look();
  await button(page, 'Execute').click();
  await seeHeading(page, 'The limit is changed');
  await look();
});
