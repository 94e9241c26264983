import type { BillPaymentRefusal, ExecuteBillPaymentRefusal, NotAllowed, NotTakenReason } from '@warifu/bank';
import { businessDate, epochSeconds, yen } from '@warifu/base';
import { LANGUAGES } from '@warifu/ui';
import { describe, expect, test } from 'vitest';
import { BILL, BILL_IDS, BILL_ORDER, BILL_RECEIPTS } from './bills.ts';
import { SESSION_TOKENS } from './fake-bank.ts';
import { IDS, NOW } from './fixtures.ts';
import { browserOf, siteOf } from './site.ts';

/** One refusal of each reason: a reason that is missing here does not compile. */
type OneOfEach<Refusal extends { readonly reason: string }> = {
  readonly [One in Refusal as One['reason']]: One;
};

const BOUNDS = { amountMin: yen(100n), amountMax: yen(100_000n) };
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
const REFUSALS: OneOfEach<BillPaymentRefusal> = {
  draft_unknown: { reason: 'draft_unknown' },
  not_allowed: { reason: 'not_allowed', because: NOT_ALLOWED.register_first },
  pay_easy_stopped: { reason: 'pay_easy_stopped', until: businessDate('2026-11-24') },
  biller_number_malformed: { reason: 'biller_number_malformed' },
  network_away: { reason: 'network_away' },
  biller_unknown: { reason: 'biller_unknown' },
  number_missing: { reason: 'number_missing', field: 'confirmationNumber' },
  number_malformed: {
    reason: 'number_malformed',
    field: 'paymentNumber',
    digits: { lengthMin: 11, lengthMax: 13 },
  },
  too_many_at_once: { reason: 'too_many_at_once' },
  bill_unknown: { reason: 'bill_unknown', triesLeft: 3 },
  bill_paid: { reason: 'bill_paid' },
  bill_expired: { reason: 'bill_expired' },
  bill_withdrawn: { reason: 'bill_withdrawn' },
  biller_maintenance: { reason: 'biller_maintenance' },
  amount_not_chosen: { reason: 'amount_not_chosen', ...BOUNDS },
  amount_out_of_bounds: { reason: 'amount_out_of_bounds', ...BOUNDS },
  account_unknown: { reason: 'account_unknown' },
  limit_exceeded: { reason: 'limit_exceeded', limit: yen(1_000_000n), leftToday: yen(950_000n) },
  funds_insufficient: { reason: 'funds_insufficient', shortBy: yen(12_345n) },
};
const EXECUTE: OneOfEach<ExecuteBillPaymentRefusal> = {
  draft_unknown: REFUSALS.draft_unknown,
  not_allowed: REFUSALS.not_allowed,
  pay_easy_stopped: { reason: 'pay_easy_stopped' },
  account_unknown: REFUSALS.account_unknown,
  limit_exceeded: REFUSALS.limit_exceeded,
  funds_insufficient: REFUSALS.funds_insufficient,
  order_unknown: { reason: 'order_unknown' },
  order_expired: { reason: 'order_expired' },
  terms_changed: { reason: 'terms_changed', newOrderId: BILL_IDS.newOrder },
  code_missing: { reason: 'code_missing' },
  code_malformed: { reason: 'code_malformed' },
  code_refused: { reason: 'code_refused' },
  needs_second_code: { reason: 'needs_second_code' },
  confirmation_refused: { reason: 'confirmation_refused' },
  authority_disagrees: { reason: 'authority_disagrees' },
  authority_away: { reason: 'authority_away' },
};
const NOT_TAKEN: Readonly<Record<NotTakenReason, true>> = {
  already_paid: true,
  unknown: true,
  expired: true,
  withdrawn: true,
  maintenance: true,
  amount_differs: true,
};

const each = <T>(record: Readonly<Record<string, T>>) => Object.entries(record);
const CODE = '135790';
const PAGES = [
  ['', SESSION_TOKENS.open],
  ['/m', SESSION_TOKENS.mobile],
] as const;
const OVER = new Set(['draft_unknown', 'not_allowed', 'pay_easy_stopped']);

