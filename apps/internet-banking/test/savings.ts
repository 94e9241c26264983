import {
  type Bank,
  debitDayOf,
  dueDatesOf,
  type InstalmentView,
  type Rate,
  type SavingsClosingOrder,
  type SavingsClosingTerms,
  type SavingsDetail,
  type SavingsOpeningOrder,
  type SavingsOpeningTerms,
} from '@warifu/bank';
import { businessDate, epochSeconds, yen } from '@warifu/base';
import { IDS, NOW, TODAY } from './fixtures.ts';

export const SAVINGS_IDS = {
  late: '01930000-0000-7000-8000-0000000005a1',
  matured: '01930000-0000-7000-8000-0000000005a2',
  closed: '01930000-0000-7000-8000-0000000005a3',
  /** Prepared, of either kind. */
  order: IDS.order,
  early: '01930000-0000-7000-8000-0000000005e1',
  done: '01930000-0000-7000-8000-0000000005e2',
} as const;

const rateOf = (thousandths: bigint) => thousandths as Rate;

/** As many instalments as there may be, and each as large. */
const OPENING: SavingsOpeningTerms = {
  fromAccountId: IDS.account,
  instalment: yen(9_999_999_000n),
  instalments: 60,
  chosenDay: 30,
  contractedOn: businessDate('2024-11-23'),
  yearlyYield: rateOf(150n),
  yieldValidFrom: businessDate('2024-04-01'),
  agreedMaturity: businessDate('2029-11-30'),
  principal: yen(599_999_940_000n),
  supplement: {
    instalment: yen(9_999_999_000n),
    monthsInAll: 1_830n,
    yearlyYield: rateOf(150n),
    amount: yen(2_287_499_771n),
  },
  interest: {
    gross: yen(2_287_499_771n),
    national: yen(350_330_589n),
    local: yen(114_374_988n),
    net: yen(1_822_794_194n),
  },
  payout: yen(601_822_734_194n),
};

const closed = {
  savingsId: SAVINGS_IDS.matured,
  toAccountId: IDS.account,
  accountNumber: '7000001',
  closedOn: TODAY,
  paid: 60,
  instalment: OPENING.instalment,
} as const;
const CLOSINGS: Readonly<Record<'at_maturity' | 'early', SavingsClosingTerms>> = {
  at_maturity: {
    ...closed,
    closing: 'at_maturity',
    principal: OPENING.principal,
    supplement: OPENING.supplement,
    afterMaturity: {
      principal: OPENING.principal,
      rate: rateOf(2n),
      from: businessDate('2026-11-13'),
      to: TODAY,
      days: 10,
      interest: yen(328_767n),
    },
    interest: OPENING.interest,
    payout: OPENING.payout,
  },
  early: {
    ...closed,
    closing: 'early',
    paid: 22,
    principal: yen(219_999_978_000n),
    daysInAll: 7_654,
    shareRate: rateOf(90n),
    ordinaryRate: rateOf(2n),
    rate: rateOf(90n),
    interest: { gross: yen(188_712n), national: yen(28_901n), local: yen(9_435n), net: yen(150_376n) },
    payout: yen(220_000_128_376n),
    lost: yen(2_287_311_059n),
  },
};

/** 22 paid, two late, the rest to come. */
const instalments: readonly InstalmentView[] = dueDatesOf(OPENING).map((dueDate, index) => {
  const number = index + 1;
  if (number <= 22) return { number, dueDate, state: 'paid', debitedOn: debitDayOf(dueDate) };
  return { number, dueDate, state: number <= 24 ? 'late' : 'to_come', debitDay: debitDayOf(dueDate) };
});

const LATE: SavingsDetail = {
  ...OPENING,
  savingsId: SAVINGS_IDS.late,
  accountNumber: '7000002',
  branchCode: '001',
  yearlyYield: { rate: OPENING.yearlyYield, validFrom: OPENING.yieldValidFrom },
  maturity: { kind: 'unknown' },
  paid: 22,
  late: 2,
  balance: yen(219_999_978_000n),
  state: 'open',
  table: instalments,
};

const DETAILS: readonly SavingsDetail[] = [
  LATE,
  {
    ...LATE,
    savingsId: SAVINGS_IDS.matured,
    accountNumber: '7000001',
    maturity: { kind: 'put_off', on: businessDate('2026-11-13') },
    paid: 60,
    late: 0,
    state: 'matured',
    table: instalments.map(({ number, dueDate }) => ({
      number,
      dueDate,
      state: 'paid',
      debitedOn: debitDayOf(dueDate),
    })),
  },
  {
    ...LATE,
    savingsId: SAVINGS_IDS.closed,
    accountNumber: '7000003',
    late: 0,
    balance: yen(0n),
    state: 'closed',
    closedOn: TODAY,
    table: instalments.map((row) =>
      row.state === 'paid' ? row : { number: row.number, dueDate: row.dueDate, state: 'given_up' },
    ),
  },
];

const order = (orderId: string) =>
  ({
    orderId,
    channel: 'pc',
    state: orderId === SAVINGS_IDS.done ? 'executed' : 'prepared',
    preparedAt: NOW,
    expiresAt: epochSeconds(NOW + 600),
    ...(orderId === SAVINGS_IDS.done
      ? { receipt: { receiptNumber: '261123-7K3QF-M2XWP-C', executedAt: NOW } }
      : {}),
  }) as const;

const savingsOpening = (orderId: string): SavingsOpeningOrder => ({
  ...order(orderId),
  kind: 'savings_opening',
  terms: OPENING,
  need: { need: 'nothing' },
});

export const savingsClosing = (orderId: string): SavingsClosingOrder => ({
  ...order(orderId),
  kind: 'savings_closing',
  terms: CLOSINGS[orderId === SAVINGS_IDS.early ? 'early' : 'at_maturity'],
  need: { need: 'otp' },
});

const isKnown = (orderId: string): boolean => Object.values(SAVINGS_IDS).some((id) => id === orderId);

/** 定期積金 of a bank of functions. */
export const savings: Partial<Bank> = {
  savingsOffer: async () => ({
    yields: [6, 12, 36].map((instalmentsFrom, index) => ({
      instalmentsFrom,
      rate: rateOf(100n + BigInt(index) * 25n),
      validFrom: businessDate('2026-04-01'),
    })),
    instalmentMin: yen(1_000n),
    instalmentStep: yen(1_000n),
    instalmentsMin: 6,
    instalmentsMax: 60,
  }),
  listSavings: async () => DETAILS,
  savingsOf: async (_contractId, savingsId) => DETAILS.find((one) => one.savingsId === savingsId),
  prepareSavingsOpening: async () => ({ outcome: 'prepared', order: savingsOpening(SAVINGS_IDS.order) }),
  savingsOpeningOf: async ({ orderId }) => (isKnown(orderId) ? savingsOpening(orderId) : undefined),
  executeSavingsOpening: async () => ({ outcome: 'executed', order: savingsOpening(SAVINGS_IDS.done) }),
  prepareSavingsClosing: async () => ({ outcome: 'prepared', order: savingsClosing(SAVINGS_IDS.order) }),
  savingsClosingOf: async ({ orderId }) => (isKnown(orderId) ? savingsClosing(orderId) : undefined),
  executeSavingsClosing: async () => ({ outcome: 'executed', order: savingsClosing(SAVINGS_IDS.done) }),
};
