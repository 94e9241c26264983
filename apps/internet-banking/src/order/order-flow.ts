import type { Bank, ExecuteCall, ExecuteOutcome, OrderCall, OrderNeed, PlannedOrder } from '@warifu/bank';
import type { EpochSeconds } from '@warifu/base';
import type { Language, Spoken, Term } from '@warifu/ui';
import type { ComponentChildren } from 'preact';
import type { NavigationKey } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import type { Sentences } from '../text/faces.ts';

export interface OrderLink {
  readonly href: string;
  readonly label: string;
}

/** A few terms that belong together, under a heading of their own where they need one. */
export interface TermGroup {
  readonly title?: string;
  readonly terms: readonly Term[];
}

/** Where the orders of one kind are at home: all that their messages need to know of them. */
export interface OrderPlace {
  /** The menu entry under which they stand, where they have one. */
  readonly current?: NavigationKey;
  /** Where such an order begins anew. */
  readonly startPath: string;
  /** Where one goes on from whatever became of it, beside the top page and the history. */
  readonly back?: (language: Language) => OrderLink;
}

/** What one kind of order puts on its confirm page. */
export interface OrderConfirm {
  readonly title: string;
  readonly heading: string;
  readonly lead: string;
  /** All that the customer confirms. */
  readonly groups: readonly TermGroup[];
  /** What must be known before 実行, said beside its button. */
  readonly hint?: string;
  /** On the button. */
  readonly execute: string;
  readonly links: readonly OrderLink[];
  /** Below all that, in the look of the page: what is too long to be passed on the way to the button. */
  readonly after?: ComponentChildren;
}

/** What one kind of order puts on the page of its end. */
export interface OrderDone {
  readonly title: string;
  readonly heading: string;
  readonly text?: string;
  readonly groups: readonly TermGroup[];
  readonly links: readonly OrderLink[];
}

/** One sentence and where to go on. */
export interface OrderMessage {
  readonly title: string;
  readonly text: string;
  readonly links: readonly OrderLink[];
}

/** The order itself, as far as its confirm page shows it whatever its kind is. */
export interface PreparedShown {
  readonly path: string;
  readonly need: OrderNeed;
  readonly expiresAt: EpochSeconds;
}

export type OrderField = 'order' | 'code' | 'confirmationPassword';

/** What the confirm page says beyond the order. */
export interface OrderShown {
  readonly errors: Readonly<Partial<Record<OrderField, string>>>;
  /** Set while the next code is asked for. 時刻補正. */
  readonly sealedCode?: string;
  /** The terms were not the ones of the page before. */
  readonly isChanged: boolean;
}

type Awaitable<Value> = Value | Promise<Value>;

/** One kind of order, as far as its pages differ from those of the others. */
export interface PlannedFlow<
  Terms,
  Refusal extends { readonly reason: string },
  Order extends PlannedOrder<Terms>,
> extends OrderPlace {
  /** What its codes are sealed for. */
  readonly purpose: string;
  readonly pathOf: (orderId: string) => string;
  readonly find: (bank: Bank, call: OrderCall) => Promise<Order | undefined>;
  readonly execute: (bank: Bank, call: ExecuteCall) => Promise<ExecuteOutcome<Terms, Refusal>>;
  /** What is wrong with the order itself, told at the head of its confirm page. */
  readonly sentences: Spoken<Sentences<Refusal>>;
  readonly confirm: (turn: SessionTurn, order: Order) => Awaitable<OrderConfirm>;
  /** The page of its end, or where it stands if it is none of these. */
  readonly done: (turn: SessionTurn, order: Order) => Awaitable<OrderDone | { readonly receiptPath: string }>;
}
