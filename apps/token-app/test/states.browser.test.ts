import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listViolations, listViolationsOfThemes } from '../../../tests/e2e/support/axe.ts';
import { type Build, build } from '../build.mjs';
import { type AuthorityFixture, openAuthorityFixture } from './authority-fixture.ts';
import { newVisitor, openBrowser, shownCode, shownTokenId } from './browser.ts';

let folder: string;
let built: Build;
let browser: Browser;
let authority: AuthorityFixture;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warifu-token-app-'));
  built = await build({ outDirectory: join(folder, 'public') });
  authority = await openAuthorityFixture(built.publicDirectory);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await authority?.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => authority.setMood('well'));

/** Browsers that keep no keys, each in its own way. */
const CLONES_NO_KEY = `const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (value, key) {
    if (value instanceof CryptoKey) throw new DOMException('', 'DataCloneError');
    return put.call(this, value, key);
  };`;
const FORGETS_KEYS = `const get = IDBObjectStore.prototype.get;
  IDBObjectStore.prototype.get = function (key) { return get.call(this, key === 'probe' ? 'nothing' : key); };`;
const OPENS_NO_DATABASE =
  "IDBFactory.prototype.open = () => { throw new DOMException('', 'SecurityError'); };";
const HAS_NO_CRYPTO = "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });";
/** Notes when the code is first on the screen. */
const CODE_SEEN = `requestAnimationFrame(function look() {
    if (document.querySelector('.digits[data-shown="true"]') === null) requestAnimationFrame(look);
    else globalThis.codeSeenMs ??= performance.now();
  });`;
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

describe('a browser that cannot keep keys', () => {
  test.each([
    ['clones no key (private windows, Lockdown Mode)', CLONES_NO_KEY, '鍵を保存できませんでした'],
    ['forgets what it stored', FORGETS_KEYS, '鍵を保存できませんでした'],
    ['opens no database', OPENS_NO_DATABASE, '鍵を保存する場所がありません'],
    ['has no cryptography', HAS_NO_CRYPTO, '暗号機能がありません'],
  ])('that %s is refused kindly, before anything is issued', async (_, script, sentence) => {
    const visitor = await newVisitor(browser, {}, script);
    const before = authority.requests.length;
    await visitor.page.goto(authority.url);
    await visitor.page.getByRole('heading', { name: 'このブラウザーではトークンを発行できません' }).waitFor();
    await visitor.page.getByText(sentence).waitFor();
    await visitor.page.getByText('トークンはまだ発行していません').waitFor();
    expect(await visitor.page.getByRole('button', { name: '発行' }).count()).toBe(0);
    expect(authority.requests.length).toBe(before);
    expect(visitor.faults).toEqual([]);
    await visitor.close();
  });
});

describe('iOS', () => {
  test('asks for the Home Screen first, and goes on where that is declined', async () => {
    const visitor = await newVisitor(browser, { userAgent: IPHONE, isMobile: true, hasTouch: true });
    await visitor.page.goto(authority.url);
    await visitor.page.getByRole('heading', { name: '先にホーム画面に追加してください' }).waitFor();
    await visitor.page.getByText('7日間使わないあいだにトークンが消え').waitFor();
    await visitor.page.getByRole('button', { name: '追加せずに続ける' }).click();
    await visitor.page.getByRole('button', { name: 'トークンを発行する' }).click();
    await shownCode(visitor.page);
    expect(await shownTokenId(visitor.page)).toMatch(/^WRSM/);
    await visitor.close();
  });

  test('does not ask from the Home Screen', async () => {
    const script = "Object.defineProperty(Navigator.prototype, 'standalone', { value: true });";
    const visitor = await newVisitor(browser, { userAgent: IPHONE, isMobile: true, hasTouch: true }, script);
    await visitor.page.goto(authority.url);
    await visitor.page.getByRole('button', { name: 'トークンを発行する' }).waitFor();
    await visitor.close();
  });
});

