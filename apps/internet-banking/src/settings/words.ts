import type { ConfirmationPasswordState } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';

export interface SettingsWords {
  readonly title: string;
  readonly lead: string;
  readonly limits: { readonly title: string; readonly link: string };
  readonly confirmation: {
    readonly title: string;
    readonly text: string;
    readonly link: string;
    readonly states: Readonly<Record<ConfirmationPasswordState, string>>;
    readonly state: string;
  };
  readonly address: {
    readonly title: string;
    readonly current: string;
    readonly telephone: string;
    readonly none: string;
    readonly lastTitle: string;
    readonly link: string;
  };
  readonly password: { readonly title: string; readonly text: string; readonly link: string };
  readonly mail: {
    readonly title: string;
    readonly current: string;
    readonly none: string;
    readonly noneText: string;
    readonly register: string;
    readonly change: string;
  };
  readonly language: {
    readonly title: string;
    readonly hint: string;
    readonly save: string;
    readonly busy: string;
    readonly saved: string;
    readonly empty: string;
  };
  readonly stop: { readonly title: string; readonly text: string; readonly link: string };
}

const ja: SettingsWords = {
  title: '契約者情報変更',
  lead: 'ご契約の内容を確認・変更できます。',
  limits: { title: '利用限度額', link: '利用限度額の変更' },
  confirmation: {
    title: '確認用パスワード',
    text: 'ワンタイムパスワードを登録されていないときに、振込などの確認に使うパスワードです。',
    link: '確認用パスワードの変更',
    state: '設定の状況',
    states: { none: '設定されていません', set: '設定済み', locked: 'ご利用を停止しています' },
  },
  address: {
    title: '住所・電話番号',
    current: '登録されている住所',
    telephone: '登録されている電話番号',
    none: '登録されていません',
    lastTitle: '前回のお申し込み',
    link: '住所・電話番号の変更',
  },
  password: {
    title: 'ログインパスワード',
    text: 'ほかで使っていない、推測されにくいものをお使いください。',
    link: 'ログインパスワードの変更',
  },
  mail: {
    title: 'メールアドレス',
    current: '登録されているメールアドレス',
    none: '登録されていません',
    noneText: '登録すると、お取引やお手続きがあったときにメールでお知らせします。',
    register: 'メールアドレスの登録',
    change: 'メールアドレスの変更',
  },
  language: {
    title: 'お知らせメールの言語',
    hint: '画面の表示の言語は、画面の上のリンクで選べます。',
    save: '変更する',
    busy: '変更しています…',
    saved: 'お知らせメールの言語を変更しました。',
    empty: '言語を選んでください。',
  },
  stop: {
    title: 'IB取引中止',
    text: '第三者に取引されるおそれがあるときに、インターネットバンキングのすべての取引をすぐに中止します。解除には、営業店での書面のお手続きが必要です。',
    link: 'IB取引中止',
  },
};

const en: SettingsWords = {
  title: 'Settings',
  lead: 'See and change the particulars of your contract.',
  limits: { title: 'Limits', link: 'Change a limit' },
  confirmation: {
    title: 'Confirmation password',
    text: 'It confirms transfers and other orders while no one-time password is registered.',
    link: 'Change confirmation password',
    state: 'State',
    states: { none: 'None is set', set: 'Set', locked: 'Suspended' },
  },
  address: {
    title: 'Address and telephone number',
    current: 'Registered address',
    telephone: 'Registered telephone number',
    none: 'None',
    lastTitle: 'What you asked for last',
    link: 'Change address and telephone number',
  },
  password: {
    title: 'Login password',
    text: 'Use one that you use nowhere else and that is hard to guess.',
    link: 'Change login password',
  },
  mail: {
    title: 'Mail address',
    current: 'Registered mail address',
    none: 'None',
    noneText: 'With a registered address we tell you by mail of orders and changes.',
    register: 'Register a mail address',
    change: 'Change mail address',
  },
  language: {
    title: 'Language of notices by mail',
    hint: 'The language of the pages is chosen by the link at their top.',
    save: 'Change',
    busy: 'Changing…',
    saved: 'The language of notices was changed.',
    empty: 'Choose a language.',
  },
  stop: {
    title: 'Emergency stop',
    text: 'If you fear that somebody else may use your internet banking, stop all of it at once. Only your branch can release the stop, on paper.',
    link: 'Emergency stop',
  },
};

export const SETTINGS_WORDS: Spoken<SettingsWords> = { ja, en };
