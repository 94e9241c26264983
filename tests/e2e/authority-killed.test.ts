import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readBalance, readHistory } from './flows/after.ts';
import { expectRefused } from './flows/errors.ts';
import { type Customer, fillCredentials, logIn } from './flows/login.ts';
import { button, field, link, seeHeading } from './flows/page.ts';
import { giveToken, startRegistration } from './flows/register.ts';
import { execute, MIZUHO, seeReceipt, walkTo } from './flows/transfer.ts';
import { JA } from './flows/words.ts';
import { openBrowser, openProfile } from './support/browser.ts';
import { type Line, openLine } from './support/line.ts';
import { listPayments } from './support/payments.ts';
import { findPortBase } from './support/ports.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';
import { openTokenDevice, type TokenDevice } from './support/token-device.ts';
import { askWarifu, environmentAt, type Running, startWarifu } from './support/warifu.ts';

const AWAY =
  'ただいまワンタイムパスワードを確認できません。しばらくお待ちいただいてから、もう一度お試しください。お手続きはまだ完了していません。';
const ORDER = { ...MIZUHO, accountNumber: '1234513', amount: '12,331' };
const DEBITED = 12_331n + 165n;

vi.setConfig({ testTimeout: STORY_MS_MAX });

let product: Product;
let browser: Browser;
let page: Page;
let bank: string;
let line: Line;
let bankProcess: Running;
let authorityProcess: Running;
let startAuthority: () => Promise<Running>;
let customer: Customer;
let old: TokenDevice;
let fresh: TokenDevice;

/** The demo keeps database, jobs and networks; the bank's pages reach an authority that is a process of its own. */
beforeAll(async () => {
  [product, browser] = await Promise.all([openProduct(), openBrowser()]);
  const { environment, demo, dataDir } = product;
  const keyFile = join(dataDir, 'bank-party-key');
  await writeFile(keyFile, demo.relyingParties[0]?.verifyKey ?? '', { mode: 0o600 });
  const authorityBase = await findPortBase();
  const authority = `http://127.0.0.1:${authorityBase + 1}`;
  startAuthority = () =>
    startWarifu(
      ['serve', '--only', 'token'],
      environmentAt(environment, authorityBase),
      `${authority}/v1/time`,
    );
  authorityProcess = await startAuthority();
  line = await openLine(authority);
  const bankBase = await findPortBase();
  bank = `http://bank.localhost:${bankBase}`;
  bankProcess = await startWarifu(
    ['serve', '--only', 'internet-banking'],
    environmentAt(environment, bankBase, {
      WARIFU_AUTHORITY_URL: line.url,
      WARIFU_AUTHORITY_KEY_FILE: keyFile,
      WARIFU_ZENGIN_URL: `${demo.addresses.networks}/zengin`,
    }),
    `http://127.0.0.1:${bankBase}/login`,
  );
  page = await (await openProfile(browser)).newPage();
  customer = product.customer('taroAgain');
  old = await openTokenDevice(browser, product.tokenApp);
  fresh = await openTokenDevice(browser, product.tokenApp);
}, OPEN_MS_MAX);

afterAll(async () => {
  await browser?.close();
  await Promise.all([bankProcess?.stop(), authorityProcess?.stop()]);
  await line?.close();
  await product?.dispose();
});

/** The worst moment: the authority has committed, and dies before anybody hears of it. */
const killAfterNextCommit = () => line.loseNextAnswer(() => authorityProcess.kill());

async function bringBack() {
  authorityProcess = await startAuthority();
}

/** 利用者認証 on the registration link, up to the page that follows. */
async function identify() {
  await page.goto(`${bank}/login`);
  await link(page, JA.registerLink).click();
  await fillCredentials(page, customer);
  await button(page, JA.next).click();
}

describe('トークン認証局が手続きの途中で落ちる', () => {
  test('利用登録: killed between two pages, the customer is told, and the same page goes on', async () => {
    await startRegistration(page, bank, customer);
    await authorityProcess.kill();
    await giveToken(page, old.tokenId, await old.readCode());
    await expectRefused(page, field(page, JA.code), { sentence: AWAY });
    await bringBack();
    // The code that was typed in vain was not spent.
    await giveToken(
      page,
      old.tokenId,
      old.lastCode().replace(/./, (digit) => String((Number(digit) + 1) % 10)),
    );
    await expectRefused(page, field(page, JA.code), {
      sentence: /^入力された内容では受け付けられませんでした。/,
    });
  });

  test('利用登録: killed when it was done and the answer lost, the next code in the same flow finds it done', async () => {
    await startRegistration(page, bank, customer);
    killAfterNextCommit();
    await giveToken(page, old.tokenId, await old.readCode());
    await expectRefused(page, field(page, JA.code), { sentence: AWAY });
    await bringBack();
    await giveToken(page, old.tokenId, await old.readCode());
    await seeHeading(page, JA.registered);
  });

  test('振込: killed when the code was spent and the answer lost, nothing is paid; the next code pays once', async () => {
    await logIn(page, bank, customer);
    const before = await readBalance(page);
    await walkTo(page, 'confirm', ORDER);
    killAfterNextCommit();
    await execute(page, await old.readCode());
    await expectRefused(page, field(page, JA.code), { sentence: /振込は行われていません。$/ });
    const order = page.url();
    expect(await readBalance(page)).toBe(before);
    expect((await readHistory(page)).filter((line) => line.includes('振込'))).toEqual([]);
    await bringBack();
    await page.goto(order);
    await execute(page, await old.readCode());
    await seeReceipt(page);
    expect(await readBalance(page)).toBe(before - DEBITED);
    const taken = async () =>
      (await listPayments(product.dataDir)).filter((payment) => payment.amount === '12331').length;
    await expect.poll(taken, { timeout: 60_000 }).toBe(1);
  });

  test('機種変更: killed in the first half, the old token goes on; killed in the second, the new one has its place', async () => {
    await identify();
    killAfterNextCommit();
    await field(page, JA.code).fill(await old.readCode());
    await button(page, JA.next).click();
    await expectRefused(page, field(page, JA.code), { sentence: AWAY });
    await bringBack();
    await field(page, JA.code).fill(await old.readCode());
    await button(page, JA.next).click();
    await field(page, JA.tokenId).waitFor();
    killAfterNextCommit();
    await giveToken(page, fresh.tokenId, await fresh.readCode());
    await expectRefused(page, field(page, JA.code), { sentence: AWAY });
    await bringBack();
    await giveToken(page, fresh.tokenId, await fresh.readCode());
    await seeHeading(page, JA.registered);
  });

  test('afterwards the new device pays, the old one does not, and the whole database is clean', async () => {
    await logIn(page, bank, customer);
    await walkTo(page, 'confirm', { ...ORDER, amount: '12,332' });
    await execute(page, await old.readCode());
    await page.getByRole('alert').waitFor();
    await execute(page, await fresh.readCode());
    await seeReceipt(page);
    expect(await askWarifu(['verify'], product.environment)).toMatch(/^Clean: /);
  });
});
