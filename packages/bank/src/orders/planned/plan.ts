import type { EpochSeconds, Yen } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import type { Kysely } from 'kysely';
import type { ApprovalRefusal } from '../../approval/approve.ts';
import type { NotAllowed, OrderNeed } from '../../approval/need.ts';
import type { BankMoment } from '../../calendar/bank-day.ts';
import type { Channel } from '../../contracts/contract.ts';
import type { PostingKind, PostingLine } from '../../ledger/posting.ts';
import type { NoticeRow } from '../../notices/record.ts';
import type { BankTables } from '../../tables.ts';
import type { OrderKind, OrderState } from '../order.ts';

export type Queryable = Kysely<BankTables>;

/** A refusal is told by its reason; whatever else its sentence needs stands beside it. */
export interface Reason {
  readonly reason: string;
}

/**
 * One kind of order, as far as it differs from the others. The machine does the rest: the policy table, the channel, the
 * ten minutes, the limit, the digest of the terms, the code, the locks, the approval that is spent with the posting,
 * the audit trail and the notice.
 *
 * `Wish` is what the customer asks for; `Terms` are the wish with every figure that the confirm page shows and that is
 * posted. One function, `termsNow`, makes them for the page, before the code is asked for, and again under the locks: where
 * they differ from the frozen ones, the order is refused with `terms_changed` and a new confirm page comes.
 */
export interface OrderPlan<Wish, Terms, Refusal extends Reason> {
  readonly kind: OrderKind;
  /** The kind of the draft that leads to it, where its pages begin with those of another kind. */
  readonly draftKind?: OrderKind;
  /** Canonical JSON: always the same text for the same terms. Yen as digits in a string. */
  readonly encode: (terms: Terms) => string;
  readonly decode: (terms: unknown) => Terms;
  readonly wishOf: (terms: Terms) => Wish;
  /** What counts against the limit of the kind; ¥0 by default. Also what bank.hold holds. */
  readonly limitYenOf?: (terms: Terms) => Yen;
  /** Whose balances are to be locked. */
  readonly accountsOf?: (terms: Terms) => readonly string[];
  /** Locks rows of the product, after the order and before limits and balances. */
  readonly lock?: (tx: Tx<BankTables>, terms: Terms) => Promise<void>;
  /** Asks nothing outside the database: it runs under locks as well. */
  readonly termsNow: (db: Queryable, call: WishCall<Wish>) => Promise<{ readonly terms: Terms } | Refusal>;
  /** What the order does beyond being marked as executed. Whatever fails in here is a bug: all was judged before. */
  readonly carryOut: (tx: Tx<BankTables>, order: ExecutingOrder<Terms>) => Promise<CarriedOut>;
}

export interface WishCall<Wish> {
  readonly contractId: string;
  readonly wish: Wish;
  readonly moment: BankMoment;
}

/** An order under its locks, judged, marked as executed at `moment`. */
export interface ExecutingOrder<Terms> {
  readonly orderId: string;
  readonly contractId: string;
  readonly receiptNumber: string;
  readonly channel: Channel;
  readonly terms: Terms;
  readonly moment: BankMoment;
}

export interface CarriedOut {
  /** Posted with the order's id, its approval spent by it. Given by just those kinds whose money moves now. */
  readonly posting?: { readonly kind: PostingKind; readonly lines: readonly PostingLine[] };
  /** Instead of the notice that an order was executed. */
  readonly notice?: Pick<NoticeRow, 'kind' | 'params'>;
  /** Beside receipt number, method and channel in the audit row. Never a password or a code. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Why an order of any kind is not even shown. In order of precedence, around what its kind refuses. */
export type CommonRefusal =
  | { readonly reason: 'draft_unknown' }
  | { readonly reason: 'not_allowed'; readonly because: NotAllowed }
  | { readonly reason: 'limit_exceeded'; readonly limit: Yen; readonly leftToday: Yen };

/** An order as its confirm page and its receipt show it. */
export interface PlannedOrder<Terms> {
  readonly orderId: string;
  readonly draftId?: string;
  readonly kind: OrderKind;
  readonly channel: Channel;
  readonly state: OrderState;
  readonly terms: Terms;
  /** Through the channel that asks. */
  readonly need: OrderNeed;
  readonly preparedAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
  /** Of an executed order. 受付番号. */
  readonly receipt?: { readonly receiptNumber: string; readonly executedAt: EpochSeconds };
}

export interface PrepareCall<Wish> {
  readonly contractId: string;
  readonly channel: Channel;
  /** Where the flow has one; it is over when its order is executed. */
  readonly draftId?: string;
  readonly wish: Wish;
}

export type PrepareOutcome<Terms, Refusal extends Reason> =
  | { readonly outcome: 'prepared'; readonly order: PlannedOrder<Terms> }
  | ({ readonly outcome: 'refused' } & (CommonRefusal | Refusal));

export interface OrderCall {
  readonly contractId: string;
  readonly orderId: string;
  readonly channel: Channel;
}

export interface ExecuteCall extends OrderCall {
  /** As typed: full-width digits and spaces are taken. */
  readonly code?: string;
  /** The next consecutive code, where `needs_second_code` was answered. 時刻補正. */
  readonly nextCode?: string;
  readonly confirmationPassword?: string;
}

/**
 * Why an execution is refused, beyond what its preparation is refused for. `terms_changed`: `newOrderId` has the terms of
 * now, to be confirmed; no code was spent. `code_refused`: wrong, used, or of a locked binding, in one sentence.
 */
export type ExecuteRefusal<Refusal extends Reason> =
  | { readonly reason: 'order_unknown' }
  | { readonly reason: 'order_expired' }
  | { readonly reason: 'terms_changed'; readonly newOrderId: string }
  | CommonRefusal
  | Refusal
  | { readonly reason: 'code_missing' }
  | { readonly reason: 'code_malformed' }
  | ApprovalRefusal;

export type ExecuteOutcome<Terms, Refusal extends Reason> =
  | { readonly outcome: 'executed'; readonly order: PlannedOrder<Terms> }
  | ({ readonly outcome: 'refused' } & ExecuteRefusal<Refusal>);

/** The life of the orders of one kind. */
export interface PlannedOrders<Wish, Terms, Refusal extends Reason> {
  readonly prepare: (call: PrepareCall<Wish>) => Promise<PrepareOutcome<Terms, Refusal>>;
  /** `undefined` where it is unknown, of another kind, or another contract's. */
  readonly find: (call: OrderCall) => Promise<PlannedOrder<Terms> | undefined>;
  /** Executed twice it is executed once, and asks for no second code. 実行. */
  readonly execute: (call: ExecuteCall) => Promise<ExecuteOutcome<Terms, Refusal>>;
}
