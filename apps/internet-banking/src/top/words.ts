import type { NoticeKind, OtpMark } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';

export interface TopWords {
  readonly title: string;
  readonly holder: (name: string) => string;
  readonly accounts: string;
  readonly balance: string;
  readonly statement: string;
  readonly transfer: string;
  readonly of: (account: string) => string;
  readonly noAccounts: string;
  readonly logins: string;
  readonly loginsHint: string;
  readonly thisLogin: string;
  readonly from: (channel: string, address: string) => string;
  readonly notices: string;
  readonly noNotices: string;
  readonly noticeKinds: Readonly<Record<NoticeKind, string>>;
  readonly receiptNumber: string;
  readonly otpTitle: string;
  readonly otp: Readonly<Record<OtpMark, { readonly state: string; readonly text: string }>>;
  readonly register: string;
  readonly changeDevice: string;
  readonly stop: string;
  readonly coolDownTitle: string;
  readonly coolDown: (until: string) => string;
  readonly lockedTitle: string;
  readonly locked: string;
  readonly payEasy: string;
  readonly payBill: string;
  readonly paidBills: string;
  readonly deposits: string;
  readonly timeDeposits: string;
  readonly savings: string;
  readonly settings: string;
  readonly changeSettings: string;
  /** 振込・振替: the ways to them. */
  readonly transfers: {
    readonly title: string;
    readonly own: string;
    readonly bookings: string;
    readonly payees: string;
  };
}

