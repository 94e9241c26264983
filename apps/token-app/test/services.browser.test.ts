import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listViolations } from '../../../tests/e2e/support/axe.ts';
import { build } from '../build.mjs';
import { type AuthorityFixture, openAuthorityFixture } from './authority-fixture.ts';
import { newVisitor, openBrowser, shownCode } from './browser.ts';

const BANK = 'わりふ信用金庫';
const MUTUAL = 'わりふ共済デモ';
const TITLE = '登録が変わりました';
const ASK = '登録中のサービスを確認する';

let folder: string;
let browser: Browser;
let authority: AuthorityFixture;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warifu-token-app-'));
  const { publicDirectory } = await build({ outDirectory: join(folder, 'public') });
  authority = await openAuthorityFixture(publicDirectory);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await authority?.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => {
  authority.setClock(0);
  for (const list of [authority.services, authority.departures, authority.questions]) list.length = 0;
});

/** A token of a new browser profile whose first question is over: it was asked, and there was no news. */
async function withToken(work: (page: Page) => Promise<void>): Promise<void> {
  const visitor = await newVisitor(browser, { timezoneId: 'Asia/Tokyo' });
  const { page } = visitor;
  try {
    await page.goto(authority.url);
    await page.getByRole('button', { name: 'トークンを発行する' }).click();
    await shownCode(page);
    await expect.poll(() => page.evaluate("localStorage.getItem('warifu.asked-at')")).not.toBeNull();
    authority.questions.length = 0;
    await work(page);
    expect(visitor.faults).toEqual([]);
  } finally {
    await visitor.close();
  }
}

const aDayLater = (page: Page) =>
  page.evaluate("localStorage.setItem('warifu.asked-at', String(Date.now() - 86_400_000))");
const leave = (service: string, why: string) =>
  authority.departures.push({ service, why, leftAt: Math.floor(Date.now() / 1_000) });
const today = () =>
  new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', month: 'long', day: 'numeric' }).format();

/** What tells that the question, were it asked, would have been answered: the clock has been learned again. */
async function openAgain(page: Page): Promise<void> {
  const learned = () => page.evaluate("localStorage.getItem('warifu.clock')");
  const before = await learned();
  await page.goto('about:blank');
  await page.goto(authority.url);
  await shownCode(page);
  await expect.poll(learned).not.toBe(before);
}

