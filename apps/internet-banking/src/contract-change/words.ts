import type { Spoken } from '@warifu/ui';

/** The words that all changes of a contract share, beyond those of any order. */
export const CHANGE_WORDS: Spoken<{
  readonly confirm: string;
  readonly back: string;
  readonly settings: string;
  readonly cancel: string;
}> = {
  ja: {
    confirm: '内容を確認して実行する',
    back: '入力し直す',
    settings: '契約者情報変更へ',
    cancel: 'やめて契約者情報変更に戻る',
  },
  en: {
    confirm: 'Check and execute',
    back: 'Enter it again',
    settings: 'Settings',
    cancel: 'Back to the settings',
  },
};
