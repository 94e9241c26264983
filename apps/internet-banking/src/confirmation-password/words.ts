import type { Spoken } from '@warifu/ui';
import type { PasswordField } from '../password/faces.ts';

interface Message {
  readonly title: string;
  readonly text: string;
}

export const CONFIRMATION_WORDS: Spoken<{
  readonly title: string;
  readonly lead: string;
  readonly labels: Readonly<Record<PasswordField, string>>;
  readonly rule: string;
  readonly show: string;
  readonly hide: string;
  readonly change: string;
  readonly busy: string;
  readonly done: Message;
  readonly locked: Message;
  readonly none: Message;
}> = {
  ja: {
    title: '確認用パスワードの変更',
    lead: 'ワンタイムパスワードを登録されていないときに、振込などの確認に使うパスワードです。',
    labels: {
      current: '現在の確認用パスワード',
      next: '新しい確認用パスワード',
      again: '新しい確認用パスワード（確認）',
    },
    rule: '8文字以上64文字以下です。ログインパスワードとは別の、ほかで使っていないものをお選びください。',
    show: '表示する',
    hide: '隠す',
    change: '変更する',
    busy: '変更しています…',
    done: {
      title: '確認用パスワードを変更しました',
      text: '次回からは、新しい確認用パスワードをお使いください。',
    },
    locked: {
      title: '確認用パスワードを変更できません',
      text: '確認用パスワードの誤りが続いたため、ご利用を停止しています。お取引の営業店で、書面での再発行のお手続きが必要です。',
    },
    none: {
      title: '確認用パスワードが設定されていません',
      text: '安全のため、この画面からは設定できません。お取引の営業店で、書面での発行のお手続きが必要です。',
    },
  },
  en: {
    title: 'Change your confirmation password',
    lead: 'It confirms transfers and other orders while no one-time password is registered.',
    labels: {
      current: 'Current confirmation password',
      next: 'New confirmation password',
      again: 'New confirmation password, once more',
    },
    rule: '8 to 64 characters. Choose one that differs from your login password and that you use nowhere else.',
    show: 'Show',
    hide: 'Hide',
    change: 'Change',
    busy: 'Changing…',
    done: {
      title: 'Your confirmation password is changed',
      text: 'Please use the new confirmation password from now on.',
    },
    locked: {
      title: 'The confirmation password cannot be changed',
      text: 'After several wrong attempts it is suspended. Your branch issues another one, on paper.',
    },
    none: {
      title: 'No confirmation password is set',
      text: 'For your safety none can be set here. Your branch issues one, on paper.',
    },
  },
};
