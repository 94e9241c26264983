import { businessDate, epochSeconds, yen } from '@warifu/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OrderNeed } from '../src/approval/need.ts';
import { type ContractFacts, needOf } from '../src/approval/policy.ts';
import { openDirectory } from '../src/banks/directory.ts';
import { defaultConfiguration } from '../src/configuration.ts';
import type { Channel } from '../src/contracts/contract.ts';
import { amountOf } from '../src/ledger/amount.ts';
import type { OrderKind } from '../src/orders/order.ts';
import { drawReceiptNumber, isReceiptNumber } from '../src/orders/receipt-number.ts';
import { judgeTransfer, type TransferFacts } from '../src/transfers/judge.ts';
import { accountNumberOf, judgePayee, judgePayeeKana, payeeKanaOf } from '../src/transfers/judge-payee.ts';
import { feeOf } from '../src/transfers/terms.ts';
import { OTHER_BANK } from './support/money.ts';

const need: OrderNeed = { need: 'otp', limit: yen(1_000_000n), leftToday: yen(50_000n) };
const good: TransferFacts = {
  fromAccountId: 'a',
  toAccountId: undefined,
  amount: yen(10_000n),
  total: yen(10_165n),
  balance: yen(10_165n),
  need,
};

test('a transfer of the whole balance runs', () => expect(judgeTransfer(good)).toBeUndefined());

/** Each spoils the good case in one way, in order of precedence. */
const SPOILED: readonly (readonly [string, Partial<TransferFacts>])[] = [
  ['same_account', { toAccountId: 'a' }],
  ['amount_not_positive', { amount: yen(0n) }],
  ['amount_too_large', { amount: yen(10_000_000_000n) }],
  ['not_allowed', { need: { need: 'refused', reason: 'otp_released' } }],
  ['limit_exceeded', { need: { ...need, leftToday: yen(9_999n) } }],
  ['funds_insufficient', { balance: yen(10_164n) }],
];

test.each(SPOILED)('%s is refused', (reason, spoiled) => {
  expect(judgeTransfer({ ...good, ...spoiled })).toMatchObject({ reason });
});

test.each(
  SPOILED.slice(0, -1).flatMap(([reason, first], place) =>
    SPOILED.slice(place + 1)
      // A need that is refused has no limit, and an amount is one or the other.
      .filter(([, second]) => Object.keys(second).every((key) => !(key in first)))
      .map(([other, second]) => [reason, other, { ...second, ...first }] as const),
  ),
)('%s is told before %s', (reason, _, spoiled) => {
  expect(judgeTransfer({ ...good, ...spoiled })).toMatchObject({ reason });
});

test('a refusal carries the numbers that the page tells', () => {
  expect(judgeTransfer({ ...good, balance: yen(1n) })).toEqual({
    reason: 'funds_insufficient',
    shortBy: 10_164n,
  });
  expect(judgeTransfer({ ...good, need: { ...need, leftToday: yen(1n) } })).toEqual({
    reason: 'limit_exceeded',
    limit: 1_000_000n,
    leftToday: 1n,
  });
});

test.each([
  ['1,000', 1_000n],
  ['１２，３４５円', 12_345n],
  ['¥ 1000', 1_000n],
  ['0', 0n],
  ['-5', -5n],
  ['－５００', -500n],
  ['-¥5', -5n],
  ['', undefined],
  ['12.5', undefined],
  ['千円', undefined],
  ['1e3', undefined],
  ['9'.repeat(41), undefined],
])('the amount %s is %s', (typed, amount) => expect(amountOf(typed)).toBe(amount));

test.each([
  ['ヤマダ　タロウ', 'ﾔﾏﾀﾞ ﾀﾛｳ'],
  ['やまだ はなこ', 'ﾔﾏﾀﾞ ﾊﾅｺ'],
  ['カ）ショウワ', 'ｶ)ｼﾖｳﾜ'],
  ['ｶ)ﾜﾘﾌ ｼｮｳｼﾞ', 'ｶ)ﾜﾘﾌ ｼﾖｳｼﾞ'],
  ['ヴァイオリンー', 'ｳﾞｱｲｵﾘﾝ-'],
  ['abc ｘｙｚ 12', 'ABC XYZ 12'],
  ['  カ゛ッコウ  ', 'ｶﾞﾂｺｳ'],
])('the name %s goes out as %s', (typed, sent) => {
  expect(payeeKanaOf(typed)).toBe(sent);
  expect(judgePayeeKana(payeeKanaOf(typed))).toBeUndefined();
});

test.each([
  ['', { reason: 'payee_name_missing' }],
  ['　', { reason: 'payee_name_missing' }],
  ['山田タロウ', { reason: 'payee_name_not_allowed', characters: '山田' }],
  ['タロウ&ハナコ!', { reason: 'payee_name_not_allowed', characters: '&!' }],
  ['ア'.repeat(31), { reason: 'payee_name_too_long', lengthMax: 30 }],
  ['ガ'.repeat(16), { reason: 'payee_name_too_long', lengthMax: 30 }],
])('the name %j is refused', (typed, refusal) => expect(judgePayeeKana(payeeKanaOf(typed))).toEqual(refusal));

test('a name that was converted once stays as it is', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'あガぱッャー－ヴｱﾞabcＡ１ ()山'), maxLength: 40 });
  fc.assert(fc.property(letters, (typed) => payeeKanaOf(payeeKanaOf(typed)) === payeeKanaOf(typed)));
});

test.each([
  ['1234567', '1234567'],
  ['１２３', '0000123'],
  ['12 34-567', '1234567'],
  ['12345678', undefined],
  ['0000000', undefined],
  ['abc', undefined],
])('the account number %s is %s', (typed, number) => expect(accountNumberOf(typed)).toBe(number));

