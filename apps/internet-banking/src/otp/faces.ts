import type { RegistrationRefusal } from '@warifu/bank';
import { instantText, type Spoken } from '@warifu/ui';
import type { Face, Sentences } from '../text/faces.ts';

export type OtpField = 'tokenId' | 'code' | 'nextCode';

/** `needs_second_code` is no error but a further step, and `flow_closed` a page of its own. */
export type ShownRefusal = Exclude<
  RegistrationRefusal,
  { readonly reason: 'needs_second_code' | 'flow_closed' }
>;

/** Where the sentence stands. An unknown token ID and a wrong code share one sentence, at the head of the form's fields. */
export const OTP_FACES: Readonly<Record<ShownRefusal['reason'], Face<OtpField>>> = {
  token_id_malformed: { status: 422, field: 'tokenId' },
  code_malformed: { status: 422, field: 'code' },
  same_token: { status: 422, field: 'tokenId' },
  wait: { status: 429, field: 'code' },
  not_accepted: { status: 422, field: 'code' },
  authority_away: { status: 503, field: 'code' },
};

export const OTP_SENTENCES: Spoken<Sentences<ShownRefusal>> = {
  ja: {
    token_id_malformed: () =>
      'トークンIDは、英字4文字と数字8桁（例：WRSM 1234 5678）、または機器に印字された番号で入力してください。',
    code_malformed: () => 'ワンタイムパスワードは、アプリに表示された数字6桁で入力してください。',
    same_token: () =>
      '現在登録されているトークンIDです。新しい端末のアプリに表示されたトークンIDを入力してください。',
    wait: ({ until }) =>
      `続けて間違えたため、${instantText(until, 'ja')}を過ぎるまで受け付けられません。お待ちいただいてから、新しいワンタイムパスワードを入力してください。`,
    not_accepted: () =>
      '入力された内容では受け付けられませんでした。アプリの表示を確かめ、次に表示されるワンタイムパスワードを入力してください。',
    authority_away: () =>
      'ただいまワンタイムパスワードを確認できません。しばらくお待ちいただいてから、もう一度お試しください。お手続きはまだ完了していません。',
  },
  en: {
    token_id_malformed: () =>
      'Enter the token ID, 4 letters and 8 digits (for example WRSM 1234 5678), or the serial printed on the device.',
    code_malformed: () => 'Enter the 6 digits that the app shows.',
    same_token: () =>
      'This token ID is the registered one. Enter the token ID that the app on your new device shows.',
    wait: ({ until }) =>
      `After several wrong attempts we accept the next one only after ${instantText(until, 'en')}. Please wait, then enter a new one-time password.`,
    not_accepted: () =>
      'We could not accept what you entered. Check what the app shows and enter the next one-time password.',
    authority_away: () =>
      'We cannot check one-time passwords just now. Please wait a moment and try again. Nothing is completed yet.',
  },
};

/** Fields that were left empty. */
export const OTP_EMPTY: Spoken<Readonly<Record<OtpField, string>>> = {
  ja: {
    tokenId: 'トークンIDを入力してください。',
    code: 'ワンタイムパスワードを入力してください。',
    nextCode: '次に表示されたワンタイムパスワードを入力してください。',
  },
  en: {
    tokenId: 'Enter the token ID.',
    code: 'Enter the one-time password.',
    nextCode: 'Enter the next one-time password.',
  },
};
