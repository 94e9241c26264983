import type { DayClosing, DayJobName, DayState } from '@warifu/bank';
import { businessDate, yen } from '@warifu/base';
import { id, NOW } from './fixtures.ts';

const closingOf = (day: string): DayClosing => ({
  businessDate: businessDate(day),
  closedAt: NOW,
  entries: 42n,
  lines: [
    { account: 'cash', balance: yen(-68_000_000n), debits: yen(1_000_000n), credits: yen(0n) },
    {
      account: 'customers_ordinary',
      balance: yen(65_420_000n),
      debits: yen(80_330n),
      credits: yen(1_000_079n),
    },
    { account: 'fee_income', balance: yen(660n), debits: yen(0n), credits: yen(330n) },
    { account: 'interest_ordinary', balance: yen(-98n), debits: yen(98n), credits: yen(0n) },
    { account: 'tax_national', balance: yen(15n), debits: yen(0n), credits: yen(15n) },
    { account: 'tax_local', balance: yen(4n), debits: yen(0n), credits: yen(4n) },
    { account: 'zengin_settlement', balance: yen(2_579_419n), debits: yen(0n), credits: yen(80_000n) },
  ],
});

const DAY_JOBS: readonly DayJobName[] = [
  'interim_interest',
  'renewals',
  'ordinary_interest',
  'maturity_closings',
  'scheduled_transfers',
  'instalments',
];

export const DAY: DayState = {
  today: businessDate('2026-11-24'),
  isBusinessDay: true,
  isOpen: false,
  openedOn: businessDate('2026-11-23'),
  closedOn: businessDate('2026-11-23'),
  jobs: DAY_JOBS.map((job, index) => ({
    job,
    state: index < 3 ? 'done' : index === 3 ? 'under_way' : 'waiting',
    done: index < 4 ? BigInt(index * 120) : 0n,
    failed: index === 3 ? 1n : 0n,
    ...(index < 3 ? { startedAt: NOW, finishedAt: NOW } : {}),
  })),
  faults: [
    {
      businessDate: businessDate('2026-11-24'),
      job: 'maturity_closings',
      item: id('f1'),
      says: 'the lines of a posting sum to zero',
      at: NOW,
    },
    {
      businessDate: businessDate('2026-11-20'),
      job: 'closing',
      item: '2026-11-20',
      says: 'The trial balance of 2026-11-20 sums to 3, not to zero.',
      at: NOW,
      mendedAt: NOW,
    },
  ],
  closings: [closingOf('2026-11-23'), closingOf('2026-11-22')],
};
