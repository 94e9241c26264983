import type { LoadPerson } from '../load/people.ts';

/** What a worker is told on its standard input: where the bank stands, who its customers are, and how far to go. */
export interface Task {
  readonly environment: Readonly<Record<string, string>>;
  readonly bankUrl: string;
  readonly tokenUrl: string;
  readonly people: readonly LoadPerson[];
  readonly seed: string;
  readonly journalFile: string;
  readonly days: number;
  /** The planted fault: after a kill it does not look which orders its acts have. */
  readonly forgetsOrders: boolean;
}
