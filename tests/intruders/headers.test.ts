import { OPERATOR_ROLES, type OperatorRole } from '@warifu/bank';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes as branchRoutes } from '../../apps/branch-office/src/routes.ts';
import { routes as bankRoutes } from '../../apps/internet-banking/src/routes.ts';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts';
import { type FirstCustomer, openCustomer, openFirstCustomer, sessionOf } from './first-customer.ts';
import { type IntrudersGround, openIntrudersGround } from './ground.ts';
import { CONSOLE_PASSWORD, type ServedSite } from './sites.ts';
import { addressOf, ask, keepWatch } from './walk.ts';

type Base = (typeof bankRoutes)[number]['base'];
type Cookies = Readonly<Record<string, string>>;

/** A route of either site with pages, and who is logged in there. */
interface Walked {
  readonly site: 'bank' | 'branch';
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly isOpen: boolean;
  /** The session of those who are shown it. */
  readonly session: () => string;
  readonly url: () => string;
}

let fresh: FreshDatabase;
let ground: IntrudersGround;
let first: FirstCustomer;
const sessions = { '': '', '/m': '' } satisfies Record<Base, string>;
const operators: Partial<Record<OperatorRole, string>> = {};
/** Whether everything of the first customer is as it was. */
let listTouched: () => Promise<readonly string[]>;

beforeAll(async () => {
  fresh = await freshDatabase();
  ground = await openIntrudersGround(fresh);
  first = await openFirstCustomer(ground);
  sessions[''] = await sessionOf(ground, first, 'pc');
  sessions['/m'] = await sessionOf(ground, await openCustomer(ground), 'mobile');
  for (const role of OPERATOR_ROLES) operators[role] = (await ground.operator(role)).sessionToken;
  listTouched = await keepWatch(ground, first.contractId);
});
afterAll(async () => {
  await ground.close();
  await fresh.drop();
});

const UNKNOWN_ID = '01900000-0000-7000-8000-000000000000';
const walked: readonly Walked[] = [
  ...bankRoutes.map(
    ({ method, path, access, base }): Walked => ({
      site: 'bank',
      method,
      path,
      isOpen: access !== 'session',
      session: () => sessions[base],
      url: () => addressOf(path, first.objects),
    }),
  ),
  ...branchRoutes.map(
    ({ method, path, access, roles }): Walked => ({
      site: 'branch',
      method,
      path,
      isOpen: access !== 'session',
      session: () => operators[roles[0] ?? 'teller'] ?? '',
      url: () =>
        path
          .replace(':contractId', first.contractId)
          .replace(':kind', 'token_stop')
          .replace(':language', 'en')
          .replaceAll(/:\w+Id/g, UNKNOWN_ID),
    }),
  ),
];
const named = (some: readonly Walked[]) => some.map((one) => [one.method, one.site, one.path, one] as const);
const gets = walked.filter(({ method }) => method === 'GET');
const posts = walked.filter(({ method }) => method === 'POST');

const PREFIX = { bank: 'warifu_', branch: 'warifu_branch_' } as const;
const VISITOR = 'a-visitor-of-the-tests';
const cookiesOf = ({ site, session }: Walked, before = ''): Cookies => ({
  [`${before}${PREFIX[site]}session`]: session(),
  [`${before}${PREFIX[site]}visitor`]: VISITOR,
});

const YEAR_SECONDS = 31_536_000;

/** What every answer of a site says to the browser, whatever it is an answer to. */
function expectGuarded({ headers }: LightMyRequestResponse): void {
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("base-uri 'none'");
  expect(policy).toMatch(/form-action '(?:self|none)'/);
  expect(policy).not.toContain('unsafe');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['x-frame-options']).toBe('DENY');
  expect(headers['referrer-policy']).toMatch(/^(?:same-origin|no-referrer)$/);
  expect(headers['cross-origin-opener-policy']).toBe('same-origin');
  expect(headers['cross-origin-resource-policy']).toBe('same-origin');
  expect(headers['access-control-allow-origin']).toBeUndefined();
  expect(headers['x-powered-by']).toBeUndefined();
  expect(headers.server).toBeUndefined();
  if (headers['content-type'] !== undefined)
    expect(headers['content-type']).toMatch(/charset=|^application\/(?:pdf|problem[+]json|json)/);
}

