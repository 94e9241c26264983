/** 今月, 先月, 先々月, 期間指定. */
export type Period = 'this' | 'last' | 'before_last' | 'range';
export const PERIODS: readonly Period[] = ['this', 'last', 'before_last', 'range'];

/** What is shown of an account and, but for the months, of a period. */
export type View = 'lines' | 'balance' | 'months';
export const VIEWS: readonly View[] = ['lines', 'balance', 'months'];

/** What a customer saves. */
export type FileKind = 'csv' | 'csv-shift-jis' | 'pdf' | 'zengin';
export const FILE_KINDS: readonly FileKind[] = ['csv', 'csv-shift-jis', 'pdf', 'zengin'];

/** A PDF is drawn while others wait, so it has a bound: some eighty pages. */
export const PAPER_LINES_MAX = 3_000;

export type SearchField = 'name' | 'min' | 'max' | 'direction' | 'kind';
export const SEARCH_FIELDS: readonly SearchField[] = ['name', 'min', 'max', 'direction', 'kind'];

export type RangeField = 'from' | 'to';
export const RANGE_FIELDS: readonly RangeField[] = ['from', 'to'];
