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
  token_unlocked: {
    subject: 'ワンタイムパスワードのロック解除のお知らせ',
    body: '書面によるお申し出にもとづき、ワンタイムパスワードのロックを解除しました。ワンタイムパスワードを必要とするお取引を、ふたたびご利用いただけます。',
  },
  hard_token_handed_out: {
    subject: 'ハードウェアトークンお渡しのお知らせ',
    body: 'ワンタイムパスワードのハードウェアトークンを、窓口でお渡ししました。ご利用の前に、利用登録をお願いいたします。',
  },
  login_password_reissued: {
    subject: 'ログインパスワード再発行のお知らせ',
    body: '書面によるお申し出にもとづき、ログインパスワードを再発行しました。これまでのログインパスワードはご利用いただけません。',
  },
  confirmation_password_reissued: {
    subject: '確認用パスワード再発行のお知らせ',
    body: '書面によるお申し出にもとづき、確認用パスワードを再発行しました。これまでの確認用パスワードはご利用いただけません。',
  },
  mail_address_changed: {
    subject: 'メールアドレス変更のお知らせ',
    body: 'お知らせメールの送り先のメールアドレスが登録・変更されました。変更後しばらくの間、お知らせは変更前と変更後の両方のメールアドレスにお送りします。',
  },
  confirmation_password_changed: {
    subject: '確認用パスワード変更のお知らせ',
    body: '確認用パスワードが変更されました。',
  },
  address_change_accepted: {
    subject: '住所・電話番号変更の受付のお知らせ',
    body: '住所・電話番号の変更のお申し込みを受け付けました。営業店で内容を確認し、お手続きの結果をお知らせします。',
  },
  address_change_done: {
    subject: '住所・電話番号変更のお手続き完了のお知らせ',
    body: '住所・電話番号の変更のお手続きが完了しました。',
  },
  address_change_sent_back: {
    subject: '住所・電話番号変更のお知らせ',
    body: '住所・電話番号の変更をお受けできませんでした。理由は、ログイン後の契約者情報変更の画面をご覧ください。',
  },
  emergency_stopped: {
    subject: 'インターネットバンキング取引中止のお知らせ',
    body: 'お申し出により、インターネットバンキングのすべてのお取引を中止しました。ログインはできません。すでに受け付けたお取引は取り消されていません。取引中止の解除には、お取引の営業店での書面によるお手続きが必要です。',
  },
  emergency_stop_released: {
    subject: 'インターネットバンキング取引中止の解除のお知らせ',
    body: '書面によるお申し出にもとづき、インターネットバンキングの取引中止を解除しました。ふたたびログインできます。',
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
  transfer_recall_accepted: {
    subject: '組戻し受付のお知らせ',
    body: '振込の組戻しのお申し出を受け付けました。組戻しができるかどうかは、振込先の金融機関からの回答によります。',
  },
  order_executed: {
    subject: 'お取引の受付のお知らせ',
    body: 'お取引を受け付けました。',
  },
  order_failed: {
    subject: 'お取引不成立のお知らせ',
    body: 'ご依頼のお取引が成立しませんでした。くわしくは、ログイン後の画面をご覧ください。',
  },
  bill_payment_confirmed: {
    subject: '払込み完了のお知らせ',
    body: '結果を確認していた税金・各種料金の払込みが、完了しました。',
  },
  pay_easy_stopped: {
    subject: '税金・各種料金の払込み停止のお知らせ',
    body: '納付書が見つからない番号の入力が続いたため、安全のため、税金・各種料金の払込みを停止しました。くわしくは、払込みの画面をご覧ください。',
  },
  pay_easy_resumed: {
    subject: '税金・各種料金の払込み再開のお知らせ',
    body: '書面によるお申し出にもとづき、税金・各種料金の払込みを再開しました。',
  },
  scheduled_transfer_failed: {
    subject: '予約振込不成立のお知らせ',
    body: '予約された振込は、残高不足などのため成立しませんでした。あらためてのお振込はされません。',
  },
  transfer_recalled: {
    subject: '振込の組戻しのお知らせ',
    body: 'お申し出のあった組戻しにより、振込の資金をご口座にお戻ししました。',
  },
  transfer_recall_refused: {
    subject: '振込の組戻し不成立のお知らせ',
    body: 'お申し出のあった組戻しは、先方の金融機関でお受けできませんでした。',
  },
  time_deposit_renewed: {
    subject: '定期預金の自動継続のお知らせ',
    body: '満期をむかえた定期預金を、ご指定のとおり継続しました。',
  },
  time_deposit_closed: {
    subject: '定期預金の満期解約のお知らせ',
    body: '満期をむかえた定期預金を解約し、ご指定の口座に入金しました。',
  },
  time_deposit_matured: {
    subject: '定期預金の満期のお知らせ',
    body: '定期預金が満期をむかえました。満期解約のお手続きができます。',
  },
  instalment_unpaid: {
    subject: '定期積金の掛金のお知らせ',
    body: '定期積金の掛金を、残高不足のためお引き落としできませんでした。翌営業日から、あらためてお引き落としします。',
  },
  savings_matured: {
    subject: '定期積金の満期のお知らせ',
    body: '定期積金が満期をむかえました。満期解約のお手続きができます。',
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
  token_unlocked: {
    subject: 'One-time password unlocked',
    body: 'On your written request, your one-time password was unlocked. Orders that need one are possible again.',
  },
  hard_token_handed_out: {
    subject: 'Hardware token handed out',
    body: 'A hardware token for one-time passwords was handed out to you at the branch. Please register it before you use it.',
  },
  login_password_reissued: {
    subject: 'Login password reissued',
    body: 'On your written request, a new login password was issued. The old one is no longer valid.',
  },
  confirmation_password_reissued: {
    subject: 'Confirmation password reissued',
    body: 'On your written request, a new confirmation password was issued. The old one is no longer valid.',
  },
  mail_address_changed: {
    subject: 'Mail address changed',
    body: 'The mail address for notices was registered or changed. For some days notices are sent both to the address from before and to the new one.',
  },
  confirmation_password_changed: {
    subject: 'Confirmation password changed',
    body: 'The confirmation password was changed.',
  },
  address_change_accepted: {
    subject: 'Change of address received',
    body: 'You asked to change your address and telephone number. Your branch will check it, and we will tell you of the result.',
  },
  address_change_done: {
    subject: 'Change of address completed',
    body: 'The change of your address and telephone number is completed.',
  },
  address_change_sent_back: {
    subject: 'Change of address not accepted',
    body: 'The change of your address and telephone number could not be accepted. After login, the settings page says why.',
  },
  emergency_stopped: {
    subject: 'Internet banking stopped',
    body: 'As you asked, all internet banking of your contract was stopped. Nobody can log in. Orders that were accepted before are not cancelled. Your branch can release the stop, on paper.',
  },
  emergency_stop_released: {
    subject: 'Internet banking released',
    body: 'On your written request, the stop of your internet banking was released. You can log in again.',
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
  transfer_recall_accepted: {
    subject: 'Recall of a transfer accepted',
    body: 'Your request to recall a transfer was accepted. Whether it can be recalled depends on the answer of the receiving bank.',
  },
  order_executed: {
    subject: 'Your order',
    body: 'An order of yours was executed.',
  },
  order_failed: {
    subject: 'An order could not be carried out',
    body: 'An order of yours could not be carried out. Please log in to read more.',
  },
  bill_payment_confirmed: {
    subject: 'Bill paid',
    body: 'The payment of a bill that was being confirmed is complete.',
  },
  pay_easy_stopped: {
    subject: 'Bill payments stopped',
    body: 'Numbers under which there is no bill were entered too often in a row. For your safety, bill payments were stopped. The page of bill payments says until when.',
  },
  pay_easy_resumed: {
    subject: 'Bill payments resumed',
    body: 'On your written request, bill payments were resumed.',
  },
  scheduled_transfer_failed: {
    subject: 'A scheduled transfer failed',
    body: 'A scheduled transfer could not be carried out, for lack of funds or another reason. It will not be tried again.',
  },
  transfer_recalled: {
    subject: 'A transfer was recalled',
    body: 'As you asked, a transfer was recalled, and the amount is back on your account.',
  },
  transfer_recall_refused: {
    subject: 'A recall was refused',
    body: 'The other bank did not agree to the recall of a transfer.',
  },
  time_deposit_renewed: {
    subject: 'A time deposit was renewed',
    body: 'A time deposit matured and was renewed as you asked.',
  },
  time_deposit_closed: {
    subject: 'A time deposit was closed',
    body: 'A time deposit matured, was closed, and was paid to the account you named.',
  },
  time_deposit_matured: {
    subject: 'A time deposit has matured',
    body: 'A time deposit has matured. It can be closed now.',
  },
  instalment_unpaid: {
    subject: 'An instalment was not paid',
    body: 'An instalment could not be debited for lack of funds. It will be tried again from the next business day.',
  },
  savings_matured: {
    subject: 'Instalment savings have matured',
    body: 'An instalment savings contract has matured. It can be closed now.',
  },
};

/** What is said of each kind, in each language. */
export const MAIL_TEXTS: Readonly<Record<Language, Readonly<Record<NoticeKind, MailText>>>> = {
  ja: JA,
  en: EN,
};
