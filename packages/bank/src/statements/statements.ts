import { type BusinessDate, isUuid } from '@warifu/base';
import type { Database } from '@warifu/pg';
import type { BankMoment } from '../calendar/bank-day.ts';
import { addMonths, firstOfMonth, lastOfMonth } from '../calendar/business-date.ts';
import type { BankConfiguration } from '../configuration.ts';
import type { BankTables } from '../tables.ts';
import { csvHeader, csvLineOf } from './csv.ts';
import { findSpan, listNewest, listOldest, type Span } from './queries.ts';
import type { Statement, StatementCall, StatementPeriods } from './statement.ts';

/** Lines of a CSV file that are read at once. */
const CSV_LINES = 500;

export interface Statements {
  readonly statement: (call: StatementCall) => Promise<Statement | undefined>;
  readonly statementPeriods: () => Promise<StatementPeriods>;
  readonly statementCsv: (
    call: Omit<StatementCall, 'before' | 'limit'>,
  ) => Promise<AsyncIterable<string> | undefined>;
}

/** 入出金明細. */
export function openStatements(ports: {
  readonly database: Database<BankTables>;
  readonly configuration: BankConfiguration;
  readonly bankDay: () => Promise<BankMoment>;
}): Statements {
  const { database, bankDay } = ports;
  const { monthsMax, linesMax } = ports.configuration.statements;
  const earliestOf = (today: BusinessDate) => addMonths(today, -monthsMax);

  const find = async (call: Omit<StatementCall, 'before' | 'limit'>) => {
    if (!isUuid(call.accountId)) return undefined;
    const { today } = await bankDay();
    const earliest = earliestOf(today);
    const from = call.from < earliest ? earliest : call.from;
    const to = call.to > today ? today : call.to;
    const span = await findSpan(database, { ...call, from, to });
    return span && { from, to, span: from > to ? emptied(span) : span };
  };

  return {
    statement: async (call) => {
      const found = await find(call);
      if (!found) return undefined;
      const { span, from, to } = found;
      const shown = Math.min(linesMax, Math.max(1, Math.trunc(call.limit ?? linesMax)));
      const last = call.before !== undefined && call.before <= span.last ? call.before - 1n : span.last;
      const read = await listNewest(database, call.accountId, span.first, last, shown + 1);
      const lines = read.slice(0, shown);
      const next = read.length > shown ? lines.at(-1)?.seq : undefined;
      const { openingBalance, closingBalance } = span;
      return { from, to, lines, openingBalance, closingBalance, ...(next === undefined ? {} : { next }) };
    },

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

    statementCsv: async (call) => {
      const found = await find(call);
      return found && csvLines(database, call.accountId, found.span);
    },
  };
}

const emptied = (span: Span): Span => ({
  first: span.first,
  last: span.first - 1n,
  openingBalance: span.openingBalance,
  closingBalance: span.openingBalance,
});

/** The whole period, a few hundred lines at a time. Entries are never changed, so pages read apart fit together. */
async function* csvLines(
  database: Database<BankTables>,
  accountId: string,
  span: Span,
): AsyncGenerator<string> {
  yield csvHeader();
  for (let first = span.first; first <= span.last; first += BigInt(CSV_LINES)) {
    const lines = await listOldest(database, accountId, first, span.last, CSV_LINES);
    yield lines.map(csvLineOf).join('');
  }
}
