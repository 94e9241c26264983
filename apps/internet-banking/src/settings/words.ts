import type { Spoken } from '@warifu/ui';

export interface SettingsWords {
  readonly title: string;
  readonly lead: string;
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
