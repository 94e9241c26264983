import type { Spoken } from '@warifu/ui';
import type { Advice, GuideLink } from './guide.ts';

/** What stands around the chapters. */
export interface GuideWords {
  readonly title: string;
  readonly lead: string;
  readonly contents: string;
  readonly onThisPage: string;
  readonly neighbours: string;
  readonly previous: string;
  readonly next: string;
  readonly beginTitle: string;
  readonly begin: readonly GuideLink[];
  readonly urgentTitle: string;
  readonly urgentText: string;
  readonly urgent: readonly GuideLink[];
  readonly advice: Readonly<Record<Advice, string>>;
  readonly cases: {
    readonly way: string;
    readonly advice: string;
    readonly why: string;
    readonly instead: string;
  };
  readonly addresses: {
    readonly phone: string;
    readonly phoneText: string;
    readonly qrCode: string;
    readonly pc: string;
    readonly pcText: string;
    readonly open: string;
  };
}

const ja: GuideWords = {
  title: 'ワンタイムパスワードのご利用について',
  lead: '振込などのお取引を、お手元の端末に表示される使い捨てのパスワードで守ります。アプリの入手から利用登録、機種変更、困ったときのお手続きまでをご案内します。',
  contents: '目次',
  onThisPage: 'このページの内容',
  neighbours: '前後のページ',
  previous: '前へ',
  next: '次へ',
  beginTitle: 'はじめてお使いになる方',
  begin: [
    { to: 'check', label: '端末で使えるか確かめる' },
    { to: 'app', label: 'アプリを開き、トークンを発行する' },
    { to: 'register', label: '利用登録をする' },
  ],
  urgentTitle: 'お急ぎの方',
  urgentText:
    '端末をなくしたとき、ワンタイムパスワードを人に伝えてしまったとき、身に覚えのないお知らせが届いたとき',
  urgent: [
    { to: 'emergency_stop', label: 'IB取引中止の手続きをする' },
    { to: 'lost', label: '紛失・盗難・ロックのときの流れ' },
  ],
  advice: { recommended: '推奨', with_care: '注意', never: 'おやめください' },
  cases: { way: '使い方', advice: '判断', why: '理由', instead: 'どうすればよいか' },
  addresses: {
    phone: 'スマートフォン・タブレット',
    phoneText: 'カメラでQRコードを読み取るか、ブラウザーのアドレス欄に下のアドレスを入力してください。',
    qrCode: 'ワンタイムパスワードアプリのアドレスのQRコード',
    pc: 'パソコン',
    pcText: 'お使いになるパソコンのブラウザーで、下のアドレスを開いてください。',
    open: 'ワンタイムパスワードアプリを開く',
  },
};

const en: GuideWords = {
  title: 'About one-time passwords',
  lead: 'Transfers and other orders are protected by a password that your own device shows and that works once. This guide leads you from getting the app through registration and a change of device to what to do in trouble.',
  contents: 'Contents',
  onThisPage: 'On this page',
  neighbours: 'Neighbouring pages',
  previous: 'Previous',
  next: 'Next',
  beginTitle: 'If you are new',
  begin: [
    { to: 'check', label: 'Check your device' },
    { to: 'app', label: 'Open the app and issue a token' },
    { to: 'register', label: 'Register the token' },
  ],
  urgentTitle: 'If it is urgent',
  urgentText: 'You lost the device, gave a one-time password away, or got a notice that you know nothing of',
  urgent: [
    { to: 'emergency_stop', label: 'Stop internet banking' },
    { to: 'lost', label: 'Lost, stolen or locked: what to do' },
  ],
  advice: { recommended: 'Recommended', with_care: 'With care', never: 'Never' },
  cases: { way: 'Way of use', advice: 'Advice', why: 'Why', instead: 'What to do' },
  addresses: {
    phone: 'Smartphone or tablet',
    phoneText: 'Read the QR code with your camera, or type the address below into your browser.',
    qrCode: 'QR code of the address of the one-time password app',
    pc: 'PC',
    pcText: 'Open the address below in the browser that you will use.',
    open: 'Open the one-time password app',
  },
};

export const GUIDE_WORDS: Spoken<GuideWords> = { ja, en };