describe('a registration that moved on', () => {
  test('is told at the next opening, a day after the last question at the earliest', async () => {
    await withToken(async (page) => {
      leave(BANK, 'replaced');
      await openAgain(page);
      expect(authority.questions).toEqual([]);
      expect(await page.getByText(TITLE).count()).toBe(0);
      await aDayLater(page);
      await openAgain(page);
      await page
        .getByText(
          `${BANK}の登録は、${today()}に別の端末へ移りました。この端末のワンタイムパスワードは、そのご契約では使えません。`,
        )
        .waitFor();
      await page.getByText('このトークンを使う利用登録は、もうありません。').waitFor();
      expect(authority.questions).toEqual(['list-departures']);
      expect(await listViolations(page)).toEqual([]);
      await page.getByRole('link', { name: 'トークンを削除' }).click();
      await page.getByRole('heading', { name: 'トークンの削除' }).waitFor();
    });
  });

  test('is told again until the customer has confirmed it, then no more, and later news is', async () => {
    await withToken(async (page) => {
      authority.services.push(MUTUAL);
      leave(BANK, 'ended');
      await aDayLater(page);
      await openAgain(page);
      await openAgain(page);
      await page.getByText(`${BANK}では、${today()}に利用停止の手続きがされました。`).waitFor();
      await page.getByText('このトークンは、ほかの利用登録では引き続き使えます。').waitFor();
      await page.getByRole('button', { name: '確認しました' }).click();
      await page.getByText(TITLE).waitFor({ state: 'detached' });
      expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
      await aDayLater(page);
      await openAgain(page);
      await expect.poll(() => authority.questions.length).toBe(3);
      expect(await page.getByText(TITLE).count()).toBe(0);
      authority.departures.unshift({
        service: MUTUAL,
        why: 'released',
        leftAt: Math.floor(Date.now() / 1_000) + 1,
      });
      await aDayLater(page);
      await openAgain(page);
      await page.getByText(`${MUTUAL}では、${today()}に窓口で利用登録解除の手続きがされました。`).waitFor();
      expect(await page.getByText(BANK).count()).toBe(0);
    });
  });

  test('is asked for once at an opening, though the clock is learned while the answer is on its way', async () => {
    await withToken(async (page) => {
      leave(BANK, 'replaced');
      await aDayLater(page);
      const learned = Promise.withResolvers<void>();
      await page.route('**/device-requests', async (route) => {
        await learned.promise;
        await route.continue();
      });
      await openAgain(page);
      learned.resolve();
      await page.getByText(TITLE).waitFor();
      expect(authority.questions).toEqual(['list-departures']);
    });
  });

  test('leaves no name of a service on the device', async () => {
    await withToken(async (page) => {
      leave(BANK, 'replaced');
      await aDayLater(page);
      await openAgain(page);
      await page.getByText(TITLE).waitFor();
      expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain(BANK);
      await page.getByRole('button', { name: '確認しました' }).click();
      expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain(BANK);
    });
  });

  test('is told in English, too', async () => {
    await withToken(async (page) => {
      leave(BANK, 'replaced');
      await aDayLater(page);
      await openAgain(page);
      await page.getByRole('link', { name: 'English' }).click();
      await page.getByText(`The registration with ${BANK} moved to another device on `).waitFor();
      await page.getByRole('button', { name: 'I have read this' }).waitFor();
    });
  });

  test('is not asked for and not told without a network, and the code goes on', async () => {
    await withToken(async (page) => {
      await page.evaluate('navigator.serviceWorker.ready');
      leave(BANK, 'replaced');
      await aDayLater(page);
      await page.context().setOffline(true);
      await page.goto(authority.url);
      await shownCode(page);
      expect(await page.getByText(TITLE).count()).toBe(0);
      expect(authority.questions).toEqual([]);
      await page.context().setOffline(false);
      await page.getByText(TITLE).waitFor();
    });
  });

  test('is told by the authority’s clock where the device’s is hours off', async () => {
    await withToken(async (page) => {
      authority.setClock(7_200_000);
      leave(BANK, 'replaced');
      await aDayLater(page);
      await openAgain(page);
      await page.getByText(TITLE).waitFor();
    });
  });
});

describe('登録中のサービスを確認する', () => {
  const openSettings = (page: Page) => page.getByRole('link', { name: '設定' }).click();

  test('asks nothing until it is pressed, then lists by name', async () => {
    await withToken(async (page) => {
      authority.services.push(BANK, MUTUAL);
      await openSettings(page);
      await page.getByText('この端末の署名をつけて問い合わせます').waitFor();
      expect(authority.questions).toEqual([]);
      expect(await page.getByText(BANK).count()).toBe(0);
      await page.getByRole('button', { name: ASK }).click();
      const section = page.locator('section', { has: page.getByRole('button', { name: ASK }) });
      await section.getByText(MUTUAL).waitFor();
      expect(await section.locator('li').allInnerTexts()).toEqual([BANK, MUTUAL]);
      expect([...authority.questions].sort()).toEqual(['list-departures', 'list-services']);
      expect(await listViolations(page)).toEqual([]);
    });
  });

  test('says in words that there is none, and what the token has left', async () => {
    await withToken(async (page) => {
      await openSettings(page);
      await page.getByRole('button', { name: ASK }).click();
      await page.getByText('このトークンは、どのサービスにも利用登録されていません。').waitFor();
      leave(BANK, 'replaced');
      await page.getByRole('button', { name: ASK }).click();
      await page.getByText(`${BANK}(別の端末へ移りました、${today()})`).waitFor();
      expect(await listViolations(page)).toEqual([]);
    });
  });

  test('says in words that it cannot ask without a network', async () => {
    await withToken(async (page) => {
      await openSettings(page);
      await page.context().setOffline(true);
      await page.getByRole('button', { name: ASK }).click();
      await page.getByText('確認できませんでした。オンラインのときに、もう一度お試しください。').waitFor();
    });
  });
});
