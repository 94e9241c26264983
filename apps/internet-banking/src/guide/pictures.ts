import type { Spoken } from '@warifu/ui';

/** The pictures of the guide, taken from the real pages by the browser tests, and what they show. */
export const PICTURES = {
  'login-links': {
    ja: 'ログイン画面にある「ワンタイムパスワード」の枠。利用登録、ご利用停止などのリンクが並んでいます。',
    en: 'The box “One-time password” on the login page, with the links to register and to stop.',
  },
  login: {
    ja: 'ログイン画面。契約者ID(利用者番号)とログインパスワードの入力欄と、「ログイン」ボタンがあります。',
    en: 'The login page: fields for the contract number and the login password, and the button “Log in”.',
  },
  'app-welcome': {
    ja: 'ワンタイムパスワードアプリを初めて開いた画面。いちばん下に「トークンを発行する」ボタンがあります。',
    en: 'The token app when it is opened first. At the bottom is the button “Issue a token”.',
  },
  'app-token': {
    ja: 'ワンタイムパスワードアプリの画面。上にトークンID、下に数字のワンタイムパスワードと残り時間が表示されています。',
    en: 'The token app showing the token ID, and the digits of the one-time password with the time left.',
  },
  'app-check': {
    ja: 'アプリの「このブラウザーの確認」の画面。項目ごとに結果が表示されています。',
    en: 'The app’s page “Check of this browser”, with a result for each thing it tried.',
  },
  identify: {
    ja: '利用登録の「利用者認証」の画面。契約者ID(利用者番号)とログインパスワードの入力欄と、「次へ」ボタンがあります。',
    en: 'Registration, page “Identification”: contract number, login password and the button “Next”.',
  },
  'token-details': {
    ja: '「ワンタイムパスワード登録情報入力」の画面。トークンID(クレデンシャルID)とワンタイムパスワードの入力欄と、「登録」ボタンがあります。',
    en: 'Page “Token details”: token ID, one-time password and the button “Register”.',
  },
  registered: {
    ja: '「ワンタイムパスワードの利用登録が完了しました」と表示された画面。「ログイン画面に戻る」があります。',
    en: 'The page “Your one-time password is registered”, with “Back to the login page”.',
  },
  top: {
    ja: 'ログイン後の画面のメニュー。「振込」を選びます。',
    en: 'The menu after login. Choose “Transfer”.',
  },
  confirm: {
    ja: '振込内容の確認の画面のいちばん下。ワンタイムパスワードの入力欄と「実行」ボタンがあります。',
    en: 'The foot of the confirm page of a transfer: the field for the one-time password and the button “Execute”.',
  },
  receipt: {
    ja: '受付番号が表示された、振込完了のお知らせ。',
    en: 'The box with the receipt number on the page “Your transfer is accepted”.',
  },
  'stop-code': {
    ja: '利用停止の「ワンタイムパスワード入力」の画面。ワンタイムパスワードの入力欄と「停止」ボタンがあります。',
    en: 'Stopping, page “One-time password”: the field for the one-time password and the button “Stop”.',
  },
  stopped: {
    ja: '「ワンタイムパスワードの利用停止が完了しました」と表示された画面。',
    en: 'The page “Your one-time password is stopped”.',
  },
  'old-code': {
    ja: '機種変更の「ワンタイムパスワード入力」の画面。機種変更前のアプリのワンタイムパスワードを入力し、「次へ」をクリックします。',
    en: 'Change of device, page “One-time password”: the code of the old device and the button “Next”.',
  },
  'new-token': {
    ja: '「新しいワンタイムパスワードアプリの登録情報入力」の画面。新しいトークンIDとワンタイムパスワードの入力欄と、「登録」ボタンがあります。',
    en: 'Page “Details of the new token app”: the new token ID, its one-time password and “Register”.',
  },
} as const satisfies Record<string, Spoken<string>>;

export type PictureName = keyof typeof PICTURES;
export const PICTURE_NAMES = Object.keys(PICTURES) as readonly PictureName[];
