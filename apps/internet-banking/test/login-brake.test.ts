import { type Bank, type CredentialsRefused, defaultConfiguration } from '@warifu/bank';
import { expect, test } from 'vitest';
import { SESSION_TOKENS } from './fake-bank.ts';
import { browserOf, siteOf } from './site.ts';

const ACCOUNT = '0001234';
const NUMBER = '00012345678';
const NEEDED: CredentialsRefused = { outcome: 'refused', reason: 'account_number_needed' };
const REFUSED: CredentialsRefused = { outcome: 'refused', reason: 'credentials' };

interface Asked {
  readonly accountNumber?: string;
  readonly password: string;
}

/** A bank whose login brake is on: what it was asked with, at every door. */
function brakedBank(): { readonly bank: Partial<Bank>; readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const refuse = async ({ accountNumber, password }: Asked) => {
    asked.push(accountNumber === undefined ? { password } : { accountNumber, password });
    return accountNumber === undefined ? NEEDED : REFUSED;
  };
  return { bank: { login: refuse, identify: refuse, identifyForStop: refuse }, asked };
}

const DOORS = [
  '/login',
  '/otp/register',
  '/otp/stop',
  '/emergency-stop',
  '/m/login',
  '/m/otp/register',
  '/m/otp/stop',
];

test.each(DOORS)('%s asks a strange browser for an account number, and sends it to the bank', async (url) => {
  const { bank, asked } = brakedBank();
  const site = await siteOf(bank);
  const browser = browserOf(site);
  expect((await browser.get(url)).body).not.toContain('name="accountNumber"');

  const first = await browser.post(url, { contractNumber: NUMBER, password: 'first' });
  expect(first.status).toBe(422);
  expect(first.body).toContain('不正なログインの試みが増えているため');
  expect(first.body).toContain('name="accountNumber"');
  expect(first.body).toContain(`value="${NUMBER}"`);
  expect(first.body).not.toContain('first');

  const second = await browser.post(url, {
    contractNumber: NUMBER,
    password: 'second',
    accountNumber: ACCOUNT,
  });
  expect(second.status).toBe(422);
  expect(second.body).toContain('契約者IDまたはログインパスワードが正しくないか');
  expect(second.body).toContain(`value="${ACCOUNT}"`);
  expect(asked).toEqual([{ password: 'first' }, { accountNumber: ACCOUNT, password: 'second' }]);
  await site.close();
});

test.each(DOORS)('%s puts the cursor at the password, which is the first that must be typed', async (url) => {
  const site = await siteOf(brakedBank().bank);
  const browser = browserOf(site);
  const focused = async (form: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const { body } = await browser.post(url, form);
    return [...body.matchAll(/<input id="([^"]+)"[^>]*autofocus/g)].map(([, id = '']) => id);
  };
  const credentials = { contractNumber: NUMBER, password: 'first' };
  expect(await focused(credentials)).toEqual(['password']);
  // An error of a field above is met first, and what the bank refuses as a whole at the top.
  expect(await focused({ ...credentials, contractNumber: '' })).toEqual(['contractNumber']);
  expect(await focused({ ...credentials, password: '' })).toEqual(['password']);
  expect(await focused({ ...credentials, accountNumber: ACCOUNT })).toEqual(['contractNumber']);
  await site.close();
});

test('the same is said in English', async () => {
  const site = await siteOf(brakedBank().bank);
  const browser = browserOf(site, { warifu_language: 'en' });
  const { body } = await browser.post('/login', { contractNumber: NUMBER, password: 'first' });
  expect(body).toContain(
    'a browser that has not logged in here before is asked for an account number as well',
  );
  await site.close();
});

test('who is in already is asked nothing', async () => {
  const site = await siteOf(brakedBank().bank);
  const { status } = await browserOf(site, { warifu_session: SESSION_TOKENS.open }).get('/top');
  expect(status).toBe(200);
  await site.close();
});

test('the bounds are those that the playbook names', () => {
  const [soon, day] = defaultConfiguration.login.brake.windows;
  expect([soon, day]).toEqual([
    { seconds: 600, refusedMax: 200 },
    { seconds: 86_400, refusedMax: 2_000 },
  ]);
});
