import type { Spoken } from '@warifu/ui';
import type { Over } from './flow.ts';

interface Message {
  readonly title: string;
  readonly text: string;
}

/** The words that all changes of a contract share. */
export const CHANGE_WORDS: Spoken<{
  readonly confirm: {
    readonly heading: string;
    readonly changed: string;
    readonly code: string;
    readonly codeHint: string;
    readonly execute: string;
    readonly busy: string;
    readonly validUntil: (until: string) => string;
    readonly back: string;
  };
  readonly done: {
    readonly receiptNumber: string;
    readonly executedAt: string;
  };
  readonly over: Readonly<Record<Over, Message>>;
  readonly refused: { readonly title: string; readonly register: string };
  readonly again: string;
  readonly settings: string;
  readonly cancel: string;
}> = {
  ja: {
    confirm: {
      heading: '内容を確認して実行する',
      changed: '登録されている内容が変わりました。もう一度確認して実行してください。',
      code: 'ワンタイムパスワード',
      codeHint: 'アプリに表示された数字6桁を入力してください。',
      execute: '実行',
      busy: '実行しています…',
      validUntil: (until) => `この内容は${until}まで有効です。`,
      back: '入力し直す',
    },
    done: { receiptNumber: '受付番号', executedAt: '受付日時' },
    over: {
      over: {
        title: 'このお手続きは終わりました',
        text: '変更されていません。はじめからお手続きください。',
      },
      expired: {
        title: '確認画面の有効時間が過ぎました',
        text: '変更されていません。はじめからお手続きください。',
      },
      moved: {
        title: '登録内容が変わりました',
        text: '確認画面を開いたあとに、登録されている内容が変更されました。このお手続きでは変更されていません。はじめからお手続きください。お心当たりがない場合は、お取引の営業店にご連絡ください。',
      },
    },
    refused: {
      title: 'ただいまお手続きいただけません',
      register: 'ワンタイムパスワードの利用登録',
    },
    again: 'はじめからやり直す',
    settings: '契約者情報変更へ',
    cancel: 'やめて契約者情報変更に戻る',
  },
  en: {
    confirm: {
      heading: 'Check and execute',
      changed: 'What is registered has changed. Please check again and execute.',
      code: 'One-time password',
      codeHint: 'Enter the 6 digits that the app shows.',
      execute: 'Execute',
      busy: 'Executing…',
      validUntil: (until) => `This page is valid until ${until}.`,
      back: 'Enter it again',
    },
    done: { receiptNumber: 'Receipt number', executedAt: 'Accepted at' },
    over: {
      over: { title: 'This is over', text: 'Nothing was changed. Please start again.' },
      expired: {
        title: 'The confirm page is out of date',
        text: 'Nothing was changed. Please start again.',
      },
      moved: {
        title: 'Your particulars have changed',
        text: 'What is registered was changed after this page was opened, and this order changed nothing. Please start again. If that was not you, contact your branch.',
      },
    },
    refused: { title: 'This is not possible now', register: 'Register a one-time password' },
    again: 'Start again',
    settings: 'Settings',
    cancel: 'Back to the settings',
  },
};
