import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type AuthorityProcess, openAuthorityProcess } from './support/authority.ts';
import { listViolations } from './support/axe.ts';
import { openBrowser, openProfile, SCREENS } from './support/browser.ts';
import { OPEN_MS_MAX, STORY_MS_MAX } from './support/product.ts';

vi.setConfig({ testTimeout: STORY_MS_MAX });

let authority: AuthorityProcess;
let browser: Browser;
let page: Page;
let site: string;
beforeAll(async () => {
  [authority, browser] = await Promise.all([openAuthorityProcess(), openBrowser()]);
  site = authority.console;
}, OPEN_MS_MAX);
afterAll(async () => {
  await browser?.close();
  await authority?.dispose();
});

const WORDS = {
  ja: {
    password: 'パスワード',
    login: 'ログイン',
    overview: '概況',
    add: '利用契約先を追加',
    name: '名称',
    both: '両方',
    newKey: '新しい鍵',
    back: '利用契約先に戻る',
    rotate: '更新',
    hour: '1時間後に失効',
    revoke: '失効',
    logout: 'ログアウト',
  },
  en: {
    password: 'Password',
    login: 'Log in',
    overview: 'Overview',
    add: 'Add a relying party',
    name: 'Name',
    both: 'Both',
    newKey: 'The new key',
    back: 'Back to the relying party',
    rotate: 'Rotate',
    hour: 'After 1 hour',
    revoke: 'Revoke',
    logout: 'Log out',
  },
} as const;

/** Axe in light and dark, and nothing wider than the screen from 240 pixels on. */
async function look(name: string): Promise<void> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const rules = colorScheme === 'light' ? 'all' : 'looks';
    for (const violation of await listViolations(page, rules))
      found.push(`${name}, ${colorScheme}: ${violation}`);
    for (const [screen, size] of Object.entries(SCREENS)) {
      await page.setViewportSize(size);
      const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      if (Number(wide) > 0) found.push(`${name} at ${screen} is ${wide} pixels too wide`);
      const folder = process.env['WARIFU_LOOK_FOLDER'];
      if (folder)
        await page.screenshot({ path: `${folder}/${name}-${screen}-${colorScheme}.png`, fullPage: true });
    }
    await page.setViewportSize(SCREENS.desk);
  }
  expect(found).toEqual([]);
}

const opens = async (key: string): Promise<boolean> => {
  const headers = { authorization: `Bearer ${key}` };
  return (await fetch(`${authority.url}/v1/bindings/nobody`, { headers })).status === 200;
};

describe.each(['ja', 'en'] as const)('the console in %s', (language) => {
  const words = WORDS[language];
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const follow = (name: string) => page.getByRole('link', { name }).first().click();
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

  test('lets the operator in, and shows what there is', async () => {
    page = await (await openProfile(browser)).newPage();
    await page.goto(`${site}/language?to=${language}&back=/login`);
    await look(`${language}-login`);
    await page.getByLabel(words.password).fill('not the password');
    await press(words.login);
    await page.getByRole('alert').waitFor();
    await look(`${language}-login-refused`);
    await page.getByLabel(words.password).fill(authority.consolePassword);
    await press(words.login);
    await heading(words.overview);
    await look(`${language}-overview`);
  });

  test('makes a relying party whose key opens, rotates and revokes it', async () => {
    await follow(words.add);
    await look(`${language}-add`);
    const name = `見本サービス ${language}`;
    await page.getByLabel(words.name).fill(name);
    await page.getByLabel(words.both).check();
    await press(words.add);
    await heading(words.newKey);
    await look(`${language}-new-key`);
    const key = await page.locator('code').innerText();
    expect(await opens(key)).toBe(true);
    await page.reload();
    expect(await page.content()).not.toContain(key);

    await page.goto(site);
    await follow(name);
    await look(`${language}-party`);
    await follow(words.rotate);
    await look(`${language}-rotate`);
    await page.getByLabel(words.hour).check();
    await press(words.rotate);
    await heading(words.newKey);
    const fresh = await page.locator('code').innerText();
    expect([await opens(key), await opens(fresh)]).toEqual([true, true]);
    await follow(words.back);
    await follow(words.revoke);
    await look(`${language}-revoke`);
    await press(words.revoke);
    await heading(name);
    await expect
      .poll(async () => [await opens(key), await opens(fresh)], { timeout: 20_000 })
      .toEqual([true, false]);
    await press(words.logout);
    await page.goto(site);
    expect(new URL(page.url()).pathname).toBe('/login');
  });
});