describe('axe finds nothing', () => {
  const LOOKS = [
    { lang: 'ja', colorScheme: 'light', viewport: { width: 390, height: 844 } },
    { lang: 'en', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
    { lang: 'ja', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
    { lang: 'en', colorScheme: 'light', viewport: { width: 240, height: 320 } },
  ] as const;
  const MORE_LOOKS = [
    { lang: 'en', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
    { lang: 'ja', colorScheme: 'dark', viewport: { width: 240, height: 320 } },
  ] as const;

  test.each([...LOOKS, ...MORE_LOOKS])(
    'in any state: $lang, $colorScheme, $viewport.width px',
    async (look) => {
      const visitor = await newVisitor(browser, look);
      const { page } = visitor;
      const clean = async (state: string) => {
        expect([state, await listViolations(page)]).toEqual([state, []]);
        const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect([state, overflow]).toEqual([state, 0]);
      };
      const at = async (address: string) => {
        await page.goto(`${authority.url}/${address}`);
        await page.locator('header').waitFor();
      };
      await at(`?lang=${look.lang}`);
      await clean('welcome');
      authority.setMood('away');
      await page.locator('.act button').click();
      await page.locator('.notice-warning').waitFor();
      await clean('not issued');
      authority.setMood('well');
      await page.locator('.act button').click();
      await shownCode(page);
      await page.locator('.half-otp .copy button').click();
      await clean('token');
      for (const route of ['settings', 'help', 'check', 'delete']) {
        await at(`#${route}`);
        await page.locator('.page').waitFor();
        await clean(route);
      }
      await at('#delete');
      await page.locator('.act .button-danger-line').click();
      await clean('delete, really');
      await at('#settings');
      await page.locator('.switch input').check();
      await at('#top');
      await page.locator('.digits[data-shown="false"]').waitFor();
      await clean('hidden');
      await visitor.close();
    },
  );

  test.each([
    ['refused', {}, CLONES_NO_KEY],
    ['Home Screen', { userAgent: IPHONE, isMobile: true, hasTouch: true }, undefined],
    ['lost keys', {}, "localStorage.setItem('warifu.token-id', 'WRSM00000001')"],
  ])('on the screen for: %s', async (_, options, script) => {
    for (const lang of ['ja', 'en']) {
      const visitor = await newVisitor(browser, options, script);
      await visitor.page.goto(`${authority.url}/?lang=${lang}`);
      await visitor.page.locator('header').waitFor();
      expect(await listViolationsOfThemes(visitor.page)).toEqual([]);
      await visitor.close();
    }
  });
});

describe('keys alone, on 240 × 320', () => {
  /** Presses Tab until the element so named has the focus; every control must come within a round. */
  async function tabTo(page: Page, name: string): Promise<void> {
    for (let pressed = 0; pressed < 20; pressed += 1) {
      await page.keyboard.press('Tab');
      const text = await page.evaluate(
        "document.activeElement?.closest('label')?.innerText ?? document.activeElement?.innerText",
      );
      if (text === name) return;
    }
    expect.unreachable(`Tab does not reach ${name}`);
  }

  async function withToken() {
    const visitor = await newVisitor(browser, { viewport: { width: 240, height: 320 } });
    const { page } = visitor;
    await page.goto(authority.url);
    await page.getByRole('button', { name: 'トークンを発行する' }).click();
    await shownCode(page);
    return { visitor, page };
  }

  test('do everything: issue, copy, set, reveal, change language, delete', async () => {
    const visitor = await newVisitor(browser, {
      viewport: { width: 240, height: 320 },
      permissions: ['clipboard-write'],
    });
    const { page } = visitor;
    const press = async (name: string, key = 'Enter') => {
      await tabTo(page, name);
      await page.keyboard.press(key);
    };
    await page.goto(authority.url);
    await page.locator('header').waitFor();
    await press('トークンを発行する');
    await shownCode(page);
    await press('トークンIDをコピー');
    await page.getByText('コピーしました').first().waitFor();
    await press('設定');
    await press('ワンタイムパスワードを隠しておく', 'Space');
    await press('戻る');
    await press('表示する');
    await shownCode(page);
    await press('English');
    await press('日本語');
    await press('設定');
    await press('トークンを削除');
    await press('削除に進む');
    await press('削除する');
    await page.getByText('トークンを削除しました').waitFor();
    await visitor.close();
  });

  test('find the focus on a new question as soon as it is there, so that a quick Tab is not taken back', async () => {
    const { visitor, page } = await withToken();
    await page.goto(`${authority.url}/#delete`);
    await page.getByRole('button', { name: '削除に進む' }).waitFor();
    const focused = await page.evaluate(`new Promise((resolve) => {
      new MutationObserver(() => resolve(document.activeElement.tagName))
        .observe(document.querySelector('main'), { childList: true, subtree: true });
      document.querySelector('.button-danger-line').click();
    })`);
    expect(focused).toBe('H2');
    await visitor.close();
  });

  test('show the code and the whole token ID without scrolling', async () => {
    const { visitor, page } = await withToken();
    await page.reload();
    await shownCode(page);
    expect(
      await page.evaluate("document.querySelector('#token-id').getBoundingClientRect().bottom"),
    ).toBeLessThan(320);
    await visitor.close();
  });
});

describe('a new build', () => {
  test('waits until it is asked for, and leaves the token alone', async () => {
    const port = Number(new URL(authority.url).port);
    const next = join(folder, 'next');
    await cp(built.publicDirectory, next, { recursive: true });
    const worker = await readFile(join(next, 'sw.js'), 'utf8');
    await writeFile(join(next, 'sw.js'), worker.replace(/[0-9a-f]{16}/, 'fedcba9876543210'));
    await Promise.all(['sw.js.br', 'sw.js.gz'].map((name) => rm(join(next, name))));

    const visitor = await newVisitor(browser);
    const { page } = visitor;
    await page.goto(authority.url);
    await page.getByRole('button', { name: 'トークンを発行する' }).click();
    await shownCode(page);
    const tokenId = await shownTokenId(page);
    await page.evaluate('navigator.serviceWorker.ready');
    await authority.close();
    authority = await openAuthorityFixture(next, port);

    await page.evaluate('navigator.serviceWorker.ready.then((registration) => registration.update())');
    await page.getByText('新しい版があります').waitFor();
    expect(await shownTokenId(page)).toBe(tokenId);
    await page.evaluate('globalThis.isOld = true');
    await page.getByRole('button', { name: '更新する' }).click();
    await expect.poll(() => page.evaluate('globalThis.isOld').catch(() => true)).toBeUndefined();
    await shownCode(page);
    expect(await shownTokenId(page)).toBe(tokenId);
    await expect.poll(() => page.evaluate('caches.keys()')).toEqual(['warifu-token-app-fedcba9876543210']);
    await visitor.close();
  });
});

describe('weight and speed', () => {
  test('all scripts together are under 60 KB as they are sent', () => {
    expect(built.scriptBytesCompressed).toBeLessThan(60_000);
  });

  test('nothing moves between two seconds for who wants little motion: a ring in motion costs a third of a core', async () => {
    const visitor = await newVisitor(browser);
    const { page } = visitor;
    await page.goto(authority.url);
    await page.getByRole('button', { name: 'トークンを発行する' }).click();
    await shownCode(page);
    const longest = await page.evaluate(`Math.max(...[...document.querySelectorAll('*')]
      .flatMap((part) => [getComputedStyle(part).transitionDuration, getComputedStyle(part).animationDuration])
      .flatMap((durations) => durations.split(', ').map(Number.parseFloat)))`);
    expect(longest).toBeLessThan(0.001);
    await visitor.close();
  });

  test('a warm start is measured, and printed', async () => {
    const visitor = await newVisitor(browser);
    const { page } = visitor;
    await page.goto(authority.url);
    await page.getByRole('button', { name: 'トークンを発行する' }).click();
    await shownCode(page);
    await page.evaluate('navigator.serviceWorker.ready');
    const starts: number[] = [];
    for (let start = 0; start < 5; start += 1) {
      // Seen in the page itself, from the start of the navigation to the frame that shows the code.
      await page.addInitScript({ content: CODE_SEEN });
      await page.reload();
      await shownCode(page);
      starts.push(Number(await page.evaluate('globalThis.codeSeenMs')));
    }
    starts.sort((one, other) => one - other);
    const { scriptBytes, scriptBytesCompressed } = built;
    const medianMs = Math.round(starts[2] ?? Number.NaN);
    const measured = { name: 'token-app warm start', medianMs, scriptBytes, scriptBytesCompressed };
    process.stdout.write(`${JSON.stringify(measured)}\n`);
    await visitor.close();
  });
});
