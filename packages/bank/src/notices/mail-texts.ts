import type { Language } from '../contracts/contract.ts';
import type { NoticeKind } from './notice.ts';

interface MailText {
  readonly subject: string;
  /** What happened, in whole sentences. Never an amount, a payee or a link. */
  readonly body: string;
}

const JA: Readonly<Record<NoticeKind, MailText>> = {
  login_new_browser: {
    subject: '新しいブラウザからのログインのお知らせ',
    body: 'これまでにご利用のないブラウザから、インターネットバンキングへのログインがありました。',
  },
  login_locked: {
    subject: 'ログイン停止のお知らせ',
    body: 'ログインパスワードの誤りが続いたため、これまでにご利用のないブラウザからのログインを24時間停止しました。これまでご利用のブラウザからは、引き続きログインできます。',
  },
  login_password_changed: {
    subject: 'ログインパスワード変更のお知らせ',
    body: 'ログインパスワードが変更されました。',
  },
  token_registered: {
    subject: 'ワンタイムパスワード利用登録のお知らせ',
    body: 'ワンタイムパスワードの利用登録が完了しました。',
  },
  device_changed: {
    subject: 'ワンタイムパスワード機種変更のお知らせ',
    body: 'ワンタイムパスワードの機種変更(新しいトークンの登録)が完了しました。',
  },
  token_stopped: {
    subject: 'ワンタイムパスワード利用停止のお知らせ',
    body: 'ワンタイムパスワードの利用停止が完了しました。',
  },
  token_released: {
    subject: 'ワンタイムパスワード利用登録解除のお知らせ',
    body: '書面によるお申し出にもとづき、ワンタイムパスワードの利用登録を解除しました。',
  },
  otp_locked: {
    subject: 'ワンタイムパスワード利用停止(ロック)のお知らせ',
    body: 'ワンタイムパスワードの誤りが続いたため、ワンタイムパスワードを必要とするお取引を停止しました。ログインと残高の照会はご利用いただけます。解除には、お取引の営業店でのお手続きが必要です。',
  },
  confirmation_locked: {
    subject: '確認用パスワード停止のお知らせ',
    body: '確認用パスワードの誤りが続いたため、確認用パスワードのご利用を停止しました。解除には、お取引の営業店でのお手続きが必要です。',
  },
  limit_changed: {
    subject: '利用限度額変更のお知らせ',
    body: '利用限度額が変更されました。',
  },
  transfer_executed: {
    subject: '振込受付のお知らせ',
    body: '振込のお取引を受け付けました。',
  },
  transfer_failed: {
    subject: '振込が実行できなかったお知らせ',
    body: '振込のお取引を実行できませんでした。詳しくは、インターネットバンキングにログインしてご確認ください。',
  },
  transfer_returned: {
    subject: '入金不能のお知らせ',
    body: '振込先の金融機関で入金できなかったため、振込のお取引が返却されました。詳しくは、インターネットバンキングにログインしてご確認ください。',
  },
};

const EN: Readonly<Record<NoticeKind, MailText>> = {
  login_new_browser: {
    subject: 'Login from a new browser',
    body: 'Somebody logged in to your internet banking from a browser that had not been used for it before.',
  },
  login_locked: {
    subject: 'Login blocked',
    body: 'After several wrong login passwords in a row, browsers that never logged in before are blocked for 24 hours. The browsers you have used before still work.',
  },
  login_password_changed: {
    subject: 'Login password changed',
    body: 'Your login password was changed.',
  },
  token_registered: {
    subject: 'One-time password registered',
    body: 'The registration of your one-time password is complete.',
  },
  device_changed: {
    subject: 'One-time password moved to a new device',
    body: 'A new token was registered in place of the old one.',
  },
  token_stopped: {
    subject: 'One-time password stopped',
    body: 'The use of your one-time password has been stopped.',
  },
  token_released: {
    subject: 'One-time password released',
    body: 'On your written request, the registration of your one-time password was released.',
  },
  otp_locked: {
    subject: 'One-time password locked',
    body: 'After several wrong one-time passwords in a row, orders that need one are refused. You can still log in and see your balances. Your branch can unlock it.',
  },
  confirmation_locked: {
    subject: 'Confirmation password locked',
    body: 'After several wrong confirmation passwords in a row, it can no longer be used. Your branch can unlock it.',
  },
  limit_changed: {
    subject: 'Daily limit changed',
    body: 'A daily limit of your contract was changed.',
  },
  transfer_executed: {
    subject: 'Transfer accepted',
    body: 'Your transfer was accepted.',
  },
  transfer_failed: {
    subject: 'Transfer not executed',
    body: 'Your transfer could not be executed. Please log in to internet banking for details.',
  },
  transfer_returned: {
    subject: 'Transfer returned',
    body: 'The receiving bank could not credit your transfer and returned it. Please log in to internet banking for details.',
  },
};

/** What is said of each kind, in each language. */
export const MAIL_TEXTS: Readonly<Record<Language, Readonly<Record<NoticeKind, MailText>>>> = {
  ja: JA,
  en: EN,
};
