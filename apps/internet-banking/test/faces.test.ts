import type {
  Bank,
  ExecuteRefusal,
  NotAllowed,
  PasswordRefusal,
  RegistrationRefusal,
  SessionEnd,
  TransferRefusal,
} from '@warifu/bank';
import { epochSeconds, yen } from '@warifu/base';
import { LANGUAGES } from '@warifu/ui';
import { describe, expect, test } from 'vitest';
import { FLOW_TOKENS, SESSION_TOKENS } from './fake-bank.ts';
import { IDS, NOW, ORDER } from './fixtures.ts';
import { browserOf, siteOf } from './site.ts';

/** One refusal of each reason: a reason that is missing here does not compile. */
type OneOfEach<Refusal extends { readonly reason: string }> = {
  readonly [One in Refusal as One['reason']]: One;
};

const NOT_ALLOWED: OneOfEach<NotAllowed> = {
  otp_released: { reason: 'otp_released' },
  not_on_channel: { reason: 'not_on_channel', channel: 'mobile' },
  other_channel: { reason: 'other_channel', channel: 'pc' },
  register_first: { reason: 'register_first' },
  cool_down: { reason: 'cool_down', until: epochSeconds(NOW + 86_400) },
  confirmation_not_set: { reason: 'confirmation_not_set' },
  confirmation_locked: { reason: 'confirmation_locked' },
  contract_stopped: { reason: 'contract_stopped' },
  day_not_open: { reason: 'day_not_open' },
};

const TRANSFER: OneOfEach<TransferRefusal> = {
  draft_unknown: { reason: 'draft_unknown' },
  account_unknown: { reason: 'account_unknown' },
  payee_bank_unknown: { reason: 'payee_bank_unknown' },
  payee_branch_unknown: { reason: 'payee_branch_unknown' },
  payee_number_malformed: { reason: 'payee_number_malformed' },
  payee_account_unknown: { reason: 'payee_account_unknown' },
  same_account: { reason: 'same_account' },
  payee_name_missing: { reason: 'payee_name_missing' },
  payee_name_not_allowed: { reason: 'payee_name_not_allowed', characters: '＆♪' },
  payee_name_too_long: { reason: 'payee_name_too_long', lengthMax: 30 },
  amount_not_positive: { reason: 'amount_not_positive' },
  amount_too_large: { reason: 'amount_too_large', amountMax: yen(10_000_000n) },
  not_allowed: { reason: 'not_allowed', because: NOT_ALLOWED.register_first },
  limit_exceeded: { reason: 'limit_exceeded', limit: yen(1_000_000n), leftToday: yen(950_000n) },
  funds_insufficient: { reason: 'funds_insufficient', shortBy: yen(12_345n) },
};

const EXECUTE: OneOfEach<ExecuteRefusal> = {
  ...TRANSFER,
  order_unknown: { reason: 'order_unknown' },
  order_expired: { reason: 'order_expired' },
  terms_changed: { reason: 'terms_changed', newOrderId: IDS.newOrder },
  code_missing: { reason: 'code_missing' },
  code_malformed: { reason: 'code_malformed' },
  code_refused: { reason: 'code_refused' },
  needs_second_code: { reason: 'needs_second_code' },
  confirmation_refused: { reason: 'confirmation_refused' },
  authority_disagrees: { reason: 'authority_disagrees' },
  authority_away: { reason: 'authority_away' },
};

const REGISTRATION: OneOfEach<RegistrationRefusal> = {
  flow_closed: { reason: 'flow_closed' },
  token_id_malformed: { reason: 'token_id_malformed' },
  code_malformed: { reason: 'code_malformed' },
  same_token: { reason: 'same_token' },
  wait: { reason: 'wait', until: epochSeconds(NOW + 60) },
  not_accepted: { reason: 'not_accepted' },
  needs_second_code: { reason: 'needs_second_code' },
  authority_away: { reason: 'authority_away' },
};

const PASSWORD: Readonly<Record<PasswordRefusal, true>> = {
  current_wrong: true,
  too_short: true,
  too_long: true,
  same: true,
  holds_contract_number: true,
  common: true,
};

const CLOSED: Readonly<Record<SessionEnd, true>> = {
  unknown: true,
  idle: true,
  expired: true,
  replaced: true,
  logout: true,
  stopped: true,
};

const each = <T>(record: Readonly<Record<string, T>>) => Object.entries(record);
const CODE = '135790';
const DRAFT_PATH = `/transfer/${IDS.draft}`;

/** A page with everything said once: the sentence beside its field, in the summary, and focus without a script. */
function expectErrorPage(body: string): void {
  const field = /aria-invalid="true"/.exec(body);
  expect(field, 'a field is marked').not.toBeNull();
  expect(body).toMatch(/class="error-summary" role="alert"/);
  expect(body).toMatch(/<title>(?:エラー：|Error: )/);
  const focused = /<input id="([^"]+)"[^>]*autofocus/.exec(body)?.[1];
  expect(focused, 'the first error has the focus').toBeDefined();
  expect(body).toContain(`id="${focused}-error"`);
  expect(body).toContain(`href="#${focused}"`);
}

