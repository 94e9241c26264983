import type { Bank } from '@warifu/bank';
import { businessDate, epochSeconds, yen } from '@warifu/base';
import { LANGUAGES } from '@warifu/ui';
import { describe, expect, test } from 'vitest';
import { SESSION_TOKENS } from './fake-bank.ts';
import { IDS, NOW } from './fixtures.ts';
import { SAVINGS_IDS, savingsClosing } from './savings.ts';
import { browserOf, siteOf } from './site.ts';

type Refusal<Outcome> = Exclude<Outcome, { readonly outcome: 'prepared' | 'executed' }>;
type Closing = Refusal<Awaited<ReturnType<Bank['executeSavingsClosing']>>>;
type Opening = Refusal<Awaited<ReturnType<Bank['prepareSavingsOpening']>>>;
type OneOfEach<Refusals extends { readonly reason: string }> = {
  readonly [One in Refusals as One['reason']]: Omit<One, 'outcome'>;
};

const NOT_ALLOWED = {
  reason: 'not_allowed',
  because: { reason: 'cool_down', until: epochSeconds(NOW + 86_400) },
} as const;
const SHARED = {
  not_allowed: NOT_ALLOWED,
  draft_unknown: { reason: 'draft_unknown' },
  limit_exceeded: { reason: 'limit_exceeded', limit: yen(1n), leftToday: yen(0n) },
} as const;

const OPENINGS: OneOfEach<Opening> = {
  ...SHARED,
  account_unknown: { reason: 'account_unknown' },
  instalment_too_small: { reason: 'instalment_too_small', instalmentMin: yen(1_000n) },
  instalment_uneven: { reason: 'instalment_uneven', instalmentStep: yen(1_000n) },
  instalment_too_large: { reason: 'instalment_too_large', instalmentMax: yen(9_999_999_000n) },
  instalments_out_of_range: { reason: 'instalments_out_of_range', from: 6, to: 60 },
  chosen_day_unknown: { reason: 'chosen_day_unknown' },
  savings_too_many: { reason: 'savings_too_many', openMax: 20 },
  yield_unknown: { reason: 'yield_unknown' },
};

const CLOSINGS: OneOfEach<Closing> = {
  ...SHARED,
  order_unknown: { reason: 'order_unknown' },
  order_expired: { reason: 'order_expired' },
  terms_changed: { reason: 'terms_changed', newOrderId: IDS.newOrder },
  savings_unknown: { reason: 'savings_unknown' },
  savings_closed: { reason: 'savings_closed' },
  nothing_paid: { reason: 'nothing_paid', firstDue: businessDate('2026-11-30') },
  code_missing: { reason: 'code_missing' },
  code_malformed: { reason: 'code_malformed' },
  code_refused: { reason: 'code_refused' },
  needs_second_code: { reason: 'needs_second_code' },
  confirmation_refused: { reason: 'confirmation_refused' },
  authority_disagrees: { reason: 'authority_disagrees' },
  authority_away: { reason: 'authority_away' },
};

const session = (language: string, base: string) => ({
  warifu_session: base === '' ? SESSION_TOKENS.open : SESSION_TOKENS.mobile,
  warifu_language: language,
});
/** No part of any number that the pages show. */
const CODE = '864209';
const FORM = {
  fromAccountId: IDS.account,
  instalment: '１０，０００円',
  instalments: '１２',
  chosenDay: '25',
};

