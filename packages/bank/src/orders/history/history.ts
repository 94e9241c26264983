import type { BusinessDate, EpochSeconds, Yen } from '@warifu/base';
import type { Channel } from '../../contracts/contract.ts';
import type { OrderKind, OrderState } from '../order.ts';
import type { Queryable } from '../planned/plan.ts';

/**
 * What became of an executed order, where that is more than that it was executed. `booked`: its day has not come. `failed`,
 * `cancelled`: of a booking. `credited`, `waiting`, `sent`, `returned`, `recalled`: where the payee's money is.
 * `confirming`, `paid`: of a bill.
 */
export const HISTORY_STATES = [
  'booked',
  'failed',
  'cancelled',
  'credited',
  'waiting',
  'sent',
  'returned',
  'recalled',
  'confirming',
  'paid',
] as const;
export type HistoryState = (typeof HISTORY_STATES)[number];

/** What a line of 取引履歴 says of an order beyond its kind, receipt number and time. */
export interface OrderSummary {
  readonly amount?: Yen;
  readonly fee?: Yen;
  /** Whom or what it was for. */
  readonly about?: {
    /** In half-width kana or as a page shows it. */
    readonly name: string;
    /** For example bank and branch. */
    readonly place?: string;
  };
  readonly valueDate?: BusinessDate;
}

/**
 * What one kind of order adds to the history. A kind without one is listed all the same: with its amount where it counts
 * against a limit or its terms have an `amount`.
 */
export interface HistorySource {
  readonly kind: OrderKind;
  readonly summaryOf?: (terms: unknown) => OrderSummary;
  /** What became of these orders of the kind; one that is missing was just executed. */
  readonly listStates?: (
    db: Queryable,
    orderIds: readonly string[],
  ) => Promise<ReadonlyMap<string, HistoryState>>;
}

/** One line of 取引履歴: an executed order. */
export interface HistoryLine extends OrderSummary {
  readonly orderId: string;
  readonly kind: OrderKind;
  readonly channel: Channel;
  readonly receiptNumber: string;
  readonly executedAt: EpochSeconds;
  readonly state?: HistoryState;
}

/** An order of a contract, whatever became of it. */
export interface OrderView {
  readonly orderId: string;
  readonly kind: OrderKind;
  readonly state: OrderState;
  readonly expiresAt: EpochSeconds;
  /** Present where it was executed. */
  readonly receiptNumber?: string;
}

export interface History {
  /** 取引履歴, newest first. `before` is the `next` of the page before. */
  readonly history: (call: {
    readonly contractId: string;
    readonly before?: string;
    readonly limit?: number;
  }) => Promise<{ readonly lines: readonly HistoryLine[]; readonly next?: string }>;
  readonly orderOf: (contractId: string, orderId: string) => Promise<OrderView | undefined>;
}
