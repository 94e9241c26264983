import type { ExecuteOutcome, NotAllowed } from '@warifu/bank';
import { instantText, type Spoken, yenText } from '@warifu/ui';
import { CHANNELS } from '../text/accounts.ts';
import { type Face, type Sentences, sentenceOf } from '../text/faces.ts';

/** What the policy of the bank refuses, for an order of any kind. */
export const NOT_ALLOWED_SENTENCES: Spoken<Sentences<NotAllowed>> = {
  ja: {
    otp_released: () =>
      'ワンタイムパスワードの利用登録が解除されています。あらためて利用登録が完了すると、ご利用いただけます。',
    not_on_channel: ({ channel }) =>
      `このお取引は、${CHANNELS.ja[channel]}の画面ではお取り扱いしていません。ほかの画面か、お取引の営業店でお手続きください。`,
    other_channel: ({ channel }) =>
      `この内容は、${CHANNELS.ja[channel]}の画面で確認されたものです。安全のため、実行は確認した画面に限っています。この画面では、はじめからお手続きください。`,
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
      'Your one-time password was released by the branch. This is possible again when you have registered a token.',
    not_on_channel: ({ channel }) =>
      `This order is not offered on the pages for: ${CHANNELS.en[channel]}. Please use our other pages, or come to your branch.`,
    other_channel: ({ channel }) =>
      `This was checked on the pages for: ${CHANNELS.en[channel]}. For your safety it can be executed there alone. Here, please start again.`,
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

/** What of a refused 実行 leads to another page or state instead of a sentence. */
type Elsewhere = 'order_unknown' | 'order_expired' | 'terms_changed' | 'needs_second_code' | 'draft_unknown';

type AnyExecuteRefusal = Extract<
  ExecuteOutcome<unknown, { readonly reason: 'draft_unknown' }>,
  { readonly outcome: 'refused' }
>;

/** The refusals that orders of every kind share, and that the confirm page itself tells. */
export type SharedRefusal = Exclude<AnyExecuteRefusal, { readonly reason: Elsewhere }>;

export type OrderField = 'order' | 'code' | 'confirmationPassword';

const FACES: Readonly<Record<SharedRefusal['reason'], Face<OrderField>>> = {
  not_allowed: { status: 422, field: 'order' },
  limit_exceeded: { status: 422, field: 'order' },
  code_missing: { status: 422, field: 'code' },
  code_malformed: { status: 422, field: 'code' },
  code_refused: { status: 422, field: 'code' },
  confirmation_refused: { status: 422, field: 'confirmationPassword' },
  authority_disagrees: { status: 503, field: 'code' },
  authority_away: { status: 503, field: 'code' },
};

/** Beside which field a refusal is told: what is of the order's own kind stands at the head of the page. */
export const faceOf = (reason: string): Face<OrderField> =>
  Object.hasOwn(FACES, reason) ? FACES[reason as SharedRefusal['reason']] : { status: 422, field: 'order' };

export const SHARED_SENTENCES: Spoken<Sentences<SharedRefusal>> = {
  ja: {
    not_allowed: ({ because }) => sentenceOf(NOT_ALLOWED_SENTENCES.ja, because),
    limit_exceeded: ({ leftToday, limit }) =>
      `1日の限度額を超えます。本日あとお取引できる金額は${yenText(leftToday)}です（1日の限度額${yenText(limit)}）。`,
    code_missing: () => 'ワンタイムパスワードを入力してください。',
    code_malformed: () => 'ワンタイムパスワードは、アプリに表示された数字6桁で入力してください。',
    code_refused: () =>
      'このワンタイムパスワードは受け付けられません。アプリの表示が切り替わってから、新しいワンタイムパスワードを入力してください。お取引は行われていません。',
    confirmation_refused: () =>
      '確認用パスワードを受け付けられません。続けて間違えるとご利用を停止します。お取引は行われていません。',
    authority_disagrees: () =>
      'ただいまワンタイムパスワードを確認できないため、お取引を受け付けられません。時間をおいても続く場合は、お取引の営業店にご連絡ください。お取引は行われていません。',
    authority_away: () =>
      'ただいまワンタイムパスワードを確認できません。しばらくお待ちいただいてから、新しいワンタイムパスワードでもう一度実行してください。お取引は行われていません。',
  },
  en: {
    not_allowed: ({ because }) => sentenceOf(NOT_ALLOWED_SENTENCES.en, because),
    limit_exceeded: ({ leftToday, limit }) =>
      `This is over the daily limit. ${yenText(leftToday)} is left today (daily limit ${yenText(limit)}).`,
    code_missing: () => 'Enter the one-time password.',
    code_malformed: () => 'Enter the 6 digits that the app shows.',
    code_refused: () =>
      'This one-time password cannot be accepted. Wait until the app shows a new one and enter that. Nothing was done.',
    confirmation_refused: () =>
      'The confirmation password cannot be accepted. Further wrong attempts suspend it. Nothing was done.',
    authority_disagrees: () =>
      'One-time passwords cannot be checked just now, so we cannot accept the order. If this goes on, please contact your branch. Nothing was done.',
    authority_away: () =>
      'One-time passwords cannot be checked just now. Please wait a moment and execute again with a new one. Nothing was done.',
  },
};
