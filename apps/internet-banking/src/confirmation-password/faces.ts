import type { ConfirmationPasswordRefusal } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';
import type { PasswordField } from '../password/faces.ts';

/** Refusals beside a field; the others are a page of their own. */
export type ShownRefusal = Exclude<ConfirmationPasswordRefusal, 'not_set' | 'locked'>;

export const CONFIRMATION_FIELDS: Readonly<Record<ShownRefusal, PasswordField>> = {
  current_wrong: 'current',
  too_short: 'next',
  too_long: 'next',
  same: 'next',
  holds_contract_number: 'next',
  common: 'next',
  same_as_login: 'next',
};

export const CONFIRMATION_SENTENCES: Spoken<Readonly<Record<ShownRefusal, string>>> = {
  ja: {
    current_wrong: '現在の確認用パスワードが正しくありません。続けて間違えると、ご利用いただけなくなります。',
    too_short: '新しい確認用パスワードは8文字以上で入力してください。',
    too_long: '新しい確認用パスワードは64文字以下で入力してください。',
    same: '現在と同じ確認用パスワードは使えません。',
    holds_contract_number: '契約者ID(利用者番号)を含む確認用パスワードは使えません。',
    common: 'よく使われていて推測されやすい確認用パスワードです。別のものにしてください。',
    same_as_login: 'ログインパスワードと同じものは使えません。別のものにしてください。',
  },
  en: {
    current_wrong:
      'The current confirmation password is not right. After several wrong attempts it is suspended.',
    too_short: 'The new confirmation password needs at least 8 characters.',
    too_long: 'The new confirmation password may have at most 64 characters.',
    same: 'The new confirmation password must differ from the current one.',
    holds_contract_number: 'The new confirmation password must not contain your contract number.',
    common: 'This confirmation password is used by many and easily guessed. Please choose another.',
    same_as_login: 'It must differ from your login password. Please choose another.',
  },
};

export const CONFIRMATION_OWN_SENTENCES: Spoken<
  Readonly<{ currentEmpty: string; nextEmpty: string; againEmpty: string; againDiffers: string }>
> = {
  ja: {
    currentEmpty: '現在の確認用パスワードを入力してください。',
    nextEmpty: '新しい確認用パスワードを入力してください。',
    againEmpty: '新しい確認用パスワードをもう一度入力してください。',
    againDiffers: '新しい確認用パスワードと一致しません。もう一度入力してください。',
  },
  en: {
    currentEmpty: 'Enter the current confirmation password.',
    nextEmpty: 'Enter the new confirmation password.',
    againEmpty: 'Enter the new confirmation password once more.',
    againDiffers: 'This differs from the new confirmation password. Enter it once more.',
  },
};