describe.each(LANGUAGES.flatMap((language) => [[language, ''] as const, [language, '/m'] as const]))(
  'in %s, under "%s"',
  (language, base) => {
    test.each(Object.values(OPENINGS))('an opening refused as $reason is told in words', async (refusal) => {
      const site = await siteOf({
        prepareSavingsOpening: async () => ({ outcome: 'refused', ...refusal }) as Opening,
      });
      const { status, body } = await browserOf(site, session(language, base)).post(
        `${base}/savings/open`,
        FORM,
      );
      expect(status).toBe(422);
      expect(body).not.toContain(refusal.reason);
      expect(body).toMatch(refusal.reason === 'not_allowed' ? /安全のため|For your safety/ : /value="25"/);
      await site.close();
    });

    test.each(Object.values(CLOSINGS))('a closing refused as $reason is told in words', async (refusal) => {
      const site = await siteOf({
        executeSavingsClosing: async () => ({ outcome: 'refused', ...refusal }) as Closing,
      });
      const path = `${base}/savings/closing/${SAVINGS_IDS.order}`;
      const sent = await browserOf(site, session(language, base)).post(path, { code: CODE });
      if (refusal.reason === 'terms_changed') {
        expect(sent.location).toBe(`${base}/savings/closing/${IDS.newOrder}?changed=1`);
      } else {
        expect([200, 410, 422, 503]).toContain(sent.status);
        expect(sent.body).not.toContain(refusal.reason);
        expect(sent.body).not.toContain(CODE);
      }
      await site.close();
    });
  },
);

test('what is typed reaches the bank as what it means, full-width or not', async () => {
  const wishes: unknown[] = [];
  const site = await siteOf({
    prepareSavingsOpening: async ({ wish }) => {
      wishes.push(wish);
      return { outcome: 'refused', reason: 'yield_unknown' };
    },
  });
  const browser = browserOf(site, session('ja', ''));
  await browser.post('/savings/open', FORM);
  await browser.post('/savings/open', { ...FORM, instalments: 'x', chosenDay: '-1' });
  expect(wishes).toEqual([
    { fromAccountId: IDS.account, instalment: 10_000n, instalments: 12, chosenDay: 25 },
    { fromAccountId: IDS.account, instalment: 10_000n, instalments: 0, chosenDay: 0 },
  ]);
  const { status, body } = await browser.post('/savings/open', { ...FORM, instalment: 'いちまん' });
  expect(status).toBe(422);
  expect(body).toContain('毎月の掛金を、数字で入力してください');
  expect(wishes).toHaveLength(2);
  await site.close();
});

test('a closing shows every figure before and after 実行, and asks for the code in between', async () => {
  const site = await siteOf();
  const browser = browserOf(site, session('ja', ''));
  const before = (await browser.get(`/savings/closing/${SAVINGS_IDS.early}`)).body;
  const shown = [
    '219,999,978,000',
    '7654',
    '0.090%',
    '188,712',
    '28,901',
    '9,435',
    '220,000,128,376',
    '2,287,311,059',
  ];
  for (const figure of shown) expect(before).toContain(figure);
  expect(before).toContain('name="code"');
  const after = (await browser.get(`/savings/closing/${SAVINGS_IDS.done}`)).body;
  for (const figure of [
    '599,999,940,000',
    '2,287,499,771',
    '328,767',
    '601,822,734,194',
    '261123-7K3QF-M2XWP-C',
  ])
    expect(after).toContain(figure);
  expect(after).not.toContain('name="code"');
  await site.close();
});

test('an order that expired, one that is unknown and one that another channel confirmed are told apart', async () => {
  const states: Readonly<Record<string, Partial<ReturnType<typeof savingsClosing>>>> = {
    [SAVINGS_IDS.order]: { state: 'expired' },
    [SAVINGS_IDS.early]: { need: { need: 'refused', reason: 'other_channel', channel: 'mobile' } },
  };
  const site = await siteOf({
    savingsClosingOf: async ({ orderId }) => {
      const changed = states[orderId];
      return changed && { ...savingsClosing(orderId), ...changed };
    },
  });
  const browser = browserOf(site, session('ja', ''));
  const get = (orderId: string) => browser.get(`/savings/closing/${orderId}`);
  const expired = await get(SAVINGS_IDS.order);
  expect([expired.status, expired.body.includes('有効期限が切れました')]).toEqual([410, true]);
  const other = await get(SAVINGS_IDS.early);
  expect(other.body).toContain('携帯電話の画面で確認されたものです');
  expect(other.body).not.toContain('name="code"');
  expect((await get(IDS.unknown)).status).toBe(404);
  await site.close();
});
