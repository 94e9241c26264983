import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readBalance } from './flows/after.ts';
import {
  giveNextCode,
  giveOldCode,
  giveStopCode,
  startDeviceChange,
  startStop,
} from './flows/change-device.ts';
import { expectRefused } from './flows/errors.ts';
import { type Customer, logIn } from './flows/login.ts';
import { field, seeHeading } from './flows/page.ts';
import { giveToken, startRegistration } from './flows/register.ts';
import { execute, MIZUHO, seeReceipt, walkTo } from './flows/transfer.ts';
import { JA } from './flows/words.ts';
import { listViolations } from './support/axe.ts';
import { openBrowser, openProfile } from './support/browser.ts';
import { passTime } from './support/pass-time.ts';
import { openPlainDevice, type PlainDevice } from './support/plain-device.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';

vi.setConfig({ testTimeout: STORY_MS_MAX });

const NOT_ACCEPTED =
  '入力された内容では受け付けられませんでした。アプリの表示を確かめ、次に表示されるワンタイムパスワードを入力してください。';

let product: Product;
let browser: Browser;
let page: Page;
let customer: Customer;
let device: PlainDevice;

beforeAll(async () => {
  [product, browser] = await Promise.all([openProduct(), openBrowser()]);
  page = await (await openProfile(browser)).newPage();
  customer = product.customer('taro');
  device = await openPlainDevice(product, 7);
}, OPEN_MS_MAX);

afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

const order = (amount: number) => ({ ...MIZUHO, accountNumber: '1234512', amount: String(amount) });
/** The field and its page are the first ones again: the second code is not asked for any more. */
const seeFirstField = () => field(page, JA.code).waitFor();

/** The code that would have been the right second one goes by: given alone it would still be taken as such. */
const letOnePass = () => device.readCode();

describe('時刻補正', () => {
  test('利用登録 with a clock seven steps fast asks for the next code instead of refusing', async () => {
    await startRegistration(page, product.bank, customer);
    await giveToken(page, device.tokenId, await device.readCode());
    await page.getByText('時刻のずれを確認しています').waitFor();
    expect(await listViolations(page)).toEqual([]);
    // The token ID need not be typed again.
    expect(await field(page, JA.tokenId).inputValue()).toBe(device.tokenId);

    await giveNextCode(page, await device.wrongCode(), JA.register);
    await seeFirstField();
    await expectRefused(page, field(page, JA.code), { sentence: NOT_ACCEPTED });

    await letOnePass();
    await giveToken(page, device.tokenId, await device.readCode());
    await giveNextCode(page, await device.readCode(), JA.register);
    await seeHeading(page, JA.registered);
  });

  test('after it the offset is known, and one code is enough', async () => {
    await logIn(page, product.bank, customer);
    for (const amount of [2_101, 2_102]) {
      const before = await readBalance(page);
      await walkTo(page, 'confirm', order(amount));
      await execute(page, await device.readCode());
      await seeReceipt(page);
      expect(await readBalance(page)).toBeLessThan(before);
    }
  });

  test('振込 with a clock that has moved on asks for the next code, and executes once', async () => {
    device.shift(12);
    const before = await readBalance(page);
    await walkTo(page, 'confirm', order(2_103));
    await execute(page, await device.readCode());
    await page.getByText('時刻のずれを確認しています').waitFor();
    expect(await listViolations(page)).toEqual([]);
    await giveNextCode(page, await device.readCode(), JA.execute);
    await seeReceipt(page);
    expect(await readBalance(page)).toBe(before - 2_103n - 165n);
  });

  test('a second code after more than three minutes is refused and moves nothing; the next two are taken', async () => {
    device.shift(9);
    const before = await readBalance(page);
    await walkTo(page, 'confirm', order(2_104));
    await execute(page, await device.readCode());
    await page.getByText('時刻のずれを確認しています').waitFor();
    await passTime(product, 'secondCode');
    await giveNextCode(page, await device.readCode(), JA.execute);
    await seeFirstField();
    await expectRefused(page, field(page, JA.code), {
      sentence: /^このワンタイムパスワードは受け付けられません。/,
    });
    await execute(page, await device.readCode());
    await giveNextCode(page, await device.readCode(), JA.execute);
    await seeReceipt(page);
    expect(await readBalance(page)).toBe(before - 2_104n - 165n);
  });

  test('機種変更 asks for it in both halves: of the old device and of the new one', async () => {
    device.shift(10);
    const fresh = await openPlainDevice(product, -6);
    await startDeviceChange(page, product.bank, customer);
    await giveOldCode(page, await device.readCode());
    await giveNextCode(page, await device.readCode(), JA.next);
    await seeHeading(page, '新しいワンタイムパスワードアプリの登録情報入力');
    await giveToken(page, fresh.tokenId, await fresh.readCode());
    await giveNextCode(page, await fresh.readCode(), JA.register);
    await seeHeading(page, JA.registered);
    device = fresh;
  });

  test('利用停止 asks for it, too; a wrong second code stops nothing', async () => {
    device.shift(11);
    await startStop(page, product.bank, customer);
    await giveStopCode(page, await device.readCode());
    await giveNextCode(page, await device.wrongCode(), '停止');
    await seeFirstField();
    await expectRefused(page, field(page, JA.code), { sentence: NOT_ACCEPTED });
    await letOnePass();
    await giveStopCode(page, await device.readCode());
    await giveNextCode(page, await device.readCode(), '停止');
    await seeHeading(page, 'ワンタイムパスワードの利用停止が完了しました');
  });

  test('a clock more than twenty steps off is refused like any wrong code', async () => {
    const lost = await openPlainDevice(product, 30);
    await startRegistration(page, product.bank, customer);
    await giveToken(page, lost.tokenId, await lost.readCode());
    await expectRefused(page, field(page, JA.code), { sentence: NOT_ACCEPTED });
  });
});
