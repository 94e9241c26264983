import type {
  Bank,
  CancellingRefusal,
  OwnTransferRefusal,
  RegisterPayeeRefusal,
  ScheduledTransferRefusal,
} from '@warifu/bank';
import { businessDate, yen } from '@warifu/base';
import { LANGUAGES } from '@warifu/ui';
import { describe, expect, test } from 'vitest';
import { SESSION_TOKENS } from './fake-bank.ts';
import { IDS, RECEIPT } from './fixtures.ts';
import { CANCELLING, PAYEE_ORDER } from './order-fixtures.ts';
import { browserOf, siteOf } from './site.ts';

/** One refusal of each reason: a reason that is missing here does not compile. */
type OneOfEach<Refusal extends { readonly reason: string }> = {
  readonly [One in Refusal as One['reason']]: One;
};

const PAYEE: OneOfEach<RegisterPayeeRefusal> = {
  payee_bank_unknown: { reason: 'payee_bank_unknown' },
  payee_branch_unknown: { reason: 'payee_branch_unknown' },
  payee_number_malformed: { reason: 'payee_number_malformed' },
  payee_account_unknown: { reason: 'payee_account_unknown' },
  payee_name_missing: { reason: 'payee_name_missing' },
  payee_name_not_allowed: { reason: 'payee_name_not_allowed', characters: '＆' },
  payee_name_too_long: { reason: 'payee_name_too_long', lengthMax: 30 },
  nickname_too_long: { reason: 'nickname_too_long', lengthMax: 20 },
  nickname_not_allowed: { reason: 'nickname_not_allowed' },
  payee_registered: { reason: 'payee_registered' },
  payees_too_many: { reason: 'payees_too_many', payeesMax: 50 },
};

const date = businessDate('2026-11-28');
const BOOKING: OneOfEach<
  Exclude<ScheduledTransferRefusal, { readonly reason: keyof typeof PAYEE | 'account_unknown' }>
> = {
  same_account: { reason: 'same_account' },
  amount_not_positive: { reason: 'amount_not_positive' },
  amount_too_large: { reason: 'amount_too_large', amountMax: yen(10n) },
  date_malformed: { reason: 'date_malformed' },
  date_not_later: { reason: 'date_not_later', first: date },
  date_too_far: { reason: 'date_too_far', last: date },
  date_not_business_day: { reason: 'date_not_business_day', date },
  bookings_too_many: { reason: 'bookings_too_many', bookingsMax: 100 },
};

const CANCEL: OneOfEach<CancellingRefusal> = {
  booking_unknown: { reason: 'booking_unknown' },
  booking_settled: { reason: 'booking_settled', state: 'cancelled' },
  booking_due: { reason: 'booking_due' },
};

const OWN: OneOfEach<OwnTransferRefusal> = {
  account_unknown: { reason: 'account_unknown' },
  to_account_unknown: { reason: 'to_account_unknown' },
  same_account: { reason: 'same_account' },
  amount_not_positive: { reason: 'amount_not_positive' },
  amount_too_large: { reason: 'amount_too_large', amountMax: yen(10n) },
  funds_insufficient: { reason: 'funds_insufficient', shortBy: yen(10n) },
};

const each = <T>(record: Readonly<Record<string, T>>) => Object.values(record);
const textOf = (body: string): string =>
  (/<main[^>]*>(.*)<\/main>/s.exec(body)?.[1] ?? '').replace(/<[^>]+>/g, ' ');

