import type { SignInOutcome } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';

type SignInRefusal = Extract<SignInOutcome, { outcome: 'refused' }>['reason'];

interface SignInWords {
  readonly title: string;
  readonly lead: string;
  readonly operatorNumber: string;
  readonly operatorNumberHint: string;
  readonly password: string;
  readonly passwordAgain: string;
  readonly code: string;
  readonly codeHint: string;
  readonly firstTime: string;
  readonly show: string;
  readonly hide: string;
  readonly signIn: string;
  readonly busy: string;
  readonly errors: {
    readonly operatorNumberEmpty: string;
    readonly passwordEmpty: string;
    readonly nextCodeEmpty: string;
  };
  readonly refusals: Readonly<Record<Exclude<SignInRefusal, 'needs_second_code'>, string>>;
}

export const SIGN_IN_WORDS: Spoken<SignInWords> = {
  ja: {
    title: 'サインイン',
    lead: '担当者番号、パスワード、ご自分のアプリに表示されているワンタイムパスワードを入力してください。',
    operatorNumber: '担当者番号',
    operatorNumberHint: '数字6桁です。全角でも入力できます。',
    password: 'パスワード',
    passwordAgain: 'パスワード（もう一度入力してください）',
    code: 'ワンタイムパスワード',
    codeHint: '数字6桁です。',
    firstTime:
      '初めてサインインする方は、ワンタイムパスワードを空欄のままにしてください。続けて、パスワードの変更とトークンの登録に進みます。',
    show: '表示する',
    hide: '隠す',
    signIn: 'サインイン',
    busy: '確認しています…',
    errors: {
      operatorNumberEmpty: '担当者番号を入力してください。',
      passwordEmpty: 'パスワードを入力してください。',
      nextCodeEmpty: '次に表示されたワンタイムパスワードを入力してください。',
    },
    refusals: {
      credentials:
        '担当者番号、パスワード、ワンタイムパスワードのいずれかが正しくないか、現在サインインできません。ワンタイムパスワードは、新しく表示されたものを入力してください。',
      authority_away:
        'ワンタイムパスワードを確認できませんでした。しばらく待ってから、もう一度サインインしてください。',
    },
  },
  en: {
    title: 'Sign in',
    lead: 'Enter your operator number, your password and the one-time password that your own app shows.',
    operatorNumber: 'Operator number',
    operatorNumberHint: '6 digits.',
    password: 'Password',
    passwordAgain: 'Password (enter it once more)',
    code: 'One-time password',
    codeHint: '6 digits.',
    firstTime:
      'If this is your first sign-in, leave the one-time password empty. You then choose a password and register a token of your own.',
    show: 'Show',
    hide: 'Hide',
    signIn: 'Sign in',
    busy: 'Checking…',
    errors: {
      operatorNumberEmpty: 'Enter your operator number.',
      passwordEmpty: 'Enter your password.',
      nextCodeEmpty: 'Enter the next one-time password.',
    },
    refusals: {
      credentials:
        'The operator number, the password or the one-time password is not right, or you cannot sign in at present. Use a newly shown one-time password.',
      authority_away: 'The one-time password could not be checked. Please wait a moment and sign in again.',
    },
  },
};
