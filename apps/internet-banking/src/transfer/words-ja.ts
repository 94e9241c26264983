import type { Receipt, TransferTerms } from '@warifu/bank';

type Mode = TransferTerms['mode'];
type NameSource = TransferTerms['nameSource'];

/** The words of 振込. */
export interface TransferWords {
  readonly title: string;
  readonly steps: readonly string[];
  readonly next: string;
  readonly busy: string;
  readonly cancel: string;
  readonly soFar: {
    readonly from: string;
    readonly payee: string;
    readonly amount: string;
    readonly change: string;
  };
  readonly account: {
    readonly heading: string;
    readonly legend: string;
    readonly balance: (yen: string) => string;
  };
  readonly payee: {
    readonly heading: string;
    readonly registered: string;
    readonly manage: string;
    readonly recent: string;
    readonly fresh: string;
    readonly freshLead: string;
    readonly choose: string;
  };
  readonly bank: {
    readonly heading: string;
    readonly own: string;
    readonly ownLead: string;
    readonly search: string;
    readonly searchHint: string;
    readonly button: string;
    readonly kana: string;
    readonly code: (code: string) => string;
  };
  readonly branch: {
    readonly heading: string;
    readonly search: string;
    readonly searchHint: string;
    readonly otherBank: string;
  };
  readonly found: {
    readonly title: string;
    readonly none: string;
    readonly all: (total: number) => string;
    readonly some: (from: number, to: number, total: number) => string;
    readonly more: string;
  };
  readonly number: {
    readonly heading: string;
    readonly kind: string;
    readonly number: string;
    readonly numberHint: string;
  };
  readonly amount: {
    readonly heading: string;
    readonly amount: string;
    readonly amountHint: string;
    readonly yen: string;
    readonly left: string;
    readonly limit: string;
    readonly withoutToken: (yen: string) => string;
  };
  readonly name: {
    readonly heading: string;
    readonly foundLead: string;
    readonly name: string;
    readonly unavailable: string;
    readonly label: string;
    readonly hint: string;
    readonly warning: string;
  };
  readonly confirm: {
    readonly heading: string;
    readonly lead: string;
    readonly from: string;
    readonly sender: string;
    readonly payeeBank: string;
    readonly payeeAccount: string;
    readonly payeeName: string;
    readonly sources: Readonly<Record<NameSource, string>>;
    readonly amount: string;
    readonly fee: string;
    readonly total: string;
    readonly balanceAfter: string;
    readonly debitDate: string;
    readonly valueDate: string;
    readonly limit: string;
    readonly leftToday: string;
    readonly modes: Readonly<Record<Mode, (date: string) => string>>;
    readonly noRecall: string;
    readonly execute: string;
    readonly busy: string;
    readonly changed: string;
    readonly validUntil: (time: string) => string;
    readonly changeAmount: string;
    readonly changePayee: string;
  };
  readonly receipt: {
    readonly heading: string;
    readonly title: string;
    readonly receiptNumber: string;
    readonly executedAt: string;
    readonly states: Readonly<Record<Receipt['transferState'], string>>;
    readonly returned: (when: string) => string;
    readonly print: string;
    readonly printHint: string;
    readonly top: string;
    readonly bookedHeading: string;
    readonly again: string;
    readonly repeat: string;
    readonly bookings: string;
    readonly register: string;
    readonly history: string;
  };
  readonly over: {
    readonly title: string;
    readonly text: string;
    readonly again: string;
    readonly history: string;
  };
  readonly expired: { readonly title: string; readonly text: string; readonly again: string };
  readonly refused: { readonly title: string; readonly register: string; readonly top: string };
}