const ja: TopWords = {
  title: 'トップ',
  holder: (name) => `${name} 様`,
  accounts: 'ご利用口座',
  balance: '残高',
  statement: '入出金明細',
  transfer: '振込',
  of: (account) => `（${account}）`,
  noAccounts: 'ご利用いただける口座がありません。お取引の営業店にお問い合わせください。',
  logins: 'これまでのログイン',
  loginsHint:
    'お心当たりのないログインがあるときは、すぐにログインパスワードを変更し、お取引の営業店にご連絡ください。',
  thisLogin: '今回',
  from: (channel, address) => `${channel}　${address}`,
  notices: 'お知らせ',
  noNotices: '新しいお知らせはありません。',
  noticeKinds: {
    login_new_browser: '新しいブラウザからログインがありました。',
    login_locked: 'ログインパスワードの誤りが続いたため、新しいブラウザからのログインを停止しました。',
    login_password_changed: 'ログインパスワードを変更しました。',
    token_registered: 'ワンタイムパスワードの利用登録が完了しました。',
    device_changed: 'ワンタイムパスワードの機種変更が完了しました。',
    token_stopped: 'ワンタイムパスワードの利用を停止しました。',
    token_released: '書面でのお申し出により、ワンタイムパスワードの利用登録を解除しました。',
    otp_locked: 'ワンタイムパスワードの誤りが続いたため、お取引を停止しました。',
    confirmation_locked: '確認用パスワードの誤りが続いたため、確認用パスワードの利用を停止しました。',
    limit_changed: '利用限度額を変更しました。',
    token_unlocked: '書面でのお申し出により、ワンタイムパスワードのロックを解除しました。',
    hard_token_handed_out: '窓口で、ハードウェアトークンをお渡ししました。',
    login_password_reissued: '書面でのお申し出により、ログインパスワードを再発行しました。',
    confirmation_password_reissued: '書面でのお申し出により、確認用パスワードを再発行しました。',
    mail_address_changed: 'お知らせメールの送り先のメールアドレスを登録・変更しました。',
    confirmation_password_changed: '確認用パスワードを変更しました。',
    address_change_accepted: '住所・電話番号の変更のお申し込みを受け付けました。',
    address_change_done: '住所・電話番号の変更のお手続きが完了しました。',
    address_change_sent_back:
      '住所・電話番号の変更をお受けできませんでした。理由は、契約者情報変更の画面でご確認ください。',
    emergency_stopped: 'インターネットバンキングのすべてのお取引を中止しました。',
    emergency_stop_released: '書面でのお申し出により、インターネットバンキングの取引中止を解除しました。',
    transfer_executed: '振込を受け付けました。',
    transfer_failed: '振込を実行できませんでした。',
    transfer_returned: '振込先の口座に入金できなかったため、振込金額をお返ししました。',
    transfer_recall_accepted: '振込の組戻しのお申し出を受け付けました。',
    order_executed: 'お取引を受け付けました。',
    order_failed: 'ご依頼のお取引が成立しませんでした。',
    bill_payment_confirmed: '結果を確認していた払込みが完了しました。',
    pay_easy_stopped: '見つからない番号の入力が続いたため、税金・各種料金の払込みを停止しました。',
    pay_easy_resumed: '書面でのお申し出により、税金・各種料金の払込みを再開しました。',
    scheduled_transfer_failed: '予約された振込が成立しませんでした。',
    transfer_recalled: '振込の組戻しにより、資金をお戻ししました。',
    transfer_recall_refused: '振込の組戻しは、先方でお受けできませんでした。',
    time_deposit_renewed: '定期預金を継続しました。',
    time_deposit_closed: '定期預金を満期解約し、入金しました。',
    time_deposit_matured: '定期預金が満期をむかえました。',
    instalment_unpaid: '定期積金の掛金を引き落とせませんでした。',
    savings_matured: '定期積金が満期をむかえました。',
  },
  receiptNumber: '受付番号',
  otpTitle: 'ワンタイムパスワード',
  otp: {
    registered: {
      state: '利用登録済み',
      text: '振込などのお取引の最後に、ワンタイムパスワードを入力していただきます。',
    },
    none: {
      state: '未登録',
      text: '利用登録をすると、お取引がより安全になり、1日にお取引いただける金額が増えます。',
    },
    released: {
      state: '利用登録解除',
      text: 'あらためて利用登録が完了するまで、振込などのお取引はご利用いただけません。',
    },
  },
  register: 'ワンタイムパスワードの利用登録はこちら',
  changeDevice: '機種変更はこちら',
  stop: 'ワンタイムパスワードのご利用停止はこちら',
  coolDownTitle: '一部のお取引を制限しています',
  coolDown: (until) =>
    `ワンタイムパスワードの登録を変更されたため、安全のため${until}まで、1日の限度額を登録前と同じにし、限度額の引上げとメールアドレスの変更を停止しています。`,
  lockedTitle: 'ワンタイムパスワードがロックされています',
  locked:
    'ワンタイムパスワードの誤りが続いたため、ワンタイムパスワードが必要なお取引を停止しています。解除するには、お取引の営業店で所定の書面によるお手続きが必要です。残高や明細の照会はご利用いただけます。',
  payEasy: '税金・各種料金の払込み',
  payBill: '納付書・請求書を払い込む',
  paidBills: '払込みの履歴',
  deposits: '定期預金・定期積金',
  timeDeposits: '定期預金（預入・照会・解約）',
  savings: '定期積金の契約・照会・解約',
  settings: 'ご契約の設定',
  changeSettings: '契約者情報変更（パスワード、メールアドレス、IB取引中止など）',
  transfers: {
    title: '振込・振替',
    own: '振替（ご自身の口座の間）',
    bookings: '予約振込の照会・取消',
    payees: '振込先の登録・管理',
  },
};

