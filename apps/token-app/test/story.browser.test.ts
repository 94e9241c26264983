import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { totpSync } from '@warifu/oath';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { build } from '../build.mjs';
import { type AuthorityFixture, openAuthorityFixture } from './authority-fixture.ts';
import { newVisitor, openBrowser, shownCode, shownTokenId, type Visitor } from './browser.ts';

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
  authority.setMood('well');
  authority.setClock(0);
});

/** Codes that are right now: a code read at the end of a step may be compared in the next. */
function rightCodes(tokenId: string, offsetMs = 0): readonly string[] {
  const secret = authority.secrets.get(tokenId);
  if (secret === undefined) return [];
  const now = (Date.now() + offsetMs) / 1_000;
  const hmac = (message: Uint8Array) => createHmac('sha1', secret).update(message).digest();
  return [totpSync(hmac, now - 1), totpSync(hmac, now)];
}

async function issue(page: Page): Promise<string> {
  await page.goto(authority.url);
  await page.getByRole('button', { name: 'トークンを発行する' }).click();
  await page.getByRole('heading', { name: 'トークンID(クレデンシャルID)' }).waitFor();
  return shownTokenId(page);
}

async function withVisitor(work: (visitor: Visitor) => Promise<void>, script?: string): Promise<void> {
  const visitor = await newVisitor(browser, { permissions: ['clipboard-write'] }, script);
  try {
    await work(visitor);
    expect(visitor.faults).toEqual([]);
    expect([...visitor.origins]).toEqual([new URL(authority.url).origin]);
  } finally {
    await visitor.close();
  }
}

const KEYS = `new Promise((resolve) => {
  const opening = indexedDB.open('warifu');
  opening.onsuccess = () => {
    const asked = opening.result.transaction('vault').objectStore('vault').get('token');
    asked.onsuccess = () => {
      opening.result.close();
      const { otpKey, deviceKey } = asked.result;
      Promise.all([otpKey, deviceKey.privateKey].map((key) =>
        crypto.subtle.exportKey('jwk', key).then(() => 'exported', (error) => error.name),
      )).then((exports) => resolve({ exports, extractable: [otpKey.extractable, deviceKey.privateKey.extractable] }));
    };
  };
})`;

describe('トークン発行', () => {
  test('the app shows the code that the authority expects, and keeps it over a reload', async () => {
    await withVisitor(async ({ page }) => {
      const tokenId = await issue(page);
      expect(tokenId).toMatch(/^WRSD[0-9]{8}$/);
      expect(rightCodes(tokenId)).toContain(await shownCode(page));
      await page.reload();
      expect(await shownTokenId(page)).toBe(tokenId);
      expect(rightCodes(tokenId)).toContain(await shownCode(page));
    });
  });

  test('no script can read the keys', async () => {
    await withVisitor(async ({ page }) => {
      await issue(page);
      expect(await page.evaluate(KEYS)).toEqual({
        exports: ['InvalidAccessError', 'InvalidAccessError'],
        extractable: [false, false],
      });
    });
  });

  test('a phone gets a mobile token', async () => {
    const visitor = await newVisitor(browser, {
      isMobile: true,
      userAgent: 'Mozilla/5.0 (Linux; Android 15) Mobile',
    });
    expect(await issue(visitor.page)).toMatch(/^WRSM/);
    await visitor.close();
  });

  test('the same request goes again after a lost answer, also over a reload, and brings one token', async () => {
    await withVisitor(async ({ page }) => {
      const before = authority.requests.length;
      const tokens = authority.secrets.size;
      authority.setMood('answer_lost');
      await page.goto(authority.url);
      await page.getByRole('button', { name: 'トークンを発行する' }).click();
      await page.getByText('ネットワークにつながりませんでした').waitFor();
      await page.reload();
      await page.getByText('前回の発行が途中で終わっています').waitFor();
      authority.setMood('well');
      await page.getByRole('button', { name: 'トークンを発行する' }).click();
      await shownCode(page);
      const [first, ...others] = authority.requests.slice(before);
      expect(others.length).toBeGreaterThan(0);
      for (const other of others) expect(other).toEqual(first);
      expect(authority.secrets.size).toBe(tokens + 1);
    });
  });

  test.each([
    ['away', 'ネットワークにつながりませんでした'],
    ['busy', '7秒ほど待ってから'],
    ['refusing', '新しい申込みで、もう一度'],
    ['tampered', '受け取った返事が正しくありませんでした'],
  ] as const)(
    'an authority that is %s is told in a sentence, and the next attempt succeeds',
    async (mood, sentence) => {
      await withVisitor(async ({ page }) => {
        authority.setMood(mood);
        await page.goto(authority.url);
        await page.getByRole('button', { name: 'トークンを発行する' }).click();
        await page.getByText(sentence).waitFor();
        authority.setMood('well');
        await page.getByRole('button', { name: 'もう一度発行する' }).click();
        expect(rightCodes(await shownTokenId(page))).toContain(await shownCode(page));
      });
    },
  );

  test('tabs that open at once find, each of them, that a token can be kept', async () => {
    await withVisitor(async ({ page }) => {
      const tabs = [page, ...(await Promise.all(Array.from({ length: 5 }, () => page.context().newPage())))];
      await Promise.all(tabs.map((tab) => tab.goto(authority.url)));
      await Promise.all(tabs.map((tab) => tab.getByRole('button', { name: 'トークンを発行する' }).waitFor()));
    });
  });

  test('two tabs that press at once get one token, and both show it', async () => {
    await withVisitor(async ({ page }) => {
      const other = await page.context().newPage();
      const tokens = authority.secrets.size;
      await Promise.all([page.goto(authority.url), other.goto(authority.url)]);
      await Promise.all(
        [page, other].map((tab) => tab.getByRole('button', { name: 'トークンを発行する' }).waitFor()),
      );
      await Promise.all(
        [page, other].map((tab) => tab.evaluate("document.querySelector('.act button').click()")),
      );
      await Promise.all([shownCode(page), shownCode(other)]);
      expect(await shownTokenId(other)).toBe(await shownTokenId(page));
      expect(authority.secrets.size).toBe(tokens + 1);
    });
  });
});