function expectOnlyByTls({ headers }: LightMyRequestResponse): void {
  const [, seconds] =
    /^max-age=(\d+); includeSubDomains/.exec(String(headers['strict-transport-security'])) ?? [];
  expect(Number(seconds)).toBeGreaterThanOrEqual(YEAR_SECONDS);
}

/** Cookies that no script reads, no other host sets, and no plain line carries. */
function expectBound({ headers }: LightMyRequestResponse): void {
  for (const line of [headers['set-cookie'] ?? []].flat()) {
    expect(line).toMatch(/^__Host-warifu_/);
    expect(line).toMatch(/; HttpOnly; Secure; SameSite=(?:Lax|Strict)$/);
    expect(line).toContain('; Path=/;');
    expect(line).not.toContain('Domain=');
    expect(line.length).toBeLessThan(4_096);
  }
}

describe('every page, over TLS', () => {
  test.each(named(gets))(
    '%s of %s: %s is kept by nobody, framed by nobody, and sniffed by nobody',
    async (...row) => {
      const [, , , one] = row;
      for (const cookies of [{}, cookiesOf(one, '__Host-')]) {
        const answer = await ask(ground.secure[one.site], { method: 'GET', url: one.url(), cookies });
        expect(answer.statusCode).toBeLessThan(500);
        expectGuarded(answer);
        expectOnlyByTls(answer);
        expectBound(answer);
        expect(answer.headers['cache-control']).toBe('no-store');
      }
    },
  );

  test.each(named(gets.filter(({ isOpen }) => !isOpen)))(
    '%s of %s: %s changes nothing, for HEAD as for GET',
    async (_method, _site, _path, one) => {
      // Who looked at a contract is in the branch's audit trail: a row more, of nobody's making but the reader's.
      const audit = async () => (await ground.query('select count(*) from bank.audit'))[0];
      await listTouched();
      const trail = await audit();
      for (const method of ['GET', 'HEAD'])
        await ask(ground.sites[one.site], { method, url: one.url(), cookies: cookiesOf(one) });
      if (one.site === 'bank') {
        expect(await listTouched()).toEqual([]);
        expect(await audit()).toEqual(trail);
      }
    },
  );

  test.each(named(gets))(
    '%s of %s: %s is no address for another method',
    async (_method, _site, path, one) => {
      const isPosted = posts.some((post) => post.site === one.site && post.path === path);
      for (const method of ['PUT', 'OPTIONS', ...(isPosted ? [] : ['POST'])]) {
        const answer = await ask(ground.secure[one.site], {
          method,
          url: one.url(),
          cookies: cookiesOf(one),
        });
        expect(answer.statusCode).toBe(404);
        expect(answer.headers['access-control-allow-methods']).toBeUndefined();
      }
    },
  );
});

describe('every form', () => {
  const right = (one: Walked) => ({
    method: 'POST',
    url: one.url(),
    cookies: cookiesOf(one),
    form: { csrf: ground.formToken(one.site, one.isOpen ? VISITOR : one.session()) },
  });
  const siteOf = ({ site }: Walked): ServedSite => ground.sites[site];

  test.each(named(posts))('%s of %s: %s is refused from elsewhere', async (_method, _site, _path, one) => {
    await listTouched();
    const origins = [undefined, 'null', `${siteOf(one).origin}0`];
    for (const origin of origins) {
      const headers = { origin: origin ?? '' };
      ground.takeRefusals();
      const answer = await ask(siteOf(one), { ...right(one), headers });
      expect(answer.statusCode).toBe(403);
      expect(ground.takeRefusals()).toMatchObject([{ refused: 'origin', req: { route: one.path } }]);
      expectGuarded(answer);
    }
    expect(await listTouched()).toEqual([]);
  });

  test.each(named(posts))(
    '%s of %s: %s is refused without its token, and with another’s',
    async (_method, _site, _path, one) => {
      const wrong = ['', ground.formToken(one.site, 'somebody else'), `${right(one).form.csrf}x`];
      const other = one.site === 'bank' ? 'branch' : 'bank';
      for (const csrf of [...wrong, ground.formToken(other, one.isOpen ? VISITOR : one.session())]) {
        ground.takeRefusals();
        const answer = await ask(siteOf(one), { ...right(one), form: { csrf } });
        expect(answer.statusCode).toBe(403);
        expect(ground.takeRefusals()).toMatchObject([{ refused: 'form_token', req: { route: one.path } }]);
      }
      expect(await listTouched()).toEqual([]);
    },
  );
});