describe.each(LANGUAGES)('in %s', (language) => {
  const open = async (bank: Partial<Bank>, base: '' | '/m' = '') => {
    const site = await siteOf(bank);
    const session = base === '' ? SESSION_TOKENS.open : SESSION_TOKENS.mobile;
    return browserOf(site, { warifu_session: session, warifu_language: language });
  };
  const expectTold = (body: string): void => {
    expect(body).toMatch(/role="alert"|class="error/);
    expect(textOf(body).length).toBeGreaterThan(40);
  };

  test.each([...each(BOOKING), ...each(PAYEE)].filter(({ reason }) => !reason.startsWith('nickname')))(
    'a booking refused with $reason is told on the page of its field',
    async (refusal) => {
      if (refusal.reason === 'payee_registered' || refusal.reason === 'payees_too_many') return;
      for (const base of ['', '/m'] as const) {
        const browser = await open(
          {
            prepareScheduledTransfer: async () =>
              ({ outcome: 'refused', ...refusal }) as Awaited<ReturnType<Bank['prepareScheduledTransfer']>>,
          },
          base,
        );
        const form = { amount: '1000', date: '2026-11-25' };
        const { status, body } = await browser.post(`${base}/transfer/${IDS.draft}/amount`, form);
        expect(status).toBe(422);
        expectTold(body);
      }
    },
  );

  test.each(each(CANCEL))('a cancelling refused with $reason says so, first and last', async (refusal) => {
    for (const base of ['', '/m'] as const) {
      const browser = await open(
        {
          prepareCancelling: async () => ({ outcome: 'refused', ...refusal }),
          executeCancelling: async () => ({ outcome: 'refused', ...refusal }),
        },
        base,
      );
      const first = await browser.post(
        `${base}/transfer/bookings/${IDS.order}/cancel`,
        {},
        `${base}/transfer/bookings`,
      );
      const last = await browser.post(`${base}/transfer/cancellings/${IDS.order}`, { code: '135790' });
      expect([first.status, last.status]).toEqual([422, 422]);
      expect(last.body).not.toContain('135790');
      expect(textOf(first.body).length).toBeGreaterThan(30);
    }
  });

  test.each(each(PAYEE))('a payee refused with $reason is told beside its field', async (refusal) => {
    for (const base of ['', '/m'] as const) {
      const browser = await open({ preparePayee: async () => ({ outcome: 'refused', ...refusal }) }, base);
      const form = { bank: '9999', branch: '001', accountKind: 'ordinary', accountNumber: '7777' };
      const { status, body } = await browser.post(`${base}/payees/new`, { ...form, bank: 'やまびこ' });
      expect([200, 422]).toContain(status);
      expectTold(body);
    }
  });

  test.each(each(OWN))('振替 refused with $reason is told beside its field', async (refusal) => {
    for (const base of ['', '/m'] as const) {
      const browser = await open(
        { prepareOwnTransfer: async () => ({ outcome: 'refused', ...refusal }) },
        base,
      );
      const form = { from: IDS.account, to: IDS.otherAccount, amount: '1000' };
      const { status, body } = await browser.post(`${base}/own-transfer`, form);
      expect(status).toBe(422);
      expectTold(body);
    }
  });
});

test.each([
  ['code_missing', 422],
  ['code_malformed', 422],
  ['code_refused', 422],
  ['confirmation_refused', 422],
  ['authority_disagrees', 503],
  ['authority_away', 503],
  ['needs_second_code', 200],
] as const)('an execution refused with %s keeps no code, whatever the order is', async (reason, expected) => {
  const refused = async () => ({ outcome: 'refused', reason }) as const;
  const site = await siteOf({
    executeScheduledTransfer: refused,
    executeCancelling: refused,
    executePayee: refused,
  });
  const browser = browserOf(site, { warifu_session: SESSION_TOKENS.open });
  for (const path of ['transfer/bookings', 'transfer/cancellings', 'payees/orders']) {
    const { status, body } = await browser.post(`/${path}/${IDS.order}`, { code: '135790' });
    expect([path, status]).toEqual([path, expected]);
    expect(body).not.toContain('135790');
  }
});

test('what changed meanwhile leads to the new confirm page, and what is executed to its receipt', async () => {
  const site = await siteOf({
    executeScheduledTransfer: async () => ({
      outcome: 'refused',
      reason: 'terms_changed',
      newOrderId: IDS.newOrder,
    }),
    payeeOrderOf: async () => ({
      ...PAYEE_ORDER,
      state: 'executed',
      receipt: { receiptNumber: RECEIPT.receiptNumber, executedAt: RECEIPT.executedAt },
    }),
    cancellingOf: async () => ({ ...CANCELLING, state: 'expired' }),
  });
  const browser = browserOf(site, { warifu_session: SESSION_TOKENS.open });
  const changed = await browser.post(`/transfer/bookings/${IDS.order}`, { code: '135790' });
  expect(changed.location).toBe(`/transfer/bookings/${IDS.newOrder}?changed=1`);
  expect((await browser.get(`/payees/orders/${IDS.order}`)).body).toContain(RECEIPT.receiptNumber);
  expect((await browser.get(`/transfer/cancellings/${IDS.order}`)).status).toBe(410);
});

test('もう一度振り込む fills a new draft from the receipt, and leaves the name to be inquired', async () => {
  let saved: Readonly<Record<string, string>> = {};
  const site = await siteOf({
    saveDraft: async (_contractId, _draftId, patch) => {
      saved = patch;
      return undefined;
    },
  });
  const browser = browserOf(site, { warifu_session: SESSION_TOKENS.open });
  const path = `/transfer/receipts/${IDS.order}`;
  const { location } = await browser.post(`${path}/repeat`, {}, path);
  expect(location).toBe(`/transfer/${IDS.draft}/amount`);
  expect(saved).toMatchObject({ fromAccountId: RECEIPT.terms.fromAccountId, amount: '50000' });
  expect(saved).not.toHaveProperty('inquiry');
});

test('a bank that is not the only one of its name is asked for by its code', async () => {
  const site = await siteOf({
    searchBanks: () => ({
      total: 2,
      offset: 0,
      items: [
        { code: '0101', name: '見本第一', kana: 'ミホンダイイチ', isOwn: false },
        { code: '0102', name: '見本第二', kana: 'ミホンダイニ', isOwn: false },
      ],
    }),
  });
  const browser = browserOf(site, { warifu_session: SESSION_TOKENS.open });
  const form = { bank: '見本', branch: '本店', accountKind: 'ordinary', accountNumber: '1' };
  const { status, body } = await browser.post('/payees/new', form);
  expect(status).toBe(422);
  expect(body).toContain('見本第一 0101');
});
