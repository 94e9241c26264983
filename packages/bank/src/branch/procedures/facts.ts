import type { EpochSeconds, Yen } from '@warifu/base';
import type { ContractState, OtpMark } from '../../contracts/contract.ts';
import type { BindingState, TokenFound } from '../../token-authority.ts';
import type { OperatorRow } from '../operators/operator-rows.ts';

/** What the book says of a contract, as far as a procedure is judged by it. */
export interface ProcedureContract {
  readonly contractId: string;
  readonly branchCode: string;
  /** What the token authority knows the contract by. */
  readonly subject: string;
  readonly state: ContractState;
  readonly otpMark: OtpMark;
  readonly otpChangedAt: EpochSeconds | null;
}

/** What the token authority says, asked outside of any transaction; `away` where it does not answer. */
export interface AuthorityFacts {
  readonly binding?: BindingState | { readonly state: 'away' };
  readonly token?: TokenFound | { readonly outcome: 'unknown' | 'away' };
}

/** All that a procedure of any kind is judged by; what its kind does not ask for is absent. */
export interface ProcedureFacts extends AuthorityFacts {
  readonly contract?: ProcedureContract;
  readonly isPayEasyStopped?: boolean;
  readonly limit?: Yen;
  readonly limitMax?: Yen;
  readonly order?: {
    readonly isExecuted: boolean;
    readonly isRecallable: boolean;
    /** What may go out of the account that it was paid from. */
    readonly available: Yen;
  };
  readonly recallFee?: Yen;
  /** The operator that it is about. */
  readonly operator?: OperatorRow;
  readonly isNumberTaken: boolean;
  readonly isPersonTaken: boolean;
  readonly activeManagers: number;
}
