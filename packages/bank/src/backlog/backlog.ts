/** What is due and waits to be done. */
export interface Queue {
  /** Counted up to `QUEUE_COUNT_MAX`. */
  readonly count: number;
  /** How long the oldest has waited; 0 where nothing waits. */
  readonly oldestSeconds: number;
}

/** Beyond this many it is enough to know that there are more: a reading of a long queue must not lengthen it. */
export const QUEUE_COUNT_MAX = 10_000;

/** The queues of the bank, each emptied by a job. */
export type QueueName = 'transfers' | 'bill_payments' | 'mails' | 'audit';

/** How far the bank is behind its own work, for those who watch over it. */
export interface Backlog {
  /**
   * `transfers`: for the network, and their time has come. `bill_payments`: the network has not said yet what became of
   * them. `mails`: not yet taken by the mail server. `audit`: rows that the chain does not cover yet.
   */
  readonly queues: Readonly<Record<QueueName, Queue>>;
  /** ログインの追加確認: whether strange browsers are asked for more at login. */
  readonly isBrakeOn: boolean;
  readonly day: {
    readonly isOpen: boolean;
    /** How many days of the calendar the bank has yet to work; 0 where today is open. */
    readonly lagDays: number;
    /** What the days' work could not do and nobody has mended. */
    readonly faults: number;
  };
}