describe('the clock', () => {
  test('of the authority makes the code, and serves on without a network', async () => {
    await withVisitor(async ({ page }) => {
      const aheadMs = 3_600_000;
      authority.setClock(aheadMs);
      const tokenId = await issue(page);
      await page.getByRole('link', { name: '設定' }).click();
      await page.getByText(/この端末の時計は3(600\.|599\.9).*秒遅れています/).waitFor();
      // Before it is ready there is nobody who serves the page without a network.
      await page.evaluate('navigator.serviceWorker.ready');
      await page.context().setOffline(true);
      await page.goto(authority.url);
      expect(rightCodes(tokenId, aheadMs)).toContain(await shownCode(page));
    });
  });

  test('set back while the app is open is made up for', async () => {
    const script =
      'const now = Date.now; let back = 0; Date.now = () => now() - back; globalThis.setBack = (ms) => { back = ms; };';
    await withVisitor(async ({ page }) => {
      const tokenId = await issue(page);
      await page.getByRole('link', { name: '設定' }).click();
      await page.getByText('時計は合っています').waitFor();
      await page.context().setOffline(true);
      await page.evaluate('setBack(7200000)');
      await page.getByText(/この端末の時計は7(200|199|201)\.\d秒遅れています/).waitFor();
      await page.getByRole('link', { name: '戻る' }).click();
      expect(rightCodes(tokenId)).toContain(await shownCode(page));
    }, script);
  });
});

describe('without a network', () => {
  test('the app opens and shows codes after the first visit', async () => {
    await withVisitor(async ({ page }) => {
      const tokenId = await issue(page);
      await page.evaluate('navigator.serviceWorker.ready');
      await page.context().setOffline(true);
      await page.reload();
      await page.getByText('オフライン').waitFor();
      expect(rightCodes(tokenId)).toContain(await shownCode(page));
      await page.goto(`${authority.url}/?lang=en`);
      await page.getByRole('heading', { name: 'Token ID (credential ID)' }).waitFor();
    });
  });
});

describe('what is shown', () => {
  test('copies the code and the ID without gaps', async () => {
    const script = `const { clipboard } = navigator; const write = clipboard.writeText.bind(clipboard);
      clipboard.writeText = (text) => write(text).then(() => { globalThis.copied = text; });`;
    await withVisitor(async ({ page }) => {
      const tokenId = await issue(page);
      await page.getByRole('button', { name: 'ワンタイムパスワードをコピー' }).click();
      await page.getByRole('button', { name: 'コピーしました' }).waitFor();
      expect(rightCodes(tokenId)).toContain(await page.evaluate('copied'));
      await page.getByRole('button', { name: 'トークンIDをコピー' }).click();
      await page.locator('.half-id button', { hasText: 'コピーしました' }).waitFor();
      expect(await page.evaluate('copied')).toBe(tokenId);
    }, script);
  });

  test('selects the text where the clipboard is closed', async () => {
    const script =
      "navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));";
    await withVisitor(async ({ page }) => {
      const tokenId = await issue(page);
      await page.getByRole('button', { name: 'トークンIDをコピー' }).click();
      await page.getByText('コピーできませんでした').waitFor();
      await expect.poll(() => page.evaluate('String(getSelection())')).toBe(tokenId);
      await page.getByRole('link', { name: '設定' }).click();
      await page.getByLabel('ワンタイムパスワードを隠しておく').check();
      await page.getByRole('link', { name: '戻る' }).click();
      await page.getByRole('button', { name: 'ワンタイムパスワードをコピー' }).click();
      // What was hidden has to be shown, or only dots could be copied.
      await expect.poll(() => page.evaluate('String(getSelection())')).toMatch(/^[0-9]{6}$/);
    }, script);
  });

  test('is hidden until asked for, where that is set, and the setting is kept', async () => {
    await withVisitor(async ({ page }) => {
      await issue(page);
      await page.getByRole('link', { name: '設定' }).click();
      await page.getByLabel('ワンタイムパスワードを隠しておく').check();
      await page.getByRole('link', { name: '戻る' }).click();
      await page.reload();
      await page.getByText('ワンタイムパスワードは隠れています').waitFor();
      expect(await page.locator('#otp').textContent()).toBe('••••••');
      await page.getByRole('button', { name: '表示する' }).click();
      expect(await shownCode(page)).toMatch(/^[0-9]{6}$/);
      await page.getByRole('button', { name: '隠す' }).click();
      expect(await page.locator('#otp').textContent()).toBe('••••••');
    });
  });

  test('is in English by a link, and stays so', async () => {
    await withVisitor(async ({ page }) => {
      await issue(page);
      await page.getByRole('link', { name: 'English' }).click();
      await page.getByRole('heading', { name: 'Token ID (credential ID)' }).waitFor();
      await page.reload();
      await page.getByRole('heading', { name: 'Token ID (credential ID)' }).waitFor();
      expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    });
  });
});

