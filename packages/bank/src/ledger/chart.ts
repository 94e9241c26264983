/** How an account of the chart stands in the bank's books. 資産・負債・収益・費用 */
export type ChartKind = 'asset' | 'liability' | 'income' | 'expense';

/** One account of the chart: a sum of customers' accounts of one kind, or one account of the bank's own. 勘定科目 */
export interface ChartAccount {
  /** `customers_<kind>`, or the name of an internal account: as trial balances name it. */
  readonly account: string;
  readonly number: string;
  readonly kind: ChartKind;
  readonly ja: string;
  readonly en: string;
}

/**
 * The chart of accounts, in the order of its numbers: 1 assets, 2 liabilities, 4 income, 5 expenses. Explained for whoever
 * keeps the books in docs/accounts.md.
 */
export const CHART: readonly ChartAccount[] = [
  { account: 'cash', number: '1100', kind: 'asset', ja: '現金', en: 'Cash' },
  { account: 'customers_current', number: '2110', kind: 'liability', ja: '当座預金', en: 'Current deposits' },
  {
    account: 'customers_ordinary',
    number: '2120',
    kind: 'liability',
    ja: '普通預金',
    en: 'Ordinary deposits',
  },
  { account: 'customers_savings', number: '2130', kind: 'liability', ja: '貯蓄預金', en: 'Savings deposits' },
  {
    account: 'customers_time_deposit',
    number: '2210',
    kind: 'liability',
    ja: '定期預金',
    en: 'Time deposits',
  },
  {
    account: 'customers_instalment_savings',
    number: '2220',
    kind: 'liability',
    ja: '定期積金',
    en: 'Instalment savings',
  },
  {
    account: 'zengin_settlement',
    number: '2510',
    kind: 'liability',
    ja: '資金決済勘定',
    en: 'Settlement with other banks and billers',
  },
  {
    account: 'tax_national',
    number: '2610',
    kind: 'liability',
    ja: '預り金（国税）',
    en: 'National tax withheld',
  },
  {
    account: 'tax_local',
    number: '2620',
    kind: 'liability',
    ja: '預り金（地方税）',
    en: 'Local tax withheld',
  },
  { account: 'suspense', number: '2900', kind: 'liability', ja: '仮受金', en: 'Suspense' },
  { account: 'fee_income', number: '4110', kind: 'income', ja: '受入手数料', en: 'Fees received' },
  {
    account: 'interest_ordinary',
    number: '5110',
    kind: 'expense',
    ja: '普通預金利息',
    en: 'Interest on ordinary deposits',
  },
  {
    account: 'interest_time_deposits',
    number: '5120',
    kind: 'expense',
    ja: '定期預金利息',
    en: 'Interest on time deposits',
  },
  {
    account: 'supplement_instalment_savings',
    number: '5130',
    kind: 'expense',
    ja: '給付補填金',
    en: 'Yield on instalment savings',
  },
];