const directory = openDirectory(defaultConfiguration.ownBank);

test.each([
  [{}, undefined],
  [{ bankCode: '9999' }, 'payee_bank_unknown'],
  [{ branchCode: '999' }, 'payee_branch_unknown'],
  [{ accountNumber: '12345678' }, 'payee_number_malformed'],
  [{ bankCode: '9999', accountNumber: '' }, 'payee_bank_unknown'],
])('a payee with %j is judged %s', (spoiled, reason) => {
  expect(judgePayee({ ...OTHER_BANK, ...spoiled }, directory)?.reason).toBe(reason);
});

test.each([
  [29_999n, false, 165n],
  [30_000n, false, 330n],
  [30_000n, true, 0n],
])('¥%s, same bank %s: the fee is ¥%s', (amount, isSameBank, fee) => {
  expect(feeOf(yen(amount), isSameBank, defaultConfiguration.fees)).toBe(fee);
});

const NOW = epochSeconds(1_800_000_000);
const contract: ContractFacts = {
  state: 'active',
  otpMark: 'registered',
  hasConfirmationPassword: true,
  isConfirmationLocked: false,
};
const asked = (kind: OrderKind, changes: Partial<ContractFacts>, used = 0n, bills = 0n) =>
  needOf(
    {
      kind,
      channel: 'pc',
      contract: { ...contract, ...changes },
      limits: { used: yen(used), usedTogether: yen(used + bills) },
      moment: { now: NOW, isOpen: true },
    },
    defaultConfiguration,
  );
const soon = epochSeconds(NOW + 60);

test.each<[OrderKind, Partial<ContractFacts>, Partial<Record<string, unknown>>]>([
  ['transfer', {}, { need: 'otp', leftToday: 1_000_000n }],
  ['bill_payment', {}, { need: 'otp', leftToday: 1_000_000n }],
  [
    'transfer',
    { otpMark: 'none' },
    { need: 'confirmation_password', leftToday: 200_000n, withoutTokenLimit: 200_000n },
  ],
  ['transfer', { otpMark: 'released' }, { need: 'refused', reason: 'otp_released' }],
  ['transfer', { coolDownUntil: soon }, { need: 'otp', leftToday: 200_000n, coolDownUntil: soon }],
  ['transfer', { coolDownUntil: NOW }, { need: 'otp', leftToday: 1_000_000n }],
  ['transfer', { otpMark: 'none', hasConfirmationPassword: false }, { reason: 'confirmation_not_set' }],
  ['transfer', { otpMark: 'none', isConfirmationLocked: true }, { reason: 'confirmation_locked' }],
  ['transfer', { state: 'stopped' }, { need: 'refused', reason: 'contract_stopped' }],
  ['limit_raise', {}, { need: 'otp' }],
  ['limit_raise', { otpMark: 'none' }, { need: 'refused', reason: 'register_first' }],
  ['limit_raise', { coolDownUntil: soon }, { need: 'refused', reason: 'cool_down', until: soon }],
  ['time_deposit_closing', { otpMark: 'none' }, { need: 'refused', reason: 'register_first' }],
  ['time_deposit_closing', { coolDownUntil: soon }, { need: 'otp' }],
  ['own_transfer', { otpMark: 'none' }, { need: 'nothing' }],
  ['limit_lower', { otpMark: 'released' }, { need: 'nothing' }],
])('%s with %j follows the policy table', (kind, changes, expected) => {
  expect(asked(kind, changes)).toMatchObject(expected);
});

test('without a token 振込 and Pay-easy together stay within ¥200,000', () => {
  expect(asked('transfer', { otpMark: 'none' }, 50_000n, 100_000n)).toMatchObject({ leftToday: 50_000n });
  expect(asked('transfer', { otpMark: 'none' }, 0n, 300_000n)).toMatchObject({ leftToday: 0n });
  expect(asked('transfer', {}, 50_000n, 100_000n)).toMatchObject({ leftToday: 950_000n });
});

test('a receipt number checks itself', () => {
  const number = drawReceiptNumber(businessDate('2026-11-24'));
  expect(number).toMatch(/^261124-/);
  expect(isReceiptNumber(number)).toBe(true);
  const other = number.at(8) === '7' ? '8' : '7';
  expect(isReceiptNumber(number.slice(0, 8) + other + number.slice(9))).toBe(false);
});

test('what a channel does not offer is refused there and nowhere else, and no token is promised to help', () => {
  const policy = structuredClone(defaultConfiguration.policy);
  const mobile = {
    ...policy.mobile,
    transfer: { registered: 'refused', none: 'refused', unsure: 'refused' },
  } as const;
  const configuration = { ...defaultConfiguration, policy: { ...policy, mobile } };
  const ask = (channel: Channel, changes: Partial<ContractFacts> = {}) =>
    needOf(
      {
        kind: 'transfer',
        channel,
        contract: { ...contract, ...changes },
        limits: { used: yen(0n), usedTogether: yen(0n) },
        moment: { now: NOW, isOpen: true },
      },
      configuration,
    );
  const refusal = { need: 'refused', reason: 'not_on_channel', channel: 'mobile' };
  expect(ask('mobile')).toEqual(refusal);
  expect(ask('mobile', { otpMark: 'none' })).toEqual(refusal);
  expect(ask('mobile', { otpMark: 'released' })).toEqual(refusal);
  expect(ask('mobile', { state: 'stopped' })).toEqual({ need: 'refused', reason: 'contract_stopped' });
  expect(ask('pc')).toMatchObject({ need: 'otp' });
  expect(ask('smartphone', { otpMark: 'none' })).toMatchObject({ need: 'confirmation_password' });
});
