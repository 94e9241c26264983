import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BILL_IDS } from './bills.ts';
import { FLOW_TOKENS, SESSION_TOKENS, STOP_TOKENS } from './fake-bank.ts';
import { IDS } from './fixtures.ts';
import { SAVINGS_IDS } from './savings.ts';
import { siteOf } from './site.ts';

const WEIGHT_BYTES_MAX = 100_000;
const PROGRAM =
  process.env['WARIFU_CHROMIUM'] ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((place) =>
    existsSync(place),
  );

const NOBODY = {};
const OPEN = { session: SESSION_TOKENS.open };
const DRAFT = `/transfer/${IDS.draft}`;

/** Every page, and with a form its page with errors. */
const PAGES: readonly (readonly [path: string, cookies: Readonly<Record<string, string>>])[] = [
  ['/login', NOBODY],
  ['/otp/register', NOBODY],
  ['/otp/register/old-code', { flow: FLOW_TOKENS.old_code }],
  ['/otp/register/token', { flow: FLOW_TOKENS.changed }],
  ['/otp/register/done', { flow: FLOW_TOKENS.registered }],
  ['/otp/stop/code', { flow: FLOW_TOKENS.stop_code }],
  ['/otp/stop/nothing', { flow: FLOW_TOKENS.nothing_to_stop }],
  ['/otp/stop/code', { flow: 'closed' }],
  ['/password', { session: SESSION_TOKENS.first }],
  ['/password/changed', OPEN],
  ['/top', OPEN],
  ['/transfer', OPEN],
  [`${DRAFT}/account`, OPEN],
  [`${DRAFT}/payee`, OPEN],
  [`${DRAFT}/bank`, OPEN],
  [`${DRAFT}/bank?q=`, OPEN],
  [`${DRAFT}/bank?initial=${encodeURIComponent('ア')}`, OPEN],
  [`${DRAFT}/bank?q=${encodeURIComponent('遠野')}`, OPEN],
  [`${DRAFT}/branch`, OPEN],
  [`${DRAFT}/number`, OPEN],
  [`${DRAFT}/amount`, OPEN],
  [`${DRAFT}/name`, OPEN],
  [`/transfer/orders/${IDS.order}?changed=1`, OPEN],
  [`/transfer/receipts/${IDS.order}`, OPEN],
  [`/transfer/${IDS.unknown}/amount`, OPEN],
  ['/own-transfer', OPEN],
  [`/own-transfer/orders/${IDS.order}`, OPEN],
  ['/transfer/bookings', OPEN],
  [`/transfer/bookings/${IDS.order}?changed=1`, OPEN],
  [`/transfer/cancellings/${IDS.order}`, OPEN],
  ['/payees?q=x', OPEN],
  ['/payees/new', OPEN],
  [`/payees/orders/${IDS.order}`, OPEN],
  [`/payees/${IDS.order}`, OPEN],
  ['/pay-easy', OPEN],
  [`/pay-easy/${BILL_IDS.billerDraft}/numbers`, OPEN],
  [`/pay-easy/${BILL_IDS.draft}/bill`, OPEN],
  [`/pay-easy/${BILL_IDS.chosenDraft}/bill`, OPEN],
  [`/pay-easy/orders/${BILL_IDS.order}`, OPEN],
  [`/pay-easy/receipts/${BILL_IDS.paid}`, OPEN],
  [`/pay-easy/receipts/${BILL_IDS.confirming}`, OPEN],
  [`/pay-easy/receipts/${BILL_IDS.notTaken}`, OPEN],
  ['/pay-easy/history', OPEN],
  [`/pay-easy/${IDS.unknown}/bill`, OPEN],
  ['/time-deposits', OPEN],
  ['/time-deposits/open', OPEN],
  [`/time-deposits/${IDS.deposit}`, OPEN],
  [`/time-deposits/${IDS.deposit}/treatment`, OPEN],
  [`/time-deposits/open/orders/${IDS.order}`, OPEN],
  [`/time-deposits/close/orders/${IDS.order}?changed=1`, OPEN],
  [`/time-deposits/book/orders/${IDS.order}`, OPEN],
  [`/time-deposits/close/orders/${IDS.doneOrder}`, OPEN],
  ['/savings', OPEN],
  ['/savings/open', OPEN],
  [`/savings/open/${SAVINGS_IDS.order}?changed=1`, OPEN],
  [`/savings/open/${SAVINGS_IDS.done}`, OPEN],
  [`/savings/${SAVINGS_IDS.late}`, OPEN],
  [`/savings/${SAVINGS_IDS.matured}`, OPEN],
  [`/savings/${SAVINGS_IDS.closed}`, OPEN],
  [`/savings/closing/${SAVINGS_IDS.order}`, OPEN],
  [`/savings/closing/${SAVINGS_IDS.early}`, OPEN],
  ['/statement', OPEN],
  [`/statement/${IDS.account}?period=range&from=x&to=y`, OPEN],
  [`/statement/${IDS.account}/balance`, OPEN],
  [`/statement/${IDS.account}/balance?period=range&from=2026-11-01&to=2026-11-23`, OPEN],
  [`/statement/${IDS.account}/months`, OPEN],
  ['/history', OPEN],
  ['/rates', NOBODY],
  ['/settings', OPEN],
  ['/settings/mail-address', OPEN],
  [`/settings/mail-address/orders/${IDS.addressOrder}`, OPEN],
  [`/settings/mail-address/orders/${IDS.addressNumber}`, OPEN],
  [`/settings/mail-address/orders/${IDS.addressDone}`, OPEN],
  ['/settings/limits', OPEN],
  [`/settings/limits/orders/${IDS.order}?changed=1`, OPEN],
  [`/settings/limits/orders/${IDS.newOrder}`, OPEN],
  ['/settings/confirmation-password', OPEN],
  ['/settings/confirmation-password/changed', OPEN],
  ['/settings/address', OPEN],
  [`/settings/address/orders/${IDS.order}`, OPEN],
  [`/settings/address/orders/${IDS.newOrder}`, OPEN],
  ['/settings/emergency-stop', OPEN],
  ['/emergency-stop', NOBODY],
  ['/emergency-stop/confirm', { stop: STOP_TOKENS.open }],
  ['/emergency-stop/done', { stop: STOP_TOKENS.stopped }],
  ['/emergency-stop/done', { stop: 'closed' }],
  ['/session-closed?reason=replaced', NOBODY],
  ['/nowhere', OPEN],
];

