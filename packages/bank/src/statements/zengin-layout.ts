/** `N`: digits, to the right, zeros before them. `C`: letters of JIS X 0201, to the left, spaces after them. */
interface Field {
  readonly name: string;
  readonly is: 'N' | 'C';
  readonly length: number;
}

/** Bytes of each record. */
export const RECORD_LENGTH = 200;

/**
 * 入出金取引明細, 種別コード 03, for ordinary, current and savings deposits: the fields of its four records in their
 * order, with their Japanese names.
 *
 * The records follow one another without a line break, as the published format has them; what a carrier adds between
 * records is no part of it. Fields that have no meaning for entries of this bank (cheques, other branches, EDI) are
 * filled with zeros or spaces.
 *
 * Names, lengths and order agree in the sources. Two things are usage and not given there: for a debit the payee's name
 * stands in 摘要内容, since 振込依頼人名 of a debit is defined for the contract number of a direct debit alone; and the
 * number of an entry beyond eight digits keeps its last eight in 照会番号.
 *
 * @see 全国銀行協会 「適用業務およびレコード・フォーマット」, 入出金取引明細; docs/sources.md
 */
export const ZENGIN_LAYOUT = {
  header: [
    { name: 'データ区分', is: 'N', length: 1 },
    { name: '種別コード', is: 'N', length: 2 },
    { name: 'コード区分', is: 'N', length: 1 },
    { name: '作成日', is: 'N', length: 6 },
    { name: '勘定日(自)', is: 'N', length: 6 },
    { name: '勘定日(至)', is: 'N', length: 6 },
    { name: '銀行コード', is: 'N', length: 4 },
    { name: '銀行名', is: 'C', length: 15 },
    { name: '支店コード', is: 'N', length: 3 },
    { name: '支店名', is: 'C', length: 15 },
    { name: '予備', is: 'N', length: 3 },
    { name: '預金種目', is: 'N', length: 1 },
    { name: '口座番号', is: 'N', length: 10 },
    { name: '口座名', is: 'C', length: 40 },
    { name: '貸越区分', is: 'N', length: 1 },
    { name: '通帳・証書区分', is: 'N', length: 1 },
    { name: '取引前残高', is: 'N', length: 14 },
    { name: 'ダミー', is: 'C', length: 71 },
  ],
  line: [
    { name: 'データ区分', is: 'N', length: 1 },
    { name: '照会番号', is: 'N', length: 8 },
    { name: '勘定日', is: 'N', length: 6 },
    { name: '預入・払出日', is: 'N', length: 6 },
    { name: '入払区分', is: 'N', length: 1 },
    { name: '取引区分', is: 'N', length: 2 },
    { name: '取引金額', is: 'N', length: 12 },
    { name: 'うち他店券金額', is: 'N', length: 12 },
    { name: '交換呈示日', is: 'N', length: 6 },
    { name: '不渡返還日', is: 'N', length: 6 },
    { name: '手形・小切手区分', is: 'N', length: 1 },
    { name: '手形・小切手番号', is: 'N', length: 7 },
    { name: '僚店番号', is: 'N', length: 3 },
    { name: '振込依頼人コード', is: 'N', length: 10 },
    { name: '振込依頼人名または契約者番号', is: 'C', length: 48 },
    { name: '仕向銀行名', is: 'C', length: 15 },
    { name: '仕向店名', is: 'C', length: 15 },
    { name: '摘要内容', is: 'C', length: 20 },
    { name: 'EDI情報', is: 'C', length: 20 },
    { name: 'ダミー', is: 'C', length: 1 },
  ],
  trailer: [
    { name: 'データ区分', is: 'N', length: 1 },
    { name: '入金件数', is: 'N', length: 6 },
    { name: '入金額合計', is: 'N', length: 13 },
    { name: '出金件数', is: 'N', length: 6 },
    { name: '出金額合計', is: 'N', length: 13 },
    { name: '貸越区分', is: 'N', length: 1 },
    { name: '取引後残高', is: 'N', length: 14 },
    { name: 'データ・レコード件数', is: 'N', length: 7 },
    { name: 'ダミー', is: 'C', length: 139 },
  ],
  end: [
    { name: 'データ区分', is: 'N', length: 1 },
    { name: 'レコード総件数', is: 'N', length: 10 },
    { name: '口座数', is: 'N', length: 5 },
    { name: 'ダミー', is: 'C', length: 184 },
  ],
} as const satisfies Readonly<Record<string, readonly Field[]>>;

export type ZenginRecord = keyof typeof ZENGIN_LAYOUT;
type FieldName<Record extends ZenginRecord> = (typeof ZENGIN_LAYOUT)[Record][number]['name'];

/** What stands in a record; a field that is left out holds zeros or spaces. */
export type ZenginValues<Name extends ZenginRecord> = Readonly<
  Partial<Record<FieldName<Name>, string | bigint>>
>;
