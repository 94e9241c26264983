import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sent } from '../../../tests/support/form-browser.ts';
import { routes } from '../src/routes.ts';
import { BILL_IDS } from './bills.ts';
import { FLOW_TOKENS, SESSION_TOKENS } from './fake-bank.ts';
import { IDS } from './fixtures.ts';
import { longestBank } from './longest.ts';
import { SAVINGS_IDS } from './savings.ts';
import { browserOf, siteOf } from './site.ts';

const PAGE_BYTES_MAX = 10_000;
const SCREEN_FULS = ['"'.repeat(300), '鷹'.repeat(300)];
const MOBILE = { warifu_session: SESSION_TOKENS.mobile };

/** An order that the page of this path knows. */
function orderIdOf(path: string): string {
  if (path.includes('/pay-easy/')) return path.includes('/receipts/') ? BILL_IDS.confirming : BILL_IDS.order;
  return path.includes('/mail-address/') ? IDS.addressOrder : IDS.order;
}

const urlOf = (path: string): string =>
  path
    .replace(':draftId', path.includes('/pay-easy/') ? BILL_IDS.chosenDraft : IDS.draft)
    .replace(':orderId', orderIdOf(path))
    .replace(':accountId', IDS.account)
    .replace(':depositId', IDS.deposit)
    .replace(':savingsId', SAVINGS_IDS.late)
    .replace(':payeeId', IDS.order);

const mobile = routes.filter((route) => route.base === '/m');
const flowOf = (path: string): string =>
  ({
    '/m/otp/register/old-code': FLOW_TOKENS.old_code,
    '/m/otp/register/token': FLOW_TOKENS.changed,
    '/m/otp/register/done': FLOW_TOKENS.registered,
    '/m/otp/stop/code': FLOW_TOKENS.stop_code,
    '/m/otp/stop/done': FLOW_TOKENS.stopped,
    '/m/otp/stop/nothing': FLOW_TOKENS.nothing_to_stop,
  })[path] ?? 'closed';

/** Addresses that show more of a page than its bare path does. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  '/m/top': ['?page=2'],
  '/m/transfer': ['?page=14'],
  '/m/statement/:accountId': ['?period=range', '?period=range&from=x&to=y', '?period=last&before=5'],
  '/m/pay-easy/:draftId/bill': ['?page=14'],
  '/m/pay-easy/history': [`?before=${BILL_IDS.paid}`],
  '/m/history': [`?before=${IDS.order}`],
  '/m/session-closed': ['?reason=replaced', '?reason=other_pages'],
  '/m/transfer/orders/:orderId': ['?changed=1', '?resumed=1'],
  '/m/time-deposits': ['?page=2', '?page=29'],
  '/m/time-deposits/open': ['?page=2', `?from=${IDS.account}`],
  '/m/time-deposits/close/orders/:orderId': ['?changed=1'],
  '/m/savings': ['?page=2'],
  '/m/savings/closing/:orderId': ['?changed=1'],
  '/m/settings': ['?saved=language'],
  '/m/settings/limits': ['?kind=transfer', '?kind=bill_payment'],
  '/m/settings/limits/orders/:orderId': ['?changed=1'],
  '/m/settings/address/orders/:orderId': ['?changed=1'],
};

const gets = mobile
  .filter(({ method }) => method === 'GET')
  .flatMap(({ path, access }) =>
    ['', ...(MORE[path] ?? [])].map((question) => [`${urlOf(path)}${question}`, path, access] as const),
  );
const posts = mobile
  .filter(({ method, path }) => method === 'POST' && path !== '/m/logout')
  .map((route) => [urlOf(route.path), route] as const);

const cookiesOf = (path: string, language: string) => ({
  ...MOBILE,
  warifu_flow: flowOf(path),
  warifu_resume: '/m/transfer/x',
  warifu_language: language,
});

const HOPS_MAX = 3;

/** Where a page leads to another at once, that one. */
async function follow(browser: ReturnType<typeof browserOf>, sent: Sent, hops = HOPS_MAX): Promise<Sent> {
  if (sent.location === undefined || hops === 0) return sent;
  return follow(browser, await browser.get(sent.location), hops - 1);
}

