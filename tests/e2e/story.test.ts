import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openReceipt, readBalance, readHistory, readStatement } from './flows/after.ts';
import { type Customer, logIn, logOut } from './flows/login.ts';
import { termOf, yenOf } from './flows/page.ts';
import { registerToken } from './flows/register.ts';
import { execute, MIZUHO, seeReceipt, walkTo } from './flows/transfer.ts';
import { EN, JA, type Labels } from './flows/words.ts';
import { openBrowser, openProfile, PHONE, SCREENS } from './support/browser.ts';
import { listPayments } from './support/payments.ts';
import { OPEN_MS_MAX, openProduct, type Person, type Product, STORY_MS_MAX } from './support/product.ts';
import { openTokenDevice, type TokenDevice } from './support/token-device.ts';
import { askWarifu } from './support/warifu.ts';

/** One customer with one kind of browser for the bank, and a device of their own for the token app. */
interface Story {
  readonly title: string;
  readonly person: Person;
  readonly options: BrowserContextOptions;
  readonly words: Labels;
  readonly language: 'ja' | 'en';
  readonly amount: bigint;
}

const STORIES: readonly Story[] = [
  { title: 'パソコンの画面', person: 'taro', options: {}, words: JA, language: 'ja', amount: 12_301n },
  {
    title: 'スクリプトなし',
    person: 'sakura',
    options: { javaScriptEnabled: false },
    words: JA,
    language: 'ja',
    amount: 12_302n,
  },
  {
    title: '幅240の画面',
    person: 'taroAgain',
    options: { viewport: SCREENS.small },
    words: JA,
    language: 'ja',
    amount: 12_303n,
  },
  { title: 'English', person: 'ichiro', options: PHONE, words: EN, language: 'en', amount: 12_304n },
];
const FEE = 165n;

vi.setConfig({ testTimeout: STORY_MS_MAX });

let product: Product;
let browser: Browser;
const actors = new Map<Story, { page: Page; customer: Customer; device: TokenDevice }>();

const actorOf = (story: Story) => {
  const actor = actors.get(story);
  if (actor === undefined) throw new Error('the story has begun without its actor');
  return actor;
};

beforeAll(async () => {
  [product, browser] = await Promise.all([openProduct(), openBrowser()]);
}, OPEN_MS_MAX);

afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

/** Every page of a story fits its screen: nothing is to be scrolled sideways. */
function watchWidth(page: Page): readonly string[] {
  const tooWide: string[] = [];
  page.on('load', async () => {
    const [width, screen] = await page
      .evaluate<[number, number]>('[document.documentElement.scrollWidth, window.innerWidth]')
      .catch(() => [0, 0] as const);
    if (width > screen) tooWide.push(`${page.url()} is ${width} wide on ${screen}`);
  });
  return tooWide;
}

test('warifu demo --json prints the addresses and the passwords that the stories begin with', async () => {
  expect(JSON.parse(await askWarifu(['demo', '--json'], product.environment))).toEqual(product.demo);
});

describe('利用登録から振込まで', () => {
  test.each(STORIES)('$title: a token from the app is registered from the login page', async (story) => {
    const profile = await openProfile(browser, story.options);
    const page = await profile.newPage();
    const tooWide = watchWidth(page);
    const device = await openTokenDevice(browser, product.tokenApp, PHONE);
    expect(device.tokenId).toMatch(/^WRSM[0-9]{8}$/);
    const customer = product.customer(story.person);
    actors.set(story, { page, customer, device });
    if (story.language === 'en') await page.goto(`${product.bank}/language/en?back=/login`);
    await registerToken(page, product.bank, customer, device, story.words);
    expect(tooWide).toEqual([]);
  });

  test.each(STORIES)(
    '$title: a 振込 with the app’s code moves the money once, and everybody is told',
    async (story) => {
      const { page, customer, device } = actorOf(story);
      const tooWide = watchWidth(page);
      const { words, amount } = story;
      await logIn(page, product.bank, customer, words);
      const before = await readBalance(page, words);

      const order = { ...MIZUHO, accountNumber: '1234512', amount: String(amount) };
      await walkTo(page, 'confirm', order, words);
      expect(yenOf(await termOf(page, words.fee))).toBe(FEE);
      expect(yenOf(await termOf(page, words.total))).toBe(amount + FEE);
      expect(yenOf(await termOf(page, words.balanceAfter))).toBe(before - amount - FEE);
      await execute(page, await device.readCode(), words);
      const receiptNumber = await seeReceipt(page, words);
      expect(receiptNumber).not.toBe('');

      expect(await readBalance(page, words)).toBe(before - amount - FEE);
      const shown = new Intl.NumberFormat('ja-JP').format(amount);
      expect((await readStatement(page, words)).slice(0, 2).join('\n')).toContain(shown);
      expect((await readHistory(page, words))[0]).toContain(receiptNumber);
      await openReceipt(page, receiptNumber, words);

      await expectPaidOnce(amount);
      await expectMail(receiptNumber, shown);
      await logOut(page, words);
      expect(tooWide).toEqual([]);
    },
  );
});

async function expectPaidOnce(amount: bigint): Promise<void> {
  const ofAmount = async () =>
    (await listPayments(product.dataDir)).filter((payment) => payment.amount === String(amount));
  await expect.poll(ofAmount, { timeout: 60_000 }).toHaveLength(1);
  const [payment] = await ofAmount();
  expect(payment).toMatchObject({
    payee: { bankCode: '0001', branchCode: '001', accountNumber: '1234512' },
  });
}

/** A mail has the receipt number; it has no amount, no payee and no link. */
async function expectMail(receiptNumber: string, amount: string): Promise<void> {
  const find = async () =>
    (await product.networks.listMails()).filter((mail) => mail.text.includes(receiptNumber));
  await expect.poll(find, { timeout: 60_000 }).toHaveLength(1);
  const [mail] = await find();
  expect(mail?.text).not.toContain(amount);
  expect(mail?.text).not.toMatch(/https?:|ﾚｲｼﾞ|みずほ/);
}
