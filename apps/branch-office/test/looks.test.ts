import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listViolations, prepareForAxe } from '../../../tests/e2e/support/axe.ts';
import { ANSWERED, PAGES } from './pages.ts';
import { siteOf } from './site.ts';

const PROGRAM =
  process.env['WARIFU_CHROMIUM'] ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((place) =>
    existsSync(place),
  );

let site: FastifyInstance;
let browser: Browser;
let base: string;

/** The site at the very address that its browser is to send as its origin. */
async function listening(): Promise<FastifyInstance> {
  const probe = await siteOf();
  await probe.listen({ port: 0, host: '127.0.0.1' });
  const { port } = probe.server.address() as AddressInfo;
  await probe.close();
  base = `http://127.0.0.1:${port}`;
  const served = await siteOf({}, { origin: base });
  await served.listen({ port, host: '127.0.0.1' });
  return served;
}

beforeAll(async () => {
  site = await listening();
  if (PROGRAM === undefined) throw new Error('no Chromium is there: set WARIFU_CHROMIUM to the program');
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  browser = await chromium.launch({
    executablePath: PROGRAM,
    args: ['--disable-gpu', '--disable-background-networking', '--disable-component-update', ...asRoot],
  });
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** How wide the page is, and in which theme. */
interface Screen {
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
}

async function expectGoodLooks(page: Page, screens: readonly Screen[]): Promise<void> {
  for (const [index, { width, colorScheme }] of screens.entries()) {
    await page.setViewportSize({ width, height: heightOf(width) });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const name = `${width} pixels, ${colorScheme}`;
    const tooWide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect([name, Math.max(0, tooWide)]).toEqual([name, 0]);
    expect([name, await listViolations(page, index === 0 ? 'all' : 'looks')]).toEqual([name, []]);
  }
}

const heightOf = (width: number): number => (width < 300 ? 320 : 800);

async function open(
  profile: BrowserContext,
  path: string,
  cookies: Readonly<Record<string, string>>,
): Promise<Page> {
  await profile.clearCookies();
  await profile.addCookies(
    Object.entries(cookies).map(([name, value]) => ({ name: `warifu_branch_${name}`, value, url: base })),
  );
  const page = profile.pages()[0] ?? (await profile.newPage());
  await page.goto(`${base}${path}`);
  return page;
}

/** By every rule at the first of each; by those that width and theme bear on at the second too. */
const LOOKS = [
  {
    language: 'ja',
    screens: [
      { width: 240, colorScheme: 'dark' },
      { width: 1280, colorScheme: 'light' },
    ],
  },
  {
    language: 'en',
    screens: [
      { width: 1280, colorScheme: 'dark' },
      { width: 390, colorScheme: 'light' },
    ],
  },
] as const;

describe.each(LOOKS)('in $language, narrow and wide, in light and dark', ({ language, screens }) => {
  const [{ width, colorScheme }] = screens;
  let profile: BrowserContext;
  beforeAll(async () => {
    profile = await browser.newContext({ viewport: { width, height: heightOf(width) }, colorScheme });
    await prepareForAxe(profile);
  });
  afterAll(() => profile.close());

  test.each(PAGES)('%s is not wider than the screen, and axe finds nothing', async (path, cookies) => {
    await expectGoodLooks(await open(profile, path, { ...cookies, language }), screens);
  });

  test.each(ANSWERED)('$name: not wider than the screen, and axe finds nothing', async (answered) => {
    const page = await open(profile, answered.path, { ...answered.cookies, language });
    for (const [name, text] of Object.entries(answered.typed)) await page.fill(`#${name}`, text);
    if (answered.name === 'confirm page') await page.selectOption('#identityDocument', 'passport');
    await Promise.all([page.waitForEvent('load'), page.click(answered.button)]);
    await expectGoodLooks(page, screens);
  });
});
