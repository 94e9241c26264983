import type { AddressRefusal, Bank, ConfirmationPasswordRefusal, LimitChangeRefusal } from '@warifu/bank';
import { yen } from '@warifu/base';
import { LANGUAGES } from '@warifu/ui';
import { describe, expect, test } from 'vitest';
import { SESSION_TOKENS } from './fake-bank.ts';
import { IDS } from './fixtures.ts';
import { browserOf, siteOf } from './site.ts';

/** One refusal of each reason: a reason that is missing here does not compile. */
type OneOfEach<Refusal extends { readonly reason: string }> = {
  readonly [One in Refusal as One['reason']]: One;
};

/** No part of any number that the pages show. */
const CODE = '864209';

const LIMIT: OneOfEach<LimitChangeRefusal> = {
  limit_negative: { reason: 'limit_negative' },
  limit_too_high: { reason: 'limit_too_high', limitMax: yen(10_000_000n) },
  limit_unchanged: { reason: 'limit_unchanged' },
  limit_moved: { reason: 'limit_moved' },
};

const ADDRESS: OneOfEach<AddressRefusal> = {
  field_missing: { reason: 'field_missing', field: 'city' },
  postal_code_malformed: { reason: 'postal_code_malformed' },
  prefecture_unknown: { reason: 'prefecture_unknown' },
  field_too_long: { reason: 'field_too_long', field: 'street', lengthMax: 60 },
  field_characters: { reason: 'field_characters', field: 'building', characters: '<>' },
  telephone_malformed: { reason: 'telephone_malformed' },
  address_same: { reason: 'address_same' },
};

const CONFIRMATION: Readonly<Record<ConfirmationPasswordRefusal, true>> = {
  not_set: true,
  locked: true,
  current_wrong: true,
  too_short: true,
  too_long: true,
  same: true,
  holds_contract_number: true,
  common: true,
  same_as_login: true,
};

/** What a page says when its form is sent and the bank refuses: each time something else. */
async function sentencesOf(
  base: '' | '/m',
  language: string,
  path: string,
  form: Readonly<Record<string, string>>,
  banks: readonly Partial<Bank>[],
): Promise<ReadonlySet<string>> {
  const said = new Set<string>();
  for (const bank of banks) {
    const site = await siteOf(bank);
    const session = base === '' ? SESSION_TOKENS.open : SESSION_TOKENS.mobile;
    const cookies = { warifu_session: session, warifu_language: language };
    const sent = await browserOf(site, cookies).post(`${base}${path}`, form);
    expect(sent.status).toBe(422);
    said.add(/<main[\s\S]*<\/main>/.exec(sent.body)?.[0].replace(/value="[^"]*"/g, '') ?? '');
    await site.close();
  }
  return said;
}

describe.each(LANGUAGES)('%s', (language) => {
  test.each(['', '/m'] as const)('under "%s" each refusal has a sentence of its own', async (base) => {
    const limits = Object.values(LIMIT).map(
      (refusal): Partial<Bank> => ({
        prepareLimitChange: async () => ({ outcome: 'refused', ...refusal }),
      }),
    );
    const limitForm = { limitKind: 'transfer', limit: '1' };
    expect(await sentencesOf(base, language, '/settings/limits', limitForm, limits)).toHaveProperty(
      'size',
      limits.length,
    );
    const addresses = Object.values(ADDRESS).map(
      (refusal): Partial<Bank> => ({
        prepareAddress: async () => ({ outcome: 'refused', ...refusal }),
      }),
    );
    const address = { postalCode: '1', prefecture: '東京都', city: 'x', street: 'x', telephone: '0' };
    expect(await sentencesOf(base, language, '/settings/address', address, addresses)).toHaveProperty(
      'size',
      addresses.length,
    );
    const passwords = (Object.keys(CONFIRMATION) as ConfirmationPasswordRefusal[]).map(
      (reason): Partial<Bank> => ({
        changeConfirmationPassword: async () => ({ outcome: 'refused', reason }),
      }),
    );
    const form = { current: 'a', next: 'b', again: 'b' };
    expect(
      await sentencesOf(base, language, '/settings/confirmation-password', form, passwords),
    ).toHaveProperty('size', passwords.length);
  });

  test.each(['limits', 'address'])(
    'an order of %s whose terms changed leads to the new confirm page, and one that is refused by then says why',
    async (which) => {
      const cookies = { warifu_session: SESSION_TOKENS.open, warifu_language: language };
      const execute = (refusal: object) => async () => ({ outcome: 'refused', ...refusal }) as never;
      const changed = execute({ reason: 'terms_changed', newOrderId: IDS.newOrder });
      const refusal = execute(which === 'limits' ? LIMIT.limit_moved : ADDRESS.address_same);
      const path = `/settings/${which}/orders/${IDS.order}`;
      const first = await siteOf({ executeLimitChange: changed, executeAddress: changed });
      expect((await browserOf(first, cookies).post(path, { code: CODE })).location).toBe(
        `/settings/${which}/orders/${IDS.newOrder}?changed=1`,
      );
      const second = await siteOf({ executeLimitChange: refusal, executeAddress: refusal });
      const refused = await browserOf(second, cookies).post(path, { code: CODE });
      expect(refused.status).toBe(422);
      expect(refused.body).toMatch(
        which === 'limits'
          ? /利用限度額が変更されました|The limit was changed meanwhile/
          : /登録されている住所・電話番号と同じです|This is what is registered already/,
      );
      expect(refused.body).not.toContain(CODE);
      await Promise.all([first.close(), second.close()]);
    },
  );
});

test('under /m the key 8 leads from an order of a change back to 契約者情報変更, before and after 実行', async () => {
  const site = await siteOf();
  const browser = browserOf(site, { warifu_session: SESSION_TOKENS.mobile, warifu_language: 'ja' });
  for (const orderId of [IDS.order, IDS.newOrder]) {
    const { body } = await browser.get(`/m/settings/limits/orders/${orderId}`);
    const link = body.match(/<a [^>]*accesskey="8"[^>]*>/i)?.[0];
    expect(link).toContain('href="/m/settings"');
  }
  await site.close();
});

test.each(['/login', '/m/login', '/m/otp/register'])(
  '%s says beside a refusal what a holder of a stopped contract must know, and not before',
  async (path) => {
    const identify = async () => ({ outcome: 'refused', reason: 'credentials' }) as const;
    const site = await siteOf({ identify });
    const browser = browserOf(site);
    expect((await browser.get(path)).body).not.toContain('中止の解除には');
    const form = { contractNumber: '12345678901', password: 'wrong' };
    expect((await browser.post(path, form)).body).toContain('中止の解除には');
    await site.close();
  },
);
