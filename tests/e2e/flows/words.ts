/** Labels as the customer reads them: those of the manual, and their English. */
export interface Labels {
  readonly registerLink: string;
  readonly stopLink: string;
  readonly contractNumber: string;
  readonly loginPassword: string;
  readonly next: string;
  readonly login: string;
  readonly tokenId: string;
  readonly code: string;
  readonly register: string;
  readonly registered: string;
  readonly backToLogin: string;
  readonly transfer: string;
  readonly topMenu: string;
  readonly statement: string;
  readonly statementTitle: string;
  readonly history: string;
  readonly logout: string;
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly newPasswordAgain: string;
  readonly change: string;
  readonly top: string;
  readonly newPayee: string;
  readonly bankSearch: string;
  readonly branchSearch: string;
  readonly search: string;
  readonly ordinary: string;
  readonly accountNumber: string;
  readonly amount: string;
  readonly nameHeading: string;
  readonly payeeName: string;
  readonly confirmHeading: string;
  readonly fee: string;
  readonly total: string;
  readonly balanceAfter: string;
  readonly confirmationPassword: string;
  readonly execute: string;
  readonly accepted: string;
  readonly receiptNumber: string;
}

export const JA: Labels = {
  registerLink: 'ワンタイムパスワードの利用登録はこちら',
  stopLink: 'ワンタイムパスワードのご利用停止はこちら',
  contractNumber: '契約者ID(利用者番号)',
  loginPassword: 'ログインパスワード',
  next: '次へ',
  login: 'ログイン',
  tokenId: 'トークンID(クレデンシャルID)',
  code: 'ワンタイムパスワード',
  register: '登録',
  registered: 'ワンタイムパスワードの利用登録が完了しました',
  backToLogin: 'ログイン画面に戻る',
  transfer: '振込',
  topMenu: 'トップ',
  statement: '入出金明細',
  statementTitle: '入出金明細',
  history: '取引履歴',
  logout: 'ログアウト',
  currentPassword: '現在のログインパスワード',
  newPassword: '新しいログインパスワード',
  newPasswordAgain: '新しいログインパスワード（確認）',
  change: '変更する',
  top: 'トップへ',
  newPayee: '新しい振込先を指定する',
  bankSearch: '金融機関名または金融機関コード',
  branchSearch: '支店名または支店コード',
  search: '検索',
  ordinary: '普通',
  accountNumber: '口座番号',
  amount: '振込金額',
  nameHeading: '受取人名の確認',
  payeeName: '受取人名（カナ）',
  confirmHeading: '振込内容の確認',
  fee: '手数料（税込）',
  total: 'お引落し合計',
  balanceAfter: 'お引落し後の残高',
  confirmationPassword: '確認用パスワード',
  execute: '実行',
  accepted: '振込を受け付けました',
  receiptNumber: '受付番号',
};

export const EN: Labels = {
  registerLink: 'Register a one-time password',
  stopLink: 'Stop using the one-time password',
  contractNumber: 'Contract number',
  loginPassword: 'Login password',
  next: 'Next',
  login: 'Log in',
  tokenId: 'Token ID (credential ID)',
  code: 'One-time password',
  register: 'Register',
  registered: 'Your one-time password is registered',
  backToLogin: 'Back to the login page',
  transfer: 'Transfer',
  topMenu: 'Home',
  statement: 'Statements',
  statementTitle: 'Statement',
  history: 'History',
  logout: 'Log out',
  currentPassword: 'Current login password',
  newPassword: 'New login password',
  newPasswordAgain: 'New login password, once more',
  change: 'Change',
  top: 'Home',
  newPayee: 'A new payee',
  bankSearch: 'Name or code of the bank',
  branchSearch: 'Name or code of the branch',
  search: 'Search',
  ordinary: 'Ordinary',
  accountNumber: 'Account number',
  amount: 'Amount',
  nameHeading: 'The payee’s name',
  payeeName: 'Payee’s name (kana)',
  confirmHeading: 'Check your transfer',
  fee: 'Fee (tax included)',
  total: 'Total to be debited',
  balanceAfter: 'Balance afterwards',
  confirmationPassword: 'Confirmation password',
  execute: 'Execute',
  accepted: 'Your transfer is accepted',
  receiptNumber: 'Receipt number',
};
