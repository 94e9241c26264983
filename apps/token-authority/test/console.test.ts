import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../../packages/token/test/house.ts';
import { buildConsole, hashConsolePassword } from '../src/index.ts';

const HOST = 'console.localhost:8083';
const ORIGIN = `http://${HOST}`;
const PASSWORD = 'a password of the test';

const house: TestHouse = await openHouse();
const folder = await mkdtemp(join(tmpdir(), 'warifu-console-'));
await writeFile(join(folder, 'manifest.json'), '{ "stylesheet": "site.css", "icon": "icon.svg" }');
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

let site: FastifyInstance;
let kept: string | undefined;
beforeEach(async () => {
  kept = await hashConsolePassword(PASSWORD);
  site = await buildConsole({
    operator: house.authority.operator,
    origin: ORIGIN,
    clock: house.now,
    passwordHash: async () => kept,
    publicDirectory: folder,
    isDemo: false,
  });
});

const get = (url: string, cookie = '', more: Record<string, string> = {}) =>
  site.inject({ method: 'GET', url, headers: { host: HOST, cookie, ...more }, remoteAddress: '127.0.0.1' });

const post = (
  url: string,
  fields: Record<string, string>,
  cookie = '',
  origin: string | undefined = ORIGIN,
) =>
  site.inject({
    method: 'POST',
    url,
    headers: {
      host: HOST,
      cookie,
      'content-type': 'application/x-www-form-urlencoded',
      ...(origin === '' ? {} : { origin }),
    },
    payload: new URLSearchParams(fields).toString(),
  });

/** A session's cookie, and the token of its forms. */
async function loggedIn() {
  const answer = await post('/login', { password: PASSWORD });
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/']);
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  const [, csrf = ''] = /name="csrf" value="([^"]+)"/.exec((await get('/', cookie)).body) ?? [];
  return { cookie, csrf };
}

const acts = () =>
  house.owner.kysely
    .selectFrom('token.audit')
    .select(['act', 'outcome', 'actor'])
    .where('actor', 'is not', null)
    .orderBy('audit_id')
    .execute();

describe('the console lets in', () => {
  test('who knows the password, with a cookie that no script and no other site can use', async () => {
    const answer = await post('/login', { password: PASSWORD });
    expect(String(answer.headers['set-cookie'])).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await acts()).at(-1)).toEqual({ act: 'console_login', outcome: 'accepted', actor: 'console' });
  });

  test('nobody where no password was set', async () => {
    kept = undefined;
    expect((await post('/login', { password: PASSWORD })).statusCode).toBe(422);
    expect((await acts()).at(-1)).toMatchObject({ act: 'console_login', outcome: 'refused' });
  });

  test.each(['/', '/parties/new', '/new-key', '/parties/x', '/parties/x/keys/y/rotate'])(
    'nobody to %s without a session',
    async (path) => {
      expect((await get(path)).headers.location).toBe('/login');
      expect((await get(path, 'warifu_console=made-up')).headers.location).toBe('/login');
    },
  );

  test('nobody who is not on this machine, asks for another name, or comes through a proxy', async () => {
    const headers = { host: HOST };
    const far = await site.inject({ url: '/login', headers, remoteAddress: '192.0.2.7' });
    const renamed = await get('/login', '', { host: 'attacker.example:8083' });
    const forwarded = await get('/login', '', { 'x-forwarded-for': '192.0.2.7' });
    expect([far, renamed, forwarded].map(({ statusCode }) => statusCode)).toEqual([403, 403, 403]);
    for (const { body, headers: told } of [far, renamed, forwarded]) {
      expect(body).toContain('認証局のコンピューター本体でだけ');
      expect(body).toContain('the authority’s own machine alone');
      // Whatever it named would be refused as well.
      expect(body).not.toMatch(/\b(?:href|src|action)=/);
      expect(told['content-security-policy']).toContain("default-src 'none'");
    }
    expect((await get('/login')).statusCode).toBe(200);
  });

  test('after wrong passwords only when the wait is over, and the wait doubles', async () => {
    const tries = async () => (await post('/login', { password: 'wrong' })).statusCode;
    expect([await tries(), await tries(), await tries(), await tries()]).toEqual([422, 422, 422, 429]);
    expect((await post('/login', { password: PASSWORD })).statusCode).toBe(429);
    house.pass(5);
    expect([await tries(), await tries()]).toEqual([422, 429]);
    house.pass(5);
    expect(await tries()).toBe(429);
    house.pass(5);
    expect((await post('/login', { password: PASSWORD })).statusCode).toBe(303);
    expect(await tries()).toBe(422);
  });

  test('of many guesses at once not more than of many in a row', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post('/login', { password: 'wrong' })),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 422)).toHaveLength(3);
  });
});

describe('a session ends', () => {
  test('when it was idle for ten minutes', async () => {
    const { cookie } = await loggedIn();
    house.pass(599);
    expect((await get('/', cookie)).statusCode).toBe(200);
    house.pass(600);
    expect((await get('/', cookie)).headers.location).toBe('/login');
  });

  test('eight hours after the login, busy or not', async () => {
    const { cookie } = await loggedIn();
    for (let minutes = 0; minutes < 480; minutes += 8) {
      expect((await get('/new-key', cookie)).statusCode).toBe(200);
      house.pass(480);
    }
    expect((await get('/', cookie)).headers.location).toBe('/login');
  });

  test('with another password, and with the logout', async () => {
    const one = await loggedIn();
    await post('/logout', { csrf: one.csrf }, one.cookie);
    expect((await get('/', one.cookie)).headers.location).toBe('/login');
    const two = await loggedIn();
    kept = await hashConsolePassword('another password');
    expect((await get('/', two.cookie)).headers.location).toBe('/login');
  });
});

