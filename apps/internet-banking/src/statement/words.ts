import type { BalanceHistory, EntryKind, FlowGroup } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';
import { en } from './words-en.ts';
import { ja } from './words-ja.ts';

export type Period = 'this' | 'last' | 'before_last' | 'range';
export const PERIODS: readonly Period[] = ['this', 'last', 'before_last', 'range'];

/** What is shown of an account and, but for the months, of a period. */
export type View = 'lines' | 'balance' | 'months';
export const VIEWS: readonly View[] = ['lines', 'balance', 'months'];

/** What a customer saves. */
export type FileKind = 'csv' | 'csv-shift-jis' | 'pdf' | 'zengin';
export const FILE_KINDS: readonly FileKind[] = ['csv', 'csv-shift-jis', 'pdf', 'zengin'];

export type SearchField = 'name' | 'min' | 'max' | 'direction' | 'kind';

export interface StatementWords {
  readonly title: string;
  readonly views: Readonly<Record<View, string>>;
  readonly viewList: string;
  readonly accounts: string;
  readonly noAccounts: string;
  readonly balance: string;
  readonly periods: Readonly<Record<Period, string>>;
  readonly periodList: string;
  readonly from: string;
  readonly to: string;
  readonly show: string;
  readonly rangeHint: (earliest: string) => string;
  readonly range: (from: string, to: string) => string;
  readonly opening: string;
  readonly closing: string;
  readonly paidIn: string;
  readonly paidOut: string;
  readonly columns: {
    readonly date: string;
    readonly what: string;
    readonly out: string;
    readonly in: string;
    readonly balance: string;
  };
  /** The one place of the words of entries: a new kind is a type error until each language has its own. */
  readonly kinds: Readonly<Record<EntryKind, string>>;
  readonly empty: string;
  readonly older: string;
  readonly newest: string;
  readonly search: {
    readonly title: string;
    readonly fields: Readonly<Record<SearchField, string>>;
    readonly nameHint: string;
    readonly any: string;
    readonly directions: { readonly in: string; readonly out: string };
    readonly go: string;
    readonly clear: string;
    readonly active: string;
    readonly nothing: string;
  };
  readonly files: {
    readonly title: string;
    readonly lead: (lines: string) => string;
    readonly whole: string;
    readonly kinds: Readonly<Record<FileKind, string>>;
    readonly paperTooLong: (linesMax: string) => string;
  };
  readonly chart: {
    readonly title: string;
    readonly steps: Readonly<Record<BalanceHistory['step'], string>>;
    readonly label: (range: {
      readonly first: string;
      readonly last: string;
      readonly least: string;
      readonly most: string;
    }) => string;
    readonly table: string;
    readonly date: string;
    readonly balance: string;
  };
  readonly months: {
    readonly lead: (earliest: string) => string;
    readonly month: string;
    readonly bars: string;
    readonly legend: string;
    readonly difference: string;
    readonly outByGroup: string;
    readonly inByGroup: string;
    readonly groups: Readonly<Record<FlowGroup, string>>;
    readonly statement: string;
  };
  readonly errors: {
    readonly fromMalformed: string;
    readonly toMalformed: string;
    readonly tooEarly: (earliest: string) => string;
    readonly inFuture: string;
    readonly endsBeforeItBegins: string;
    readonly minMalformed: string;
    readonly maxMalformed: string;
    readonly maxBelowMin: string;
  };
}

export const STATEMENT_WORDS: Spoken<StatementWords> = { ja, en };
