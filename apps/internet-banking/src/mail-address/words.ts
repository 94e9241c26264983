import type { Spoken } from '@warifu/ui';

export interface MailAddressWords {
  readonly title: string;
  readonly steps: readonly string[];
  readonly address: {
    readonly heading: string;
    readonly lead: string;
    readonly current: string;
    readonly none: string;
    readonly label: string;
    readonly hint: string;
    readonly again: string;
    readonly next: string;
    readonly busy: string;
  };
  readonly confirm: {
    readonly heading: string;
    readonly lead: string;
    readonly before: string;
    readonly after: string;
    readonly code: string;
    readonly codeHint: string;
    readonly execute: string;
    readonly busy: string;
    readonly validUntil: (until: string) => string;
    readonly change: string;
  };
  readonly number: {
    readonly heading: string;
    readonly sent: (address: string) => string;
    readonly notSent: string;
    readonly notUsable: string;
    readonly label: string;
    readonly hint: (until: string) => string;
    readonly submit: string;
    readonly busy: string;
    readonly againTitle: string;
    readonly againText: string;
    readonly again: string;
    readonly againBusy: string;
    readonly wait: (until: string) => string;
    readonly noneLeft: string;
  };
  readonly done: {
    readonly heading: string;
    readonly receiptNumber: string;
    readonly address: string;
    readonly changedAt: string;
    readonly both: string;
    readonly settings: string;
  };
  readonly over: { readonly title: string; readonly text: string };
  readonly expired: { readonly title: string; readonly text: string };
  readonly outdated: { readonly title: string; readonly text: string };
  readonly refused: { readonly title: string; readonly register: string };
  readonly again: string;
  readonly cancel: string;
}

const ja: MailAddressWords = {
  title: 'メールアドレスの登録・変更',
  steps: ['新しいメールアドレス', '確認', '確認番号', '受付完了'],
  address: {
    heading: '新しいメールアドレスを入力する',
    lead: 'お取引やお手続きのお知らせをお送りするメールアドレスです。次の画面で、ワンタイムパスワードを入力していただきます。',
    current: '現在のメールアドレス',
    none: '登録されていません',
    label: '新しいメールアドレス',
    hint: '全角でも入力できます。',
    again: '新しいメールアドレス（確認のためもう一度）',
    next: '次へ',
    busy: '確認しています…',
  },
  confirm: {
    heading: '内容を確認して実行する',
    lead: '実行すると、新しいメールアドレスに確認番号をお送りします。確認番号を入力すると、登録・変更が完了します。',
    before: '現在のメールアドレス',
    after: '新しいメールアドレス',
    code: 'ワンタイムパスワード',
    codeHint: 'アプリに表示された数字6桁を入力してください。',
    execute: '実行',
    busy: '実行しています…',
    validUntil: (until) => `この内容は${until}まで有効です。`,
    change: '入力し直す',
  },
  number: {
    heading: '確認番号を入力する',
    sent: (address) => `${address} に、確認番号（数字6桁）をお送りしました。`,
    notSent: 'メールを送信できませんでした。メールアドレスを確かめ、新しい確認番号の送信を依頼してください。',
    notUsable: 'お送りした確認番号は使えなくなりました。新しい確認番号の送信を依頼してください。',
    label: '確認番号',
    hint: (until) => `メールに記載された数字6桁です。有効期限は${until}です。`,
    submit: '登録する',
    busy: '確認しています…',
    againTitle: 'メールが届かないとき',
    againText:
      '迷惑メールのフォルダーもご確認ください。新しい確認番号をお送りすると、それまでの番号は使えなくなります。',
    again: '新しい確認番号を送る',
    againBusy: '送信しています…',
    wait: (until) => `${until}を過ぎると、新しい確認番号を送れます。`,
    noneLeft: '新しい確認番号は、これ以上お送りできません。',
  },
  done: {
    heading: 'メールアドレスの登録・変更が完了しました',
    receiptNumber: '受付番号',
    address: '登録されたメールアドレス',
    changedAt: '完了日時',
    both: '安全のため、しばらくの間、お知らせは変更前のメールアドレスにもお送りします。',
    settings: '契約者情報変更へ',
  },
  over: {
    title: 'メールアドレスは変更されませんでした',
    text: '確認番号が時間内に入力されなかったか、ほかのお手続きが行われたため、このお手続きは終わりました。はじめからお手続きください。',
  },
  expired: {
    title: '確認画面の有効時間が過ぎました',
    text: 'メールアドレスは変更されていません。はじめからお手続きください。',
  },
  outdated: {
    title: '登録内容が変わりました',
    text: '確認画面を開いたあとに、登録されているメールアドレスが変更されました。はじめからお手続きください。お心当たりがない場合は、お取引の営業店にご連絡ください。',
  },
  refused: {
    title: 'ただいまメールアドレスを登録・変更できません',
    register: 'ワンタイムパスワードの利用登録',
  },
  again: 'はじめからやり直す',
  cancel: 'やめて契約者情報変更に戻る',
};

const en: MailAddressWords = {
  title: 'Register or change your mail address',
  steps: ['New mail address', 'Confirm', 'Number', 'Done'],
  address: {
    heading: 'Enter the new mail address',
    lead: 'We send notices of orders and changes to this address. The next page asks for a one-time password.',
    current: 'Current mail address',
    none: 'None',
    label: 'New mail address',
    hint: 'For example name@mail.example.',
    again: 'New mail address, once more',
    next: 'Next',
    busy: 'Checking…',
  },
  confirm: {
    heading: 'Check and execute',
    lead: 'We then mail a number to the new address. The address counts once you enter that number.',
    before: 'Current mail address',
    after: 'New mail address',
    code: 'One-time password',
    codeHint: 'Enter the 6 digits that the app shows.',
    execute: 'Execute',
    busy: 'Executing…',
    validUntil: (until) => `This page is valid until ${until}.`,
    change: 'Enter another address',
  },
  number: {
    heading: 'Enter the number',
    sent: (address) => `We mailed a number of 6 digits to ${address}.`,
    notSent: 'The mail could not be sent. Check the address, and have a new number sent.',
    notUsable: 'The number we mailed can no longer be used. Please have a new one sent.',
    label: 'Number',
    hint: (until) => `The 6 digits in the mail. Valid until ${until}.`,
    submit: 'Register',
    busy: 'Checking…',
    againTitle: 'No mail came?',
    againText: 'Look into the folder for unwanted mail too. A new number makes the ones before it useless.',
    again: 'Send a new number',
    againBusy: 'Sending…',
    wait: (until) => `A new number can be sent after ${until}.`,
    noneLeft: 'No further number can be sent.',
  },
  done: {
    heading: 'Your mail address is registered',
    receiptNumber: 'Receipt number',
    address: 'Registered mail address',
    changedAt: 'Completed at',
    both: 'For your safety notices also go to the address from before for some days.',
    settings: 'Settings',
  },
  over: {
    title: 'The mail address was not changed',
    text: 'The number was not entered in time, or something else was done meanwhile, so this is over. Please start again.',
  },
  expired: {
    title: 'The confirm page is out of date',
    text: 'The mail address is not changed. Please start again.',
  },
  outdated: {
    title: 'Your particulars have changed',
    text: 'The registered mail address was changed after this page was opened. Please start again. If that was not you, contact your branch.',
  },
  refused: {
    title: 'The mail address cannot be changed now',
    register: 'Register a one-time password',
  },
  again: 'Start again',
  cancel: 'Back to the settings',
};

export const MAIL_ADDRESS_WORDS: Spoken<MailAddressWords> = { ja, en };