function expectPlain({ body }: Sent): void {
  expect(Buffer.byteLength(body)).toBeLessThan(PAGE_BYTES_MAX);
  expect(body).toMatch(/^<!DOCTYPE html><html lang="(?:ja|en)">/);
  expect(body).not.toMatch(/<script|<img|<svg|<table|<style|\sstyle=|\son[a-z]+=/);
  expect(body.match(/ href="\/assets\/[^"]+"/g)).toHaveLength(2);
  const keys = [...body.matchAll(/accesskey="(.)"[^>]*>([^<]*)/g)];
  expect(new Set(keys.map(([, key]) => key)).size).toBe(keys.length);
  // The digit of each key is printed where it is pressed.
  for (const [, key, label] of keys) expect(label).toMatch(new RegExp(`^${key}[.].`));
}

describe.each(['ja', 'en'])('every page under /m, in %s', (language) => {
  let real: FastifyInstance;
  let longest: FastifyInstance;
  beforeAll(async () => {
    [real, longest] = await Promise.all([siteOf(), siteOf(longestBank)]);
  });
  afterAll(() => Promise.all([real.close(), longest.close()]));

  test.each(gets)('%s is small and plain, with what is usual and with the longest', async (url, path) => {
    for (const site of [real, longest]) {
      const browser = browserOf(site, cookiesOf(path, language));
      const sent = await follow(browser, await browser.get(url));
      expect(sent.status).not.toBe(404);
      expectPlain(sent);
    }
  });

  test.each(posts)('%s is so with its errors, whatever was typed', async (url, route) => {
    for (const typed of ['', ...SCREEN_FULS]) {
      const browser = browserOf(longest, cookiesOf(route.path, language));
      const form = Object.fromEntries(route.fields.map((field) => [field, typed]));
      expectPlain(await follow(browser, await browser.post(url, form)));
    }
  });

  test.each(['/m/nowhere', '/m/transfer/x/amount', '/m/statement/1'])(
    '%s is an unknown page in the same look',
    async (url) => {
      const sent = await browserOf(real, cookiesOf('', language)).get(url);
      expect(sent.status).toBe(404);
      expectPlain(sent);
      expect(sent.body).toContain('href="/m/top"');
    },
  );
});

test('the one stylesheet is below 4 KB', async () => {
  const site = await siteOf();
  const { body } = await browserOf(site).get('/m/login');
  const address = /href="(\/assets\/plain-[^"]+)"/.exec(body)?.[1] ?? '';
  const style = await site.inject({ method: 'GET', url: address });
  expect(style.statusCode).toBe(200);
  expect(style.rawPayload.length).toBeGreaterThan(500);
  expect(style.rawPayload.length).toBeLessThan(4_000);
  await site.close();
});