describe('トークンの削除', () => {
  test('asks twice, says what follows, and forgets', async () => {
    await withVisitor(async ({ page }) => {
      const tokenId = await issue(page);
      await page.getByRole('link', { name: '設定' }).click();
      await page.getByRole('link', { name: 'トークンを削除' }).click();
      await page.getByText('ワンタイムパスワードのご利用停止はこちら').waitFor();
      await page.getByRole('button', { name: '削除に進む' }).click();
      await page.getByRole('heading', { name: '本当に削除しますか' }).waitFor();
      await page.getByRole('button', { name: 'やめる' }).click();
      expect(await shownTokenId(page)).toBe(tokenId);
      await page.goto(`${authority.url}/#delete`);
      await page.getByRole('button', { name: '削除に進む' }).click();
      await page.getByRole('button', { name: '削除する' }).click();
      await page.getByText('トークンを削除しました').waitFor();
      await page.reload();
      await page.getByRole('heading', { name: 'トークンを発行します' }).waitFor();
      expect(await page.getByText('鍵が見つかりません').count()).toBe(0);
      await expect.poll(() => [...authority.givenUp]).toContain(tokenId);
    });
  });

  test('tells where the token is registered, also by a clock that is wrong', async () => {
    await withVisitor(async ({ page }) => {
      authority.setClock(-5_400_000);
      await issue(page);
      await page.getByRole('link', { name: '設定' }).click();
      await page.getByText('秒進んでいます').waitFor();
      await page.getByRole('link', { name: 'トークンを削除' }).click();
      await page.getByText('どのサービスにも利用登録されていません').waitFor();
      authority.services.push('わりふ信用金庫', '割符証券');
      await page.reload();
      await page.getByText('利用登録されています: わりふ信用金庫、割符証券').waitFor();
      authority.services.length = 0;
    });
  });

  test('works without a network', async () => {
    await withVisitor(async ({ page }) => {
      const tokenId = await issue(page);
      await page.evaluate('navigator.serviceWorker.ready');
      await page.goto(`${authority.url}/#delete`);
      await page.context().setOffline(true);
      await page.getByRole('button', { name: '削除に進む' }).click();
      await page.getByRole('button', { name: '削除する' }).click();
      await page.getByText('トークンを削除しました').waitFor();
      expect(authority.givenUp).not.toContain(tokenId);
    });
  });

  test('in one tab is seen in the other', async () => {
    await withVisitor(async ({ page }) => {
      await issue(page);
      const other = await page.context().newPage();
      await other.goto(`${authority.url}/#delete`);
      await other.getByRole('button', { name: '削除に進む' }).click();
      await other.getByRole('button', { name: '削除する' }).click();
      await page.getByRole('heading', { name: 'トークンを発行します' }).waitFor();
    });
  });
});

describe('lost keys', () => {
  test('are noticed and explained, and a new token can be issued', async () => {
    await withVisitor(async ({ page }) => {
      const tokenId = await issue(page);
      await page.goto(`${authority.url}/manifest.webmanifest`);
      await page.evaluate("new Promise((done) => { indexedDB.deleteDatabase('warifu').onsuccess = done; })");
      await page.goto(authority.url);
      await page.getByText('前のトークンの鍵が見つかりません').waitFor();
      await page.getByText(`トークン ${tokenId} がありましたが`).waitFor();
      await page.getByRole('button', { name: 'トークンを発行する' }).click();
      await shownCode(page);
      expect(await shownTokenId(page)).not.toBe(tokenId);
    });
  });
});
