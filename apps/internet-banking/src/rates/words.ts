import type { RateLine, RateProductName } from '@warifu/bank';
import type { Language, Spoken } from '@warifu/ui';

interface Words {
  readonly title: string;
  readonly lead: (date: string) => string;
  readonly empty: string;
  readonly products: Readonly<Record<RateProductName, string>>;
  /** What a line of the product is named. */
  readonly terms: Readonly<Record<RateProductName, (months: number) => string>>;
  readonly columns: {
    readonly term: string;
    readonly rate: string;
    readonly from: string;
    readonly next: string;
  };
  readonly none: string;
  readonly announced: (rate: string, date: string) => string;
  readonly notes: readonly string[];
  readonly back: string;
}

const monthsText = (months: number, language: Language): string => {
  const isYears = months % 12 === 0;
  const count = isYears ? months / 12 : months;
  if (language === 'ja') return isYears ? `${count}年` : `${count}か月`;
  return `${count} ${isYears ? 'year' : 'month'}${count === 1 ? '' : 's'}`;
};

export const RATE_WORDS: Spoken<Words> = {
  ja: {
    title: '金利一覧',
    lead: (date) => `${date}現在の店頭表示金利です。年利率、税引前で表示しています。`,
    empty: '現在、表示できる金利はありません。',
    products: { ordinary: '普通預金', time_deposit: 'スーパー定期', instalment_savings: '定期積金' },
    terms: {
      ordinary: () => '普通預金',
      time_deposit: (months) => monthsText(months, 'ja'),
      instalment_savings: (months) => `${months}回以上`,
    },
    columns: { term: '期間・回数', rate: '年利率', from: '適用開始日', next: '改定の予定' },
    none: '-',
    announced: (rate, date) => `${date}から${rate}`,
    notes: [
      'お利息には20.315%（国税15.315%、地方税5%）の税金がかかります。',
      '普通預金の金利は変動金利です。お利息は毎年2月と8月の決算日（第3土曜日）に計算し、翌営業日にお支払いします。',
      '定期預金には、お預け入れ日の金利を満期日まで適用します。中途解約の場合は、中途解約利率を適用します。',
      '定期積金の利率は、ご契約日の利回りです。',
    ],
    back: 'ログイン画面へ',
  },
  en: {
    title: 'Interest rates',
    lead: (date) => `Rates posted on ${date}, per year and before tax.`,
    empty: 'There are no rates to show.',
    products: {
      ordinary: 'Ordinary deposits',
      time_deposit: 'Time deposits',
      instalment_savings: 'Instalment savings',
    },
    terms: {
      ordinary: () => 'Ordinary deposit',
      time_deposit: (months) => monthsText(months, 'en'),
      instalment_savings: (months) => `${months} instalments and more`,
    },
    columns: { term: 'Term', rate: 'Rate a year', from: 'Valid from', next: 'Announced' },
    none: '-',
    announced: (rate, date) => `${rate} from ${date}`,
    notes: [
      'Interest is taxed at 20.315% (15.315% national and 5% local).',
      'The rate of ordinary deposits varies. Interest is reckoned on the settlement days, the third Saturdays of February and August, and paid on the next business day.',
      'A time deposit keeps the rate of the day of its deposit until maturity; closed early, it bears the rate for early closing.',
      'The rate of instalment savings is the yield of the day of the contract.',
    ],
    back: 'To the login page',
  },
};

/** Always three decimals, so that rates stand under each other. */
export const percentText = (thousandths: number): string => `${(thousandths / 1_000).toFixed(3)}%`;

export const rateKeyOf = ({ product, termMonths }: RateLine): string => `${product}-${termMonths}`;