let site: FastifyInstance;
let browser: Browser;
let base: string;
let axe: string;

beforeAll(async () => {
  // The site answers on a port of the machine's choosing; nothing is posted that it would have to accept.
  site = await siteOf({}, {});
  await site.listen({ port: 0, host: '127.0.0.1' });
  base = `http://127.0.0.1:${(site.server.address() as AddressInfo).port}`;
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

/** With axe in each page: put there after each load it would be read anew each time. */
async function openProfile(options: BrowserContextOptions): Promise<BrowserContext> {
  const profile = await browser.newContext(options);
  await profile.addInitScript({ content: axe });
  return profile;
}

async function violationsOf(page: Page): Promise<readonly string[]> {
  const found = await page.evaluate<readonly Violation[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then((result) => JSON.parse(JSON.stringify(result.violations)))",
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

async function open(
  profile: BrowserContext,
  path: string,
  cookies: Readonly<Record<string, string>>,
): Promise<Page> {
  await profile.clearCookies();
  const given = Object.entries(cookies).map(([name, value]) => ({
    name: `warifu_${name}`,
    value,
    url: base,
  }));
  if (given.length > 0) await profile.addCookies(given);
  const page = profile.pages()[0] ?? (await profile.newPage());
  await page.goto(`${base}${path}`);
  return page;
}

const SCREENS = [
  { width: 240, colorScheme: 'dark', language: 'ja' },
  { width: 1280, colorScheme: 'light', language: 'en' },
] as const;

describe.each(SCREENS)('$width pixels, $colorScheme, $language', ({ width, language, ...options }) => {
  let profile: BrowserContext;
  beforeAll(async () => {
    profile = await openProfile({ viewport: { width, height: width < 300 ? 320 : 800 }, ...options });
  });
  afterAll(() => profile.close());

  test.each(PAGES)('%s is not wider than the screen, and axe finds nothing', async (path, cookies) => {
    const page = await open(profile, path, { ...cookies, language });
    expect(
      await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'),
    ).toBeLessThanOrEqual(0);
    expect(await violationsOf(page)).toEqual([]);
  });
});

/** The plain pages, narrower still. */
const PLAIN_SCREENS = [
  { width: 176, colorScheme: 'light', language: 'ja' },
  { width: 240, colorScheme: 'dark', language: 'en' },
] as const;
const MOBILE = { session: SESSION_TOKENS.mobile };
const PLAIN_PAGES: typeof PAGES = [
  ['/m/login', NOBODY],
  ['/m/otp/register', NOBODY],
  ['/m/otp/register/old-code', { flow: FLOW_TOKENS.old_code }],
  ['/m/otp/register/token', { flow: FLOW_TOKENS.changed }],
  ['/m/otp/register/done', { flow: FLOW_TOKENS.registered }],
  ['/m/otp/stop/code', { flow: FLOW_TOKENS.stop_code }],
  ['/m/otp/stop/nothing', { flow: FLOW_TOKENS.nothing_to_stop }],
  ['/m/otp/stop/code', { flow: 'closed' }],
  ['/m/password', { session: SESSION_TOKENS.mobileFirst }],
  ['/m/password/changed', MOBILE],
  ['/m/top', MOBILE],
  ['/m/transfer', MOBILE],
  [`/m${DRAFT}/payee`, MOBILE],
  [`/m${DRAFT}/amount`, MOBILE],
  [`/m${DRAFT}/name`, MOBILE],
  [`/m/transfer/orders/${IDS.order}?changed=1`, MOBILE],
  [`/m/transfer/receipts/${IDS.order}`, MOBILE],
  [`/m/transfer/${IDS.unknown}/amount`, MOBILE],
  ['/m/own-transfer', MOBILE],
  [`/m/own-transfer/orders/${IDS.order}`, MOBILE],
  ['/m/transfer/bookings', MOBILE],
  [`/m/transfer/bookings/${IDS.order}?changed=1`, MOBILE],
  [`/m/transfer/cancellings/${IDS.order}`, MOBILE],
  ['/m/payees', MOBILE],
  ['/m/payees/new', MOBILE],
  [`/m/payees/orders/${IDS.order}`, MOBILE],
  [`/m/payees/${IDS.order}`, MOBILE],
  ['/m/pay-easy', MOBILE],
  [`/m/pay-easy/${BILL_IDS.billerDraft}/numbers`, MOBILE],
  [`/m/pay-easy/${BILL_IDS.chosenDraft}/bill`, MOBILE],
  [`/m/pay-easy/orders/${BILL_IDS.order}`, MOBILE],
  [`/m/pay-easy/receipts/${BILL_IDS.confirming}`, MOBILE],
  ['/m/pay-easy/history', MOBILE],
  [`/m/statement/${IDS.account}?period=range&from=x&to=y`, MOBILE],
  ['/m/savings', MOBILE],
  ['/m/savings/open', MOBILE],
  [`/m/savings/open/${SAVINGS_IDS.order}`, MOBILE],
  [`/m/savings/${SAVINGS_IDS.late}`, MOBILE],
  [`/m/savings/closing/${SAVINGS_IDS.early}`, MOBILE],
  [`/m/savings/closing/${SAVINGS_IDS.done}`, MOBILE],
  ['/m/history', MOBILE],
  ['/m/rates', NOBODY],
  ['/m/settings', MOBILE],
  ['/m/settings/limits', MOBILE],
  ['/m/settings/limits?kind=transfer', MOBILE],
  [`/m/settings/limits/orders/${IDS.order}?changed=1`, MOBILE],
  ['/m/settings/confirmation-password', MOBILE],
  ['/m/settings/mail-address', MOBILE],
  [`/m/settings/mail-address/orders/${IDS.addressOrder}`, MOBILE],
  [`/m/settings/mail-address/orders/${IDS.addressNumber}`, MOBILE],
  ['/m/settings/address', MOBILE],
  [`/m/settings/address/orders/${IDS.order}`, MOBILE],
  [`/m/settings/address/orders/${IDS.newOrder}`, MOBILE],
  ['/m/session-closed?reason=other_pages', NOBODY],
  ['/m/nowhere', MOBILE],
];

describe.each(PLAIN_SCREENS)(
  '/m: $width pixels, $colorScheme, $language',
  ({ width, language, ...options }) => {
    let profile: BrowserContext;
    beforeAll(async () => {
      profile = await openProfile({ viewport: { width, height: 220 }, ...options });
    });
    afterAll(() => profile.close());

    test.each(PLAIN_PAGES)(
      '%s is not wider than the screen, and axe finds nothing',
      async (path, cookies) => {
        const page = await open(profile, path, { ...cookies, language });
        expect(
          await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'),
        ).toBeLessThanOrEqual(0);
        expect(await violationsOf(page)).toEqual([]);
      },
    );
  },
);

test.each(PAGES)(
  'the first load of %s is below 100 KB, uncompressed and without fonts',
  async (path, cookies) => {
    const named = Object.fromEntries(
      Object.entries(cookies).map(([name, value]) => [`warifu_${name}`, value] as const),
    );
    let answer = await site.inject({ method: 'GET', url: path, cookies: named });
    if (answer.headers.location !== undefined) {
      answer = await site.inject({ method: 'GET', url: answer.headers.location, cookies: named });
    }
    const parts = [...answer.body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, url = '']) => url);
    expect(parts).toHaveLength(3);
    const bodies = await Promise.all(parts.map((url) => site.inject({ method: 'GET', url })));
    const bytes = [answer, ...bodies].reduce((sum, { rawPayload }) => sum + rawPayload.length, 0);
    expect(bytes).toBeLessThan(WEIGHT_BYTES_MAX);
  },
);

test('the code field takes what people paste, and the button sends once', async () => {
  const profile = await browser.newContext();
  const page = await open(profile, `/transfer/orders/${IDS.order}`, { ...OPEN, language: 'ja' });
  const code = page.locator('input[name="code"]');
  await code.fill('１２３ ４５６');
  expect(await code.inputValue()).toBe('123456');
  let posts = 0;
  await page.route('**/transfer/orders/**', async (route) => {
    if (route.request().method() === 'POST') posts += 1;
    await route.abort();
  });
  await page.evaluate(
    "(() => { const button = [...document.querySelectorAll('main button')].at(-1); button.click(); button.click(); })()",
  );
  await expect.poll(() => posts).toBe(1);
  await profile.close();
});

test('banks are found while the customer types', async () => {
  const profile = await browser.newContext();
  const page = await open(profile, `${DRAFT}/bank`, { ...OPEN, language: 'ja' });
  await page.locator('input[name="q"]').fill('遠野');
  await page.getByRole('button', { name: /9902$/ }).waitFor();
  await profile.close();
});
