import { expect, test } from 'vitest';
import { SESSION_TOKENS } from './fake-bank.ts';
import { browserOf, ORIGIN, siteOf } from './site.ts';

const LOGIN = { contractNumber: '０００１２３４５６７８', password: 'right' };

test('a login sets a session and a device cookie that no script and no other site can use', async () => {
  const site = await siteOf();
  const browser = browserOf(site);
  const csrf = browser.tokenOf((await browser.get('/login')).body);
  const answer = await site.inject({
    method: 'POST',
    url: '/login',
    cookies: browser.jar,
    headers: { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ csrf, ...LOGIN }).toString(),
  });
  expect(answer.statusCode).toBe(303);
  expect(answer.headers.location).toBe('/top');
  for (const name of ['warifu_session', 'warifu_device']) {
    const cookie = answer.cookies.find((one) => one.name === name);
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(cookie?.secure).toBeUndefined();
  }
  await site.close();
});

test('over TLS every cookie is bound to this host', async () => {
  const site = await siteOf({}, { secureCookies: true });
  const answer = await site.inject({ method: 'GET', url: '/login' });
  expect(answer.cookies).toHaveLength(1);
  expect(answer.cookies[0]).toMatchObject({ name: '__Host-warifu_visitor', secure: true, path: '/' });
  expect(answer.headers['strict-transport-security']).toBeDefined();
  await site.close();
});

test('a session that ended in the middle of a transfer goes on there after the next login, and says so', async () => {
  const site = await siteOf();
  const browser = browserOf(site, { warifu_session: SESSION_TOKENS.idle });
  const page = '/transfer/01930000-0000-7000-8000-0000000000d1/amount';
  const closed = await browser.get(page);
  const told = await browser.get(closed.location ?? '');
  expect(told.body).toContain('自動的にログアウトしました');
  expect(told.body).toContain('続きから始められます');
  const opened = await browser.post('/login', LOGIN);
  expect(opened.location).toBe(`${page}?resumed=1`);
  const again = await browser.get(opened.location ?? '');
  expect(again.body).toContain('ご利用の途中の画面に戻りました');
  expect(again.body).toContain('value="50,000"');
  expect(again.cookies['warifu_resume']).toBeUndefined();
  await site.close();
});

test('the language chosen by the link is remembered', async () => {
  const site = await siteOf();
  const browser = browserOf(site);
  await browser.get('/language/en?back=%2Flogin');
  expect((await browser.get('/login')).body).toContain('<html lang="en">');
  await browser.get('/language/ja?back=%2Flogin');
  expect((await browser.get('/login')).body).toContain('<html lang="ja">');
  await site.close();
});

test('logout ends the session at the bank and in the browser', async () => {
  const ended: string[] = [];
  const site = await siteOf({
    logout: async (token) => {
      ended.push(token);
    },
  });
  const browser = browserOf(site, { warifu_session: SESSION_TOKENS.open });
  const out = await browser.post('/logout', {}, '/top');
  expect(out.location).toBe('/session-closed?reason=logout');
  expect(out.cookies['warifu_session']).toBeUndefined();
  expect(ended).toEqual([SESSION_TOKENS.open]);
  await site.close();
});