describe('what is done under /m', () => {
  test.each(gets)('%s leads nowhere else but by a link that says so', async (url, path, access) => {
    const site = await siteOf(longestBank);
    const browser = browserOf(site, cookiesOf(path, 'ja'));
    const sent = await browser.get(url);
    if (sent.location !== undefined) expect(sent.location).toMatch(/^\/m\//);
    const { body } = await follow(browser, sent);
    const away = [...body.matchAll(/(?:href|action)="(\/[^"]*)"/g)]
      .map(([, address = '']) => address)
      .filter((address) => !/^\/(?:m\/|assets\/|language\/)/.test(address));
    const said =
      path === '/m/login'
        ? ['/emergency-stop', '/login']
        : path === '/m/top' || path === '/m/settings'
          ? ['/emergency-stop']
          : url.endsWith('other_pages')
            ? ['/top']
            : [];
    expect(away).toEqual(path === '/m/' ? away : said);
    if (access === 'session') expect(body).toContain('action="/m/logout"');
    await site.close();
  });

  test.each(['Mozilla/5.0 (X11; Linux x86_64)', 'Mozilla/5.0 (Linux; Android 15) Mobile', ''])(
    'is done through the channel mobile, also by a browser that calls itself %j',
    async (agent) => {
      const channels: string[] = [];
      const site = await siteOf({
        login: async ({ channel }) => {
          channels.push(channel);
          return { outcome: 'refused', reason: 'credentials' };
        },
        identify: async ({ channel }) => {
          channels.push(channel);
          return { outcome: 'refused', reason: 'credentials' };
        },
        startDraft: async (_contractId, _kind, channel) => {
          channels.push(channel);
          throw new Error('enough');
        },
      });
      const browser = browserOf(site, MOBILE);
      const send = browser.send;
      const form = { contractNumber: '00012345678', password: 'x', fromAccountId: IDS.account };
      for (const url of ['/m/login', '/m/otp/register', '/m/otp/stop', '/m/transfer']) {
        const csrf = browser.tokenOf((await browser.get(url)).body);
        await send({
          method: 'POST',
          url,
          cookies: browser.jar,
          headers: {
            origin: 'http://bank.localhost:8080',
            'user-agent': agent,
            'content-type': 'application/x-www-form-urlencoded',
          },
          payload: new URLSearchParams({ csrf, ...form }).toString(),
        });
      }
      expect(channels).toEqual(['mobile', 'mobile', 'mobile', 'mobile']);
      await site.close();
    },
  );

  test('comes back after a login to where it was, and never to a page of the other kind', async () => {
    const site = await siteOf();
    const form = { contractNumber: '00012345678', password: 'right' };
    const draft = `/transfer/${IDS.draft}/amount`;
    const toFrom = async (login: string, resume: string) =>
      (await browserOf(site, { warifu_resume: resume }).post(login, form)).location;
    expect(await toFrom('/m/login', `/m${draft}`)).toBe(`/m${draft}?resumed=1`);
    expect(await toFrom('/m/login', draft)).toBe('/m/top');
    expect(await toFrom('/login', `/m${draft}`)).toBe('/top');
    expect(await toFrom('/login', draft)).toBe(`${draft}?resumed=1`);
    await site.close();
  });

  test('a draft that lacks part of its payee leads to the payees, where one is chosen whole', async () => {
    const site = await siteOf({
      findDraft: async () => ({
        draftId: IDS.draft,
        kind: 'transfer',
        channel: 'pc',
        expiresAt: 2_000_000_000 as never,
        fields: { fromAccountId: IDS.account, bankCode: '9901' },
      }),
    });
    const sent = await browserOf(site, MOBILE).get(`/m/transfer/${IDS.draft}/amount`);
    expect(sent.location).toBe(`/m/transfer/${IDS.draft}/payee`);
    await site.close();
  });

  test('a payee who is refused is told of where another one is chosen', async () => {
    const site = await siteOf({ inquireName: async () => ({ outcome: 'no_such_account' }) });
    const url = `/m/transfer/${IDS.draft}/amount`;
    const { status, body } = await browserOf(site, MOBILE).post(url, { amount: '1000' });
    expect(status).toBe(422);
    expect(body).toContain('この口座は見つかりません。');
    expect(body).toContain('name="recent"');
    await site.close();
  });

  test('no list is cut off: the keys of each page lead on to the next', async () => {
    const site = await siteOf(longestBank);
    const browser = browserOf(site, MOBILE);
    const seen = new Set<string>();
    let url: string | undefined = `/m/transfer/${IDS.draft}/payee`;
    while (url !== undefined) {
      const { body }: Sent = await browser.get(url);
      for (const [, value = ''] of body.matchAll(/name="recent" value="([^"]+)"/g)) seen.add(value);
      url = /href="([^"]+)" accesskey="8"/.exec(body)?.[1];
    }
    expect(seen.size).toBe(20 + 50);
    await site.close();
  });
});

test('the page of the big screens names the small one, and the other way round', async () => {
  const site = await siteOf();
  expect((await browserOf(site).get('/login')).body).toContain('<a href="/m/login">携帯電話用の画面</a>');
  expect((await browserOf(site).get('/m/login')).body).toMatch(
    /<a href="\/login"[^>]*>8[.]パソコン・スマートフォン用の画面<\/a>/,
  );
  await site.close();
});

test('the style is made of what every browser of the last ten years reads', async () => {
  const style = await readFile(new URL('../../../packages/ui/src/styles/plain.css', import.meta.url), 'utf8');
  expect(style).not.toMatch(/var\(|@layer|clamp\(|color-mix|:is\(|:has\(|grid|oklch/);
});
