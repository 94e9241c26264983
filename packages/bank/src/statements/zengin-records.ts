import { assert, type BusinessDate, shiftJisOf } from '@warifu/base';
import { halfWidthKana } from '../banks/kana.ts';
import type { OwnBank } from '../configuration.ts';
import type { AccountKind } from '../ledger/account.ts';
import { ENTRY_KIND_LINES } from './entry-kinds.ts';
import type { StatementLine, WholeStatement } from './statement.ts';
import { RECORD_LENGTH, ZENGIN_LAYOUT, type ZenginRecord, type ZenginValues } from './zengin-layout.ts';

/** The first day of an era, and the year of ours before its first. 和暦. */
const ERAS = [
  ['2019-05-01', 2018],
  ['1989-01-08', 1988],
  ['1926-12-25', 1925],
] as const;

/** `2026-11-24` → `081124`: year of the era, month, day. */
export function eraDateOf(date: BusinessDate): string {
  const era = ERAS.find(([first]) => date >= first);
  assert(era !== undefined, 'a date of the book is of an era that banks still write');
  const year = Number(date.slice(0, 4)) - era[1];
  return `${String(year).padStart(2, '0')}${date.slice(5, 7)}${date.slice(8, 10)}`;
}

/** Digits, capitals, kana and the signs of the network; anything else leaves a gap. */
const NOT_ALLOWED = /[^0-9A-Z\uff61-\uff9f ()\-./,\\]/gu;

const lettersOf = (text: string): string => halfWidthKana(text).replace(NOT_ALLOWED, ' ');

/** One record, as its 200 bytes in JIS X 0201, which Shift_JIS writes alike. */
function zenginRecordOf<Name extends ZenginRecord>(name: Name, values: ZenginValues<Name>): Uint8Array {
  const given = values as Readonly<Record<string, string | bigint | undefined>>;
  const cells = ZENGIN_LAYOUT[name].map((field) => {
    const value = String(given[field.name] ?? '');
    if (field.is === 'C') return lettersOf(value).slice(0, field.length).padEnd(field.length, ' ');
    assert(/^[0-9]*$/.test(value) && value.length <= field.length, `${field.name} has its digits`);
    return value.padStart(field.length, '0');
  });
  const bytes = shiftJisOf(cells.join(''));
  assert(bytes.length === RECORD_LENGTH, 'a record has its 200 bytes');
  return bytes;
}

const ACCOUNT_KINDS: Readonly<Record<AccountKind, string>> = { ordinary: '1', current: '2', savings: '4' };
const PASSBOOK = '1';
const signOf = (balance: bigint): string => (balance < 0n ? '2' : '1');
const withoutSign = (amount: bigint): bigint => (amount < 0n ? -amount : amount);

function lineRecordOf(line: StatementLine): Uint8Array {
  const { summaryKana, zenginCode } = ENTRY_KIND_LINES[line.kind];
  const isIn = line.amount > 0n;
  return zenginRecordOf('line', {
    データ区分: '2',
    照会番号: line.seq % 100_000_000n,
    勘定日: eraDateOf(line.businessDate),
    '預入・払出日': eraDateOf(line.businessDate),
    入払区分: isIn ? '1' : '2',
    取引区分: zenginCode,
    取引金額: withoutSign(line.amount),
    振込依頼人名または契約者番号: isIn ? line.counterparty : '',
    摘要内容: isIn ? summaryKana : `${summaryKana} ${line.counterparty}`.trimEnd(),
  });
}

function headerRecordOf(statement: WholeStatement, own: OwnBank): Uint8Array {
  const { account, holder, openingBalance } = statement;
  const branch = own.branches.find(({ code }) => code === account.branchCode);
  return zenginRecordOf('header', {
    データ区分: '1',
    種別コード: '03',
    コード区分: '0',
    作成日: eraDateOf(statement.today),
    '勘定日(自)': eraDateOf(statement.from),
    '勘定日(至)': eraDateOf(statement.to),
    銀行コード: own.code,
    銀行名: own.kana,
    支店コード: account.branchCode,
    支店名: branch?.kana ?? '',
    預金種目: ACCOUNT_KINDS[account.kind],
    口座番号: account.accountNumber,
    口座名: holder.kana,
    貸越区分: signOf(openingBalance),
    '通帳・証書区分': PASSBOOK,
    取引前残高: withoutSign(openingBalance),
  });
}

/** 入出金取引明細 of one account: header, a record for each entry with the oldest first, trailer, end. */
export async function* zenginRecords(statement: WholeStatement, own: OwnBank): AsyncGenerator<Uint8Array> {
  yield headerRecordOf(statement, own);
  const paid = { in: { count: 0n, sum: 0n }, out: { count: 0n, sum: 0n } };
  for await (const lines of statement.lines) {
    for (const { amount } of lines) {
      const side = amount > 0n ? paid.in : paid.out;
      side.count += 1n;
      side.sum += withoutSign(amount);
    }
    yield Buffer.concat(lines.map(lineRecordOf));
  }
  const linesCount = paid.in.count + paid.out.count;
  yield zenginRecordOf('trailer', {
    データ区分: '8',
    入金件数: paid.in.count,
    入金額合計: paid.in.sum,
    出金件数: paid.out.count,
    出金額合計: paid.out.sum,
    貸越区分: signOf(statement.closingBalance),
    取引後残高: withoutSign(statement.closingBalance),
    'データ・レコード件数': linesCount,
  });
  // Header, trailer and this one count, too.
  yield zenginRecordOf('end', { データ区分: '9', レコード総件数: linesCount + 3n, 口座数: '1' });
}
