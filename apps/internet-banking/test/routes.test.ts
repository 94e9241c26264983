import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Base } from '../src/http/base.ts';
import type { Route } from '../src/http/route.ts';
import { routes } from '../src/routes.ts';
import { SESSION_TOKENS } from './fake-bank.ts';
import { IDS } from './fixtures.ts';
import { SAVINGS_IDS } from './savings.ts';
import { browserOf, ORIGIN, siteOf } from './site.ts';

const urlOf = (path: string): string =>
  path
    .replace(':draftId', IDS.draft)
    .replace(':orderId', IDS.order)
    .replace(':accountId', IDS.account)
    .replace(':depositId', IDS.deposit)
    .replace(':savingsId', SAVINGS_IDS.late)
    .replace(':payeeId', IDS.order)
    .replace(':language', 'en');

const posts = routes
  .filter((route) => route.method === 'POST')
  .map((route) => [urlOf(route.path), route] as const);
const gets = routes
  .filter((route) => route.method === 'GET')
  .map((route) => [urlOf(route.path), route] as const);
const withSession = routes
  .filter((route) => route.access === 'session')
  .map((route) => [route.method, urlOf(route.path), route] as const);

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
/** The session whose pages stand under the base of a route. */
const openFor = ({ base }: { readonly base: Base }) => ({
  warifu_session: base === '' ? SESSION_TOKENS.open : SESSION_TOKENS.mobile,
});
const firstFor = ({ base }: { readonly base: Base }) => ({
  warifu_session: base === '' ? SESSION_TOKENS.first : SESSION_TOKENS.mobileFirst,
});
const OPEN = openFor({ base: '' });

let site: FastifyInstance;
beforeAll(async () => {
  site = await siteOf();
});
afterAll(() => site.close());

/** A page with a form for whoever may send the route's own. */
const formOf = ({ base, access }: Pick<Route, 'base' | 'access'>): string =>
  `${base}${access === 'session' ? '/password' : '/login'}`;

/** A form token that is right for `cookies`, from a page that has one. */
async function tokenFor(cookies: Readonly<Record<string, string>>, page: string) {
  const browser = browserOf(site, cookies);
  const { body } = await browser.get(page);
  return { csrf: browser.tokenOf(body), jar: browser.jar };
}

test.each(['br', 'gzip'])(
  'style and script come compressed by %s to who takes it, and are kept',
  async (encoding) => {
    const { body } = await site.inject({ method: 'GET', url: '/login' });
    const urls = [...body.matchAll(/(?:href|src)="(\/assets\/site-[^"]+)"/g)].map(([, url = '']) => url);
    expect(urls).toHaveLength(2);
    for (const url of urls) {
      const plain = await site.inject({ method: 'GET', url });
      const packed = await site.inject({ method: 'GET', url, headers: { 'accept-encoding': encoding } });
      expect(packed.headers).toMatchObject({
        'content-encoding': encoding,
        'content-type': plain.headers['content-type'],
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
      });
      expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
      const unpack = encoding === 'br' ? brotliDecompressSync : gunzipSync;
      expect(unpack(packed.rawPayload).equals(plain.rawPayload)).toBe(true);
    }
  },
);

describe('every POST', () => {
  test.each(posts)('%s refuses a request without an origin', async (url, route) => {
    const { csrf, jar } = await tokenFor(openFor(route), formOf(route));
    const answer = await site.inject({
      method: 'POST',
      url,
      cookies: jar,
      headers: FORM,
      payload: new URLSearchParams({ csrf }).toString(),
    });
    expect(answer.statusCode).toBe(403);
  });

  test.each(posts)(
    '%s refuses another origin, a null one, and one that only begins like ours',
    async (url, route) => {
      const { csrf, jar } = await tokenFor(openFor(route), formOf(route));
      for (const origin of ['http://evil.example', 'null', `${ORIGIN}0`, ORIGIN.replace('http', 'https')]) {
        const answer = await site.inject({
          method: 'POST',
          url,
          cookies: jar,
          headers: { ...FORM, origin },
          payload: new URLSearchParams({ csrf }).toString(),
        });
        expect(answer.statusCode, origin).toBe(403);
      }
    },
  );

  test.each(posts)('%s refuses a form without its token, and shows a way on', async (url, route) => {
    const answer = await site.inject({
      method: 'POST',
      url,
      cookies: { ...openFor(route), warifu_visitor: 'visitor' },
      headers: { ...FORM, origin: ORIGIN },
      payload: 'csrf=wrong',
    });
    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain('画面の有効期限が切れています');
    expect(answer.body).toMatch(new RegExp(`href="${route.base}/[^"]*"[^>]*>(?:1[.])?画面を開き直す`));
  });

  test.each(posts)('%s refuses the form token of another session or visitor', async (url, route) => {
    const others = route.access === 'session' ? firstFor(route) : { warifu_visitor: 'other' };
    const { csrf } = await tokenFor(others, formOf(route));
    const answer = await site.inject({
      method: 'POST',
      url,
      cookies: { ...openFor(route), warifu_visitor: 'visitor' },
      headers: { ...FORM, origin: ORIGIN },
      payload: new URLSearchParams({ csrf }).toString(),
    });
    expect(answer.statusCode).toBe(403);
  });

  test.each(posts)('%s cannot read a field that comes twice or is long, and says so', async (url, route) => {
    const field = route.fields[0];
    for (const payload of [
      `csrf=a&csrf=b`,
      ...(field === undefined ? [] : [`csrf=a&${field}=${'x'.repeat(400)}`]),
    ]) {
      const answer = await site.inject({
        method: 'POST',
        url,
        cookies: openFor(route),
        headers: { ...FORM, origin: ORIGIN },
        payload,
      });
      expect(answer.statusCode).toBe(400);
      expect(answer.body).toContain('送信された内容を読み取れませんでした');
    }
  });
});

