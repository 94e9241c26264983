import type { Yen } from '@warifu/base';
import type {
  ExecuteCall,
  ExecuteOutcome,
  OrderCall,
  PlannedOrder,
  PrepareCall,
  PrepareOutcome,
} from '../orders/planned/plan.ts';

/** From one account of the contract to another. 振替. */
export interface OwnTransferWish {
  readonly fromAccountId: string;
  readonly toAccountId: string;
  readonly amount: Yen;
}

export interface OwnTransferTerms extends OwnTransferWish {
  /** The sender's own name, as the entries show it. */
  readonly holderKana: string;
}

/** In order of precedence. */
export type OwnTransferRefusal =
  | { readonly reason: 'account_unknown' }
  | { readonly reason: 'to_account_unknown' }
  | { readonly reason: 'same_account' }
  | { readonly reason: 'amount_not_positive' }
  | { readonly reason: 'amount_too_large'; readonly amountMax: Yen }
  | { readonly reason: 'funds_insufficient'; readonly shortBy: Yen };

export type OwnTransferOrder = PlannedOrder<OwnTransferTerms>;

/** 振替: free of a code, because no money leaves the contract. */
export interface OwnTransfers {
  readonly prepareOwnTransfer: (
    call: PrepareCall<OwnTransferWish>,
  ) => Promise<PrepareOutcome<OwnTransferTerms, OwnTransferRefusal>>;
  readonly ownTransferOf: (call: OrderCall) => Promise<OwnTransferOrder | undefined>;
  readonly executeOwnTransfer: (
    call: ExecuteCall,
  ) => Promise<ExecuteOutcome<OwnTransferTerms, OwnTransferRefusal>>;
}
