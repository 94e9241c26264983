import type { StatementLine } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';

export type Period = 'this' | 'last' | 'before_last' | 'range';
export const PERIODS: readonly Period[] = ['this', 'last', 'before_last', 'range'];

export interface StatementWords {
  readonly title: string;
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
  readonly columns: {
    readonly date: string;
    readonly what: string;
    readonly out: string;
    readonly in: string;
    readonly balance: string;
  };
  readonly kinds: Readonly<Record<StatementLine['kind'], string>>;
  readonly empty: string;
  readonly older: string;
  readonly newest: string;
  readonly csv: string;
  readonly errors: {
    readonly fromMalformed: string;
    readonly toMalformed: string;
    readonly tooEarly: (earliest: string) => string;
    readonly endsBeforeItBegins: string;
  };
}

const ja: StatementWords = {
  title: '入出金明細',
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
  csv: 'CSVファイルで保存する',
  errors: {
    fromMalformed: '開始日を、2026-04-01のような形で入力してください。',
    toMalformed: '終了日を、2026-04-30のような形で入力してください。',
    tooEarly: (earliest) => `開始日は、${earliest}以降にしてください。`,
    endsBeforeItBegins: '終了日は、開始日以降にしてください。',
  },
};

const en: StatementWords = {
  title: 'Statement',
  accounts: 'Choose an account',
  noAccounts: 'There is no account to show. Please ask your branch.',
  balance: 'Balance now',
  periods: { this: 'This month', last: 'Last month', before_last: 'The month before', range: 'Other dates' },
  periodList: 'Period',
  from: 'From',
  to: 'To',
  show: 'Show',
  rangeHint: (earliest) => `Statements are kept from ${earliest} to today.`,
  range: (from, to) => `${from} – ${to}`,
  opening: 'Balance at the beginning',
  closing: 'Balance at the end',
  columns: { date: 'Date', what: 'Details', out: 'Paid out', in: 'Paid in', balance: 'Balance' },
  kinds: {
    transfer_out: 'Transfer',
    transfer_fee: 'Transfer fee',
    transfer_in: 'Incoming transfer',
    transfer_return: 'Transfer returned',
    deposit: 'Deposit',
    own_transfer: 'Own transfer',
    bill_payment: 'Bill payment',
    recall_fee: 'Recall fee',
    time_deposit: 'Time deposit',
    instalment: 'Instalment',
    savings_payout: 'Instalment savings',
    interest: 'Interest',
    supplement: 'Savings yield',
    tax_national: 'National tax',
    tax_local: 'Local tax',
  },
  empty: 'Nothing was paid in or out in this period.',
  older: 'Older lines',
  newest: 'Back to the latest lines',
  csv: 'Save as CSV',
  errors: {
    fromMalformed: 'Enter the first day like 2026-04-01.',
    toMalformed: 'Enter the last day like 2026-04-30.',
    tooEarly: (earliest) => `The first day must be ${earliest} or later.`,
    endsBeforeItBegins: 'The last day must not be before the first.',
  },
};

export const STATEMENT_WORDS: Spoken<StatementWords> = { ja, en };
