/** Told of the batches of one name. All of it is on the hot way: what is called here must cost next to nothing. */
export interface BatchWatch {
  /** A batch ended, well or not: how many calls it had, and how long it took. */
  readonly ran: (calls: number, seconds: number) => void;
  /** A call was turned away because too many were waiting. */
  readonly refused: () => void;
  /** A call begins to wait; what is answered here is handed to `around` with its batch. */
  readonly enter?: () => unknown;
  /** Runs the work of a batch, for the calls that entered. */
  readonly around?: <T>(entered: readonly unknown[], work: () => Promise<T>) => Promise<T>;
}

/** Told of what is done on a database, by whoever counts and traces. The house is the same without it. */
export interface DatabaseWatch {
  /** Asked once for each place that works in batches. `waiting`: how many calls wait there now. */
  readonly batch: (name: string, waiting: () => number) => BatchWatch;
  /** A statement ended. Its text has no values in it; with nobody to tell, none is timed. */
  readonly statement?: (text: string, milliseconds: number) => void;
}