describe.each(PAGES)('on the pages under "%s"', (base, session) => {
  describe.each(LANGUAGES)('in %s', (language) => {
    const cookies = { warifu_session: session, warifu_language: language };
    const expectLanguage = (body: string): void => {
      const main = /<main[^>]*>(.*)<\/main>/s.exec(body)?.[1] ?? body;
      const text = main
        .replace(/<[^>]+>/g, ' ')
        .replaceAll(
          /わりふ信用金庫|本店|駅前|見本市(?:固定資産税)?|ヤマダ タロウ|収納機関番号|デモ|日本語/g,
          '',
        );
      if (base === '') expect(/[ぁ-んァ-ン一-龠]/.test(text)).toBe(language === 'ja');
    };

    test.each(each(REFUSALS))('an inquiry refused with %s is told at its place', async (reason, refusal) => {
      if (!('reason' in refusal)) throw new Error('a refusal has a reason');
      const site = await siteOf({ inquireBill: async () => ({ outcome: 'refused', ...refusal }) as never });
      const typed = { paymentNumber: '１２３', confirmationNumber: '45', paymentCategory: '6' };
      const url = `${base}/pay-easy/${BILL_IDS.billerDraft}/numbers`;
      const { status, body } = await browserOf(site, cookies).post(url, typed);
      expect(status).toBe(reason === 'draft_unknown' ? 410 : status === 503 ? 503 : 422);
      expectLanguage(body);
      // What was typed is there again, unless the page is another one.
      const isElsewhere =
        OVER.has(reason) || reason.startsWith('biller_number') || reason === 'biller_unknown';
      if (!isElsewhere) expect(body).toContain('value="１２３"');
      await site.close();
    });

    test.each(each(REFUSALS))('a payment refused with %s is told at its place', async (reason, refusal) => {
      const site = await siteOf({ prepareBillPayment: async () => ({ outcome: 'refused', ...refusal }) });
      const url = `${base}/pay-easy/${BILL_IDS.chosenDraft}/bill`;
      const { status, body } = await browserOf(site, cookies).post(url, {
        fromAccountId: IDS.account,
        amount: '1,000',
      });
      expect(status).toBe(reason === 'draft_unknown' ? 410 : status === 503 ? 503 : 422);
      expectLanguage(body);
      if (/^(?:amount|limit)/.test(reason)) {
        expect(body).toContain('value="1,000"');
        expect(body).toContain('id="amount-error"');
      }
      await site.close();
    });

    test.each(each(EXECUTE))(
      'an execution refused with %s says so, and keeps no code',
      async (reason, refusal) => {
        const site = await siteOf({ executeBillPayment: async () => ({ outcome: 'refused', ...refusal }) });
        const url = `${base}/pay-easy/orders/${BILL_IDS.order}`;
        const answer = await browserOf(site, cookies).post(url, { code: CODE });
        expect(answer.body).not.toContain(CODE);
        if (reason === 'terms_changed') {
          expect(answer.location).toBe(`${base}/pay-easy/orders/${BILL_IDS.newOrder}`);
        } else {
          expect([200, 422, 503]).toContain(answer.status);
          expectLanguage(answer.body);
        }
        if (reason === 'needs_second_code') expect(answer.body).toContain('name="nextCode"');
        await site.close();
      },
    );

    test.each(each(NOT_ALLOWED))(
      'whoever may not pay for %s is told why at the start',
      async (_, because) => {
        const site = await siteOf({ needFor: async () => ({ need: 'refused', ...because }) });
        const { status, body } = await browserOf(site, cookies).get(`${base}/pay-easy`);
        expect(status).toBe(200);
        expect(body).not.toContain('name="billerNumber"');
        expectLanguage(body);
        await site.close();
      },
    );

    test.each([
      ['until tomorrow', { until: businessDate('2026-11-24') }],
      ['until the branch lifts it', {}],
    ])('a stop %s is told at the start, and no number is asked for', async (_, stop) => {
      const site = await siteOf({ payEasyStop: async () => stop });
      const { body } = await browserOf(site, cookies).get(`${base}/pay-easy`);
      expect(body).not.toContain('name="billerNumber"');
      expect(body).toMatch('until' in stop ? /24/ : /営業店|branch/);
      expectLanguage(body);
      await site.close();
    });

    test.each(each(NOT_TAKEN))(
      'a payment that was not taken for %s says so, and that nothing was debited',
      async (reason) => {
        const [receipt] = BILL_RECEIPTS;
        const site = await siteOf({
          billReceiptOf: async () =>
            receipt && {
              ...receipt,
              payment: { state: 'not_taken', settledAt: NOW, reason: reason as NotTakenReason },
            },
        });
        const { body } = await browserOf(site, cookies).get(`${base}/pay-easy/receipts/${BILL_IDS.paid}`);
        expect(body).toContain(language === 'ja' ? '口座からの引落しはありません' : 'Nothing was debited');
        expectLanguage(body);
        await site.close();
      },
    );
  });
});

