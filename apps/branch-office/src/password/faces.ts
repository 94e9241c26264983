import type { OperatorPasswordRefusal } from '@warifu/bank';
import type { Language, Spoken } from '@warifu/ui';

export type PasswordField = 'current' | 'next' | 'again';

/** Beside which field a refusal of the bank stands. A closed enrolment has a page of its own. */
export const PASSWORD_FIELDS: Readonly<
  Record<Exclude<OperatorPasswordRefusal, 'enrolment_closed'>, PasswordField>
> = {
  current_wrong: 'current',
  too_short: 'next',
  too_long: 'next',
  same: 'next',
  holds_operator_number: 'next',
  common: 'next',
};

export const PASSWORD_SENTENCES: Spoken<Readonly<Record<OperatorPasswordRefusal, string>>> = {
  ja: {
    enrolment_closed: '利用開始の手続きの有効期限が切れました。もう一度サインインしてください。',
    current_wrong: '現在のパスワードが正しくありません。',
    too_short: '新しいパスワードは8文字以上で入力してください。',
    too_long: '新しいパスワードは64文字以下で入力してください。',
    same: '現在と同じパスワードは使えません。',
    holds_operator_number: '担当者番号を含むパスワードは使えません。',
    common: 'よく使われていて推測されやすいパスワードです。別のものにしてください。',
  },
  en: {
    enrolment_closed: 'The time for getting started has run out. Please sign in again.',
    current_wrong: 'The current password is not right.',
    too_short: 'The new password needs at least 8 characters.',
    too_long: 'The new password may have at most 64 characters.',
    same: 'The new password must differ from the current one.',
    holds_operator_number: 'The new password must not contain your operator number.',
    common: 'This password is used by many and easily guessed. Please choose another.',
  },
};

const EMPTY: Spoken<Readonly<Record<PasswordField | 'differs', string>>> = {
  ja: {
    current: '現在のパスワードを入力してください。',
    next: '新しいパスワードを入力してください。',
    again: '新しいパスワードをもう一度入力してください。',
    differs: '新しいパスワードと一致しません。もう一度入力してください。',
  },
  en: {
    current: 'Enter the current password.',
    next: 'Enter the new password.',
    again: 'Enter the new password once more.',
    differs: 'This differs from the new password. Enter it once more.',
  },
};

/** What is missing, or not the same twice, before the bank is asked. */
export function shapeErrorsOf(
  form: Readonly<Record<'next' | 'again', string>> & Readonly<Partial<Record<'current', string>>>,
  language: Language,
): Readonly<Partial<Record<PasswordField, string>>> {
  const words = EMPTY[language];
  return {
    ...(form.current === '' ? { current: words.current } : {}),
    ...(form.next === '' ? { next: words.next } : {}),
    ...(form.again === ''
      ? { again: words.again }
      : form.next !== '' && form.again !== form.next
        ? { again: words.differs }
        : {}),
  };
}
