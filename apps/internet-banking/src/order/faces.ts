import type { CommonRefusal, NotAllowed } from '@warifu/bank';
import { instantText, type Language, type Spoken, yenText } from '@warifu/ui';
import { CHANNELS } from '../text/accounts.ts';
import { type Face, type Sentences, sentenceOf } from '../text/faces.ts';
import { NOT_ALLOWED_SENTENCES } from '../transfer/faces.ts';
import type { OrderField } from './order-flow.ts';

/** Why an order of any kind is not let through at all: as for 振込, but for what would name it. */
export const ORDER_NOT_ALLOWED: Spoken<Sentences<NotAllowed>> = {
  ja: {
    ...NOT_ALLOWED_SENTENCES.ja,
    otp_released: () =>
      'ワンタイムパスワードの利用登録が解除されています。あらためて利用登録が完了すると、お手続きいただけます。',
    register_first: () =>
      'このお手続きには、ワンタイムパスワードの利用登録が必要です。登録できない場合は、お取引の営業店でお手続きください。',
    cool_down: ({ until }) =>
      `ワンタイムパスワードの登録を変更されたため、安全のため${instantText(until, 'ja')}までこのお手続きはできません。`,
    not_on_channel: ({ channel }) =>
      `このお手続きは、${CHANNELS.ja[channel]}の画面ではお取り扱いしていません。ほかの画面か、お取引の営業店でお手続きください。`,
    other_channel: ({ channel }) =>
      `この内容は、${CHANNELS.ja[channel]}の画面で確認されたものです。安全のため、実行は確認した画面に限っています。はじめからお手続きください。`,
  },
  en: {
    ...NOT_ALLOWED_SENTENCES.en,
    otp_released: () =>
      'Your one-time password was released by the branch. This is possible again when you have registered a token.',
    register_first: () =>
      'This needs a registered one-time password. If you cannot register one, please come to your branch.',
    not_on_channel: ({ channel }) =>
      `This is not offered on the pages for: ${CHANNELS.en[channel]}. Please use our other pages, or come to your branch.`,
    other_channel: ({ channel }) =>
      `This was checked on the pages for: ${CHANNELS.en[channel]}. For your safety it can be executed there alone. Please start again.`,
  },
};

export const COMMON_SENTENCES: Spoken<Sentences<CommonRefusal>> = {
  ja: {
    draft_unknown: () => 'このお手続きは終わっているか、時間がたって入力の内容がなくなりました。',
    not_allowed: ({ because }) => sentenceOf(ORDER_NOT_ALLOWED.ja, because),
    limit_exceeded: ({ leftToday, limit }) =>
      `1日の限度額を超えます。本日あとお取引できる金額は${yenText(leftToday)}です（1日の限度額${yenText(limit)}）。`,
  },
  en: {
    draft_unknown: () => 'This is over, or time has passed and what you entered is gone.',
    not_allowed: ({ because }) => sentenceOf(ORDER_NOT_ALLOWED.en, because),
    limit_exceeded: ({ leftToday, limit }) =>
      `This is over the daily limit. ${yenText(leftToday)} are left today (daily limit ${yenText(limit)}).`,
  },
};

/** What is told of a code or a password, beside its field. */
export type CodeReason =
  | 'code_missing'
  | 'code_malformed'
  | 'code_refused'
  | 'confirmation_refused'
  | 'authority_disagrees'
  | 'authority_away';

export const CODE_FACES: Readonly<Record<CodeReason, Face<OrderField>>> = {
  code_missing: { status: 422, field: 'code' },
  code_malformed: { status: 422, field: 'code' },
  code_refused: { status: 422, field: 'code' },
  confirmation_refused: { status: 422, field: 'confirmationPassword' },
  authority_disagrees: { status: 503, field: 'code' },
  authority_away: { status: 503, field: 'code' },
};

const CODE_SENTENCES: Spoken<Readonly<Record<CodeReason, string>>> = {
  ja: {
    code_missing: 'ワンタイムパスワードを入力してください。',
    code_malformed: 'ワンタイムパスワードは、アプリに表示された数字6桁で入力してください。',
    code_refused:
      'このワンタイムパスワードは受け付けられません。アプリの表示が切り替わってから、新しいワンタイムパスワードを入力してください。お手続きは完了していません。',
    confirmation_refused:
      '確認用パスワードを受け付けられません。続けて間違えるとご利用を停止します。お手続きは完了していません。',
    authority_disagrees:
      'ただいまワンタイムパスワードを確認できないため、受け付けられません。時間をおいても続く場合は、お取引の営業店にご連絡ください。お手続きは完了していません。',
    authority_away:
      'ただいまワンタイムパスワードを確認できません。しばらくお待ちいただいてから、新しいワンタイムパスワードでもう一度実行してください。お手続きは完了していません。',
  },
  en: {
    code_missing: 'Enter the one-time password.',
    code_malformed: 'Enter the 6 digits that the app shows.',
    code_refused:
      'This one-time password cannot be accepted. Wait until the app shows a new one and enter that. Nothing has been done.',
    confirmation_refused:
      'The confirmation password cannot be accepted. Further wrong attempts suspend it. Nothing has been done.',
    authority_disagrees:
      'One-time passwords cannot be checked just now, so we cannot accept this. If this goes on, please contact your branch. Nothing has been done.',
    authority_away:
      'One-time passwords cannot be checked just now. Please wait a moment and execute again with a new one. Nothing has been done.',
  },
};

export const codeSentence = (reason: CodeReason, language: Language): string =>
  CODE_SENTENCES[language][reason];