describe('every page', () => {
  test.each(gets)(
    '%s is never kept by a browser or a proxy, and lets nothing foreign in',
    async (url, route) => {
      const answer = await site.inject({ method: 'GET', url, cookies: openFor(route) });
      expect(answer.statusCode).not.toBe(500);
      expect(answer.headers['cache-control']).toBe('no-store');
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("form-action 'self'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).not.toContain('unsafe');
      expect(answer.headers['referrer-policy']).toBe('same-origin');
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      expect(answer.headers['x-frame-options']).toBe('DENY');
    },
  );

  test.each(gets)('%s holds no script and no style of its own', async (url, route) => {
    const { body } = await site.inject({ method: 'GET', url, cookies: openFor(route) });
    expect(body).not.toMatch(/<style|\sstyle=|\son[a-z]+="|<script(?! type="module" src="\/assets\/)/);
  });

  test.each(gets)('%s says デモ in a demo and not elsewhere', async (url, route) => {
    const answer = await site.inject({ method: 'GET', url, cookies: openFor(route) });
    if (answer.statusCode !== 200 || !answer.body.startsWith('<!DOCTYPE')) return;
    expect(answer.body).toContain('demo-banner');
    const bank = await siteOf({}, { demo: false });
    const other = await bank.inject({ method: 'GET', url, cookies: openFor(route) });
    expect(other.body).not.toContain('demo-banner');
    await bank.close();
  });
});

describe('every page after login', () => {
  test.each(withSession)('%s %s leads to the login page without a session', async (method, url, { base }) => {
    const answer = await site.inject({ method, url, headers: { ...FORM, origin: ORIGIN } });
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe(`${base}/login`);
  });

  test.each(withSession)(
    '%s %s leads away from pages that the session was not opened on, and leaves it open',
    async (method, url, { base }) => {
      const cookies = openFor({ base: base === '' ? '/m' : '' });
      const answer = await site.inject({ method, url, cookies, headers: { ...FORM, origin: ORIGIN } });
      expect(answer.statusCode).toBe(303);
      expect(answer.headers.location).toBe(`${base}/session-closed?reason=other_pages`);
      expect(answer.cookies).toEqual([]);
      const { body } = await site.inject({ method: 'GET', url: String(answer.headers.location), cookies });
      expect(body).toContain('ほかの画面でログインしています');
      expect(body).toContain(`href="${base === '' ? '/m/top' : '/top'}"`);
    },
  );

  test.each(withSession)(
    '%s %s says why a session is closed, and forgets its cookie',
    async (method, url, route) => {
      for (const reason of [SESSION_TOKENS.idle, SESSION_TOKENS.replaced]) {
        const answer = await site.inject({
          method,
          url,
          cookies: { warifu_session: reason },
          headers: { ...FORM, origin: ORIGIN },
        });
        expect(answer.statusCode).toBe(303);
        expect(answer.headers.location).toBe(`${route.base}/session-closed?reason=${reason}`);
        const cookies = new Map(answer.cookies.map((cookie) => [cookie.name, cookie.value]));
        expect(cookies.get('warifu_session')).toBe('');
        expect(cookies.get('warifu_resume')).toBe(route.isResumable ? url : undefined);
      }
    },
  );

  test.each(withSession.filter(([, , route]) => !route.isBeforePasswordChange))(
    '%s %s waits until the first password is changed',
    async (method, url, route) => {
      const answer = await site.inject({
        method,
        url,
        cookies: firstFor(route),
        headers: { ...FORM, origin: ORIGIN },
      });
      expect(answer.statusCode).toBe(303);
      expect(answer.headers.location).toBe(`${route.base}/password`);
    },
  );
});

describe('addresses', () => {
  test.each(routes.map((route) => [route.path] as const))('%s carries opaque ids at most', (path) => {
    for (const [, name] of path.matchAll(/:(\w+)/g)) expect(name).toMatch(/Id$|^language$/);
  });

  test.each([
    '/statement/1',
    '/transfer/x/amount',
    `/transfer/orders/${IDS.order.toUpperCase()}`,
    '/transfer/receipts/%00',
    `/statement/${IDS.unknown}`,
    `/transfer/orders/${IDS.unknown}`,
    `/transfer/receipts/${IDS.unknown}`,
    '/no/such/page',
    '/assets/manifest.json',
    '/language/fr',
    '/%E0%A4%A',
  ])('%s is an unknown page in the style of the house', async (url) => {
    const answer = await site.inject({ method: 'GET', url, cookies: OPEN });
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('ページが見つかりません');
  });

  test.each([
    ['//evil.example/', '/'],
    ['https://evil.example/', '/'],
    ['/\\evil.example', '/'],
    ['/login', '/login'],
  ])('the language link to %s comes back to %s', async (back, to) => {
    const answer = await site.inject({ method: 'GET', url: `/language/en?back=${encodeURIComponent(back)}` });
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe(to);
  });
});
