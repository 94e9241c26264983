import { Refused } from './refusal.ts';
import { SEEDS_MAX } from './seed.ts';

export interface CsvRecord {
  /** Of its first character; the first line is 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

const FIELDS_MAX = 20;
const FIELD_LENGTH_MAX = 1_024;

/** The records of a CSV text: fields between commas, in quotation marks where need be, lines ended by LF or CRLF. */
export function recordsOf(text: string): readonly CsvRecord[] {
  const records: CsvRecord[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const { fields, end, lines } = readRecord(text, at, line);
    // An empty line, as many programs write at the end, is no record.
    if (fields.length > 1 || fields[0] !== '') records.push({ line, fields });
    if (records.length > SEEDS_MAX + 1) throw new Refused('too_many', `line ${line}`);
    at = end;
    line += lines;
  }
  return records;
}

function readRecord(text: string, start: number, line: number) {
  const fields: string[] = [];
  let at = start;
  let lines = 1;
  for (;;) {
    const field = text[at] === '"' ? readQuoted(text, at, line) : readPlain(text, at, line);
    fields.push(field.text);
    lines += field.text.split('\n').length - 1;
    at = field.end;
    if (fields.length > FIELDS_MAX) throw new Refused('csv_columns', `line ${line}`);
    if (text[at] === ',') at += 1;
    else break;
  }
  if (text.startsWith('\r\n', at)) at += 2;
  else if (text[at] === '\n') at += 1;
  else if (at < text.length) throw new Refused('csv_quotes', `line ${line}`);
  return { fields, end: at, lines };
}

function readPlain(text: string, start: number, line: number): { text: string; end: number } {
  let end = start;
  while (end < text.length && !',"\r\n'.includes(text.charAt(end))) end += 1;
  if (end - start > FIELD_LENGTH_MAX) throw new Refused('too_large', `line ${line}`);
  return { text: text.slice(start, end), end };
}

function readQuoted(text: string, start: number, line: number): { text: string; end: number } {
  let end = start + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end < 0) throw new Refused('csv_quotes', `line ${line}`);
    if (end - start > FIELD_LENGTH_MAX) throw new Refused('too_large', `line ${line}`);
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  return { text: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}
