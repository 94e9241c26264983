import type { OtpFlowKind } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';

interface FlowTitles {
  readonly title: string;
  readonly steps: readonly string[];
  readonly changeSteps: readonly string[];
  readonly done: string;
}

/** The words of 利用登録, 機種変更 and 利用停止: titles, labels and buttons are the manual's. */
export interface OtpWords {
  readonly flows: Readonly<Record<OtpFlowKind, FlowTitles>>;
  readonly identify: { readonly heading: string; readonly lead: Readonly<Record<OtpFlowKind, string>> };
  readonly next: string;
  readonly busy: string;
  readonly token: {
    readonly heading: string;
    readonly changeHeading: string;
    readonly lead: string;
    readonly changeLead: string;
    readonly tokenId: string;
    readonly tokenIdHint: string;
    readonly register: string;
    readonly getApp: string;
  };
  readonly oldCode: { readonly heading: string; readonly lead: string; readonly lost: string };
  readonly stop: {
    readonly heading: string;
    readonly lead: string;
    readonly button: string;
    readonly after: string;
  };
  readonly code: string;
  readonly codeHint: string;
  readonly changes: string;
  readonly done: {
    readonly backToLogin: string;
    readonly coolDown: (until: string) => string;
    readonly registered: string;
    readonly stopped: string;
  };
  readonly nothing: { readonly title: string; readonly text: string };
  readonly closed: { readonly title: string; readonly text: string; readonly again: string };
  readonly cancel: string;
  readonly guide: string;
}

const ja: OtpWords = {
  flows: {
    register: {
      title: 'ワンタイムパスワード利用登録',
      steps: ['利用者認証', '登録情報入力', '利用登録完了'],
      changeSteps: ['利用者認証', '変更前のワンタイムパスワード', '登録情報入力', '利用登録完了'],
      done: 'ワンタイムパスワードの利用登録が完了しました',
    },
    stop: {
      title: 'ワンタイムパスワード利用停止',
      steps: ['利用者認証', 'ワンタイムパスワード入力', '利用停止完了'],
      changeSteps: [],
      done: 'ワンタイムパスワードの利用停止が完了しました',
    },
  },
  identify: {
    heading: '利用者認証',
    lead: {
      register:
        'お客様カードに記載の契約者ID(利用者番号)と、ログインパスワードを入力してください。機種変更のときも、こちらからお手続きください。',
      stop: 'お客様カードに記載の契約者ID(利用者番号)と、ログインパスワードを入力してください。',
    },
  },
  next: '次へ',
  busy: '確認しています…',
  token: {
    heading: 'ワンタイムパスワード登録情報入力',
    changeHeading: '新しいワンタイムパスワードアプリの登録情報入力',
    lead: 'ワンタイムパスワードアプリに表示されているトークンIDとワンタイムパスワードを入力してください。',
    changeLead:
      '機種変更後のワンタイムパスワードアプリに表示されているトークンIDとワンタイムパスワードを入力してください。',
    tokenId: 'トークンID(クレデンシャルID)',
    tokenIdHint:
      '英字4文字と数字8桁です。専用の機器（ハードウェアトークン）をお使いの方は、機器に印字された番号も入力できます。空白やハイフンは、あってもなくてもかまいません。',
    register: '登録',
    getApp: 'アプリをお持ちでない方：ワンタイムパスワードアプリを入手する',
  },
  oldCode: {
    heading: 'ワンタイムパスワード入力',
    lead: 'すでに利用登録されています。機種変更前のワンタイムパスワードアプリに表示されているワンタイムパスワードを入力してください。',
    lost: '機種変更前の端末がお手元にない場合は、お取引の営業店で所定の書面により利用登録解除のお手続きをお願いします。',
  },
  stop: {
    heading: 'ワンタイムパスワード入力',
    lead: 'ワンタイムパスワードアプリに表示されているワンタイムパスワードを入力してください。',
    button: '停止',
    after:
      '停止すると、振込と料金の払込みは確認用パスワードでのお取引となり、1日の限度額が下がります。限度額の引上げなどはご利用いただけなくなります。',
  },
  code: 'ワンタイムパスワード',
  codeHint: '数字6桁です。',
  changes: 'アプリのワンタイムパスワードの表示は30秒ごとに切り替わります。',
  done: {
    backToLogin: 'ログイン画面に戻る',
    coolDown: (until) =>
      `安全のため、${until}までは登録前と同じ限度額でのお取引となり、限度額の引上げとメールアドレスの変更はできません。`,
    registered: 'これからは、振込などのお取引の最後に、ワンタイムパスワードの入力が必要です。',
    stopped: 'ログインは、これまでどおり契約者IDとログインパスワードでできます。',
  },
  nothing: {
    title: 'ワンタイムパスワードは利用登録されていません',
    text: 'このご契約には、停止するワンタイムパスワードがありません。',
  },
  closed: {
    title: 'お手続きの有効期限が切れました',
    text: '利用者認証から時間がたったか、お手続きがすでに終わっています。続ける場合は、はじめからお手続きください。',
    again: 'はじめから手続きする',
  },
  cancel: '中止してログイン画面に戻る',
  guide: '操作の手順を見る',
};

