import { expect, test } from 'vitest';
import { readSettings } from '../src/config.ts';

test('without any variable everything is on this machine alone', () => {
  const settings = readSettings({});
  expect(settings).toMatchObject({
    portBase: 8080,
    host: '127.0.0.1',
    origins: { bank: 'http://bank.localhost:8080', token: 'http://token.localhost:8081' },
    zenginUrl: 'http://127.0.0.1:8090/zengin',
    payEasyUrl: 'http://127.0.0.1:8090/pay-easy',
    smtpUrl: 'smtp://127.0.0.1:8091',
    radiusHost: '127.0.0.1',
  });
  expect(settings.databaseUrl).toBeUndefined();
});

test('over TLS the origins are https', () => {
  const settings = readSettings({ WARIFU_TLS_CERT: '/c', WARIFU_TLS_KEY: '/k', WARIFU_PORT_BASE: '9000' });
  expect(settings.origins.bank).toBe('https://bank.localhost:9000');
});

test.each([
  ['WARIFU_PORT_BASE', '80'],
  ['WARIFU_PORT_BASE', '8080x'],
  ['WARIFU_PORT_BASE', '65535'],
  ['WARIFU_ORIGIN_BANK', 'ib.warifu.invalid'],
  ['WARIFU_ORIGIN_BANK', 'https://bank.example.jp/'],
  ['WARIFU_ORIGIN_TOKEN', 'ftp://token.example.jp'],
  ['WARIFU_TRUSTED_PROXIES', 'everyone'],
  ['DATABASE_URL', 'mysql://secret@host/db'],
  ['WARIFU_BANK_DATABASE_URL', 'nowhere-at-all'],
  ['WARIFU_RADIUS_HOST', 'radius.example'],
  ['WARIFU_RADIUS_HOST', '0.0.0.0'],
  ['WARIFU_RADIUS_HOST', '::'],
  ['WARIFU_ZENGIN_URL', 'zengin'],
  ['WARIFU_PAY_EASY_URL', 'billers'],
  ['WARIFU_SMTP_URL', 'http://mail'],
  ['WARIFU_MAIL_FROM', 'nobody'],
  ['WARIFU_LOG_LEVEL', 'loud'],
  ['WARIFU_REQUESTS_PER_MINUTE', '0'],
  ['WARIFU_LOGINS_PER_MINUTE', '1.5'],
  ['WARIFU_POOL_CONNECTIONS', '51'],
])('%s set to %s names itself and is not repeated', (name, value) => {
  const fault = () => readSettings({ [name]: value });
  expect(fault).toThrow(new RegExp(`^${name} must be `));
  expect(fault).not.toThrow(value);
});

test.each([
  [{ WARIFU_TLS_CERT: '/c' }, 'WARIFU_TLS_KEY must be set too'],
  [{ WARIFU_AUTHORITY_KEY_FILE: '/k' }, 'WARIFU_AUTHORITY_URL must be set too'],
  [{ WARIFU_AUTHORITY_URL: 'http://authority.example', WARIFU_AUTHORITY_KEY_FILE: '/k' }, 'must be https'],
  [{ WARIFU_HOST: '0.0.0.0' }, 'WARIFU_HOST is 0.0.0.0, which others can reach'],
  [{ WARIFU_HOST: '::' }, 'WARIFU_HOST is ::'],
])('%o is refused: %s', (environment, sentence) => {
  expect(() => readSettings(environment)).toThrow(sentence);
});

test.each([
  { WARIFU_HOST: '0.0.0.0', WARIFU_TLS_CERT: '/c', WARIFU_TLS_KEY: '/k' },
  { WARIFU_HOST: '0.0.0.0', WARIFU_TRUSTED_PROXIES: '10.0.0.1, 10.1.0.0/16' },
  { WARIFU_HOST: '::1' },
])('%o is taken', (environment) => {
  expect(readSettings(environment).host).toBe(environment.WARIFU_HOST);
});

test('RADIUS listens where an operator says, or not at all', () => {
  expect(readSettings({ WARIFU_RADIUS_HOST: '192.0.2.1' }).radiusHost).toBe('192.0.2.1');
  expect(readSettings({ WARIFU_RADIUS_HOST: '2001:db8::1' }).radiusHost).toBe('2001:db8::1');
  expect(readSettings({ WARIFU_RADIUS_HOST: 'off' }).radiusHost).toBeUndefined();
});
