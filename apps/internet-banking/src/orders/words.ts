import type { Spoken } from '@warifu/ui';

/** What the confirm page and the receipt of every kind of order say alike. */
export const ORDER_WORDS: Spoken<{
  readonly code: string;
  readonly codeHint: string;
  readonly codeHeading: string;
  readonly confirmationPassword: string;
  readonly confirmationHint: string;
  readonly validUntil: (time: string) => string;
  readonly busy: string;
  readonly changed: string;
  readonly receiptNumber: string;
  readonly executedAt: string;
  readonly printHint: string;
  readonly top: string;
  readonly history: string;
  readonly cancel: string;
  readonly over: { readonly title: string; readonly text: string };
  readonly expired: { readonly title: string; readonly text: string };
  readonly refused: { readonly title: string; readonly register: string };
}> = {
  ja: {
    code: 'ワンタイムパスワード',
    codeHint: 'トークンのアプリに表示されている数字を入力してください。',
    codeHeading: 'ワンタイムパスワードの入力',
    confirmationPassword: '確認用パスワード',
    confirmationHint: 'ワンタイムパスワードを利用登録されていないため、確認用パスワードを入力してください。',
    validUntil: (time) => `この内容は${time}まで実行できます。`,
    busy: '実行しています…',
    changed: 'ご確認いただいた内容が変わりました。新しい内容をもう一度お確かめください。',
    receiptNumber: '受付番号',
    executedAt: '受付日時',
    printHint: 'この画面は取引履歴から、あとでもう一度表示できます。必要な場合は印刷してください。',
    top: 'トップへ',
    history: '取引履歴',
    cancel: '中止してトップへ戻る',
    over: {
      title: 'このお手続きは終わっています',
      text: 'ほかの画面で実行されたか、取り消されています。取引履歴でお確かめください。',
    },
    expired: {
      title: '確認画面の有効期限が過ぎました',
      text: 'お取引は行われていません。お手数ですが、はじめからお手続きください。',
    },
    refused: { title: 'ただいまお取り扱いできません', register: 'ワンタイムパスワードの利用登録' },
  },
  en: {
    code: 'One-time password',
    codeHint: 'Enter the digits that your token shows.',
    codeHeading: 'One-time password',
    confirmationPassword: 'Confirmation password',
    confirmationHint: 'You have no registered one-time password, so please enter your confirmation password.',
    validUntil: (time) => `You can execute this until ${time}.`,
    busy: 'Executing…',
    changed: 'What you checked has changed meanwhile. Please check it again.',
    receiptNumber: 'Receipt number',
    executedAt: 'Executed at',
    printHint: 'You can come back to this page from the history. Print it if you need it on paper.',
    top: 'Home',
    history: 'History',
    cancel: 'Stop and go home',
    over: {
      title: 'This order is over',
      text: 'It was executed on another page, or cancelled. Please look at the history.',
    },
    expired: {
      title: 'The time for this page is over',
      text: 'Nothing was done. Please start again.',
    },
    refused: { title: 'Not possible at the moment', register: 'Register a one-time password' },
  },
};
