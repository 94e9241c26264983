import type { EpochSeconds } from '@warifu/base';
import type {
  ExecuteCall,
  ExecuteOutcome,
  OrderCall,
  PlannedOrder,
  PrepareCall,
  PrepareOutcome,
} from '../../orders/planned/plan.ts';
import type { TypedPayee } from '../resolve-payee.ts';
import type { NameSource, PayeeRefusal, PayeeView } from '../transfer.ts';

/** A payee that the customer registered with a code. 登録済みの振込先. */
export interface RegisteredPayee extends PayeeView {
  readonly payeeId: string;
  /** The customer's own name for it; empty where there is none. */
  readonly nickname: string;
  readonly registeredAt: EpochSeconds;
}

/** To be registered. 振込先の登録. */
export interface PayeeWish extends TypedPayee {
  /** As typed. */
  readonly nickname: string;
}

export interface PayeeTerms {
  readonly payee: PayeeView;
  readonly nameSource: NameSource;
  readonly nickname: string;
}

export type NicknameRefusal =
  | { readonly reason: 'nickname_too_long'; readonly lengthMax: number }
  | { readonly reason: 'nickname_not_allowed' };

/** In order of precedence. */
export type RegisterPayeeRefusal =
  | PayeeRefusal
  | NicknameRefusal
  | { readonly reason: 'payee_registered' }
  | { readonly reason: 'payees_too_many'; readonly payeesMax: number };

export type ChangePayeeOutcome =
  | { readonly outcome: 'changed' }
  | ({ readonly outcome: 'refused' } & ({ readonly reason: 'payee_unknown' } | NicknameRefusal));

export interface Payees {
  /**
   * In the order of their kana; those that fit the search alone, where there is one: the first kana of the name, or a part
   * of the name, the nickname, the bank or the number.
   */
  readonly listPayees: (contractId: string, search?: string) => Promise<readonly RegisteredPayee[]>;
  readonly payeeOf: (contractId: string, payeeId: string) => Promise<RegisteredPayee | undefined>;
  readonly preparePayee: (
    call: PrepareCall<PayeeWish>,
  ) => Promise<PrepareOutcome<PayeeTerms, RegisterPayeeRefusal>>;
  readonly payeeOrderOf: (call: OrderCall) => Promise<PlannedOrder<PayeeTerms> | undefined>;
  readonly executePayee: (call: ExecuteCall) => Promise<ExecuteOutcome<PayeeTerms, RegisterPayeeRefusal>>;
  /** Without a code: the account stays what it was registered as. */
  readonly renamePayee: (call: {
    readonly contractId: string;
    readonly payeeId: string;
    readonly nickname: string;
  }) => Promise<ChangePayeeOutcome>;
  /** Without a code; removed already, it is removed. */
  readonly removePayee: (call: { readonly contractId: string; readonly payeeId: string }) => Promise<void>;
}
