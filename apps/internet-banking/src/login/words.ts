import type { Spoken } from '@warifu/ui';

/** The words of the login page and of 利用者認証, which asks for the same. Link and button names are the manual's. */
export interface LoginWords {
  readonly title: string;
  readonly lead: string;
  readonly contractNumber: string;
  readonly contractNumberHint: string;
  readonly password: string;
  readonly accountNumber: string;
  readonly accountNumberHint: string;
  readonly show: string;
  readonly hide: string;
  readonly login: string;
  readonly busy: string;
  readonly otpTitle: string;
  readonly otpLead: string;
  readonly register: string;
  readonly stop: string;
  readonly app: string;
  readonly mobilePages: string;
  readonly fullPages: string;
  readonly guide: string;
  readonly rates: string;
  readonly emergencyTitle: string;
  readonly emergencyLead: string;
  readonly emergencyStop: string;
  readonly safetyTitle: string;
  readonly safety: readonly string[];
  /** Said with every refusal of the bank, whatever its reason: a stranger learns nothing from it. */
  readonly stoppedHint: string;
  readonly errors: {
    readonly contractNumberEmpty: string;
    readonly contractNumberMalformed: string;
    readonly passwordEmpty: string;
    readonly credentials: string;
    /** To every strange browser while the login brake is on, whatever it typed. */
    readonly accountNumberNeeded: string;
  };
}

export const LOGIN_WORDS: Spoken<LoginWords> = {
  ja: {
    title: 'ログイン',
    lead: 'お客様カードに記載の契約者ID(利用者番号)と、ログインパスワードを入力してください。',
    contractNumber: '契約者ID(利用者番号)',
    contractNumberHint: '数字11桁です。全角でも入力できます。',
    password: 'ログインパスワード',
    accountNumber: '口座番号',
    accountNumberHint:
      '通帳またはキャッシュカードに記載の7桁の番号です。このご契約の口座であれば、どれでもかまいません。',
    show: '表示する',
    hide: '隠す',
    login: 'ログイン',
    busy: '確認しています…',
    otpTitle: 'ワンタイムパスワード',
    otpLead: '振込などのお取引を、お手元の端末に30秒ごとに表示されるワンタイムパスワードで守ります。',
    register: 'ワンタイムパスワードの利用登録はこちら',
    stop: 'ワンタイムパスワードのご利用停止はこちら',
    app: 'ワンタイムパスワードアプリを入手する',
    mobilePages: '携帯電話用の画面',
    fullPages: 'パソコン・スマートフォン用の画面',
    guide: 'ワンタイムパスワードのご利用について',
    rates: '金利一覧',
    emergencyTitle: 'お困りのときは',
    emergencyLead:
      '第三者に取引されるおそれがあるときは、すべての取引をすぐに中止できます。ワンタイムパスワードは必要ありません。',
    emergencyStop: 'IB取引中止のお手続きはこちら',
    safetyTitle: '安全にご利用いただくために',
    safety: [
      '当金庫がメールやお電話でパスワードをお尋ねすることはありません。',
      'ログインの前に、アドレス欄の表示が当金庫のものか確認してください。',
      'ログイン後は、前回までのログイン日時に心当たりがあるか確認してください。',
    ],
    stoppedHint:
      'IB取引中止のお手続きをされたご契約は、パスワードが正しくてもログインできません。中止の解除には、お取引の営業店で書面のお手続きが必要です。',
    errors: {
      contractNumberEmpty: '契約者ID(利用者番号)を入力してください。',
      contractNumberMalformed: '契約者ID(利用者番号)は、数字11桁で入力してください。',
      passwordEmpty: 'ログインパスワードを入力してください。',
      credentials:
        '契約者IDまたはログインパスワードが正しくないか、一時的にご利用いただけません。続けて間違えると、しばらくログインできなくなります。',
      accountNumberNeeded:
        '不正なログインの試みが増えているため、初めてご利用のブラウザでは、口座番号もお尋ねしています。もう一度、ログインパスワードとあわせて入力してください。',
    },
  },
  en: {
    title: 'Log in',
    lead: 'Enter the contract number on your customer card and your login password.',
    contractNumber: 'Contract number',
    contractNumberHint: '11 digits.',
    password: 'Login password',
    accountNumber: 'Account number',
    accountNumberHint: 'The 7 digits on your passbook or cash card; any account of this contract will do.',
    show: 'Show',
    hide: 'Hide',
    login: 'Log in',
    busy: 'Checking…',
    otpTitle: 'One-time password',
    otpLead:
      'Protects transfers and other orders with a password that your own device shows, new every 30 seconds.',
    register: 'Register a one-time password',
    stop: 'Stop using the one-time password',
    app: 'Get the one-time password app',
    mobilePages: 'Pages for mobile phones',
    fullPages: 'Pages for PCs and smartphones',
    guide: 'About one-time passwords',
    rates: 'Interest rates',
    emergencyTitle: 'In an emergency',
    emergencyLead:
      'If you fear that somebody else may use your internet banking, you can stop all of it at once. No one-time password is needed.',
    emergencyStop: 'Stop internet banking',
    safetyTitle: 'For your safety',
    safety: [
      'We never ask for your password by mail or telephone.',
      'Before you log in, check that the address bar shows our address.',
      'After you log in, check that you recognise the times of your last logins.',
    ],
    stoppedHint:
      'A contract whose internet banking was stopped cannot log in, even with the right password. Only the branch can release the stop, on paper.',
    errors: {
      contractNumberEmpty: 'Enter your contract number.',
      contractNumberMalformed: 'The contract number has 11 digits.',
      passwordEmpty: 'Enter your login password.',
      credentials:
        'The contract number or the login password is not right, or access is suspended for a while. Further wrong attempts lock the login for some time.',
      accountNumberNeeded:
        'Many logins are being attempted without right. For the time being, a browser that has not logged in here before is asked for an account number as well. Enter it together with your login password.',
    },
  },
};
