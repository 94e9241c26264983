import { type BusinessDate, isUuid, unreachable } from '@warifu/base';
import type { Database } from '@warifu/pg';
import { halfWidthKana } from '../banks/kana.ts';
import type { BankMoment } from '../calendar/bank-day.ts';
import { addDays, addMonths, firstOfMonth, lastOfMonth } from '../calendar/business-date.ts';
import type { BankConfiguration, OwnBank } from '../configuration.ts';
import type { BankTables } from '../tables.ts';
import { chartDaysOf } from './chart-days.ts';
import { csvInShiftJis, csvInUtf8 } from './csv.ts';
import { monthlyFlowOf } from './monthly-flow.ts';
import {
  type Bounds,
  findHeldAccount,
  findSpan,
  listBalances,
  listNewest,
  listOldest,
  type Span,
  sumByMonth,
  sumFound,
} from './queries.ts';
import { soughtOf } from './sought.ts';
import type {
  BalanceHistory,
  MonthlyFlow,
  PeriodCall,
  Statement,
  StatementCall,
  StatementFile,
  StatementFormat,
  StatementLine,
  StatementPeriods,
  WholeStatement,
} from './statement.ts';
import { zenginRecords } from './zengin-records.ts';

/** Lines of a file that are read at once. */
const LINES_AT_ONCE = 500;

/** 入出金明細. `undefined` where the account is not the contract's. */
export interface Statements {
  /** Newest first, a page at a time. */
  readonly statement: (call: StatementCall) => Promise<Statement | undefined>;
  readonly statementPeriods: () => Promise<StatementPeriods>;
  /** Every line of a period, however many, with what a letterhead needs. */
  readonly wholeStatement: (call: PeriodCall) => Promise<WholeStatement | undefined>;
  /** The same as a file: oldest first, read while it is sent. */
  readonly statementFile: (call: PeriodCall, format: StatementFormat) => Promise<StatementFile | undefined>;
  /** 残高の推移. */
  readonly balanceHistory: (call: PeriodCall) => Promise<BalanceHistory | undefined>;
  /** 月別の収入・支出: every month that is kept whole, and this one so far; newest first. */
  readonly monthlyFlow: (
    call: Pick<PeriodCall, 'contractId' | 'accountId'>,
  ) => Promise<readonly MonthlyFlow[] | undefined>;
}

interface StatementPorts {
  readonly database: Database<BankTables>;
  readonly configuration: BankConfiguration;
  readonly bankDay: () => Promise<BankMoment>;
}

/** A period as it is kept, and its entries. */
interface FoundPeriod {
  readonly today: BusinessDate;
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  readonly span: Span;
}

type FindPeriod = (call: PeriodCall) => Promise<FoundPeriod | undefined>;

/** 入出金明細. */
export function openStatements(ports: StatementPorts): Statements {
  const { database, bankDay } = ports;
  const { monthsMax } = ports.configuration.statements;
  const earliestOf = (today: BusinessDate) => addMonths(today, -monthsMax);

  const find: FindPeriod = async (call) => {
    if (!isUuid(call.accountId)) return undefined;
    const { today } = await bankDay();
    const earliest = earliestOf(today);
    // Any day of the calendar may be asked for: one that is further off than the days that are kept is the next to them.
    const from = between(call.from, earliest, addDays(today, 1));
    const to = between(call.to, addDays(earliest, -1), today);
    const span = await findSpan(database, { ...call, from, to });
    return span && { today, from, to, span: from > to ? emptied(span) : span };
  };
  const wholeStatement = openWholeStatement(database, find);

  return {
    statement: openStatement(ports, find),
    wholeStatement,
    statementFile: openStatementFile(wholeStatement, ports.configuration.ownBank),

    statementPeriods: async () => {
      const { today } = await bankDay();
      const monthOf = (monthsBack: number) => {
        const from = firstOfMonth(addMonths(firstOfMonth(today), -monthsBack));
        return { from, to: monthsBack === 0 ? today : lastOfMonth(from) };
      };
      return {
        thisMonth: monthOf(0),
        lastMonth: monthOf(1),
        monthBeforeLast: monthOf(2),
        earliest: earliestOf(today),
        today,
      };
    },

    balanceHistory: async (call) => {
      const found = await find(call);
      if (found === undefined) return undefined;
      const { from, to } = found;
      // A period that ends before it begins has one day: its last.
      const { step, dates } = chartDaysOf(from < to ? from : to, to);
      return { from, to, step, points: await listBalances(database, call.accountId, dates) };
    },

    monthlyFlow: async (call) => {
      const { today } = await bankDay();
      const last = firstOfMonth(today);
      const first = addMonths(last, 1 - monthsMax);
      const found = await find({ ...call, from: first, to: today });
      return found && monthlyFlowOf(await sumByMonth(database, call.accountId, boundsOf(found)), first, last);
    },
  };
}

