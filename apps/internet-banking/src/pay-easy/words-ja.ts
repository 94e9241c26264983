import type { Biller, BillPaymentState, NotTakenReason } from '@warifu/bank';

type BillerKind = Biller['kind'];

/** The words of 税金・各種料金の払込み. */
export interface PayEasyWords {
  readonly title: string;
  readonly steps: readonly string[];
  readonly next: string;
  readonly busy: string;
  readonly cancel: string;
  readonly biller: {
    readonly heading: string;
    readonly lead: string;
    readonly label: string;
    readonly hint: string;
    readonly history: string;
  };
  readonly numbers: {
    readonly heading: string;
    readonly lead: string;
    readonly labels: Readonly<
      Record<BillerKind, { readonly paymentNumber: string; readonly confirmationNumber: string }>
    >;
    readonly paymentCategory: string;
    readonly digits: (min: number, max: number) => string;
    readonly otherBiller: string;
  };
  readonly bill: {
    readonly heading: string;
    readonly lead: string;
    readonly biller: string;
    readonly billerNumber: string;
    readonly payer: string;
    readonly content: string;
    readonly amount: string;
    readonly dueDate: string;
    readonly chosen: (min: string, max: string) => string;
    readonly amountLabel: string;
    readonly amountHint: (min: string, max: string) => string;
    readonly yen: string;
    readonly account: string;
    readonly available: (yen: string) => string;
    readonly left: string;
    readonly limit: string;
    readonly withoutToken: (yen: string) => string;
    readonly otherNumbers: string;
  };
  readonly confirm: {
    readonly heading: string;
    readonly lead: string;
    readonly from: string;
    readonly availableAfter: string;
    readonly limit: string;
    readonly leftToday: string;
    readonly fee: string;
    readonly noFee: string;
    readonly noRecall: string;
    readonly execute: string;
    readonly busy: string;
    readonly validUntil: (time: string) => string;
    readonly change: string;
  };
  readonly receipt: {
    readonly headings: Readonly<Record<BillPaymentState['state'], string>>;
    readonly receiptNumber: string;
    readonly executedAt: string;
    readonly settledAt: string;
    readonly states: Readonly<Record<Exclude<BillPaymentState['state'], 'not_taken'>, string>>;
    readonly notTaken: Readonly<Record<NotTakenReason, string>>;
    readonly nothingTaken: string;
    readonly noReceipt: string;
    readonly printHint: string;
    readonly reload: string;
    readonly top: string;
    readonly again: string;
    readonly history: string;
  };
  readonly badges: Readonly<Record<BillPaymentState['state'], string>>;
  readonly history: {
    readonly title: string;
    readonly lead: string;
    readonly empty: string;
    readonly when: string;
    readonly receipt: string;
    readonly bill: string;
    readonly amount: string;
    readonly state: string;
    readonly older: string;
    readonly newest: string;
    readonly start: string;
  };
  readonly over: Message;
  readonly expired: Message;
  readonly stopped: {
    readonly title: string;
    readonly today: (until: string) => string;
    readonly branch: string;
  };
  readonly refused: { readonly title: string; readonly register: string; readonly top: string };
}

interface Message {
  readonly title: string;
  readonly text: string;
  readonly again: string;
}

