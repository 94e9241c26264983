import { CSV_MARK, csvRow, csvText, shiftJisOf } from '@warifu/base';
import { ENTRY_KIND_LINES } from './entry-kinds.ts';
import type { StatementLine, WholeStatement } from './statement.ts';

const HEADER = ['日付', '番号', '摘要', 'お相手', 'お支払金額', 'お預り金額', '差引残高'];

const csvLineOf = (line: StatementLine): string =>
  csvRow([
    line.businessDate,
    String(line.seq),
    csvText(ENTRY_KIND_LINES[line.kind].summary),
    csvText(line.counterparty),
    line.amount < 0n ? String(-line.amount) : '',
    line.amount > 0n ? String(line.amount) : '',
    String(line.balanceAfter),
  ]);

async function* rowsOf(statement: WholeStatement): AsyncGenerator<string> {
  yield csvRow(HEADER);
  for await (const lines of statement.lines) yield lines.map(csvLineOf).join('');
}

/** In UTF-8, with the mark by which spreadsheets know it. */
export async function* csvInUtf8(statement: WholeStatement): AsyncGenerator<string> {
  yield CSV_MARK;
  yield* rowsOf(statement);
}

/** The same in Shift_JIS, for programs that know nothing else. */
export async function* csvInShiftJis(statement: WholeStatement): AsyncGenerator<Uint8Array> {
  for await (const rows of rowsOf(statement)) yield shiftJisOf(rows);
}
