import type { Verdict } from './port.ts';

/** What was said of one code. */
export interface JudgedCode {
  readonly relyingPartyId: string;
  /** The party's own word, of any kind: whoever counts by it puts a bound on it. Absent where the act is none of its. */
  readonly purpose?: string;
  readonly act: 'validate' | 'begin_replace' | 'end';
  readonly verdict: Verdict;
  /** Of an accepted code: how many steps its token's clock is ahead of ours, or behind. */
  readonly driftSteps?: number;
  /** This very code locked its binding. */
  readonly locks: boolean;
  /** The same call again: it was answered before, and nothing was spent or counted. */
  readonly isRepeated: boolean;
}

/** Told of what the authority says, after it was committed, by whoever counts. Never of a code or a subject. */
export interface AuthorityWatch {
  readonly judged: (code: JudgedCode) => void;
  /** A token was to be bound, at first or in another's place. `outcome`: `bound`, `replaced`, or why not. */
  readonly registered: (act: 'bind' | 'replace', outcome: string) => void;
}