const OPEN = { warifu_session: SESSION_TOKENS.open };

test('the numbers asked for are those that the biller’s bills carry', async () => {
  const { paymentCategory: _, ...biller } = BILL.biller;
  const site = await siteOf({
    findBiller: async () => ({ outcome: 'found', biller: { ...biller, kind: 'private' } }),
  });
  const { body } = await browserOf(site, OPEN).get(`/pay-easy/${BILL_IDS.billerDraft}/numbers`);
  expect(body).toContain('お客様番号');
  expect(body).toContain('name="confirmationNumber"');
  expect(body).not.toContain('name="paymentCategory"');
  await site.close();
});

test('a confirm page shows the bill, its numbers, the account and what is left afterwards', async () => {
  const site = await siteOf();
  const { body } = await browserOf(site, OPEN).get(`/pay-easy/orders/${BILL_IDS.order}`);
  for (const text of [
    '見本市 58191',
    'ヤマダ タロウ',
    '見本市固定資産税',
    '13579246801301280002',
    '0123456',
    '12,800',
    '1,221,767',
  ])
    expect(body).toContain(text);
  await site.close();
});

test('a payment that is confirming is never called paid, and asks not to be paid again', async () => {
  const site = await siteOf();
  const { body } = await browserOf(site, OPEN).get(`/pay-easy/receipts/${BILL_IDS.confirming}`);
  expect(body).toContain('払込みの結果を確認しています');
  expect(body).toContain('もう一度払い込まないでください');
  expect(body).not.toContain('払込みが完了しました');
  await site.close();
});

test('the draft of a transfer is none of a bill', async () => {
  const site = await siteOf();
  expect((await browserOf(site, OPEN).get(`/pay-easy/${IDS.draft}/bill`)).status).toBe(410);
  await site.close();
});

test('a draft without numbers leads to them, and a receipt of somebody else is an unknown page', async () => {
  const site = await siteOf();
  const browser = browserOf(site, OPEN);
  expect((await browser.get(`/pay-easy/${BILL_IDS.billerDraft}/bill`)).location).toBe(
    `/pay-easy/${BILL_IDS.billerDraft}/numbers`,
  );
  expect((await browser.get(`/pay-easy/receipts/${IDS.unknown}`)).status).toBe(404);
  expect((await browser.get(`/pay-easy/orders/${IDS.unknown}`)).status).toBe(404);
  await site.close();
});

test('an executed order leads to its receipt, and one past its time on to the bill', async () => {
  const stateSite = (state: 'executed' | 'expired') =>
    siteOf({ billPaymentOf: async () => ({ ...BILL_ORDER, state }) });
  const executed = await stateSite('executed');
  expect((await browserOf(executed, OPEN).get(`/pay-easy/orders/${BILL_IDS.order}`)).location).toBe(
    `/pay-easy/receipts/${BILL_IDS.order}`,
  );
  const expired = await stateSite('expired');
  const { status, body } = await browserOf(expired, OPEN).get(`/pay-easy/orders/${BILL_IDS.order}`);
  expect(status).toBe(410);
  expect(body).toContain(`href="/pay-easy/${BILL_IDS.draft}/bill"`);
  await Promise.all([executed.close(), expired.close()]);
});
