import type { Yen } from '@warifu/base';
import type { LimitKind } from '../../limits/limit.ts';
import type {
  ExecuteCall,
  ExecuteOutcome,
  OrderCall,
  PlannedOrder,
  PrepareCall,
  PrepareOutcome,
} from '../../orders/planned/plan.ts';

/** The limit that a customer wants for one kind of order; ¥0 is one. 利用限度額変更. */
export interface LimitWish {
  readonly limitKind: LimitKind;
  readonly limit: Yen;
}

export interface LimitTerms extends LimitWish {
  readonly before: Yen;
}

/** In order of precedence. `limit_moved`: it was changed meanwhile, so that a raise would be none any more, or the reverse. */
export type LimitChangeRefusal =
  | { readonly reason: 'limit_negative' }
  | { readonly reason: 'limit_too_high'; readonly limitMax: Yen }
  | { readonly reason: 'limit_unchanged' }
  | { readonly reason: 'limit_moved' };

export type LimitOrder = PlannedOrder<LimitTerms>;

/** The limit of one kind, as its page shows it. */
export interface LimitState {
  readonly limitKind: LimitKind;
  readonly limit: Yen;
  /** Executed or booked today, without fees. */
  readonly usedToday: Yen;
  /** Of the limit of the kind alone. */
  readonly leftToday: Yen;
  readonly limitMax: Yen;
}

export interface LimitStates {
  readonly limits: readonly LimitState[];
  /** Of 振込 and Pay-easy together, where it holds: without a token, or in a cool-down. */
  readonly withoutToken?: { readonly limit: Yen; readonly leftToday: Yen };
}

/** Lowering is free and leaves booked orders alone; raising asks for the code and waits for the end of a cool-down. */
export interface LimitChanges {
  readonly limitStates: (contractId: string) => Promise<LimitStates>;
  readonly prepareLimitChange: (
    call: PrepareCall<LimitWish>,
  ) => Promise<PrepareOutcome<LimitTerms, LimitChangeRefusal>>;
  readonly limitChangeOf: (call: OrderCall) => Promise<LimitOrder | undefined>;
  readonly executeLimitChange: (call: ExecuteCall) => Promise<ExecuteOutcome<LimitTerms, LimitChangeRefusal>>;
}
