import { CSV_MARK, csvRow, csvText } from '@warifu/base';
import type { EntryKind } from '../ledger/posting.ts';
import type { StatementLine } from './statement.ts';

/** 摘要, in the bank's words. */
const SUMMARY: Readonly<Record<EntryKind, string>> = {
  transfer_out: '振込',
  transfer_fee: '振込手数料',
  transfer_in: '振込入金',
  transfer_return: '振込返却(入金不能)',
  deposit: '入金',
  own_transfer: '振替',
  bill_payment: '税金・各種料金の払込み',
  recall_fee: '組戻手数料',
  time_deposit: '定期預金',
  instalment: '定期積金 掛金',
  savings_payout: '定期積金 払戻',
  interest: '利息',
  supplement: '給付補填金',
  tax_national: '国税',
  tax_local: '地方税',
};

const HEADER = ['日付', '番号', '摘要', 'お相手', 'お支払金額', 'お預り金額', '差引残高'];

/** The first line, with the mark by which spreadsheets know UTF-8. */
export const csvHeader = (): string => `${CSV_MARK}${csvRow(HEADER)}`;

export const csvLineOf = (line: StatementLine): string =>
  csvRow([
    line.businessDate,
    String(line.seq),
    csvText(SUMMARY[line.kind]),
    csvText(line.counterparty),
    line.amount < 0n ? String(-line.amount) : '',
    line.amount > 0n ? String(line.amount) : '',
    String(line.balanceAfter),
  ]);
