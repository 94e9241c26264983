import type {
  BillNumberField,
  BillPaymentRefusal,
  BillRefusal,
  ExecuteBillPaymentRefusal,
  NotAllowed,
} from '@warifu/bank';
import { dateText, type Language, type Spoken, yenText } from '@warifu/ui';
import { CHANNELS } from '../text/accounts.ts';
import { type Face, type Sentences, sentenceOf } from '../text/faces.ts';
import { NOT_ALLOWED_SENTENCES as OF_TRANSFERS } from '../transfer/faces.ts';
import { PAY_EASY_WORDS } from './words.ts';

export const NOT_ALLOWED_SENTENCES: Spoken<Sentences<NotAllowed>> = {
  ja: {
    ...OF_TRANSFERS.ja,
    other_channel: ({ channel }) =>
      `この内容は、${CHANNELS.ja[channel]}の画面で確認されたものです。安全のため、実行は確認した画面に限っています。この画面で払い込むには、収納機関番号の入力からお進みください。`,
  },
  en: {
    ...OF_TRANSFERS.en,
    otp_released: () =>
      'Your one-time password was released by the branch. Bills can be paid again when you have registered a token.',
    other_channel: ({ channel }) =>
      `This was checked on the pages for: ${CHANNELS.en[channel]}. For your safety it can be executed there alone. To pay from here, start again from the biller number.`,
  },
};

const NUMBER_NAMES: Spoken<Readonly<Record<BillNumberField, string>>> = {
  ja: {
    paymentNumber: '納付番号・お客様番号',
    confirmationNumber: '確認番号',
    paymentCategory: '納付区分',
  },
  en: {
    paymentNumber: 'payment or customer number',
    confirmationNumber: 'confirmation number',
    paymentCategory: 'payment category',
  },
};

/** Beside which field of which page a refusal is told; `head`: at the head of the page of the numbers. */
export type BillPlace = 'billerNumber' | 'numbers' | BillNumberField | 'fromAccountId' | 'amount';

/** Refusals that lead to a page of their own. */
type OwnPage = 'draft_unknown' | 'not_allowed' | 'pay_easy_stopped';
export type ShownRefusal = Exclude<BillPaymentRefusal, { readonly reason: OwnPage }>;

export const isShown = (refusal: BillPaymentRefusal): refusal is ShownRefusal =>
  Object.hasOwn(PLACES, refusal.reason);

const PLACES: Readonly<Record<ShownRefusal['reason'], Face<BillPlace> | 'field'>> = {
  biller_number_malformed: { status: 422, field: 'billerNumber' },
  network_away: { status: 503, field: 'numbers' },
  biller_unknown: { status: 422, field: 'billerNumber' },
  number_missing: 'field',
  number_malformed: 'field',
  too_many_at_once: { status: 503, field: 'numbers' },
  bill_unknown: { status: 422, field: 'numbers' },
  bill_paid: { status: 422, field: 'numbers' },
  bill_expired: { status: 422, field: 'numbers' },
  bill_withdrawn: { status: 422, field: 'numbers' },
  biller_maintenance: { status: 503, field: 'numbers' },
  account_unknown: { status: 422, field: 'fromAccountId' },
  amount_not_chosen: { status: 422, field: 'amount' },
  amount_out_of_bounds: { status: 422, field: 'amount' },
  limit_exceeded: { status: 422, field: 'amount' },
  funds_insufficient: { status: 422, field: 'fromAccountId' },
};

/** Where a refusal is told. */
export function placeOf(refusal: ShownRefusal): Face<BillPlace> {
  const place = PLACES[refusal.reason];
  if (place !== 'field') return place;
  return { status: 422, field: 'field' in refusal ? refusal.field : 'numbers' };
}

const digitsJa = (min: number, max: number): string => PAY_EASY_WORDS.ja.numbers.digits(min, max);
const digitsEn = (min: number, max: number): string => PAY_EASY_WORDS.en.numbers.digits(min, max);

/** So many tries are left when the customer is first told how many. */
const TRIES_TOLD = 3;

