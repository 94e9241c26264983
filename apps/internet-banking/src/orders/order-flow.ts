import type { Bank, ExecuteCall, ExecuteOutcome, OrderCall, PlannedOrder } from '@warifu/bank';
import type { Language, Spoken, Term } from '@warifu/ui';
import type { Sentences } from '../text/faces.ts';
import type { OrderField } from './faces.ts';

/** A few terms that belong together, under a heading of their own where they need one. */
export interface TermGroup {
  readonly title?: string;
  readonly terms: readonly Term[];
}

/** What the pages of one kind of order say. */
export interface OrderWords {
  /** Of the flow, above the heading. */
  readonly title: string;
  readonly confirm: string;
  readonly lead: string;
  readonly execute: string;
  readonly done: string;
  /** On the receipt, below its number. */
  readonly doneLead: string;
  /** Where one goes on from the receipt, or begins anew. */
  readonly back: string;
}

/** How a branch of this bank is called. */
export type BranchNames = (branchCode: string) => string;

/** What the confirm page shows beyond the order. */
export interface OrderExtra {
  readonly errors: Readonly<Partial<Record<OrderField, string>>>;
  /** The terms were not the ones of the page before. */
  readonly isChanged: boolean;
  /** Set while the next code is asked for. 時刻補正. */
  readonly sealedCode?: string;
}

/** One kind of order, as far as its confirm page and its receipt differ from those of others. */
export interface OrderFlow<Terms, Refusal extends { readonly reason: string }> {
  /** Its orders stand under `orders/` of it. */
  readonly path: string;
  readonly backPath: string;
  readonly find: (bank: Bank, call: OrderCall) => Promise<PlannedOrder<Terms> | undefined>;
  readonly execute: (bank: Bank, call: ExecuteCall) => Promise<ExecuteOutcome<Terms, Refusal>>;
  readonly words: Spoken<OrderWords>;
  readonly sentences: Spoken<Sentences<Refusal>>;
  /** All that the customer confirms; the receipt repeats it. */
  readonly groups: (terms: Terms, language: Language, branchNames: BranchNames) => readonly TermGroup[];
}

export const orderPath = (flow: { readonly path: string }, orderId: string): string =>
  `${flow.path}/orders/${orderId}`;
