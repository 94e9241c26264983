import type { BookedOrder } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';

export interface EmergencyStopWords {
  readonly title: string;
  readonly steps: readonly string[];
  readonly identify: { readonly heading: string; readonly lead: string };
  readonly next: string;
  readonly busy: string;
  readonly confirm: {
    readonly heading: string;
    readonly lead: string;
    /** What happens, before the button is pressed. */
    readonly effects: readonly string[];
    readonly button: string;
    readonly busy: string;
    readonly notYet: string;
  };
  readonly booked: {
    readonly title: string;
    readonly lead: string;
    readonly none: string;
    readonly kinds: Readonly<Record<BookedOrder['kind'], string>>;
    /** In place of the day, where nobody knows it. */
    readonly asking: string;
    readonly columns: {
      readonly due: string;
      readonly what: string;
      readonly amount: string;
      readonly receiptNumber: string;
    };
  };
  readonly done: {
    readonly title: string;
    readonly text: string;
    readonly release: string;
    readonly backToLogin: string;
  };
  readonly closed: { readonly title: string; readonly text: string; readonly again: string };
  readonly cancel: string;
  readonly backToSettings: string;
}

const ja: EmergencyStopWords = {
  title: 'IB取引中止',
  steps: ['利用者認証', '内容の確認', '完了'],
  identify: {
    heading: '利用者認証',
    lead: '第三者に取引されるおそれがあるときなどに、インターネットバンキングのすべての取引をすぐに中止できます。契約者ID(利用者番号)とログインパスワードを入力してください。ワンタイムパスワードは必要ありません。',
  },
  next: '次へ',
  busy: '確認しています…',
  confirm: {
    heading: '取引を中止する前にご確認ください',
    lead: '「取引を中止する」を押すと、すぐに次のようになります。',
    effects: [
      'ほかの端末やブラウザも含めて、ログイン中の画面はすべてログアウトします。',
      '以後、ログインはできません。ワンタイムパスワードの利用登録などのお手続きもできません。',
      '中止の解除は、お取引の営業店で、所定の書面によるお手続きが必要です。画面からは解除できません。',
      'すでに受け付けた取引は取り消されません。',
    ],
    button: '取引を中止する',
    busy: '中止しています…',
    notYet: 'まだ中止されていません。',
  },
  booked: {
    title: '取り消されない取引',
    lead: '次の取引は受付済みで、中止のあとも実行されます。取消しをご希望の場合は、お取引の営業店にご連絡ください。',
    none: '受け付け済みで、これから実行される取引はありません。',
    kinds: {
      transfer: '振込（翌営業開始に送金）',
      scheduled_transfer: '予約振込',
      bill_payment: '税金・各種料金の払込み',
    },
    asking: '収納機関に確認中',
    columns: { due: '実行日', what: '取引', amount: '金額', receiptNumber: '受付番号' },
  },
  done: {
    title: 'IB取引中止のお手続きが完了しました',
    text: 'このご契約のインターネットバンキングのすべての取引を中止しました。ログイン中の画面はすべてログアウトしています。',
    release: 'ふたたびご利用になるには、お取引の営業店で、所定の書面による解除のお手続きをしてください。',
    backToLogin: 'ログイン画面に戻る',
  },
  closed: {
    title: 'お手続きの有効時間が過ぎました',
    text: '利用者認証から10分が過ぎたか、この画面からのお手続きが始まっていません。取引の中止は、この画面からは行われていません。',
    again: 'はじめからやり直す',
  },
  cancel: '中止しないでログイン画面に戻る',
  backToSettings: '中止しないで契約者情報変更に戻る',
};

const en: EmergencyStopWords = {
  title: 'Emergency stop',
  steps: ['Identify yourself', 'Check', 'Done'],
  identify: {
    heading: 'Identify yourself',
    lead: 'If you fear that somebody else may use your internet banking, you can stop all of it at once. Enter your contract number and your login password. No one-time password is needed.',
  },
  next: 'Next',
  busy: 'Checking…',
  confirm: {
    heading: 'Before you stop your internet banking',
    lead: 'When you press “Stop internet banking”, this happens at once.',
    effects: [
      'Every page that is logged in is logged out, on other devices and browsers too.',
      'From then on nobody can log in, or register a one-time password.',
      'Only your branch can release the stop, on paper. No page can.',
      'Orders that were accepted already are not cancelled.',
    ],
    button: 'Stop internet banking',
    busy: 'Stopping…',
    notYet: 'It is not stopped yet.',
  },
  booked: {
    title: 'Orders that go on',
    lead: 'These orders were accepted and are carried out after the stop as well. To have one cancelled, please contact your branch.',
    none: 'There is no accepted order that is yet to be carried out.',
    kinds: {
      transfer: 'Transfer (sent at the next opening)',
      scheduled_transfer: 'Scheduled transfer',
      bill_payment: 'Bill payment',
    },
    asking: 'Being confirmed with the biller',
    columns: { due: 'Carried out on', what: 'Order', amount: 'Amount', receiptNumber: 'Receipt number' },
  },
  done: {
    title: 'Your internet banking is stopped',
    text: 'All internet banking of this contract is stopped. Every page that was logged in is logged out.',
    release: 'To use it again, please ask your branch to release the stop, on paper.',
    backToLogin: 'Back to the login page',
  },
  closed: {
    title: 'The time for this has passed',
    text: 'More than 10 minutes have passed since you identified yourself, or nothing was begun in this browser. Nothing was stopped from this page.',
    again: 'Start again',
  },
  cancel: 'Back to the login page without stopping',
  backToSettings: 'Back to the settings without stopping',
};

export const EMERGENCY_STOP_WORDS: Spoken<EmergencyStopWords> = { ja, en };