export const BILL_SENTENCES: Spoken<Sentences<ShownRefusal>> = {
  ja: {
    biller_number_malformed: () => '収納機関番号は、数字5桁で入力してください。',
    network_away: () =>
      'ただいま収納機関に確認できません。しばらくたってから、もう一度お試しください。払込みは行われていません。',
    biller_unknown: () => 'この収納機関番号は見つかりません。納付書の番号を確かめてください。',
    number_missing: ({ field }) => `${NUMBER_NAMES.ja[field]}を入力してください。`,
    number_malformed: ({ field, digits }) =>
      `${NUMBER_NAMES.ja[field]}の桁数が違います。納付書のとおりに入力してください。${digitsJa(digits.lengthMin, digits.lengthMax)}`,
    too_many_at_once: () => '前の照会の回答を待っています。しばらくたってから、もう一度お試しください。',
    bill_unknown: ({ triesLeft }) =>
      `この番号の納付書は見つかりません。納付書の番号をすべて確かめてください。${
        triesLeft <= TRIES_TOLD ? `続けて間違えると、払込みを停止します（あと${triesLeft}回）。` : ''
      }`,
    bill_paid: () => 'この納付書は、すでに支払われています。',
    bill_expired: () =>
      'この納付書は、払込期限が過ぎているため払い込めません。納付書の発行元にお問い合わせください。',
    bill_withdrawn: () => 'この納付書は、発行元が取り消しています。発行元にお問い合わせください。',
    biller_maintenance: () =>
      'この収納機関は、ただいま払込みを受け付けていません。時間をおいて、もう一度お試しください。',
    account_unknown: () => '出金口座を選んでください。',
    amount_not_chosen: ({ amountMin, amountMax }) =>
      `払込金額を、${yenText(amountMin)}から${yenText(amountMax)}までの間で入力してください。`,
    amount_out_of_bounds: ({ amountMin, amountMax }) =>
      `この納付書に払い込める金額は、${yenText(amountMin)}から${yenText(amountMax)}までです。`,
    limit_exceeded: ({ leftToday, limit }) =>
      `1日の限度額を超えます。本日あと払い込める金額は${yenText(leftToday)}です（1日の限度額${yenText(limit)}）。`,
    funds_insufficient: ({ shortBy }) => `ご利用可能額が${yenText(shortBy)}不足しています。`,
  },
  en: {
    biller_number_malformed: () => 'A biller number has 5 digits.',
    network_away: () =>
      'We cannot reach the biller just now. Please try again in a while. Nothing has been paid.',
    biller_unknown: () => 'There is no biller with this number. Please check it on the bill.',
    number_missing: ({ field }) => `Enter the ${NUMBER_NAMES.en[field]}.`,
    number_malformed: ({ field, digits }) =>
      `The ${NUMBER_NAMES.en[field]} has another length. Enter it as printed: ${digitsEn(digits.lengthMin, digits.lengthMax)}`,
    too_many_at_once: () => 'An earlier inquiry has no answer yet. Please try again in a while.',
    bill_unknown: ({ triesLeft }) =>
      `There is no bill with these numbers. Please check all of them.${
        triesLeft <= TRIES_TOLD ? ` Further wrong ones stop bill payments (${triesLeft} left).` : ''
      }`,
    bill_paid: () => 'This bill has been paid already.',
    bill_expired: () => 'This bill is past its date and cannot be paid. Please ask whoever issued it.',
    bill_withdrawn: () => 'This bill was withdrawn by whoever issued it. Please ask there.',
    biller_maintenance: () => 'This biller takes no payments just now. Please try again later.',
    account_unknown: () => 'Choose the account to pay from.',
    amount_not_chosen: ({ amountMin, amountMax }) =>
      `Enter an amount from ${yenText(amountMin)} to ${yenText(amountMax)}.`,
    amount_out_of_bounds: ({ amountMin, amountMax }) =>
      `For this bill you can pay from ${yenText(amountMin)} to ${yenText(amountMax)}.`,
    limit_exceeded: ({ leftToday, limit }) =>
      `This is over the daily limit. You can pay ${yenText(leftToday)} more today (daily limit ${yenText(limit)}).`,
    funds_insufficient: ({ shortBy }) => `What is available is short by ${yenText(shortBy)}.`,
  },
};

