import jsQR from 'jsqr';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CHAPTER_KEYS } from '../../apps/internet-banking/src/guide/guide.ts';
import { listViolations, listViolationsOfThemes } from './support/axe.ts';
import { openBrowser, openProfile, SCREENS } from './support/browser.ts';
import { readPng } from './support/png.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';

const PATHS = ['/guide', ...CHAPTER_KEYS.map((key) => `/guide/${key}`)];

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

/** A visitor who reads the bank’s pages in this language. */
async function openVisitor(
  language: 'ja' | 'en',
  options: Parameters<typeof openProfile>[1] = {},
): Promise<{ readonly profile: BrowserContext; readonly page: Page }> {
  const profile = await openProfile(browser, options);
  const page = await profile.newPage();
  await page.goto(`${product.bank}/language/${language}?back=/guide`);
  return { profile, page };
}

describe.each(['ja', 'en'] as const)('ワンタイムパスワードのご利用について, in %s', (language) => {
  let visitor: Awaited<ReturnType<typeof openVisitor>>;
  beforeAll(async () => {
    visitor = await openVisitor(language);
  });
  afterAll(() => visitor?.profile.close());

  test('is read without a login and without a script, from the login page', async () => {
    const { profile, page } = await openVisitor(language, { javaScriptEnabled: false });
    await page.goto(`${product.bank}/login`);
    const name = language === 'ja' ? 'ワンタイムパスワードのご利用について' : 'About one-time passwords';
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    for (const key of CHAPTER_KEYS) {
      await page.locator(`.guide-cards a[href="/guide/${key}"], .guide-next`).first().click();
      expect(new URL(page.url()).pathname).toBe(`/guide/${key}`);
      expect(await page.getAttribute('html', 'lang')).toBe(language);
    }
    await profile.close();
  });

  test.each(PATHS)('%s fits 240, 390 and 1280 px in light and dark, and axe finds nothing', async (path) => {
    const { page } = visitor;
    await page.goto(product.bank + path);
    const found: string[] = [];
    for (const viewport of Object.values(SCREENS)) {
      await page.setViewportSize(viewport);
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      if (over > 0) found.push(`${over} px too wide at ${viewport.width}`);
    }
    found.push(...(await listViolationsOfThemes(page)));
    expect(found).toEqual([]);
  });

  test('every link leads somewhere, every anchor is there, and every picture has its size', async () => {
    const { profile, page } = await openVisitor(language);
    const links = new Set<string>();
    const dead: string[] = [];
    for (const path of PATHS) {
      await page.goto(product.bank + path);
      const seen = await page.evaluate<readonly string[]>(
        `[...document.querySelectorAll('main a')].map((link) => link.href)`,
      );
      for (const href of seen) {
        const { origin, pathname, hash } = new URL(href);
        if (origin === product.bank && pathname === path && hash !== '') {
          if ((await page.locator(hash).count()) !== 1) dead.push(`${path}${hash}`);
        } else links.add(href);
      }
      dead.push(...(await listBrokenPictures(page)).map((name) => `${path}: ${name}`));
    }
    expect(links.has(`${product.bank}/emergency-stop`)).toBe(true);
    for (const href of links) {
      const { status } = await fetch(localOf(href), { redirect: 'manual' });
      if (status >= 400) dead.push(`${href}: ${status}`);
    }
    expect(links.size).toBeGreaterThan(PATHS.length);
    expect(dead).toEqual([]);
    await profile.close();
  });

  test('the QR code leads a camera to the token app', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { profile, page } = await openVisitor(language, { colorScheme });
      await page.goto(`${product.bank}/guide/app`);
      const { rgba, width, height } = readPng(await page.locator('.qr-code').screenshot());
      const address = language === 'ja' ? `${product.tokenApp}/` : `${product.tokenApp}/?lang=en`;
      expect(jsQR.default(rgba, width, height)?.data).toBe(address);
      await page.goto(address);
      await page.locator(`html[lang=${language}] header`).waitFor();
      await profile.close();
    }
  });
});

/** `*.localhost` is loopback for a browser by itself, but not for every name server. */
function localOf(href: string): string {
  const url = new URL(href);
  url.hostname = '127.0.0.1';
  url.hash = '';
  return url.href;
}

const listBrokenPictures = (page: Page): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`Promise.all(
    [...document.querySelectorAll('main img')].map((picture) => {
      picture.loading = 'eager';
      const { width, height } = { width: picture.getAttribute('width'), height: picture.getAttribute('height') };
      const isRight = () =>
        picture.alt !== '' &&
        Math.abs(picture.naturalWidth / picture.naturalHeight - width / height) < 0.01;
      return picture.decode().then(isRight, () => false).then((good) => (good ? [] : [picture.src]));
    }),
  ).then((lists) => lists.flat())`);

/** Browsers that keep no keys, each in its own way. */
const UNFIT = [
  ['IndexedDB', `IDBFactory.prototype.open = () => { throw new DOMException('', 'SecurityError'); };`],
  [
    'keys in IndexedDB',
    `const put = IDBObjectStore.prototype.put;
     IDBObjectStore.prototype.put = function (value, key) {
       if (value instanceof CryptoKey) throw new DOMException('', 'DataCloneError');
       return put.call(this, value, key);
     };`,
  ],
  ['cryptography', `Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });`],
] as const;

describe('この端末で使えるか確かめる', () => {
  const follow = async (page: Page): Promise<void> => {
    await page.goto(`${product.bank}/guide/check`);
    await page.getByRole('link', { name: 'アプリの画面で確かめる' }).click();
    await page.getByRole('heading', { level: 1, name: 'このブラウザーの確認' }).waitFor();
    await page.locator('.facts').waitFor();
  };

  test('says that an ordinary browser can keep a token, and issues none', async () => {
    const { profile, page } = await openVisitor('ja');
    const posts: string[] = [];
    profile.on('request', (request) => {
      if (request.method() === 'POST') posts.push(request.url());
    });
    await follow(page);
    await page.getByText('このブラウザーは、トークンを保存できます').waitFor();
    expect(await page.getByText('問題ありません').count()).toBe(3);
    expect(posts).toEqual([]);
    expect(await listViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'トークンの発行に進む' }).click();
    await page.getByRole('button', { name: 'トークンを発行する' }).waitFor();
    await profile.close();
  });

  test.each(UNFIT)('says that a browser which refuses %s cannot', async (_, script) => {
    const { profile, page } = await openVisitor('ja');
    await profile.addInitScript({ content: script });
    await follow(page);
    await page.getByText('このブラウザーは、トークンを保存できません').waitFor();
    expect(await page.getByText('使えません', { exact: true }).count()).toBe(1);
    expect(await page.getByRole('link', { name: 'トークンの発行に進む' }).count()).toBe(0);
    expect(await listViolations(page)).toEqual([]);
    await profile.close();
  });

  test('tells an iPhone to go by the Home Screen', async () => {
    const userAgent =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
    const { profile, page } = await openVisitor('ja', { userAgent, viewport: SCREENS.phone });
    await follow(page);
    await page.getByText('ホーム画面に追加すれば、トークンを保存できます').waitFor();
    await profile.close();
  });

  test('says what is needed where no script runs', async () => {
    const { profile, page } = await openVisitor('ja', { javaScriptEnabled: false });
    await page.goto(`${product.bank}/guide/check`);
    await page.getByText('JavaScriptを有効にして、もう一度開いてください').waitFor();
    await page.getByRole('link', { name: 'アプリの画面で確かめる' }).click();
    await page.getByText('JavaScript を有効にしてください').waitFor();
    await profile.close();
  });
});