const en: OtpWords = {
  flows: {
    register: {
      title: 'Register a one-time password',
      steps: ['Identification', 'Token details', 'Registered'],
      changeSteps: ['Identification', 'Code of the old device', 'Token details', 'Registered'],
      done: 'Your one-time password is registered',
    },
    stop: {
      title: 'Stop using the one-time password',
      steps: ['Identification', 'One-time password', 'Stopped'],
      changeSteps: [],
      done: 'Your one-time password is stopped',
    },
  },
  identify: {
    heading: 'Identification',
    lead: {
      register:
        'Enter the contract number on your customer card and your login password. Start here, too, if you changed your device.',
      stop: 'Enter the contract number on your customer card and your login password.',
    },
  },
  next: 'Next',
  busy: 'Checking…',
  token: {
    heading: 'Token details',
    changeHeading: 'Details of the new token app',
    lead: 'Enter the token ID and the one-time password that your token app shows.',
    changeLead: 'Enter the token ID and the one-time password that the token app on your new device shows.',
    tokenId: 'Token ID (credential ID)',
    tokenIdHint:
      '4 letters and 8 digits, or the serial printed on your hardware token; with or without spaces and hyphens.',
    register: 'Register',
    getApp: 'No app yet? Get the one-time password app',
  },
  oldCode: {
    heading: 'One-time password',
    lead: 'A token is registered already. Enter the one-time password that the app on your old device shows.',
    lost: 'If you no longer have the old device, please have the registration released on paper at your branch.',
  },
  stop: {
    heading: 'One-time password',
    lead: 'Enter the one-time password that your token app shows.',
    button: 'Stop',
    after:
      'After that, transfers and bill payments need the confirmation password and a lower daily limit holds. Raising limits and the like will not be possible.',
  },
  code: 'One-time password',
  codeHint: '6 digits.',
  changes: 'The app shows a new one-time password every 30 seconds.',
  done: {
    backToLogin: 'Back to the login page',
    coolDown: (until) =>
      `For your safety the limits from before hold until ${until}; until then limits cannot be raised and the mail address cannot be changed.`,
    registered: 'From now on the last step of a transfer asks for a one-time password.',
    stopped: 'You log in as before, with your contract number and login password.',
  },
  nothing: {
    title: 'No one-time password is registered',
    text: 'This contract has no one-time password that could be stopped.',
  },
  closed: {
    title: 'The time for this procedure has passed',
    text: 'Some time has passed since the identification, or the procedure has ended already. To go on, please start again.',
    again: 'Start again',
  },
  cancel: 'Cancel and go back to the login page',
  guide: 'See the steps of this procedure',
};

export const OTP_WORDS: Spoken<OtpWords> = { ja, en };
