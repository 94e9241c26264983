import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
let axe: string;

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
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
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

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

async function expectGoodLooks(page: Page): Promise<void> {
  const tooWide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  expect(tooWide).toBeLessThanOrEqual(0);
  const found = await page.evaluate<readonly Violation[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then((result) => JSON.parse(JSON.stringify(result.violations)))",
  );
  expect(found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))).toEqual(
    [],
  );
}

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

const SCREENS = [
  { width: 240, colorScheme: 'dark', language: 'ja' },
  { width: 390, colorScheme: 'light', language: 'en' },
  { width: 1280, colorScheme: 'light', language: 'ja' },
  { width: 1280, colorScheme: 'dark', language: 'en' },
] as const;

describe.each(SCREENS)('$width pixels, $colorScheme, $language', ({ width, language, ...options }) => {
  let profile: BrowserContext;
  beforeAll(async () => {
    profile = await browser.newContext({ viewport: { width, height: width < 300 ? 320 : 800 }, ...options });
    // Put there after each load it would be read anew each time.
    await profile.addInitScript({ content: axe });
  });
  afterAll(() => profile.close());

  test.each(PAGES)('%s is not wider than the screen, and axe finds nothing', async (path, cookies) => {
    await expectGoodLooks(await open(profile, path, { ...cookies, language }));
  });

  test.each(ANSWERED)('$name: not wider than the screen, and axe finds nothing', async (answered) => {
    const page = await open(profile, answered.path, { ...answered.cookies, language });
    for (const [name, text] of Object.entries(answered.typed)) await page.fill(`#${name}`, text);
    if (answered.name === 'confirm page') await page.selectOption('#identityDocument', 'passport');
    await Promise.all([page.waitForEvent('load'), page.click(answered.button)]);
    await expectGoodLooks(page);
  });
});
