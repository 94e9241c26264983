/** What is given, and what is paid out. Instalments not named as late are debited on their due date or the next business day. */
export interface SavingsExample {
  readonly title: string;
  readonly instalment: bigint;
  readonly instalments: number;
  readonly chosenDay: number;
  readonly rate: bigint;
  readonly contracted: string;
  readonly ordinary: bigint;
  /** How many were debited; all of them where nothing is said. */
  readonly paid?: number;
  /** Number of the instalment, and the day it was debited. */
  readonly late?: Readonly<Record<number, string>>;
  readonly daysAfter?: number;
  /** Closed early on this day; at maturity where nothing is said. */
  readonly closedOn?: string;
  readonly byHand: bigint;
}

const BASE = {
  instalment: 10_000n,
  instalments: 12,
  chosenDay: 25,
  rate: 150n,
  contracted: '2026-11-27',
  ordinary: 200n,
} as const;

export const SAVINGS: readonly SavingsExample[] = [
  { ...BASE, title: 'Twelve instalments · 12回', byHand: 120_079n },
  {
    ...BASE,
    title: 'Sixty instalments of ¥50,000 · 60回',
    instalment: 50_000n,
    instalments: 60,
    rate: 225n,
    byHand: 3_013_672n,
  },
  {
    ...BASE,
    title: 'On the 31st: the last day of shorter months · 毎月31日',
    chosenDay: 31,
    instalments: 6,
    contracted: '2027-01-31',
    byHand: 60_022n,
  },
  {
    ...BASE,
    title: 'Contract on the chosen day: the first is due a month later · 契約日が払込日',
    chosenDay: 27,
    byHand: 120_079n,
  },
  {
    ...BASE,
    title: 'Supplement of ¥7: ¥1 of tax · 給付補填金7円',
    instalment: 1_000n,
    rate: 110n,
    byHand: 12_006n,
  },
  {
    ...BASE,
    title: 'Supplement of ¥6: no tax · 給付補填金6円',
    instalment: 1_000n,
    rate: 100n,
    byHand: 12_006n,
  },
  {
    ...BASE,
    title: 'A late instalment does not lessen the supplement · 掛込の遅れ',
    instalment: 30_000n,
    late: { 4: '2027-04-15', 5: '2027-05-06' },
    byHand: 360_234n,
  },
  {
    ...BASE,
    title: 'The last one late: maturity is put off · 満期日の繰延べ',
    instalment: 30_000n,
    late: { 12: '2028-01-20' },
    byHand: 360_234n,
  },
  {
    ...BASE,
    title: 'Debited on the agreed maturity itself: put off by a day · 約定満期日当日の掛込',
    chosenDay: 24,
    instalment: 30_000n,
    late: { 12: '2027-12-24' },
    byHand: 360_234n,
  },
  {
    ...BASE,
    title: 'Ninety days after maturity, one sum taxed · 満期後90日',
    instalment: 30_000n,
    daysAfter: 90,
    byHand: 360_375n,
  },
  {
    ...BASE,
    title: 'Closed before twelve months: the ordinary rate · 12か月未満の中途解約',
    instalment: 50_000n,
    instalments: 24,
    paid: 11,
    closedOn: '2027-11-24',
    byHand: 550_437n,
  },
  {
    ...BASE,
    title: 'The day before twelve months after the first debit · 12か月の前日',
    instalment: 50_000n,
    instalments: 36,
    rate: 500n,
    paid: 12,
    closedOn: '2027-12-24',
    byHand: 600_516n,
  },
  {
    ...BASE,
    title: 'Twelve months after the first debit: 60 % · ちょうど12か月',
    instalment: 50_000n,
    instalments: 36,
    rate: 500n,
    paid: 12,
    closedOn: '2027-12-25',
    byHand: 600_777n,
  },
  {
    ...BASE,
    title: '60 % of the yield, cut, is below the ordinary rate · 普通預金利率が上回る',
    instalment: 50_000n,
    instalments: 36,
    rate: 225n,
    paid: 18,
    closedOn: '2028-06-01',
    byHand: 901_042n,
  },
  {
    ...BASE,
    title: 'Late instalments count from their debit · 遅れた掛込と中途解約',
    instalment: 20_000n,
    instalments: 24,
    rate: 500n,
    late: { 2: '2027-03-01', 3: '2027-03-01' },
    paid: 13,
    closedOn: '2028-01-04',
    byHand: 260_323n,
  },
  {
    ...BASE,
    title: 'Past the agreed maturity with one missing: closed early · 掛込未了の解約',
    instalment: 20_000n,
    paid: 11,
    rate: 500n,
    closedOn: '2028-02-01',
    byHand: 220_362n,
  },
  {
    ...BASE,
    title: 'Closed before the first instalment · 掛込前の解約',
    paid: 0,
    closedOn: '2026-12-10',
    byHand: 0n,
  },
];
