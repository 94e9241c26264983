/** What is given, and what is credited net. */
export interface OrdinaryExample {
  readonly title: string;
  readonly opened: string;
  /** The settlement day on or after this one is meant. */
  readonly around: string;
  readonly closed?: string;
  /** The balance at the end of each day from this one on. */
  readonly balances: readonly (readonly [from: string, balance: bigint])[];
  readonly rates: readonly (readonly [from: string, thousandths: bigint])[];
  readonly byHand: bigint;
}

const LONG_AGO = '2020-04-01';
const RATES = [[LONG_AGO, 200n]] as const;

export const ORDINARY: readonly OrdinaryExample[] = [
  {
    title: 'A half-year without movements · 入出金のない半年',
    opened: LONG_AGO,
    around: '2027-02-01',
    balances: [[LONG_AGO, 1_000_000n]],
    rates: RATES,
    byHand: 826n,
  },
  {
    title: 'Settled on Saturday 21 February 2026, Monday a holiday, posted on Tuesday · 2026年2月の決算',
    opened: LONG_AGO,
    around: '2026-02-01',
    balances: [[LONG_AGO, 3_456_789n]],
    rates: RATES,
    byHand: 2_853n,
  },
  {
    title: 'The half-year with 29 February · うるう日を含む半年',
    opened: LONG_AGO,
    around: '2028-08-01',
    balances: [[LONG_AGO, 2_000_000n]],
    rates: RATES,
    byHand: 1_590n,
  },
  {
    title: 'Cut to ¥100, and nothing below ¥1,000 · 付利単位と最低付利残高',
    opened: LONG_AGO,
    around: '2027-02-01',
    balances: [
      [LONG_AGO, 999n],
      ['2026-09-01', 1_099n],
      ['2026-11-01', 250_199n],
    ],
    rates: RATES,
    byHand: 123n,
  },
  {
    title: 'A rate that changes on a Sunday · 期間中の利率変更',
    opened: LONG_AGO,
    around: '2027-02-01',
    balances: [
      [LONG_AGO, 1_500_000n],
      ['2026-12-25', 1_820_345n],
    ],
    rates: [
      [LONG_AGO, 200n],
      ['2026-11-01', 300n],
    ],
    byHand: 1_727n,
  },
  {
    title: 'From the opening of the account · 口座開設からの期間',
    opened: '2026-11-27',
    around: '2027-02-01',
    balances: [['2026-11-27', 500_000n]],
    rates: RATES,
    byHand: 189n,
  },
  {
    title: '0.002 %: ¥4 from days that bear fractions · 年0.002%',
    opened: LONG_AGO,
    around: '2027-02-01',
    balances: [
      [LONG_AGO, 300_000n],
      ['2026-10-01', 456_700n],
    ],
    rates: [[LONG_AGO, 2n]],
    byHand: 4n,
  },
  {
    title: '¥0 is not posted · 利息0円',
    opened: LONG_AGO,
    around: '2027-02-01',
    balances: [[LONG_AGO, 90_000n]],
    rates: [[LONG_AGO, 2n]],
    byHand: 0n,
  },
  {
    title: 'Closed in the middle of a period · 期間中の解約',
    opened: LONG_AGO,
    around: '2027-02-01',
    closed: '2026-12-15',
    balances: [[LONG_AGO, 1_000_000n]],
    rates: RATES,
    byHand: 529n,
  },
  {
    title: 'Posted in February 2038: national tax of 15 % · 2038年2月の入金',
    opened: LONG_AGO,
    around: '2038-02-01',
    balances: [[LONG_AGO, 8_000_000n]],
    rates: RATES,
    byHand: 6_628n,
  },
];