describe('an act is refused', () => {
  test.each([
    ['without an Origin', ''],
    ['from another origin', 'http://bank.localhost:8080'],
    ['from the same host with another port', 'http://console.localhost:8080'],
    ['from nowhere', 'null'],
  ])('%s', async (_, origin) => {
    const { cookie, csrf } = await loggedIn();
    const before = await house.authority.operator.listParties();
    const answer = await post('/parties/new', { csrf, name: 'x', scope: 'verify' }, cookie, origin);
    expect(answer.statusCode).toBe(403);
    expect((await post('/login', { password: PASSWORD }, '', origin)).statusCode).toBe(403);
    expect(await house.authority.operator.listParties()).toEqual(before);
  });

  test('without the token of the session’s own forms', async () => {
    const { cookie } = await loggedIn();
    const other = await loggedIn();
    for (const csrf of ['', 'x', other.csrf])
      expect((await post('/parties/new', { csrf, name: 'x', scope: 'verify' }, cookie)).statusCode).toBe(403);
  });
});

describe('a relying party', () => {
  /** Makes one as a browser does, and reads its key from the page that shows it. */
  async function made(name: string) {
    const { cookie, csrf } = await loggedIn();
    const answer = await post('/parties/new', { csrf, name, scope: 'both' }, cookie);
    expect(answer.headers.location).toBe('/new-key');
    const shown = await get('/new-key', cookie);
    const [, key = ''] = /<code>([A-Za-z0-9_-]{43})<\/code>/.exec(shown.body) ?? [];
    const party = (await house.authority.operator.listParties()).find((one) => one.name === name);
    const detail = await house.authority.operator.findParty(party?.relyingPartyId ?? '');
    const path = `/parties/${party?.relyingPartyId}/keys/${detail?.keyList[0]?.keyName}`;
    return { cookie, csrf, key, shown, path };
  }

  const opens = async (key: string) => (await house.another().relyingPartyByKey(key)) !== undefined;

  test('is made with a key that is shown once, kept by no cache, and in no trail', async () => {
    const { cookie, key, shown } = await made('見本組合');
    expect(await opens(key)).toBe(true);
    expect(shown.headers['cache-control']).toBe('no-store');
    expect((await get('/new-key', cookie)).body).not.toContain(key);
    expect(JSON.stringify(await acts())).not.toContain(key);
    expect((await acts()).at(-1)).toEqual({ act: 'party_add', outcome: 'done', actor: 'console' });
  });

  test('gets a new key beside the old one, for as long as was chosen', async () => {
    const { cookie, csrf, key, path } = await made('例示組合');
    expect((await get(`${path}/rotate`, cookie)).statusCode).toBe(200);
    const rotated = await post(`${path}/rotate`, { csrf, overlap: 'hour' }, cookie);
    expect(rotated.headers.location).toBe('/new-key');
    const [, fresh = ''] =
      /<code>([A-Za-z0-9_-]{43})<\/code>/.exec((await get('/new-key', cookie)).body) ?? [];
    expect([await opens(key), await opens(fresh)]).toEqual([true, true]);
    house.pass(3_600);
    expect([await opens(key), await opens(fresh)]).toEqual([false, true]);
  });

  test('loses a key that is revoked, and a second click is no failure', async () => {
    const { cookie, csrf, key, path } = await made('架空組合');
    expect((await get(`${path}/revoke`, cookie)).statusCode).toBe(200);
    for (let clicks = 0; clicks < 2; clicks += 1)
      expect((await post(`${path}/revoke`, { csrf }, cookie)).statusCode).toBe(303);
    expect(await opens(key)).toBe(false);
  });

  test.each([
    ['an empty name', { name: ' ', scope: 'verify' }, '名称は1行、1文字以上100文字以内で入力してください。'],
    ['a scope of no kind', { name: 'x', scope: 'all' }, '権限を選んでください。'],
    ['a name that is taken', { name: '見本組合', scope: 'verify' }, 'この名称の利用契約先はすでにあります。'],
  ])('is not made with %s, and the page says why', async (_, fields, sentence) => {
    const { cookie, csrf } = await loggedIn();
    const answer = await post('/parties/new', { csrf, ...fields }, cookie);
    expect([answer.statusCode, answer.body.includes(sentence)]).toEqual([422, true]);
  });
});

test('a page has no script, and its policy allows none', async () => {
  const { cookie } = await loggedIn();
  for (const path of ['/login', '/', '/parties/new', '/nowhere']) {
    const answer = await get(path, cookie);
    expect(answer.body).not.toMatch(/<script|\son\w+=|javascript:/);
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('script-src');
    expect(answer.headers['cache-control']).toBe('no-store');
  }
});

test('what a party is called stands on the page as text, whatever it is made of', async () => {
  const { cookie, csrf } = await loggedIn();
  await post('/parties/new', { csrf, name: '<img src=x onerror=alert(1)>', scope: 'verify' }, cookie);
  const { body } = await get('/', cookie);
  expect(body).toContain('&lt;img src=x');
  expect(body).not.toContain('<img src=x');
});

test('the other language is chosen by link, remembered, and never leads to another site', async () => {
  const answer = await get('/language?to=en&back=/login');
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/login']);
  const cookie = String(answer.headers['set-cookie']).split(';')[0];
  expect((await get('/login', cookie)).body).toContain('<html lang="en">');
  for (const back of ['//evil.example', 'https://evil.example', '/\\evil'])
    expect((await get(`/language?to=en&back=${encodeURIComponent(back)}`)).headers.location).toBe('/');
});
