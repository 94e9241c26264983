import type { Ask, Counted } from './counters.ts';

/** What a worker says to the process that keeps it. */
export type FromWorker =
  | { readonly warifu: 'serves' }
  | { readonly warifu: 'count'; readonly asked: number; readonly asks: readonly Ask[] };

/** What it is told. */
export type ToWorker =
  | { readonly warifu: 'stop' }
  | { readonly warifu: 'counted'; readonly asked: number; readonly counts: readonly Counted[] };

/** Whether a message is one of ours: Node's own ones for its workers go the same way. */
export const isOurs = (message: unknown): message is FromWorker | ToWorker =>
  typeof message === 'object' && message !== null && 'warifu' in message;