/** Until when Pay-easy is stopped, in a sentence. */
export function stopSentence(
  { until }: Omit<Extract<BillRefusal, { readonly reason: 'pay_easy_stopped' }>, 'reason'>,
  language: Language,
): string {
  const words = PAY_EASY_WORDS[language].stopped;
  return until === undefined ? words.branch : words.today(dateText(until, language));
}

/** Refusals of 実行 that the confirm page shows; the others lead to another page. */
export type ShownExecuteRefusal = Exclude<
  ExecuteBillPaymentRefusal,
  {
    readonly reason:
      | 'order_unknown'
      | 'order_expired'
      | 'terms_changed'
      | 'draft_unknown'
      | 'needs_second_code'
      | 'pay_easy_stopped';
  }
>;

/** `order`: at the head of the page, with the way to change it. */
export type ExecuteField = 'order' | 'code' | 'confirmationPassword';

export const EXECUTE_FACES: Readonly<Record<ShownExecuteRefusal['reason'], Face<ExecuteField>>> = {
  not_allowed: { status: 422, field: 'order' },
  account_unknown: { status: 422, field: 'order' },
  limit_exceeded: { status: 422, field: 'order' },
  funds_insufficient: { status: 422, field: 'order' },
  code_missing: { status: 422, field: 'code' },
  code_malformed: { status: 422, field: 'code' },
  code_refused: { status: 422, field: 'code' },
  confirmation_refused: { status: 422, field: 'confirmationPassword' },
  authority_disagrees: { status: 503, field: 'code' },
  authority_away: { status: 503, field: 'code' },
};

export const EXECUTE_SENTENCES: Spoken<Sentences<ShownExecuteRefusal>> = {
  ja: {
    not_allowed: ({ because }) => sentenceOf(NOT_ALLOWED_SENTENCES.ja, because),
    account_unknown: BILL_SENTENCES.ja.account_unknown,
    limit_exceeded: BILL_SENTENCES.ja.limit_exceeded,
    funds_insufficient: BILL_SENTENCES.ja.funds_insufficient,
    code_missing: () => 'ワンタイムパスワードを入力してください。',
    code_malformed: () => 'ワンタイムパスワードは、アプリに表示された数字6桁で入力してください。',
    code_refused: () =>
      'このワンタイムパスワードは受け付けられません。アプリの表示が切り替わってから、新しいワンタイムパスワードを入力してください。払込みは行われていません。',
    confirmation_refused: () =>
      '確認用パスワードを受け付けられません。続けて間違えるとご利用を停止します。払込みは行われていません。',
    authority_disagrees: () =>
      'ただいまワンタイムパスワードを確認できないため、払込みを受け付けられません。時間をおいても続く場合は、お取引の営業店にご連絡ください。払込みは行われていません。',
    authority_away: () =>
      'ただいまワンタイムパスワードを確認できません。しばらくお待ちいただいてから、新しいワンタイムパスワードでもう一度実行してください。払込みは行われていません。',
  },
  en: {
    not_allowed: ({ because }) => sentenceOf(NOT_ALLOWED_SENTENCES.en, because),
    account_unknown: BILL_SENTENCES.en.account_unknown,
    limit_exceeded: BILL_SENTENCES.en.limit_exceeded,
    funds_insufficient: BILL_SENTENCES.en.funds_insufficient,
    code_missing: () => 'Enter the one-time password.',
    code_malformed: () => 'Enter the 6 digits that the app shows.',
    code_refused: () =>
      'This one-time password cannot be accepted. Wait until the app shows a new one and enter that. Nothing has been paid.',
    confirmation_refused: () =>
      'The confirmation password cannot be accepted. Further wrong attempts suspend it. Nothing has been paid.',
    authority_disagrees: () =>
      'One-time passwords cannot be checked just now, so we cannot accept the payment. If this goes on, please contact your branch. Nothing has been paid.',
    authority_away: () =>
      'One-time passwords cannot be checked just now. Please wait a moment and execute again with a new one. Nothing has been paid.',
  },
};
