import type { NotAllowed } from '@warifu/bank';
import { instantText, type Spoken } from '@warifu/ui';
import { CHANNELS } from '../text/accounts.ts';
import { type Face, type Sentences, sentenceOf } from '../text/faces.ts';
import type { ExecuteField } from './flow.ts';

/** Also where a table asks for 確認用パスワード, which never stands in for a code here. */
const REGISTER_FIRST: Spoken<string> = {
  ja: 'このお手続きには、ワンタイムパスワードの利用登録が必要です。登録できない場合は、お取引の営業店でお手続きください。',
  en: 'This needs a registered one-time password. If you cannot register one, please come to your branch.',
};

export const NOT_ALLOWED_SENTENCES: Spoken<Sentences<NotAllowed>> = {
  ja: {
    otp_released: () =>
      'ワンタイムパスワードの利用登録が解除されています。あらためて利用登録が完了すると、お手続きいただけます。',
    register_first: () => REGISTER_FIRST.ja,
    cool_down: ({ until }) =>
      `ワンタイムパスワードの登録を変更されたため、安全のため${instantText(until, 'ja')}までこのお手続きはできません。`,
    confirmation_not_set: () => REGISTER_FIRST.ja,
    confirmation_locked: () => REGISTER_FIRST.ja,
    not_on_channel: ({ channel }) =>
      `このお手続きは、${CHANNELS.ja[channel]}の画面ではお取り扱いしていません。ほかの画面か、お取引の営業店でお手続きください。`,
    other_channel: ({ channel }) =>
      `この内容は、${CHANNELS.ja[channel]}の画面で確認されたものです。安全のため、実行は確認した画面に限っています。はじめからお手続きください。`,
    contract_stopped: () =>
      'お申し出により、インターネットバンキングの取引を中止しています。お取引の営業店にご連絡ください。',
    day_not_open: () => 'ただいま日付の切り替えをしています。数分お待ちいただき、もう一度お試しください。',
  },
  en: {
    otp_released: () =>
      'Your one-time password was released by the branch. This is possible when you have registered a token again.',
    register_first: () => REGISTER_FIRST.en,
    cool_down: ({ until }) =>
      `Your one-time password was changed lately. For your safety this is not possible until ${instantText(until, 'en')}.`,
    confirmation_not_set: () => REGISTER_FIRST.en,
    confirmation_locked: () => REGISTER_FIRST.en,
    not_on_channel: ({ channel }) =>
      `This is not offered on the pages for: ${CHANNELS.en[channel]}. Please use our other pages, or come to your branch.`,
    other_channel: ({ channel }) =>
      `This was checked on the pages for: ${CHANNELS.en[channel]}. For your safety it can be executed there alone. Please start again.`,
    contract_stopped: () =>
      'Internet banking is stopped for this contract, as asked. Please contact your branch.',
    day_not_open: () => 'The bank is just opening its new day. Please wait some minutes, and try again.',
  },
};

/** Refusals of 実行 that the confirm page shows. A change never asks for 確認用パスワード, nor counts against a limit. */
export type ShownRefusal =
  | { readonly reason: 'not_allowed'; readonly because: NotAllowed }
  | { readonly reason: 'code_missing' | 'code_malformed' | 'code_refused' }
  | { readonly reason: 'authority_disagrees' | 'authority_away' };

export const EXECUTE_FACES: Readonly<Record<ShownRefusal['reason'], Face<ExecuteField>>> = {
  not_allowed: { status: 422, field: 'order' },
  code_missing: { status: 422, field: 'code' },
  code_malformed: { status: 422, field: 'code' },
  code_refused: { status: 422, field: 'code' },
  authority_disagrees: { status: 503, field: 'code' },
  authority_away: { status: 503, field: 'code' },
};

export const EXECUTE_SENTENCES: Spoken<Sentences<ShownRefusal>> = {
  ja: {
    not_allowed: ({ because }) => sentenceOf(NOT_ALLOWED_SENTENCES.ja, because),
    code_missing: () => 'ワンタイムパスワードを入力してください。',
    code_malformed: () => 'ワンタイムパスワードは、アプリに表示された数字6桁で入力してください。',
    code_refused: () =>
      'このワンタイムパスワードは受け付けられません。アプリの表示が切り替わってから、新しいワンタイムパスワードを入力してください。変更されていません。',
    authority_disagrees: () =>
      'ただいまワンタイムパスワードを確認できないため、受け付けられません。時間をおいても続く場合は、お取引の営業店にご連絡ください。変更されていません。',
    authority_away: () =>
      'ただいまワンタイムパスワードを確認できません。しばらくお待ちいただいてから、新しいワンタイムパスワードでもう一度実行してください。変更されていません。',
  },
  en: {
    not_allowed: ({ because }) => sentenceOf(NOT_ALLOWED_SENTENCES.en, because),
    code_missing: () => 'Enter the one-time password.',
    code_malformed: () => 'Enter the 6 digits that the app shows.',
    code_refused: () =>
      'This one-time password cannot be accepted. Wait until the app shows a new one and enter that. Nothing is changed.',
    authority_disagrees: () =>
      'One-time passwords cannot be checked just now, so we cannot accept this. If this goes on, please contact your branch. Nothing is changed.',
    authority_away: () =>
      'One-time passwords cannot be checked just now. Please wait a moment and execute again with a new one. Nothing is changed.',
  },
};