export const ja: PayEasyWords = {
  title: '税金・各種料金の払込み',
  steps: ['収納機関', '納付書の番号', '払込内容', '確認', '受付完了'],
  next: '次へ',
  busy: '確認しています…',
  cancel: '払込みをやめてトップへ戻る',
  biller: {
    heading: '収納機関番号を入力してください',
    lead: '納付書・請求書に印刷されている番号をご用意ください。',
    label: '収納機関番号',
    hint: '数字5桁。',
    history: 'これまでの払込みを見る',
  },
  numbers: {
    heading: '納付書の番号を入力してください',
    lead: '全角でも、ハイフン（-）を入れたままでも入力できます。',
    labels: {
      national: { paymentNumber: '納付番号', confirmationNumber: '確認番号' },
      local: { paymentNumber: '納付番号', confirmationNumber: '確認番号' },
      private: { paymentNumber: 'お客様番号', confirmationNumber: '確認番号' },
    },
    paymentCategory: '納付区分',
    digits: (min, max) => (min === max ? `数字${max}桁。` : `数字${min}〜${max}桁。`),
    otherBiller: '収納機関番号を入れ直す',
  },
  bill: {
    heading: '払込内容を確かめてください',
    lead: '収納機関からの回答です。お名前と内容が納付書と同じか、お確かめください。',
    biller: '収納機関',
    billerNumber: '収納機関番号',
    payer: '払込む方のお名前',
    content: '払込みの内容',
    amount: '払込金額',
    dueDate: '払込期限',
    chosen: (min, max) => `${min}から${max}までの間で、ご自身でお決めください`,
    amountLabel: '払込金額',
    amountHint: (min, max) => `${min}から${max}まで。`,
    yen: '円',
    account: '出金口座',
    available: (yen) => `ご利用可能額 ${yen}`,
    left: '本日の残り限度額',
    limit: '1日の限度額',
    withoutToken: (yen) => `ワンタイムパスワード未登録の方は、振込と払込みを合わせて1日${yen}までです。`,
    otherNumbers: '番号を入れ直す',
  },
  confirm: {
    heading: '払込内容の最終確認',
    lead: 'まだ払込みは行われていません。内容をお確かめのうえ、画面の最後で実行してください。',
    from: '出金口座',
    availableAfter: '払込後のご利用可能額',
    limit: '1日の限度額',
    leftToday: '本日の残り限度額（この払込みの前）',
    fee: '手数料',
    noFee: 'かかりません',
    noRecall: '実行したあとは、払込みを取り消せません。領収証書は発行されません。',
    execute: '実行',
    busy: '実行しています…',
    validUntil: (time) => `${time}まで実行できます。`,
    change: '払込内容に戻る',
  },
  receipt: {
    headings: {
      paid: '払込みが完了しました',
      confirming: '払込みの結果を確認しています',
      not_taken: '払込みはできませんでした',
    },
    receiptNumber: '受付番号',
    executedAt: '受付日時',
    settledAt: '結果の確認日時',
    states: {
      paid: '収納機関が受け取りました。',
      confirming:
        '収納機関からの回答を待っています。払込金額はお取り置きし、結果がわかるまで自動で問い合わせ続けます。結果はお知らせします。同じ納付書を、もう一度払い込まないでください。',
    },
    notTaken: {
      already_paid: 'この納付書は、すでに支払われています。',
      unknown: '収納機関で、この納付書が見つかりませんでした。',
      expired: '払込期限が過ぎています。納付書の発行元にお問い合わせください。',
      withdrawn: 'この納付書は、発行元が取り消しています。発行元にお問い合わせください。',
      maintenance: '収納機関がただいま払込みを受け付けていません。時間をおいてお試しください。',
      amount_differs: '払込金額が変わっています。はじめからお手続きください。',
    },
    nothingTaken: '口座からの引落しはありません。お取り置きした金額は、もとに戻しました。',
    noReceipt: '領収証書は発行されません。必要な方は、納付書で窓口でお支払いください。',
    printHint: 'この画面は、払込みの履歴からいつでも開いて印刷できます。',
    reload: '最新の結果を見る',
    top: 'トップへ',
    again: '続けて払い込む',
    history: '払込みの履歴へ',
  },
  badges: { paid: '払込済み', confirming: '確認中', not_taken: '払込不可' },
  history: {
    title: '払込みの履歴',
    lead: '100日前までの払込みです。受付番号を選ぶと、内容を確認できます。',
    empty: 'この100日間の払込みはありません。',
    when: '受付日時',
    receipt: '受付番号',
    bill: '収納機関・内容',
    amount: '金額',
    state: '状況',
    older: '前の履歴を見る',
    newest: '最新の履歴へ',
    start: '払込みをする',
  },
  over: {
    title: 'この払込みのお手続きは終わっています',
    text: '時間がたって入力の内容がなくなったか、すでに実行されています。実行された払込みは、払込みの履歴にあります。',
    again: '新しく払い込む',
  },
  expired: {
    title: '確認の時間が過ぎました',
    text: '払込みは行われていません。番号は残っていますので、払込内容から続けられます。',
    again: '続ける',
  },
  stopped: {
    title: '払込みを停止しています',
    today: (until) =>
      `納付書が見つからない番号の入力が続いたため、安全のため、税金・各種料金の払込みを${until}の午前0時まで停止しています。お急ぎの場合は、納付書で窓口でお支払いください。`,
    branch:
      '納付書が見つからない番号の入力が繰り返されたため、安全のため、税金・各種料金の払込みを停止しています。再開には、お取引の営業店でのお手続きが必要です。',
  },
  refused: {
    title: '払込みをご利用いただけません',
    register: 'ワンタイムパスワードの利用登録へ',
    top: 'トップへ',
  },
};
