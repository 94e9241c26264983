import type { OperatorTokenRefusal } from '@warifu/bank';
import type { Sentences } from '@warifu/site';
import { instantText, type Spoken } from '@warifu/ui';

export type TokenField = 'tokenId' | 'code' | 'nextCode';

/** A closed enrolment and a second code have pages of their own. */
export type TokenFaced = Exclude<OperatorTokenRefusal, { reason: 'enrolment_closed' | 'needs_second_code' }>;

export const TOKEN_FIELDS: Readonly<Record<TokenFaced['reason'], TokenField>> = {
  token_id_malformed: 'tokenId',
  code_malformed: 'code',
  token_of_another: 'tokenId',
  wait: 'code',
  not_accepted: 'code',
  authority_away: 'code',
};

export const TOKEN_SENTENCES: Spoken<Sentences<TokenFaced>> = {
  ja: {
    token_id_malformed: () => 'トークンIDは、英字4文字と数字8桁です。アプリの画面で確認してください。',
    code_malformed: () => 'ワンタイムパスワードは、数字6桁で入力してください。',
    token_of_another: () =>
      'このトークンは、ほかの担当者が登録しています。ご自分の端末のトークンを登録してください。',
    wait: ({ until }) => `続けて正しくない入力があったため、${instantText(until, 'ja')}まで登録できません。`,
    not_accepted: () =>
      'トークンIDまたはワンタイムパスワードが正しくないか、すでに使われています。新しく表示されたものを入力してください。',
    authority_away: () =>
      'ワンタイムパスワードを確認できませんでした。しばらく待ってから、もう一度お試しください。',
  },
  en: {
    token_id_malformed: () => 'A token ID has 4 letters and 8 digits. Look it up in the app.',
    code_malformed: () => 'The one-time password has 6 digits.',
    token_of_another: () =>
      'This token is registered by another operator. Register the token of your own device.',
    wait: ({ until }) =>
      `After several wrong entries you can register again from ${instantText(until, 'en')} on.`,
    not_accepted: () =>
      'The token ID or the one-time password is not right or was used before. Enter a newly shown one.',
    authority_away: () => 'The one-time password could not be checked. Please wait a moment and try again.',
  },
};
