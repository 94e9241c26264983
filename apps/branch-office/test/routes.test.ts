import { OPERATOR_ROLES } from '@warifu/bank';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../src/routes.ts';
import { IDS } from './fixtures.ts';
import { browserOf, ORIGIN, siteOf } from './site.ts';

const ABOUT_CONTRACT = 'token_release';
const kindOf = (path: string): string => {
  if (path.startsWith('/contracts/')) return ABOUT_CONTRACT;
  return path.startsWith('/operators/') ? 'operator_suspension' : 'contract_opening';
};

const urlOf = (path: string): string =>
  path
    .replace(':contractId', IDS.contract)
    .replace(':operatorId', IDS.teller)
    .replace(':requestId', IDS.waiting)
    .replace(':orderId', IDS.addressWaiting)
    .replace(':kind', kindOf(path))
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
const byRole = withSession.flatMap(([method, url, route]) =>
  OPERATOR_ROLES.map((role) => [role, method, url, route] as const),
);

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const cookieOf = (token: string) => ({ warifu_branch_session: token });

let site: FastifyInstance;
beforeAll(async () => {
  site = await siteOf();
});
afterAll(() => site.close());

/** A form token that is right for `cookies`. */
async function tokenFor(cookies: Readonly<Record<string, string>>, page: string): Promise<string> {
  const browser = browserOf(site, cookies);
  return browser.tokenOf((await browser.get(page)).body);
}

describe('every page after sign-in', () => {
  test.each(byRole)('as %s: %s %s is for its roles alone', async (role, method, url, route) => {
    const cookies = cookieOf(role);
    const csrf = await tokenFor(cookies, '/password');
    const answer = await site.inject({
      method,
      url,
      cookies,
      headers: method === 'POST' ? { ...FORM, origin: ORIGIN } : {},
      ...(method === 'POST' ? { payload: new URLSearchParams({ csrf }).toString() } : {}),
    });
    if (route.roles.includes(role)) expect([200, 204, 303, 422]).toContain(answer.statusCode);
    else {
      expect(answer.statusCode).toBe(403);
      expect(answer.body).toContain('この画面は利用できません');
    }
  });

  test('no role but the auditor’s sees the audit trail, and the auditor enters nothing', () => {
    for (const route of routes) {
      if (route.path.startsWith('/audit')) expect(route.roles).toEqual(['auditor']);
      if (route.path.includes('procedures') || route.path.endsWith('/print'))
        expect(route.roles).not.toContain('auditor');
    }
  });

  test.each(withSession)('%s %s leads to the sign-in without a session', async (method, url) => {
    const answer = await site.inject({ method, url, headers: { ...FORM, origin: ORIGIN } });
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe('/sign-in');
  });

  test.each(withSession)(
    '%s %s says why a session is closed, and forgets its cookie',
    async (method, url) => {
      for (const reason of ['idle', 'suspended']) {
        const answer = await site.inject({
          method,
          url,
          cookies: cookieOf(reason),
          headers: { ...FORM, origin: ORIGIN },
        });
        expect(answer.headers.location).toBe(`/session-closed?reason=${reason}`);
        expect(answer.cookies.find(({ name }) => name === 'warifu_branch_session')?.value).toBe('');
      }
    },
  );
});

describe('every POST', () => {
  test.each(posts)('%s refuses a missing, another and a null origin', async (url, route) => {
    const cookies = cookieOf(route.roles[0] ?? 'teller');
    const csrf = await tokenFor(cookies, route.access === 'session' ? '/password' : '/sign-in');
    for (const origin of [undefined, 'http://evil.example', 'null', `${ORIGIN}0`]) {
      const answer = await site.inject({
        method: 'POST',
        url,
        cookies,
        headers: { ...FORM, ...(origin === undefined ? {} : { origin }) },
        payload: new URLSearchParams({ csrf }).toString(),
      });
      expect(answer.statusCode, String(origin)).toBe(403);
      expect(answer.body).toContain('手続きは行われていません');
    }
  });

  test.each(posts)('%s refuses a form without its token, and shows a way on', async (url, route) => {
    const answer = await site.inject({
      method: 'POST',
      url,
      cookies: cookieOf(route.roles[0] ?? 'teller'),
      headers: { ...FORM, origin: ORIGIN },
      payload: 'csrf=wrong',
    });
    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain('画面の有効期限が切れています');
    expect(answer.body).toMatch(/href="\/[^"]*"[^>]*>画面を開き直す/);
  });
});

describe('every page', () => {
  test.each(gets)('%s is kept by nobody, and lets nothing foreign in', async (url, route) => {
    const answer = await site.inject({ method: 'GET', url, cookies: cookieOf(route.roles[0] ?? 'teller') });
    expect(answer.statusCode).not.toBe(500);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['x-frame-options']).toBe('DENY');
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    if (answer.headers['content-type']?.toString().startsWith('text/html')) {
      expect(answer.body).not.toMatch(
        /<style|\sstyle=|\son[a-z]+="|<script(?! type="module" src="\/assets\/)/,
      );
    }
  });

  test.each(routes.map((route) => [route.path] as const))(
    '%s carries opaque ids and names of procedures at most',
    (path) => {
      for (const [, name] of path.matchAll(/:(\w+)/g)) expect(name).toMatch(/Id$|^language$|^kind$/);
    },
  );

  test.each([
    '/contracts/1',
    `/contracts/${IDS.unknown}`,
    `/contracts/${IDS.contract}/procedures/operator_addition`,
    `/contracts/${IDS.contract}/procedures/toString`,
    '/procedures/token_release',
    `/operators/${IDS.unknown}/procedures/operator_suspension`,
    `/requests/${IDS.unknown}`,
    `/requests/${IDS.unknown}/form`,
    '/forms/nothing',
    '/%E0%A4%A',
  ])('%s is an unknown page in the style of the house', async (url) => {
    const answer = await site.inject({ method: 'GET', url, cookies: cookieOf('teller') });
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('ページが見つかりません');
  });
});

test('sign-ins are counted by address, and the next one too many is told to wait', async () => {
  const narrow = await siteOf({}, { rateLimits: { requestsPerMinute: 1_000, loginsPerMinute: 2 } });
  const browser = browserOf(narrow);
  const wrong = { operatorNumber: '100001', password: 'wrong', code: '123456' };
  expect((await browser.post('/sign-in', wrong)).status).toBe(422);
  expect((await browser.post('/sign-in', wrong)).status).toBe(422);
  expect((await browser.post('/sign-in', wrong)).status).toBe(429);
  await narrow.close();
});

test('over TLS the cookies are bound to this host, and named apart from internet banking’s', async () => {
  const secure = await siteOf({}, { secureCookies: true });
  const answer = await secure.inject({ method: 'GET', url: '/sign-in' });
  expect(answer.cookies[0]).toMatchObject({ name: '__Host-warifu_branch_visitor', secure: true, path: '/' });
  await secure.close();
});
