import type { BalanceHistory, EntryKind, FlowGroup } from '@warifu/bank';
import type { FileKind, Period, SearchField, View } from './choices.ts';

export interface StatementWords {
  readonly title: string;
  readonly views: Readonly<Record<View, string>>;
  readonly viewList: string;
  readonly accounts: string;
  readonly noAccounts: string;
  readonly balance: string;
  readonly periods: Readonly<Record<Period, string>>;
  readonly periodList: string;
  readonly from: string;
  readonly to: string;
  readonly show: string;
  readonly rangeHint: (earliest: string) => string;
  readonly range: (from: string, to: string) => string;
  readonly opening: string;
  readonly closing: string;
  readonly paidIn: string;
  readonly paidOut: string;
  /** Before the sums of both sides. */
  readonly total: string;
  readonly columns: {
    readonly date: string;
    readonly what: string;
    readonly out: string;
    readonly in: string;
    readonly balance: string;
  };
  /** The one place of the words of entries: a new kind is a type error until each language has its own. */
  readonly kinds: Readonly<Record<EntryKind, string>>;
  readonly empty: string;
  readonly older: string;
  readonly newest: string;
  readonly search: {
    readonly title: string;
    readonly fields: Readonly<Record<SearchField, string>>;
    readonly nameHint: string;
    readonly any: string;
    readonly directions: { readonly in: string; readonly out: string };
    readonly go: string;
    readonly clear: string;
    readonly active: string;
    readonly nothing: string;
  };
  readonly files: {
    readonly title: string;
    readonly lead: (lines: string) => string;
    readonly whole: string;
    readonly kinds: Readonly<Record<FileKind, string>>;
    readonly paperTooLong: (linesMax: string) => string;
  };
  readonly chart: {
    readonly title: string;
    readonly steps: Readonly<Record<BalanceHistory['step'], string>>;
    readonly label: (range: {
      readonly first: string;
      readonly last: string;
      readonly least: string;
      readonly most: string;
    }) => string;
    readonly table: string;
    readonly date: string;
    readonly balance: string;
  };
  readonly months: {
    readonly lead: (first: string) => string;
    readonly empty: string;
    readonly month: string;
    readonly bars: string;
    readonly legend: string;
    readonly difference: string;
    readonly outByGroup: string;
    readonly inByGroup: string;
    readonly groups: Readonly<Record<FlowGroup, string>>;
    readonly statement: string;
  };
  readonly errors: {
    readonly fromMalformed: string;
    readonly toMalformed: string;
    readonly tooEarly: (earliest: string) => string;
    readonly inFuture: string;
    readonly endsBeforeItBegins: string;
    readonly minMalformed: string;
    readonly maxMalformed: string;
    readonly maxBelowMin: string;
  };
}

export const ja: StatementWords = {
  title: '入出金明細',
  views: { lines: '明細', balance: '残高の推移', months: '月別の収入・支出' },
  viewList: '表示の切り替え',
  accounts: '口座を選ぶ',
  noAccounts: 'ご利用いただける口座がありません。お取引の営業店にお問い合わせください。',
  balance: '現在の残高',
  periods: { this: '今月', last: '先月', before_last: '先々月', range: '期間指定' },
  periodList: '表示する期間',
  from: '開始日',
  to: '終了日',
  show: '表示する',
  rangeHint: (earliest) => `${earliest}から本日までの明細を表示できます。`,
  range: (from, to) => `${from}〜${to}`,
  opening: '期間のはじめの残高',
  closing: '期間の終わりの残高',
  paidIn: 'お預りの合計',
  paidOut: 'お支払いの合計',
  total: '合計',
  columns: { date: '日付', what: 'お取引内容', out: 'お支払い', in: 'お預り', balance: '残高' },
  kinds: {
    transfer_out: '振込',
    transfer_fee: '振込手数料',
    transfer_in: '振込入金',
    transfer_return: '振込返却（入金不能）',
    deposit: '入金',
    own_transfer: '振替',
    bill_payment: '税金・各種料金の払込み',
    recall_fee: '組戻手数料',
    time_deposit: '定期預金',
    instalment: '定期積金 掛金',
    savings_payout: '定期積金 払戻',
    interest: '利息',
    supplement: '給付補填金',
    tax_national: '国税',
    tax_local: '地方税',
  },
  empty: 'この期間の入出金はありません。',
  older: '前の明細を見る',
  newest: '期間の最新の明細へ',
  search: {
    title: '明細を検索する',
    fields: {
      name: 'お相手の名前（カナ）',
      min: '金額の下限',
      max: '金額の上限',
      direction: '入出金の別',
      kind: 'お取引の種類',
    },
    nameHint: '名前の一部で探せます。ひらがな、全角、半角のどれでも入力できます。',
    any: 'すべて',
    directions: { in: 'お預りだけ', out: 'お支払いだけ' },
    go: '検索する',
    clear: '検索の条件を消す',
    active: '条件に合う明細だけを表示しています。',
    nothing: 'この期間に、条件に合う明細はありません。',
  },
  files: {
    title: '明細を保存する',
    lead: (lines) => `この期間のすべての明細（${lines}件）をファイルで保存します。`,
    whole: '検索の条件は使いません。',
    kinds: {
      csv: 'CSV（UTF-8）',
      'csv-shift-jis': 'CSV（Shift_JIS）',
      pdf: 'PDF',
      zengin: '全銀協フォーマット',
    },
    paperTooLong: (linesMax) => `PDFは${linesMax}件までです。期間を短くしてください。`,
  },
  chart: {
    title: '残高の推移',
    steps: {
      day: '毎日の終わりの残高です。',
      week: '7日ごとの、一日の終わりの残高です。',
      month: '月の終わり（最後は期間の終わりの日）の残高です。',
    },
    label: ({ first, last, least, most }) =>
      `残高の推移のグラフ。はじめ${first}、終わり${last}、最低${least}、最高${most}。`,
    table: '残高を表で見る',
    date: '日付',
    balance: '残高',
  },
  months: {
    lead: (first) => `${first}からの、月ごとの合計です。ご自分の口座のあいだの振替も含みます。`,
    empty: 'この口座の入出金は、まだありません。',
    month: '月',
    bars: 'グラフ',
    legend: '棒の色',
    difference: '差引',
    outByGroup: '支出の内訳',
    inByGroup: '収入の内訳',
    groups: {
      cash: '現金',
      transfers: '振込',
      returns: '振込返却',
      bills: '税金・各種料金',
      deposits: '預け入れ・振替',
      interest: '利息・税',
      fees: '手数料',
    },
    statement: 'の明細',
  },
  errors: {
    fromMalformed: '開始日を、2026-04-01のような形で入力してください。',
    toMalformed: '終了日を、2026-04-30のような形で入力してください。',
    tooEarly: (earliest) => `開始日は、${earliest}以降にしてください。`,
    inFuture: '開始日は、本日までの日にしてください。',
    endsBeforeItBegins: '終了日は、開始日以降にしてください。',
    minMalformed: '金額の下限を、1000のような数字で入力してください。',
    maxMalformed: '金額の上限を、50000のような数字で入力してください。',
    maxBelowMin: '金額の上限は、下限以上にしてください。',
  },
};
