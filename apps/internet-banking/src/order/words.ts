import type { Spoken } from '@warifu/ui';

/** The words around an order of any kind: its confirm page, its end, and what came too late. */
export const ORDER_WORDS: Spoken<{
  readonly code: string;
  readonly codeHint: string;
  readonly confirmationPassword: string;
  readonly confirmationHint: string;
  readonly codeHeading: string;
  readonly passwordHeading: string;
  readonly executeHeading: string;
  readonly changed: string;
  readonly validUntil: (time: string) => string;
  readonly execute: string;
  readonly busy: string;
  readonly receiptNumber: string;
  readonly executedAt: string;
  readonly history: string;
  readonly top: string;
  readonly printHint: string;
  readonly over: { readonly title: string; readonly text: string };
  readonly expired: { readonly title: string; readonly text: string; readonly again: string };
  readonly refused: { readonly title: string; readonly register: string };
}> = {
  ja: {
    code: 'ワンタイムパスワード',
    codeHint: 'ワンタイムパスワードアプリに表示されている数字6桁です。30秒ごとに切り替わります。',
    confirmationPassword: '確認用パスワード',
    confirmationHint: 'ワンタイムパスワードを利用登録していないため、確認用パスワードで確認します。',
    codeHeading: 'ワンタイムパスワードの入力',
    passwordHeading: '確認用パスワード',
    executeHeading: '実行',
    changed: 'ご確認いただいた内容が変わりました。新しい内容を確かめて、もう一度実行してください。',
    validUntil: (time) => `この内容は${time}まで有効です。`,
    execute: '実行',
    busy: '実行しています…',
    receiptNumber: '受付番号',
    executedAt: '受付日時',
    history: '取引履歴を見る',
    top: 'トップへ',
    printHint: '受付番号は、取引履歴からいつでも確認できます。',
    over: {
      title: 'このお手続きは終わっています',
      text: 'ほかの画面で実行されたか、取り消されています。実行されたお手続きは、取引履歴で確認できます。',
    },
    expired: {
      title: '確認画面の有効期限が切れました',
      text: 'お手続きは完了していません。はじめからお手続きください。',
      again: 'はじめから手続きする',
    },
    refused: {
      title: 'ただいまお手続きいただけません',
      register: 'ワンタイムパスワードの利用登録',
    },
  },
  en: {
    code: 'One-time password',
    codeHint: 'The 6 digits that your token app shows, new every 30 seconds.',
    confirmationPassword: 'Confirmation password',
    confirmationHint: 'You have no one-time password registered, so we ask for the confirmation password.',
    codeHeading: 'One-time password',
    passwordHeading: 'Confirmation password',
    executeHeading: 'Execute',
    changed: 'What you checked has changed meanwhile. Please check it again and execute once more.',
    validUntil: (time) => `Valid until ${time}.`,
    execute: 'Execute',
    busy: 'Executing…',
    receiptNumber: 'Receipt number',
    executedAt: 'Accepted at',
    history: 'Go to the history',
    top: 'Home',
    printHint: 'You find the receipt number again in the history at any time.',
    over: {
      title: 'This is over',
      text: 'It was executed on another page, or cancelled. Executed orders are in the history.',
    },
    expired: {
      title: 'The time to confirm has passed',
      text: 'Nothing was done. Please start again.',
      again: 'Start again',
    },
    refused: { title: 'This is not possible just now', register: 'Register a one-time password' },
  },
};
