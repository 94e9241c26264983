import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { expectRefused } from './flows/errors.ts';
import { logIn } from './flows/login.ts';
import { button, field, link, seeHeading, termOf } from './flows/page.ts';
import { registerToken } from './flows/register.ts';
import { execute } from './flows/transfer.ts';
import { EN, JA } from './flows/words.ts';
import { listViolations } from './support/axe.ts';
import { openBrowser, openProfile, SCREENS } from './support/browser.ts';
import { passTime } from './support/pass-time.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';
import { openTokenDevice, type TokenDevice } from './support/token-device.ts';

vi.setConfig({ testTimeout: STORY_MS_MAX });

const ADDRESS = '新しいメールアドレス';
const AGAIN = '新しいメールアドレス（確認のためもう一度）';
const NUMBER = '確認番号';
const REFUSED = 'ただいまメールアドレスを登録・変更できません';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([openProduct(), openBrowser()]);
}, OPEN_MS_MAX);
afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

async function openAddressPage(page: Page, settings: string, way: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: settings, exact: true }).click();
  await link(page, way).click();
}

async function giveAddress(page: Page, address: string, again = address): Promise<void> {
  await field(page, ADDRESS).fill(address);
  await field(page, AGAIN).fill(again);
  await button(page, JA.next).click();
}

/** The number of the newest mail to an address. */
async function readNumber(address: string): Promise<string> {
  const find = async () =>
    (await product.networks.listMails())
      .filter(({ to }) => to.includes(address))
      .map(({ text }) => /(?:確認番号|Number): (\d{6})/.exec(text)?.[1])
      .filter((number) => number !== undefined);
  await expect.poll(async () => (await find()).length, { timeout: 60_000 }).toBeGreaterThan(0);
  return (await find())[0] ?? '';
}

const wrongFor = (number: string): string => (number === '000000' ? '000001' : '000000');

const mailsOf = async (subject: string): Promise<readonly string[]> =>
  (await product.networks.listMails())
    .filter((mail) => mail.subject.includes(subject))
    .map(({ to }) => to)
    .sort();

describe('メールアドレスの変更、スクリプトなし', () => {
  let page: Page;
  let device: TokenDevice;
  beforeAll(async () => {
    page = await (await openProfile(browser, { javaScriptEnabled: false })).newPage();
    device = await openTokenDevice(browser, product.tokenApp);
  }, STORY_MS_MAX);

  test('without a token the way to 利用登録 is shown instead', async () => {
    await logIn(page, product.bank, product.customer('taro'));
    await openAddressPage(page, '契約者情報変更', 'メールアドレスの変更');
    await seeHeading(page, REFUSED);
    await link(page, 'ワンタイムパスワードの利用登録').waitFor();
  });

  test('in the cool-down after a registration the page says until when', async () => {
    const customer = product.customer('taro');
    await registerToken(page, product.bank, customer, device);
    await logIn(page, product.bank, customer);
    await openAddressPage(page, '契約者情報変更', 'メールアドレスの変更');
    await seeHeading(page, REFUSED);
    await page.getByText(/安全のため.+までメールアドレスを変更できません。/).waitFor();
    await passTime(product, 'coolDown');
  });

  test('an address that cannot be one, and two that differ, are refused beside their fields', async () => {
    await openAddressPage(page, '契約者情報変更', 'メールアドレスの変更');
    await giveAddress(page, 'taro mail.example');
    const space = /^メールアドレスに使えない文字があります/;
    await expectRefused(page, field(page, ADDRESS), { sentence: space, kept: 'taro mail.example' });
    await giveAddress(page, 'taro@new.example', 'tarou@new.example');
    await expectRefused(page, field(page, AGAIN), {
      sentence: '上の欄のメールアドレスと一致しません。どちらも確かめて、入力し直してください。',
      kept: 'tarou@new.example',
    });
  });

  test('a wrong code changes nothing; the right one sends a number to the new address alone', async () => {
    await giveAddress(page, 'ｔａｒｏ＠new.example', 'taro@new.example');
    expect(await termOf(page, '現在のメールアドレス')).toBe('t***@mihon.example');
    expect(await termOf(page, ADDRESS)).toBe('taro@new.example');
    await execute(page, wrongFor(await device.peekCode()));
    await expectRefused(page, field(page, JA.code), {
      sentence: /^このワンタイムパスワードは受け付けられません。/,
    });
    await execute(page, await device.readCode());
    await seeHeading(page, '確認番号を入力する');
    expect(await mailsOf('メールアドレス確認番号')).toEqual(['taro@new.example']);
  });

  test('a wrong number is refused beside its field, and a further one can be asked for', async () => {
    const number = await readNumber('taro@new.example');
    await field(page, NUMBER).fill(wrongFor(number));
    await button(page, '登録する').click();
    await expectRefused(page, field(page, NUMBER), { sentence: /^確認番号が正しくありません。/ });
    await page.getByRole('button', { name: '新しい確認番号を送る' }).waitFor();
  });

  test('the right number completes it with a receipt, and both addresses are told', async () => {
    await field(page, NUMBER).fill(await readNumber('taro@new.example'));
    await button(page, '登録する').click();
    await seeHeading(page, 'メールアドレスの登録・変更が完了しました');
    const receiptNumber = (await page.locator('.receipt-number').innerText()).trim();
    expect(receiptNumber).toMatch(/^\d{6}-/);
    await expect
      .poll(() => mailsOf('メールアドレス変更のお知らせ'), { timeout: 60_000 })
      .toEqual(['taro@mihon.example', 'taro@new.example']);
    const told = (await product.networks.listMails()).filter(({ text }) => text.includes(receiptNumber));
    expect(told).toHaveLength(2);
    await link(page, '契約者情報変更へ').click();
    expect(await termOf(page, '登録されているメールアドレス')).toBe('t***@new.example');
  });
});

