import type {
  Bank,
  BookingRefusal,
  CancelBookingRefusal,
  DepositRefusal,
  OpenTimeDepositRefusal,
  TreatmentRefusal,
} from '@warifu/bank';
import { businessDate, epochSeconds, yen } from '@warifu/base';
import { LANGUAGES } from '@warifu/ui';
import { describe, expect, test } from 'vitest';
import { SESSION_TOKENS } from './fake-bank.ts';
import { IDS, NOW } from './fixtures.ts';
import { browserOf, siteOf } from './site.ts';

/** One refusal of each reason: a reason that is missing here does not compile. */
type OneOfEach<Refusal extends { readonly reason: string }> = {
  readonly [One in Refusal as One['reason']]: One;
};

const OPEN: OneOfEach<OpenTimeDepositRefusal> = {
  account_unknown: { reason: 'account_unknown' },
  term_not_offered: { reason: 'term_not_offered' },
  amount_too_small: { reason: 'amount_too_small', amountMin: yen(10_000n) },
  amount_too_large: { reason: 'amount_too_large', amountMax: yen(9_999_999n) },
  funds_insufficient: { reason: 'funds_insufficient', shortBy: yen(12_345n) },
};

const DEPOSIT: OneOfEach<DepositRefusal> = {
  deposit_unknown: { reason: 'deposit_unknown' },
  deposit_over: { reason: 'deposit_over' },
  closing_due: { reason: 'closing_due', closesOn: businessDate('2027-11-22') },
  booking_stands: { reason: 'booking_stands' },
  day_work_due: { reason: 'day_work_due' },
};
const TREATMENT: OneOfEach<TreatmentRefusal> = {
  ...DEPOSIT,
  matured: { reason: 'matured' },
  treatment_same: { reason: 'treatment_same' },
};
const BOOKING: OneOfEach<BookingRefusal> = {
  ...DEPOSIT,
  matured: { reason: 'matured' },
  not_renewing: { reason: 'not_renewing' },
};
const { booking_stands: _, ...CANCELLABLE } = DEPOSIT;
const CANCEL: OneOfEach<CancelBookingRefusal> = { ...CANCELLABLE, not_booked: { reason: 'not_booked' } };

const SHARED = {
  not_allowed: {
    reason: 'not_allowed',
    because: { reason: 'cool_down', until: epochSeconds(NOW + 86_400) },
  },
  code_missing: { reason: 'code_missing' },
  code_malformed: { reason: 'code_malformed' },
  code_refused: { reason: 'code_refused' },
  authority_disagrees: { reason: 'authority_disagrees' },
  authority_away: { reason: 'authority_away' },
  needs_second_code: { reason: 'needs_second_code' },
  order_expired: { reason: 'order_expired' },
} as const;

const each = <T>(record: Readonly<Record<string, T>>) => Object.entries(record);
const CODE = '135790';
const PATH = '/time-deposits';
const AT_DEPOSIT = `${PATH}/${IDS.deposit}`;
const FORM = {
  fromAccountId: IDS.account,
  amount: '１，０００，０００',
  termMonths: '24',
  atMaturity: 'keep',
};

