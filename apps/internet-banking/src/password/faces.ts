import type { PasswordRefusal } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';

export type PasswordField = 'current' | 'next' | 'again';

/** Beside which field a refusal of the bank stands. */
export const PASSWORD_FIELDS: Readonly<Record<PasswordRefusal, PasswordField>> = {
  current_wrong: 'current',
  too_short: 'next',
  too_long: 'next',
  same: 'next',
  holds_contract_number: 'next',
  common: 'next',
};

export const PASSWORD_SENTENCES: Spoken<Readonly<Record<PasswordRefusal, string>>> = {
  ja: {
    current_wrong: '現在のログインパスワードが正しくありません。',
    too_short: '新しいログインパスワードは8文字以上で入力してください。',
    too_long: '新しいログインパスワードは64文字以下で入力してください。',
    same: '現在と同じログインパスワードは使えません。',
    holds_contract_number: '契約者ID(利用者番号)を含むログインパスワードは使えません。',
    common: 'よく使われていて推測されやすいログインパスワードです。別のものにしてください。',
  },
  en: {
    current_wrong: 'The current login password is not right.',
    too_short: 'The new login password needs at least 8 characters.',
    too_long: 'The new login password may have at most 64 characters.',
    same: 'The new login password must differ from the current one.',
    holds_contract_number: 'The new login password must not contain your contract number.',
    common: 'This login password is used by many and easily guessed. Please choose another.',
  },
};

export const PASSWORD_OWN_SENTENCES: Spoken<
  Readonly<{ currentEmpty: string; nextEmpty: string; againEmpty: string; againDiffers: string }>
> = {
  ja: {
    currentEmpty: '現在のログインパスワードを入力してください。',
    nextEmpty: '新しいログインパスワードを入力してください。',
    againEmpty: '新しいログインパスワードをもう一度入力してください。',
    againDiffers: '新しいログインパスワードと一致しません。もう一度入力してください。',
  },
  en: {
    currentEmpty: 'Enter the current login password.',
    nextEmpty: 'Enter the new login password.',
    againEmpty: 'Enter the new login password once more.',
    againDiffers: 'This differs from the new login password. Enter it once more.',
  },
};
