import type { AuditLine } from '@warifu/bank';
import { CSV_MARK, csvRow, csvText } from '@warifu/base';

const HEADER = ['日時', '区分', 'だれが', '行為', '契約者ID', '受付番号', '依頼', '詳細', '記録番号'];

/** An instant in Asia/Tokyo, to the second, as spreadsheets sort it. */
function instantCell(at: number): string {
  const local = new Date((at + 9 * 3_600) * 1000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 19)}`;
}

const lineOf = (line: AuditLine): string =>
  csvRow(
    [
      instantCell(line.at),
      line.actorKind,
      line.actor ?? '',
      line.act,
      line.contractNumber ?? '',
      line.receiptNumber ?? '',
      line.requestId ?? '',
      JSON.stringify(line.detail),
      line.auditId,
    ].map(csvText),
  );

/** The acts as a file, row by row: nothing of it is held. */
export async function* auditCsv(lines: AsyncIterable<AuditLine>): AsyncIterable<string> {
  yield `${CSV_MARK}${csvRow(HEADER)}`;
  for await (const line of lines) yield lineOf(line);
}
