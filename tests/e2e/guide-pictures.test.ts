import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { PICTURE_NAMES, type PictureName } from '../../apps/internet-banking/src/guide/pictures.ts';
import { type Customer, fillCredentials, logIn } from './flows/login.ts';
import { button, field, link, seeHeading } from './flows/page.ts';
import { giveToken, startRegistration } from './flows/register.ts';
import { execute, MIZUHO, seeReceipt, walkTo } from './flows/transfer.ts';
import { EN, JA, type Labels } from './flows/words.ts';
import { openBrowser, openProfile, PHONE } from './support/browser.ts';
import { PICTURES_FOLDER, takeGuidePicture } from './support/pictures.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';
import { openTokenDevice, type TokenDevice } from './support/token-device.ts';

/** The guide is read on slow lines, too. */
const PICTURE_BYTES_MAX = 60_000;
/** Narrow enough that a picture is read on a phone, wide enough for a line of words. */
const SHOWN = { viewport: { width: 460, height: 800 }, deviceScaleFactor: 2 };

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

const LANGUAGES = { ja: { words: JA, person: 'taro' }, en: { words: EN, person: 'ichiro' } } as const;

const PHONE_SHOWN = { ...PHONE, deviceScaleFactor: 2 };
const openDevice = (): Promise<TokenDevice> => openTokenDevice(browser, product.tokenApp, PHONE_SHOWN);

describe.each(['ja', 'en'] as const)(
  'the pages that the guide has pictures of are there, in %s',
  (language) => {
    const { person } = LANGUAGES[language];
    const words: Labels = LANGUAGES[language].words;
    const taken = new Set<PictureName>();
    let page: Page;
    let customer: Customer;
    let device: TokenDevice;
    let newDevice: TokenDevice;

    const take = async (name: PictureName, part: Locator): Promise<void> => {
      await takeGuidePicture(part, language, name);
      taken.add(name);
    };
    const card = (): Locator => page.locator('main .card').first();

    beforeAll(async () => {
      page = await (await openProfile(browser, SHOWN)).newPage();
      await page.goto(`${product.bank}/language/${language}?back=/login`);
      customer = product.customer(person);
    });

    test('the token app', async () => {
      const fresh = await (await openProfile(browser, PHONE_SHOWN)).newPage();
      await fresh.goto(`${product.tokenApp}/?lang=${language}`);
      await fresh.locator('.act').waitFor();
      await take('app-welcome', fresh.locator('main'));
      await fresh.goto(`${product.tokenApp}/#check`);
      await fresh.locator('.facts').waitFor();
      await take('app-check', fresh.locator('main'));
      await fresh.context().close();
      device = await openDevice();
      await device.peekCode();
      // The device's own steps find their way in Japanese.
      if (language === 'en') await device.page.getByRole('link', { name: 'English' }).click();
      await device.page.locator('[data-shown=true]').waitFor();
      await take('app-token', device.page.locator('main'));
      if (language === 'en') await device.page.getByRole('link', { name: '日本語' }).click();
    });

    test('利用登録', async () => {
      await page.goto(`${product.bank}/login`);
      await take('login', page.locator('.card-lead'));
      await take('login-links', page.locator('.login-aside .card').first());
      await link(page, words.registerLink).click();
      await take('identify', card());
      await startRegistration(page, product.bank, customer, words);
      await take('token-details', card());
      await giveToken(page, device.tokenId, await device.readCode(), words);
      await seeHeading(page, words.registered);
      await take('registered', card());
    });

    test('取引入力画面', async () => {
      await logIn(page, product.bank, customer, words);
      await take('top', page.locator('header'));
      await walkTo(page, 'confirm', { ...MIZUHO, accountNumber: '1234512', amount: '12345' }, words);
      await take('confirm', page.locator('main .card').last());
      await execute(page, await device.readCode(), words);
      await seeReceipt(page, words);
      await take('receipt', page.locator('main .notice-success'));
    });

    test('機種変更', async () => {
      newDevice = await openDevice();
      await page.goto(`${product.bank}/otp/register`);
      await fillCredentials(page, customer, words);
      await button(page, words.next).click();
      await field(page, words.code).waitFor();
      await take('old-code', card());
      await field(page, words.code).fill(await device.readCode());
      await button(page, words.next).click();
      await field(page, words.tokenId).waitFor();
      await take('new-token', card());
      await giveToken(page, newDevice.tokenId, await newDevice.readCode(), words);
      await seeHeading(page, words.registered);
    });

    test('利用停止', async () => {
      await page.goto(`${product.bank}/login`);
      await link(page, words.stopLink).click();
      await fillCredentials(page, customer, words);
      await button(page, words.next).click();
      await field(page, words.code).waitFor();
      await take('stop-code', card());
      await field(page, words.code).fill(await newDevice.readCode());
      await button(page, language === 'ja' ? '停止' : 'Stop').click();
      await seeHeading(page, language === 'ja' ? /利用停止が完了/ : /is stopped/);
      await take('stopped', card());
    });

    test('every picture that the guide names was taken', () => {
      expect([...taken].sort()).toEqual([...PICTURE_NAMES].sort());
    });

    test('each lies with the site’s sources, small, and nothing beside them', async () => {
      const folder = join(PICTURES_FOLDER, language);
      expect((await readdir(folder)).sort()).toEqual(PICTURE_NAMES.map((name) => `${name}.png`).sort());
      for (const name of PICTURE_NAMES) {
        const { size } = await stat(join(folder, `${name}.png`));
        expect([name, size < PICTURE_BYTES_MAX]).toEqual([name, true]);
        expect((await readFile(join(folder, `${name}.png`))).toString('latin1', 1, 4)).toBe('PNG');
      }
    });
  },
);
