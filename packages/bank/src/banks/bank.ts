/** A bank of the Zengin network, ours included. */
export interface BankView {
  /** Four digits. */
  readonly code: string;
  readonly name: string;
  /** Full-width katakana as the network spells it: without small kana. */
  readonly kana: string;
  readonly isOwn: boolean;
}

export interface BranchView {
  /** Three digits. */
  readonly code: string;
  readonly name: string;
  readonly kana: string;
}

/** By one of the three; by `initial` where a kana is given, else by `text`, else by `code`. */
export interface BankSearch {
  /** A kana: ア finds the names that begin with ア; a row's first kana with `row` finds the row (ア行: ア, イ, ウ, エ, オ). */
  readonly initial?: string;
  /** Whether `initial` stands for its whole row. */
  readonly row?: boolean;
  /** Part of the name: kanji, hiragana, katakana of either width, in any case. */
  readonly text?: string;
  /** The code, or how it begins. */
  readonly code?: string;
  /** How many to leave out: the page before. 0 by default. */
  readonly offset?: number;
  /** At most 100; 50 by default. */
  readonly limit?: number;
}

export interface Found<T> {
  readonly items: readonly T[];
  /** How many there are in all. */
  readonly total: number;
  readonly offset: number;
}
