import { describe, expect, test } from 'vitest';
import { SESSION_TOKENS } from './fake-bank.ts';
import { IDS } from './fixtures.ts';
import { browserOf, siteOf } from './site.ts';

const OPEN = { warifu_session: SESSION_TOKENS.open };

const named = (name: string, extra: Readonly<Record<string, unknown>> = {}): Error =>
  Object.assign(new Error('the database or the line is away'), { name, ...extra });

describe('what passes by itself is told as such', () => {
  test.each([
    ['too many calls', named('Overloaded')],
    ['the authority away', named('AuthorityUnavailable')],
    ['PostgreSQL shutting down', named('error', { code: '57P01' })],
    ['a statement that took too long', named('error', { code: '57014' })],
    ['no line to PostgreSQL', named('Error', { code: 'ECONNREFUSED' })],
    ['a dropped connection', new Error('Connection terminated unexpectedly')],
  ])('%s', async (_, error) => {
    const site = await siteOf({
      topPage: async () => {
        throw error;
      },
    });
    const answer = await browserOf(site, OPEN).get('/top');
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('10');
    expect(answer.body).toContain('二重に取引されることはありません');
    await site.close();
  });
});

test('a bug shows a page of the house and nothing of itself', async () => {
  const site = await siteOf({
    executeTransfer: async () => {
      throw new Error('select secret from token');
    },
  });
  const { status, body } = await browserOf(site, OPEN).post(`/transfer/orders/${IDS.order}`, {
    code: '123456',
  });
  expect(status).toBe(500);
  expect(body).toContain('画面を表示できませんでした');
  expect(body).not.toContain('select secret');
  await site.close();
});

test('too many requests from one address wait, and the other pages say so', async () => {
  const site = await siteOf({}, { rateLimits: { requestsPerMinute: 5, loginsPerMinute: 2 } });
  const browser = browserOf(site);
  const statuses: number[] = [];
  for (let count = 0; count < 7; count++) statuses.push((await browser.get('/login')).status);
  expect(statuses.slice(0, 5)).toEqual([200, 200, 200, 200, 200]);
  expect(statuses.at(-1)).toBe(429);
  expect((await browser.get('/login')).body).toContain('アクセスが集中しています');
  await site.close();
});

test('logins are counted on their own and more narrowly', async () => {
  const site = await siteOf({}, { rateLimits: { requestsPerMinute: 1_000, loginsPerMinute: 2 } });
  const browser = browserOf(site);
  const form = { contractNumber: '00012345678', password: 'wrong' };
  const statuses: number[] = [];
  for (let count = 0; count < 3; count++) statuses.push((await browser.post('/login', form)).status);
  expect(statuses).toEqual([422, 422, 429]);
  expect((await browser.post('/otp/register', form)).status).toBe(429);
  expect((await browser.get('/login')).status).toBe(200);
  await site.close();
});

test('no code, password or number of an account stands in a log', async () => {
  const lines: string[] = [];
  const site = await siteOf(
    {
      executeTransfer: async () => {
        throw new Error('unexpected');
      },
    },
    { logger: { level: 'trace', stream: { write: (line: string) => lines.push(line) } } },
  );
  const browser = browserOf(site, OPEN);
  await browser.post(`/transfer/orders/${IDS.order}`, { code: '135790', confirmationPassword: 'hush-hush' });
  await browser.post('/login', { contractNumber: '00012345678', password: 'hush-hush' });
  await browser.get(`/statement/${IDS.account}`);
  const log = lines.join('');
  expect(log).toContain('/transfer/orders/');
  for (const secret of ['135790', 'hush-hush', '00012345678', '0123456"', 'warifu_session']) {
    expect(log).not.toContain(secret);
  }
  await site.close();
});