const en: TopWords = {
  title: 'Home',
  holder: (name) => name,
  accounts: 'Your accounts',
  balance: 'Balance',
  statement: 'Statement',
  transfer: 'Transfer',
  of: (account) => ` (${account})`,
  noAccounts: 'There is no account to show. Please ask your branch.',
  logins: 'Your last logins',
  loginsHint: 'If you do not recognise one of them, change your login password at once and call your branch.',
  thisLogin: 'This one',
  from: (channel, address) => `${channel} · ${address}`,
  notices: 'Notices',
  noNotices: 'There are no new notices.',
  noticeKinds: {
    login_new_browser: 'There was a login from a new browser.',
    login_locked: 'After several wrong login passwords, logins from new browsers were suspended.',
    login_password_changed: 'Your login password was changed.',
    token_registered: 'Your one-time password was registered.',
    device_changed: 'Your one-time password was moved to a new device.',
    token_stopped: 'Your one-time password was stopped.',
    token_released: 'Your one-time password was released by the branch, as asked on paper.',
    otp_locked: 'After several wrong one-time passwords, orders that need one were suspended.',
    confirmation_locked:
      'After several wrong confirmation passwords, the confirmation password was suspended.',
    limit_changed: 'A limit was changed.',
    token_unlocked: 'Your one-time password was unlocked by the branch, as asked on paper.',
    hard_token_handed_out: 'A hardware token was handed out to you at the branch.',
    login_password_reissued: 'A new login password was issued by the branch, as asked on paper.',
    confirmation_password_reissued:
      'A new confirmation password was issued by the branch, as asked on paper.',
    mail_address_changed: 'The mail address for notices was registered or changed.',
    confirmation_password_changed: 'The confirmation password was changed.',
    address_change_accepted: 'You asked to change your address and telephone number.',
    address_change_done: 'The change of your address and telephone number is completed.',
    address_change_sent_back:
      'The change of your address and telephone number could not be accepted. The settings page says why.',
    emergency_stopped: 'All internet banking of your contract was stopped.',
    emergency_stop_released:
      'The stop of your internet banking was released by the branch, as asked on paper.',
    transfer_executed: 'A transfer was accepted.',
    transfer_failed: 'A transfer could not be carried out.',
    transfer_returned: 'A transfer could not be credited to the payee; the amount was returned to you.',
    transfer_recall_accepted: 'Your request to recall a transfer was accepted.',
    order_executed: 'Your order was executed.',
    order_failed: 'An order of yours could not be carried out.',
    bill_payment_confirmed: 'A payment that was being confirmed is complete.',
    pay_easy_stopped: 'After too many numbers without a bill, bill payments were stopped.',
    pay_easy_resumed: 'Bill payments were resumed by the branch, as asked on paper.',
    scheduled_transfer_failed: 'A scheduled transfer could not be carried out.',
    transfer_recalled: 'A transfer was recalled, and the amount is back on your account.',
    transfer_recall_refused: 'The recall of a transfer was refused by the other bank.',
    time_deposit_renewed: 'A time deposit was renewed.',
    time_deposit_closed: 'A time deposit was closed at maturity and paid out.',
    time_deposit_matured: 'A time deposit has matured. You can close it now.',
    instalment_unpaid: 'An instalment could not be debited.',
    savings_matured: 'An instalment savings contract has matured. You can close it now.',
  },
  receiptNumber: 'Receipt number',
  otpTitle: 'One-time password',
  otp: {
    registered: { state: 'Registered', text: 'The last step of a transfer asks for a one-time password.' },
    none: {
      state: 'Not registered',
      text: 'A one-time password makes your orders safer and raises the amount you can send in a day.',
    },
    released: {
      state: 'Released',
      text: 'Transfers and other protected orders are not possible until you register again.',
    },
  },
  register: 'Register a one-time password',
  changeDevice: 'Move to a new device',
  stop: 'Stop using the one-time password',
  coolDownTitle: 'Some orders are restricted',
  coolDown: (until) =>
    `Your one-time password was registered or changed lately. For your safety the daily limits from before hold until ${until}; limits cannot be raised and the mail address cannot be changed until then.`,
  lockedTitle: 'Your one-time password is locked',
  locked:
    'After several wrong one-time passwords, orders that need one are suspended. Only your branch can unlock it, on paper. Balances and statements go on working.',
  payEasy: 'Taxes and bills (Pay-easy)',
  payBill: 'Pay a bill',
  paidBills: 'Payments of bills',
  deposits: 'Deposits',
  timeDeposits: 'Time deposits: open, look at, close',
  savings: 'Instalment savings',
  settings: 'Your contract',
  changeSettings: 'Settings: password, mail address, emergency stop',
  transfers: {
    title: 'Transfers',
    own: 'Between your own accounts',
    bookings: 'Scheduled transfers',
    payees: 'Registered payees',
  },
};

export const TOP_WORDS: Spoken<TopWords> = { ja, en };
