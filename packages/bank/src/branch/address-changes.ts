import type { EpochSeconds } from '@warifu/base';
import type { Address, AddressChangeState } from '../contract-changes/address/address.ts';
import type { BranchSession, OperatorView } from './operator.ts';

/** A change of address that a customer asked for, as the branch sees it. */
export interface AddressChangeView {
  readonly orderId: string;
  readonly receiptNumber: string;
  readonly state: AddressChangeState;
  readonly contract: {
    readonly contractId: string;
    readonly contractNumber: string;
    readonly holder: string;
    readonly branchCode: string;
    readonly isStopped: boolean;
  };
  readonly address: Address;
  /** What the branch has now; absent where that is nothing. */
  readonly current?: Address;
  readonly askedAt: EpochSeconds;
  readonly settledAt?: EpochSeconds;
  readonly settledBy?: Pick<OperatorView, 'operatorId' | 'name'>;
  /** Of one that was sent back. */
  readonly reason?: string;
}

export interface AddressChangesCall {
  /** Undefined: all. */
  readonly state?: AddressChangeState;
  /** The `orderId` of the last one seen. */
  readonly after?: string;
  readonly limit: number;
}

/** Oldest first where `state` is `waiting`, newest first otherwise. */
export interface AddressChangeList {
  readonly changes: readonly AddressChangeView[];
  readonly hasMore: boolean;
}

/** In order of precedence. `contract_stopped`: nothing changes there but that it can be sent back. */
export type SettleAddressRefusal =
  | { readonly reason: 'role_missing' }
  | { readonly reason: 'change_unknown' }
  | { readonly reason: 'not_waiting'; readonly state: AddressChangeState }
  | { readonly reason: 'reason_malformed' }
  | { readonly reason: 'contract_stopped' };

export type SettleAddressOutcome =
  | { readonly outcome: 'settled' }
  | ({ readonly outcome: 'refused' } & SettleAddressRefusal);

/**
 * Changes of address, which customers ask for with a code: the customer is the maker, and a manager the checker, who
 * completes one or sends it back with a reason that the customer reads.
 */
export interface AddressChanges {
  readonly listAddressChanges: (
    session: BranchSession,
    call: AddressChangesCall,
  ) => Promise<AddressChangeList>;
  /** `undefined` where it is unknown, or of a branch for which the operator does not act. Who looked is in the audit trail. */
  readonly addressChangeOf: (
    session: BranchSession,
    orderId: string,
  ) => Promise<AddressChangeView | undefined>;
  readonly settleAddressChange: (call: {
    readonly session: BranchSession;
    readonly orderId: string;
    /** Sends it back where it is given: up to 400 characters. */
    readonly reason?: string;
  }) => Promise<SettleAddressOutcome>;
}
