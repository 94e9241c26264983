/** The mark by which spreadsheets know UTF-8: the first character of a file. */
export const CSV_MARK = '\uFEFF';

/**
 * A text as a cell. Quoted where it must be (RFC 4180). A text that a spreadsheet would run as a formula gets an
 * apostrophe in front: names are chosen by those who bear them.
 */
export function csvText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A row of cells, each a number or what `csvText` made. */
export const csvRow = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;