describe('what is no page', () => {
  test.each([
    ['bank', '/no/such/page'],
    ['bank', '/%E0%A4%A'],
    ['bank', '/assets/site.css'],
    ['bank', '/assets/..%2fmanifest.json'],
    ['bank', '/assets/no-such-file.css'],
    ['branch', '/no/such/page'],
    ['branch', '/%E0%A4%A'],
    ['branch', '/assets/site.css'],
    ['token', '/'],
    ['token', '/site.css'],
    ['token', '/no/such/file'],
    ['token', '/%E0%A4%A'],
    ['token', '/v1/time'],
    ['token', '/v1/openapi.json'],
    ['token', '/v1/no-such-thing'],
    ['token', '/v1/bindings/x'],
    ['token', '/v1/%E0%A4%A'],
  ] as const)('%s: %s is guarded like one', async (name, url) => {
    const answer = await ask(ground.secure[name], { method: 'GET', url });
    expect(answer.statusCode).toBeLessThan(500);
    expectGuarded(answer);
    expectOnlyByTls(answer);
    if (url.startsWith('/v1/')) expect(answer.headers['cache-control']).toBe('no-store');
  });

  test.each(['/login', '/no/such/page', '/%E0%A4%A', '/assets/site.css'])(
    'the console guards %s as well',
    async (url) => {
      expectGuarded(await ask(ground.sites.console, { method: 'GET', url }));
    },
  );
});

describe('a session', () => {
  test('that a stranger chose is none after the login, and after the logout the true one is none', async () => {
    const chosen = 'C'.repeat(43);
    const customer = await openCustomer(ground);
    const logIn = () =>
      ask(ground.sites.bank, {
        method: 'POST',
        url: '/login',
        cookies: { warifu_session: chosen, warifu_visitor: VISITOR },
        form: {
          csrf: ground.formToken('bank', VISITOR),
          contractNumber: customer.contractNumber,
          password: 'Kawara-no-tsuki-7',
        },
      });
    const cookieOf = (answer: LightMyRequestResponse) =>
      answer.cookies.find(({ name }) => name === 'warifu_session')?.value ?? '';
    const opened = cookieOf(await logIn());
    expect(opened).toMatch(/^[\w-]{43}$/);
    const isOpen = async (session: string) =>
      (await ask(ground.sites.bank, { method: 'GET', url: '/top', cookies: { warifu_session: session } }))
        .statusCode === 200;
    expect([await isOpen(chosen), await isOpen(opened)]).toEqual([false, true]);
    const again = cookieOf(await logIn());
    expect(again).not.toBe(opened);
    expect([await isOpen(opened), await isOpen(again)]).toEqual([false, true]);
    const csrf = ground.formToken('bank', again);
    const ended = await ask(ground.sites.bank, {
      method: 'POST',
      url: '/logout',
      cookies: { warifu_session: again },
      form: { csrf },
    });
    expect(await isOpen(again)).toBe(false);
    // Not "cookies": the device cookie is what keeps strangers from locking the customer out.
    expect(ended.headers['clear-site-data']).toBe('"cache", "storage"');
    const late = await ask(ground.sites.bank, {
      method: 'GET',
      url: '/top',
      cookies: { warifu_session: again },
    });
    expect(late.headers['clear-site-data']).toBe('"cache", "storage"');
  });

  test('of the console is another one after each login', async () => {
    const logIn = async (session: string) =>
      (
        await ask(ground.sites.console, {
          method: 'POST',
          url: '/login',
          cookies: { warifu_console: session },
          form: { password: CONSOLE_PASSWORD },
        })
      ).cookies.find(({ name }) => name === 'warifu_console')?.value ?? '';
    const opened = await logIn('chosen');
    const again = await logIn(opened);
    expect(new Set(['chosen', opened, again]).size).toBe(3);
    for (const cookie of ['chosen', opened]) {
      const answer = await ask(ground.sites.console, {
        method: 'GET',
        url: '/',
        cookies: { warifu_console: cookie },
      });
      expect(answer.headers.location).toBe('/login');
    }
  });
});