const between = (day: BusinessDate, first: BusinessDate, last: BusinessDate): BusinessDate =>
  day < first ? first : day > last ? last : day;

const emptied = (span: Span): Span => ({
  first: span.first,
  last: span.first - 1n,
  openingBalance: span.openingBalance,
  closingBalance: span.openingBalance,
});

const boundsOf = ({ span: { first, last }, from, to }: FoundPeriod): Bounds => ({ first, last, from, to });

const countOf = ({ first, last }: Span): number => Number(last - first + 1n);

function openStatement(
  { database, configuration }: StatementPorts,
  find: FindPeriod,
): Statements['statement'] {
  const { linesMax } = configuration.statements;
  return async (call) => {
    const found = await find(call);
    if (found === undefined) return undefined;
    const { span, from, to } = found;
    const sought = soughtOf(call.search);
    const shown = Math.min(linesMax, Math.max(1, Math.trunc(call.limit ?? linesMax)));
    const last = call.before !== undefined && call.before <= span.last ? call.before - 1n : span.last;
    const whole = boundsOf(found);
    const [read, totals] = await Promise.all([
      listNewest(database, call.accountId, { ...whole, last }, sought, shown + 1),
      call.before === undefined ? sumFound(database, call.accountId, whole, sought) : undefined,
    ]);
    const lines = read.slice(0, shown);
    const next = read.length > shown ? lines.at(-1)?.seq : undefined;
    return {
      from,
      to,
      lines,
      openingBalance: span.openingBalance,
      closingBalance: span.closingBalance,
      periodLinesCount: countOf(span),
      ...(totals === undefined ? {} : { totals }),
      ...(next === undefined ? {} : { next }),
    };
  };
}

function openWholeStatement(database: Database<BankTables>, find: FindPeriod): Statements['wholeStatement'] {
  return async (call) => {
    const found = await find(call);
    if (found === undefined) return undefined;
    const held = await findHeldAccount(database, call);
    if (held === undefined) return undefined;
    const { today, from, to, span } = found;
    return {
      today,
      from,
      to,
      holder: { kanji: held.kanji, kana: halfWidthKana(held.kana) },
      account: { kind: held.kind, branchCode: held.branchCode, accountNumber: held.accountNumber },
      openingBalance: span.openingBalance,
      closingBalance: span.closingBalance,
      linesCount: countOf(span),
      lines: everyLine(database, call.accountId, boundsOf(found)),
    };
  };
}

function openStatementFile(
  wholeStatement: Statements['wholeStatement'],
  own: OwnBank,
): Statements['statementFile'] {
  const linesOf = (statement: WholeStatement, format: StatementFormat): StatementFile['lines'] => {
    switch (format) {
      case 'csv_utf8':
        return csvInUtf8(statement);
      case 'csv_shift_jis':
        return csvInShiftJis(statement);
      case 'zengin':
        return zenginRecords(statement, own);
      default:
        return unreachable(format);
    }
  };
  return async (call, format) => {
    const statement = await wholeStatement(call);
    return statement && { from: statement.from, to: statement.to, lines: linesOf(statement, format) };
  };
}

/** The whole period, a few hundred lines at a time. Entries are never changed, so pages read apart fit together. */
async function* everyLine(
  database: Database<BankTables>,
  accountId: string,
  bounds: Bounds,
): AsyncGenerator<readonly StatementLine[]> {
  for (let { first } = bounds; first <= bounds.last; first += BigInt(LINES_AT_ONCE)) {
    yield await listOldest(database, accountId, { ...bounds, first }, LINES_AT_ONCE);
  }
}