test('English, 240 pixels: a mail address is changed, and no page is too wide or has a flaw that axe knows', async () => {
  const page = await (await openProfile(browser, { viewport: SCREENS.small })).newPage();
  const device = await openTokenDevice(browser, product.tokenApp);
  const customer = product.customer('ichiro');
  await page.goto(`${product.bank}/language/en?back=/login`);
  await registerToken(page, product.bank, customer, device, EN);
  await passTime(product, 'coolDown');
  await logIn(page, product.bank, customer, EN);
  const look = async () => {
    expect(await listViolations(page)).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  };
  await openAddressPage(page, 'Settings', 'Change mail address');
  await look();
  const address = 'ichiro.with.a.rather.long.address@a-rather-long-name.of-a-provider.example';
  await field(page, 'New mail address').fill(address);
  await field(page, 'New mail address, once more').fill(address);
  await button(page, 'Next').click();
  await seeHeading(page, 'Check and execute');
  await look();
  await execute(page, await device.readCode(), EN);
  await seeHeading(page, 'Enter the number');
  await look();
  await field(page, 'Number').fill(await readNumber(address));
  await button(page, 'Register').click();
  await seeHeading(page, 'Your mail address is registered');
  await look();
  await expect.poll(() => mailsOf('Mail address changed'), { timeout: 60_000 }).toHaveLength(2);
});

test('お知らせメールの言語: chosen in the settings, and the next mail is in it', async () => {
  const page = await (await openProfile(browser)).newPage();
  await logIn(page, product.bank, product.customer('taroAgain'));
  await page.getByRole('navigation').getByRole('link', { name: '契約者情報変更', exact: true }).click();
  await page.getByRole('radio', { name: 'English' }).check();
  await button(page, '変更する').click();
  await page.getByText('お知らせメールの言語を変更しました。').waitFor();
  expect(await page.getByRole('radio', { name: 'English' }).isChecked()).toBe(true);
  // A login from a new browser is told by mail; the other contracts of this address are written to in Japanese.
  const another = await (await openProfile(browser)).newPage();
  await logIn(another, product.bank, product.customer('taroAgain'));
  await expect
    .poll(() => mailsOf('Login from a new browser'), { timeout: 60_000 })
    .toContain('taro@mihon.example');
});