describe.each(LANGUAGES)('in %s', (language) => {
  const cookies = { warifu_session: SESSION_TOKENS.open, warifu_language: language };
  const isJapanese = /[ぁ-んァ-ン一-龠]/;
  const expectLanguage = (body: string): void => {
    const main = /<main[^>]*>(.*)<\/main>/s.exec(body)?.[1] ?? '';
    const text = main
      .replace(/<nav class="kana".*?<\/nav>/s, '')
      .replace(/<[^>]+>/g, ' ')
      .replaceAll(/わりふ信用金庫|本店|駅前|峠|やまびこ銀行|カ\)トウゲノチヤヤ|ヤマダ タロウ|＆♪/g, '');
    expect(main.length).toBeGreaterThan(100);
    expect(isJapanese.test(text)).toBe(language === 'ja');
  };

  test.each(each(TRANSFER))(
    'a preparation refused with %s has a sentence at its place',
    async (reason, refusal) => {
      const site = await siteOf({ prepareTransfer: async () => ({ outcome: 'refused', ...refusal }) });
      const { status, body } = await browserOf(site, cookies).post(`${DRAFT_PATH}/amount`, {
        amount: '1000',
      });
      expect(status).toBe(reason === 'draft_unknown' ? 410 : reason === 'not_allowed' ? 200 : 422);
      if (status === 422 && !body.includes('type="radio"')) expectErrorPage(body);
      expectLanguage(body);
      await site.close();
    },
  );

  test.each(each(EXECUTE))(
    'an execution refused with %s says so, and keeps no code',
    async (reason, refusal) => {
      const site = await siteOf({ executeTransfer: async () => ({ outcome: 'refused', ...refusal }) });
      const browser = browserOf(site, cookies);
      const answer = await browser.post(`/transfer/orders/${IDS.order}`, { code: CODE });
      expect(answer.body).not.toContain(CODE);
      if (reason === 'terms_changed') {
        expect(answer.location).toBe(`/transfer/orders/${IDS.newOrder}?changed=1`);
      } else {
        expect([200, 422, 503]).toContain(answer.status);
        expectLanguage(answer.body);
      }
      await site.close();
    },
  );

  test.each(each(NOT_ALLOWED))(
    'a customer who may not transfer for %s is told why at the start',
    async (_, because) => {
      const site = await siteOf({ needFor: async () => ({ need: 'refused', ...because }) });
      const { status, body } = await browserOf(site, cookies).get('/transfer');
      expect(status).toBe(200);
      expect(body).not.toContain('name="fromAccountId"');
      expectLanguage(body);
      await site.close();
    },
  );

  test.each(each(NOT_ALLOWED))('a confirm page that %s forbids has no way to execute', async (_, because) => {
    const site = await siteOf({
      preparedTransfer: async () => ({ ...ORDER, need: { need: 'refused', ...because } }),
    });
    const { body } = await browserOf(site, cookies).get(`/transfer/orders/${IDS.order}`);
    expect(body).not.toContain(`action="/transfer/orders/${IDS.order}"`);
    expectLanguage(body);
    await site.close();
  });

  test.each(each(REGISTRATION))(
    'every step of the token flows tells %s, and keeps no code',
    async (reason, refusal) => {
      const refused = async () => ({ outcome: 'refused' as const, ...refusal });
      const bank: Partial<Bank> = { registerToken: refused, giveOldCode: refused, stopToken: refused };
      const site = await siteOf(bank);
      const steps = [
        ['/otp/register/token', FLOW_TOKENS.new_token],
        ['/otp/register/old-code', FLOW_TOKENS.old_code],
        ['/otp/stop/code', FLOW_TOKENS.stop_code],
      ] as const;
      for (const [path, flow] of steps) {
        const browser = browserOf(site, { warifu_flow: flow, warifu_language: language });
        const { status, body } = await browser.post(path, { code: CODE, tokenId: 'wrsm-1234 5678' });
        expect(body).not.toContain(CODE);
        expectLanguage(body);
        if (reason === 'flow_closed') expect(status).toBe(410);
        else if (reason === 'needs_second_code') expect(body).toContain('name="nextCode"');
        else expect([422, 429, 503]).toContain(status);
        if (path === '/otp/register/token' && reason !== 'flow_closed') {
          expect(body).toContain('value="wrsm-1234 5678"');
        }
      }
      await site.close();
    },
  );

  test.each(each(PASSWORD))('a new password refused with %s has its sentence', async (reason) => {
    const site = await siteOf({
      changeLoginPassword: async () => ({ outcome: 'refused', reason: reason as PasswordRefusal }),
    });
    const form = { current: 'secret-one', next: 'secret-two', again: 'secret-two' };
    const { status, body } = await browserOf(site, cookies).post('/password', form);
    expect(status).toBe(422);
    expectErrorPage(body);
    expectLanguage(body);
    expect(body).not.toContain('secret-');
    await site.close();
  });

  test.each(each(CLOSED))('a session that ended with %s is explained', async (reason) => {
    const site = await siteOf();
    const { status, body } = await browserOf(site, cookies).get(`/session-closed?reason=${reason}`);
    expect(status).toBe(200);
    expectLanguage(body);
    await site.close();
  });
});

test('a wrong, a used and a locked code read the same: the bank has one word for the three', async () => {
  const site = await siteOf({
    executeTransfer: async () => ({ outcome: 'refused', reason: 'code_refused' }),
  });
  const browser = browserOf(site, { warifu_session: SESSION_TOKENS.open });
  const { status, body } = await browser.post(`/transfer/orders/${IDS.order}`, { code: CODE });
  expect(status).toBe(422);
  expectErrorPage(body);
  expect(body).toContain('このワンタイムパスワードは受け付けられません。');
  await site.close();
});
