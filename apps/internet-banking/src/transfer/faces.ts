import type { ExecuteRefusal, NotAllowed, ScheduledTransferRefusal, TransferRefusal } from '@warifu/bank';
import { instantText, type Language, type Spoken, yenText } from '@warifu/ui';
import { CHANNELS } from '../text/accounts.ts';
import { type Sentences, sentenceOf } from '../text/faces.ts';

/** The pages of the flow that have a field of their own. */
export type StepName = 'account' | 'bank' | 'branch' | 'number' | 'amount' | 'date' | 'name';

export interface StepFace {
  readonly step: StepName;
  readonly field: 'fromAccountId' | 'q' | 'accountNumber' | 'amount' | 'date' | 'payeeKana';
}

/** On which page, beside which field, a refusal of the preparation is told. `over` and `refused` are pages of their own. */
export const PREPARE_FACES: Readonly<
  Record<(TransferRefusal | ScheduledTransferRefusal)['reason'], StepFace | 'over' | 'refused'>
> = {
  draft_unknown: 'over',
  account_unknown: { step: 'account', field: 'fromAccountId' },
  payee_bank_unknown: { step: 'bank', field: 'q' },
  payee_branch_unknown: { step: 'branch', field: 'q' },
  payee_number_malformed: { step: 'number', field: 'accountNumber' },
  payee_account_unknown: { step: 'number', field: 'accountNumber' },
  same_account: { step: 'number', field: 'accountNumber' },
  payee_name_missing: { step: 'name', field: 'payeeKana' },
  payee_name_not_allowed: { step: 'name', field: 'payeeKana' },
  payee_name_too_long: { step: 'name', field: 'payeeKana' },
  amount_not_positive: { step: 'amount', field: 'amount' },
  amount_too_large: { step: 'amount', field: 'amount' },
  not_allowed: 'refused',
  limit_exceeded: { step: 'amount', field: 'amount' },
  funds_insufficient: { step: 'amount', field: 'amount' },
  date_malformed: { step: 'date', field: 'date' },
  date_not_later: { step: 'date', field: 'date' },
  date_too_far: { step: 'date', field: 'date' },
  date_not_business_day: { step: 'date', field: 'date' },
  bookings_too_many: { step: 'date', field: 'date' },
};

export const NOT_ALLOWED_SENTENCES: Spoken<Sentences<NotAllowed>> = {
  ja: {
    otp_released: () =>
      'ワンタイムパスワードの利用登録が解除されています。あらためて利用登録が完了すると、ご利用いただけます。',
    not_on_channel: ({ channel }) =>
      `このお取引は、${CHANNELS.ja[channel]}の画面ではお取り扱いしていません。ほかの画面か、お取引の営業店でお手続きください。`,
    other_channel: ({ channel }) =>
      `この内容は、${CHANNELS.ja[channel]}の画面で確認されたものです。安全のため、実行は確認した画面に限っています。この画面で振り込むには、金額の入力からお進みください。`,
    register_first: () =>
      'このお取引には、ワンタイムパスワードの利用登録が必要です。登録できない場合は、お取引の営業店でお手続きください。',
    cool_down: ({ until }) =>
      `ワンタイムパスワードの登録を変更されたため、安全のため${instantText(until, 'ja')}までご利用いただけません。`,
    confirmation_not_set: () =>
      '確認用パスワードが設定されていません。ワンタイムパスワードの利用登録をするか、お取引の営業店でお手続きください。',
    confirmation_locked: () =>
      '確認用パスワードの誤りが続いたため、ご利用を停止しています。ワンタイムパスワードの利用登録をするか、お取引の営業店でお手続きください。',
    contract_stopped: () =>
      'お申し出により、インターネットバンキングの取引を中止しています。お取引の営業店にご連絡ください。',
    day_not_open: () => 'ただいま日付の切り替えをしています。数分お待ちいただき、もう一度お試しください。',
  },
  en: {
    otp_released: () =>
      'Your one-time password was released by the branch. Transfers are possible again when you have registered a token.',
    not_on_channel: ({ channel }) =>
      `This order is not offered on the pages for: ${CHANNELS.en[channel]}. Please use our other pages, or come to your branch.`,
    other_channel: ({ channel }) =>
      `This was checked on the pages for: ${CHANNELS.en[channel]}. For your safety it can be executed there alone. To send it from here, go on from the amount.`,
    register_first: () =>
      'This order needs a registered one-time password. If you cannot register one, please come to your branch.',
    cool_down: ({ until }) =>
      `Your one-time password was changed lately. For your safety this is not possible until ${instantText(until, 'en')}.`,
    confirmation_not_set: () =>
      'No confirmation password is set. Register a one-time password, or come to your branch.',
    confirmation_locked: () =>
      'After several wrong attempts the confirmation password is suspended. Register a one-time password, or come to your branch.',
    contract_stopped: () =>
      'Internet banking is stopped for this contract, as asked. Please contact your branch.',
    day_not_open: () => 'The bank is just opening its new day. Please wait some minutes, and try again.',
  },
};