export const ja: TransferWords = {
  title: '振込',
  steps: ['出金口座', '振込先', '金額・振込日', '受取人名', '確認', '受付完了'],
  next: '次へ',
  busy: '確認しています…',
  cancel: '振込を中止してトップへ戻る',
  soFar: { from: '出金口座', payee: '振込先', amount: '金額', change: '変更' },
  account: { heading: '出金口座の選択', legend: '出金口座', balance: (yen) => `残高 ${yen}` },
  payee: {
    heading: '振込先の選択',
    registered: '登録済みの振込先',
    manage: '振込先の登録・管理',
    recent: '最近の振込先',
    fresh: '新しい振込先を指定する',
    freshLead: '金融機関、支店、口座番号を順に指定します。',
    choose: 'この振込先を選ぶ',
  },
  bank: {
    heading: '金融機関の選択',
    own: '当金庫の口座へ振り込む',
    ownLead: '土日や夜間も、実行後すぐに入金されます。',
    search: '金融機関名または金融機関コード',
    searchHint: '名前の一部（漢字・ひらがな・カタカナ）か、4桁の数字を入力してください。',
    button: '検索',
    kana: '頭文字から探す',
    code: (code) => `金融機関コード ${code}`,
  },
  branch: {
    heading: '支店の選択',
    search: '支店名または支店コード',
    searchHint: '名前の一部（漢字・ひらがな・カタカナ）か、3桁の数字を入力してください。',
    otherBank: '金融機関を選び直す',
  },
  found: {
    title: '検索結果',
    none: '見つかりませんでした。別の言葉か頭文字でお探しください。',
    all: (total) => `${total}件見つかりました。`,
    some: (from, to, total) => `${total}件のうち${from}〜${to}件目を表示しています。`,
    more: '続きを見る',
  },
  number: {
    heading: '振込先口座の入力',
    kind: '科目',
    number: '口座番号',
    numberHint: '数字7桁以内です。全角でも入力できます。',
  },
  amount: {
    heading: '金額・振込日の入力',
    amount: '振込金額',
    amountHint: '例：50000　カンマや「円」があってもかまいません。',
    yen: '円',
    left: '本日あと振り込める金額',
    limit: '1日の限度額',
    withoutToken: (yen) => `振込と料金の払込みを合わせて、1日${yen}までのお取引となります。`,
  },
  name: {
    heading: '受取人名の確認',
    foundLead: '振込先の金融機関に照会した受取人名です。お間違いなければ「次へ」を押してください。',
    name: '受取人名',
    unavailable:
      '振込先の金融機関の受付時間外などのため、受取人名を照会できませんでした。受取人名を入力してください。',
    label: '受取人名（カナ）',
    hint: '30文字以内のカナ・英大文字・数字で入力してください（例：ヤマダ タロウ、カ）ワリフシヨウジ）。ひらがなや全角でも入力できます。',
    warning:
      '受取人名が口座の名義と違うと入金できないことがあります。その場合、金額はお返ししますが、手数料はお返しできません。',
  },
  confirm: {
    heading: '振込内容の確認',
    lead: 'まだ振り込まれていません。内容を確かめて、いちばん下の「実行」を押してください。',
    from: '出金口座',
    sender: '振込依頼人名',
    payeeBank: '振込先金融機関',
    payeeAccount: '振込先口座',
    payeeName: '受取人名',
    sources: { inquiry: '振込先の金融機関に照会した名前です', typed: 'お客様が入力された名前です' },
    amount: '振込金額',
    fee: '手数料（税込）',
    total: 'お引落し合計',
    balanceAfter: 'お引落し後の残高',
    debitDate: 'お引落し日',
    valueDate: '振込先への入金日',
    limit: '1日の限度額',
    leftToday: '本日あと振り込める金額（この振込の前）',
    modes: {
      same_bank_now: (date) => `${date}、実行後すぐに入金されます（当金庫内の振込）。`,
      core_time_now: (date) => `${date}、実行後すぐに入金されます（平日の振込時間内）。`,
      more_time_now: (date) =>
        `${date}、実行後すぐに入金されます（振込先の金融機関が、夜間・休日の即時入金に対応しています）。`,
      next_opening: (date) =>
        `${date}の午前8時30分以降に入金されます（いまは振込時間外のため）。お引落しは実行後すぐに行われ、画面からの取消しはできません。`,
    },
    noRecall: '実行後は、画面から取り消すことができません。',
    execute: '実行',
    busy: '実行しています…',
    changed: '時間がたち、手数料または入金日が変わりました。新しい内容を確かめて、もう一度実行してください。',
    validUntil: (time) => `この内容は${time}まで有効です。`,
    changeAmount: '金額を変更する',
    changePayee: '振込先を変更する',
  },
  receipt: {
    heading: '振込を受け付けました',
    title: '振込 受付完了',
    receiptNumber: '受付番号',
    executedAt: '受付日時',
    states: {
      credited: '振込先の口座に入金されました。',
      sent: '振込先の金融機関に送金しました。',
      waiting: 'お引落しは済んでいます。振込先の金融機関へは、入金日にあわせて送金します。',
      returned: '振込先の口座に入金できませんでした（入金不能）。',
      recalled: '組戻しにより、振込金額をお戻ししました。',
      booked: '振込日に振り込まれます。お引落しもその日に行われます。',
      failed: 'この予約振込は成立しませんでした。お引落しは行われていません。',
      cancelled: 'この予約は取り消されました。お引落しは行われていません。',
    },
    returned: (when) => `${when}に、振込金額をお客様の口座にお返ししました。手数料はお返しできません。`,
    print: '印刷する場合は、ブラウザの印刷機能をご利用ください。',
    printHint: 'この内容は、取引履歴からいつでも確認できます。',
    top: 'トップへ',
    bookedHeading: '予約振込を受け付けました',
    again: '続けて振り込む',
    repeat: 'もう一度振り込む（同じ内容を入力）',
    bookings: '予約振込の照会・取消',
    register: 'この振込先を登録する',
    history: '取引履歴を見る',
  },
  over: {
    title: 'この振込のお手続きは終わっています',
    text: '時間がたって入力の内容がなくなったか、すでに実行されています。実行された振込は、取引履歴で確認できます。',
    again: '新しく振込をする',
    history: '取引履歴を見る',
  },
  expired: {
    title: '確認画面の有効期限が切れました',
    text: '振込は行われていません。入力された内容を引き継いで、もう一度確認画面に進めます。',
    again: '続きから手続きする',
  },
  refused: {
    title: 'ただいま振込をご利用いただけません',
    register: 'ワンタイムパスワードの利用登録はこちら',
    top: 'トップへ',
  },
};