describe.each(LANGUAGES)('in %s', (language) => {
  const cookies = (base: string) => ({
    warifu_session: base === '' ? SESSION_TOKENS.open : SESSION_TOKENS.mobile,
    warifu_language: language,
  });
  const sentenceIn = (body: string): void => {
    const main = /<main[^>]*>(.*)<\/main>/s.exec(body)?.[1] ?? '';
    const text = main.replace(/<[^>]+>/g, ' ').replaceAll(/本店|駅前|わりふ信用金庫/g, '');
    expect(/[ぁ-んァ-ン一-龠]/.test(text)).toBe(language === 'ja');
  };

  test.each(each(OPEN))(
    'an opening refused with %s tells it on the form, and keeps what was typed',
    async (_, refusal) => {
      const site = await siteOf({ prepareTimeDeposit: async () => ({ outcome: 'refused', ...refusal }) });
      for (const base of ['', '/m']) {
        const { status, body } = await browserOf(site, cookies(base)).post(`${base}${PATH}/open`, FORM);
        expect(status).toBe(422);
        expect(body).toContain('value="１，０００，０００"');
        expect(body).toMatch(
          base === '' ? /class="error-summary" role="alert"/ : /class="error" role="alert"/,
        );
        sentenceIn(body);
      }
      await site.close();
    },
  );

  test('what was not chosen is asked for, beside its field', async () => {
    const site = await siteOf();
    const { status, body } = await browserOf(site, cookies('')).post(`${PATH}/open`, {
      ...FORM,
      amount: '',
      termMonths: '',
      atMaturity: 'sell',
    });
    expect(status).toBe(422);
    for (const name of ['amount', 'termMonths', 'atMaturity']) expect(body).toContain(`id="${name}-error"`);
    await site.close();
  });

  test.each(each(DEPOSIT))(
    'a closing refused with %s is told on the page of the deposit',
    async (_, refusal) => {
      const site = await siteOf({ prepareClosing: async () => ({ outcome: 'refused', ...refusal }) });
      for (const base of ['', '/m']) {
        const { status, body } = await browserOf(site, cookies(base)).post(
          `${base}${AT_DEPOSIT}/close`,
          {},
          `${base}${AT_DEPOSIT}`,
        );
        expect(status).toBe(422);
        expect(body).toMatch(base === '' ? /class="notice notice-warning"/ : /class="error"/);
        sentenceIn(body);
      }
      await site.close();
    },
  );

  test.each([
    ...each(TREATMENT).map(([reason, refusal]) => ['treatment', reason, refusal] as const),
    ...each(BOOKING).map(([reason, refusal]) => ['book', reason, refusal] as const),
    ...each(CANCEL).map(([reason, refusal]) => ['cancel', reason, refusal] as const),
  ])('%s refused with %s has its sentence', async (act, _reason, refusal) => {
    const refused = async () => ({ outcome: 'refused', ...refusal }) as never;
    const site = await siteOf({
      prepareTreatment: refused,
      prepareBooking: refused,
      prepareCancelBooking: refused,
    });
    const form: Readonly<Record<string, string>> = act === 'treatment' ? { atMaturity: 'keep' } : {};
    const { status, body } = await browserOf(site, cookies('')).post(
      `${AT_DEPOSIT}/${act}`,
      form,
      AT_DEPOSIT,
    );
    expect(status).toBe(422);
    expect(body).not.toContain('undefined');
    sentenceIn(body);
    await site.close();
  });

  test.each(each({ ...SHARED, ...DEPOSIT }))(
    'a closing that fails at 実行 with %s says so, and keeps no code',
    async (reason, refusal) => {
      const bank: Partial<Bank> = { executeClosing: async () => ({ outcome: 'refused', ...refusal }) };
      const site = await siteOf(bank);
      for (const base of ['', '/m']) {
        const path = `${base}${PATH}/close/orders/${IDS.order}`;
        const { status, body } = await browserOf(site, cookies(base)).post(path, { code: CODE });
        expect(body).not.toContain(CODE);
        const isPage = reason === 'needs_second_code' || reason === 'order_expired';
        expect(status).toBe(isPage ? 200 : reason.startsWith('authority') ? 503 : 422);
        if (reason === 'needs_second_code') expect(body).toContain('name="nextCode"');
        sentenceIn(body);
      }
      await site.close();
    },
  );
});

test('terms that changed lead to the new confirm page, which says so', async () => {
  const site = await siteOf({
    executeClosing: async () => ({
      outcome: 'refused',
      reason: 'terms_changed',
      newOrderId: IDS.newOrder,
    }),
  });
  const browser = browserOf(site, { warifu_session: SESSION_TOKENS.open });
  const { location } = await browser.post(`${PATH}/close/orders/${IDS.order}`, { code: CODE });
  expect(location).toBe(`${PATH}/close/orders/${IDS.newOrder}?changed=1`);
  await site.close();
});

test('a deposit of somebody else is an unknown page, and so is its order', async () => {
  const site = await siteOf();
  const browser = browserOf(site, { warifu_session: SESSION_TOKENS.open });
  for (const path of [`${PATH}/${IDS.unknown}`, `${PATH}/close/orders/${IDS.unknown}`])
    expect((await browser.get(path)).status).toBe(404);
  await site.close();
});

test('the confirm page of an early closing shows each figure up to what is lost', async () => {
  const site = await siteOf();
  const { body } = await browserOf(site, { warifu_session: SESSION_TOKENS.open }).get(
    `${PATH}/close/orders/${IDS.order}`,
  );
  for (const figure of [
    '3,000,000',
    '19,500',
    '0.200%',
    '6,049',
    '6,810',
    '761',
    '116',
    '38',
    '2,999,393',
    '13,451',
  ])
    expect(body).toContain(figure);
  await site.close();
});