export const TRANSFER_SENTENCES: Spoken<Sentences<TransferRefusal>> = {
  ja: {
    draft_unknown: () => 'このお手続きは終わっているか、時間がたって入力の内容がなくなりました。',
    account_unknown: () => '出金口座を選んでください。',
    payee_bank_unknown: () => '金融機関が見つかりません。もう一度お選びください。',
    payee_branch_unknown: () => '支店が見つかりません。もう一度お選びください。',
    payee_number_malformed: () => '口座番号は、数字7桁以内で入力してください。',
    payee_account_unknown: () => 'この口座は見つかりません。支店、科目、口座番号を確かめてください。',
    same_account: () => '出金口座と同じ口座には振り込めません。',
    payee_name_missing: () => '受取人名を入力してください。',
    payee_name_not_allowed: ({ characters }) =>
      `受取人名に使えない文字があります：${characters}　カナ、英大文字、数字と ( ) - . / で入力してください。`,
    payee_name_too_long: ({ lengthMax }) =>
      `受取人名は${lengthMax}文字以内で入力してください。濁点と半濁点も1文字に数えます。`,
    amount_not_positive: () => '振込金額は1円以上で入力してください。',
    amount_too_large: ({ amountMax }) => `1回に振り込める金額は${yenText(amountMax)}までです。`,
    not_allowed: ({ because }) => sentenceOf(NOT_ALLOWED_SENTENCES.ja, because),
    limit_exceeded: ({ leftToday, limit }) =>
      `1日の限度額を超えます。本日あと振り込める金額は${yenText(leftToday)}です（1日の限度額${yenText(limit)}）。`,
    funds_insufficient: ({ shortBy }) => `手数料を含めると、残高が${yenText(shortBy)}不足しています。`,
  },
  en: {
    draft_unknown: () => 'This transfer is over, or time has passed and what you entered is gone.',
    account_unknown: () => 'Choose the account to pay from.',
    payee_bank_unknown: () => 'The bank was not found. Please choose again.',
    payee_branch_unknown: () => 'The branch was not found. Please choose again.',
    payee_number_malformed: () => 'An account number has up to 7 digits.',
    payee_account_unknown: () => 'This account was not found. Check branch, kind and number.',
    same_account: () => 'You cannot send money to the account you pay from.',
    payee_name_missing: () => 'Enter the payee’s name.',
    payee_name_not_allowed: ({ characters }) =>
      `The name has characters that banks do not take: ${characters}. Use kana, capital letters, digits and ( ) - . /`,
    payee_name_too_long: ({ lengthMax }) =>
      `The name may have at most ${lengthMax} characters; voicing marks count as one each.`,
    amount_not_positive: () => 'The amount must be ¥1 or more.',
    amount_too_large: ({ amountMax }) => `One transfer may be at most ${yenText(amountMax)}.`,
    not_allowed: ({ because }) => sentenceOf(NOT_ALLOWED_SENTENCES.en, because),
    limit_exceeded: ({ leftToday, limit }) =>
      `This is over the daily limit. You can send ${yenText(leftToday)} more today (daily limit ${yenText(limit)}).`,
    funds_insufficient: ({ shortBy }) => `With the fee, the balance is short by ${yenText(shortBy)}.`,
  },
};

/** Refusals of 実行 that the confirm page shows; the others lead to another page. */
export type ShownExecuteRefusal = Exclude<
  ExecuteRefusal,
  {
    readonly reason:
      | 'order_unknown'
      | 'order_expired'
      | 'terms_changed'
      | 'needs_second_code'
      | 'draft_unknown';
  }
>;

/** `order`: at the head of the page, with the ways to change it. */
export type ExecuteField = 'order' | 'code' | 'confirmationPassword';

export interface ExecuteFace {
  readonly status: 422 | 503;
  readonly field: ExecuteField;
}

const AT_THE_HEAD: ExecuteFace = { status: 422, field: 'order' };

