import type { EntryKind } from '../ledger/posting.ts';
import type { StatementLine } from './statement.ts';

/** 摘要, in the bank's words. */
const SUMMARY: Readonly<Record<EntryKind, string>> = {
  transfer_out: '振込',
  transfer_fee: '振込手数料',
  transfer_in: '振込入金',
  transfer_return: '振込返却(入金不能)',
  deposit: '入金',
};

const HEADER = ['日付', '番号', '摘要', 'お相手', 'お支払金額', 'お預り金額', '差引残高'];

/**
 * One cell. Quoted where it must be (RFC 4180). A text that a spreadsheet would run as a formula gets an apostrophe in
 * front, because the other side of a transfer chooses its own name.
 */
function cellOf(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const rowOf = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;

/** The first line, with the mark by which spreadsheets know UTF-8. */
export const csvHeader = (): string => `\uFEFF${rowOf(HEADER)}`;

export const csvLineOf = (line: StatementLine): string =>
  rowOf([
    line.businessDate,
    String(line.seq),
    cellOf(SUMMARY[line.kind]),
    cellOf(line.counterparty),
    line.amount < 0n ? String(-line.amount) : '',
    line.amount > 0n ? String(line.amount) : '',
    String(line.balanceAfter),
  ]);
