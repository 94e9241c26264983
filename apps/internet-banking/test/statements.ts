import type { Bank, FlowGroup, MonthlyFlow, WholeStatement } from '@warifu/bank';
import { businessDate, type Yen, yen } from '@warifu/base';
import { LINES, TODAY } from './fixtures.ts';

const PERIOD = { from: businessDate('2026-11-01'), to: businessDate('2026-11-30') };
const LINES_SHOWN = 50;

/** As it is printed and sent: the lines of the fixtures, in two parts. */
export const wholeStatement = (lines = [...LINES].reverse()): WholeStatement => ({
  ...PERIOD,
  today: TODAY,
  holder: { kanji: '割符 太郎', kana: 'ﾜﾘﾌ ﾀﾛｳ' },
  account: { kind: 'ordinary', branchCode: '001', accountNumber: '1234567' },
  openingBalance: yen(1_000n),
  closingBalance: yen(1_234_567n),
  linesCount: lines.length,
  lines: (async function* () {
    yield lines.slice(0, 7);
    yield lines.slice(7);
  })(),
});

export const flowOf = (
  month: string,
  sums: readonly (readonly [FlowGroup, bigint, bigint])[],
): MonthlyFlow => ({
  month: businessDate(month),
  paidIn: yen(sums.reduce((sum, [, paidIn]) => sum + paidIn, 0n)),
  paidOut: yen(sums.reduce((sum, [, , paidOut]) => sum + paidOut, 0n)),
  groups: sums.map(([group, paidIn, paidOut]) => ({ group, paidIn: yen(paidIn), paidOut: yen(paidOut) })),
});

const balances = (...amounts: readonly bigint[]) =>
  amounts.map((balance, place) => ({
    date: businessDate(`2026-11-0${place + 1}`),
    balance: yen(balance) as Yen,
  }));

/** The statements of a bank that answers with invented ones. */
export const statements: Partial<Bank> = {
  statementPeriods: async () => ({
    thisMonth: PERIOD,
    lastMonth: PERIOD,
    monthBeforeLast: PERIOD,
    earliest: businessDate('2025-08-01'),
    today: TODAY,
  }),
  statement: async ({ from, to, before, limit = LINES_SHOWN }) => {
    const lines = LINES.filter((line) => before === undefined || line.seq < before).slice(0, limit);
    const next = lines.at(-1)?.seq;
    return {
      from,
      to,
      lines,
      openingBalance: yen(1_000n),
      closingBalance: yen(1_234_567n),
      periodLinesCount: LINES.length,
      ...(before === undefined ? { totals: { paidIn: yen(300_000n), paidOut: yen(45_678n) } } : {}),
      ...(next === undefined || next === 1n ? {} : { next }),
    };
  },
  wholeStatement: async () => wholeStatement(),
  statementFile: async ({ from, to }) => ({
    from,
    to,
    lines: (async function* () {
      yield '\ufeff日付,金額\r\n';
      yield Uint8Array.of(0x93, 0xfa, 0x0d, 0x0a);
    })(),
  }),
  balanceHistory: async ({ from, to }) => ({
    from,
    to,
    step: 'day',
    points: balances(1_000n, 1_000n, 250_000n, 123_456n, 98_765n, 1_234_567n),
  }),
  monthlyFlow: async () => [
    flowOf('2026-11-01', [
      ['transfers', 250_000n, 123_456n],
      ['returns', 1_000n, 0n],
      ['fees', 0n, 660n],
    ]),
    flowOf('2026-10-01', []),
    flowOf('2026-09-01', [
      ['cash', 1_000_000n, 0n],
      ['transfers', 0n, 78n],
    ]),
  ],
};