export const EXECUTE_FACES: Readonly<Record<ShownExecuteRefusal['reason'], ExecuteFace>> = {
  account_unknown: AT_THE_HEAD,
  payee_bank_unknown: AT_THE_HEAD,
  payee_branch_unknown: AT_THE_HEAD,
  payee_number_malformed: AT_THE_HEAD,
  payee_account_unknown: AT_THE_HEAD,
  same_account: AT_THE_HEAD,
  payee_name_missing: AT_THE_HEAD,
  payee_name_not_allowed: AT_THE_HEAD,
  payee_name_too_long: AT_THE_HEAD,
  amount_not_positive: AT_THE_HEAD,
  amount_too_large: AT_THE_HEAD,
  not_allowed: AT_THE_HEAD,
  limit_exceeded: AT_THE_HEAD,
  funds_insufficient: AT_THE_HEAD,
  code_missing: { status: 422, field: 'code' },
  code_malformed: { status: 422, field: 'code' },
  code_refused: { status: 422, field: 'code' },
  confirmation_refused: { status: 422, field: 'confirmationPassword' },
  authority_disagrees: { status: 503, field: 'code' },
  authority_away: { status: 503, field: 'code' },
};

type CodeRefusal = Exclude<ShownExecuteRefusal, TransferRefusal>;

const CODE_SENTENCES: Spoken<Sentences<CodeRefusal>> = {
  ja: {
    code_missing: () => 'ワンタイムパスワードを入力してください。',
    code_malformed: () => 'ワンタイムパスワードは、アプリに表示された数字6桁で入力してください。',
    code_refused: () =>
      'このワンタイムパスワードは受け付けられません。アプリの表示が切り替わってから、新しいワンタイムパスワードを入力してください。振込は行われていません。',
    confirmation_refused: () =>
      '確認用パスワードを受け付けられません。続けて間違えるとご利用を停止します。振込は行われていません。',
    authority_disagrees: () =>
      'ただいまワンタイムパスワードを確認できないため、振込を受け付けられません。時間をおいても続く場合は、お取引の営業店にご連絡ください。振込は行われていません。',
    authority_away: () =>
      'ただいまワンタイムパスワードを確認できません。しばらくお待ちいただいてから、新しいワンタイムパスワードでもう一度実行してください。振込は行われていません。',
  },
  en: {
    code_missing: () => 'Enter the one-time password.',
    code_malformed: () => 'Enter the 6 digits that the app shows.',
    code_refused: () =>
      'This one-time password cannot be accepted. Wait until the app shows a new one and enter that. Nothing has been sent.',
    confirmation_refused: () =>
      'The confirmation password cannot be accepted. Further wrong attempts suspend it. Nothing has been sent.',
    authority_disagrees: () =>
      'One-time passwords cannot be checked just now, so we cannot accept the transfer. If this goes on, please contact your branch. Nothing has been sent.',
    authority_away: () =>
      'One-time passwords cannot be checked just now. Please wait a moment and execute again with a new one. Nothing has been sent.',
  },
};

/** The sentence of a refused 実行. Wrong, used and locked codes share one. */
export function executeSentence(refusal: ShownExecuteRefusal, language: Language): string {
  const sentences: Sentences<ShownExecuteRefusal> = {
    ...TRANSFER_SENTENCES[language],
    ...CODE_SENTENCES[language],
  };
  return sentenceOf(sentences, refusal);
}

/** What the pages themselves say of a field before the bank is asked. */
export interface OwnSentences {
  readonly searchEmpty: string;
  readonly recentUnknown: string;
  readonly kindEmpty: string;
  readonly numberEmpty: string;
  readonly amount: Readonly<
    Record<'empty' | 'not_a_number' | 'not_whole' | 'negative' | 'zero' | 'too_long', string>
  >;
}

export const OWN_SENTENCES: Spoken<OwnSentences> = {
  ja: {
    searchEmpty: '名前の一部かコードを入力してください。',
    recentUnknown: '振込先をもう一度お選びください。',
    kindEmpty: '科目を選んでください。',
    numberEmpty: '口座番号を入力してください。',
    amount: {
      empty: '振込金額を入力してください。',
      not_a_number: '振込金額は数字で入力してください（例：50000）。',
      not_whole: '振込金額は1円単位で入力してください。小数は使えません。',
      negative: '振込金額は1円以上で入力してください。',
      zero: '振込金額は1円以上で入力してください。',
      too_long: '振込金額の桁数が多すぎます。金額を確かめてください。',
    },
  },
  en: {
    searchEmpty: 'Enter part of the name, or the code.',
    recentUnknown: 'Please choose the payee again.',
    kindEmpty: 'Choose the kind of account.',
    numberEmpty: 'Enter the account number.',
    amount: {
      empty: 'Enter the amount.',
      not_a_number: 'Enter the amount in digits (for example 50000).',
      not_whole: 'Enter whole yen, without decimals.',
      negative: 'The amount must be ¥1 or more.',
      zero: 'The amount must be ¥1 or more.',
      too_long: 'This amount has too many digits. Please check it.',
    },
  },
};
