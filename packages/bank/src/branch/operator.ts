import type { EpochSeconds } from '@warifu/base';

/**
 * What somebody at the branch may do. `teller`: enters procedures. `manager`: enters and approves them, never his own.
 * `auditor`: reads everything and changes nothing. 担当者, 承認者.
 */
export const OPERATOR_ROLES = ['teller', 'manager', 'auditor'] as const;
export type OperatorRole = (typeof OPERATOR_ROLES)[number];

/**
 * `enrolling`: password not yet changed, or no token yet; nothing but that is served. `active`. `suspended`: signs in no
 * more, until resumed by maker and checker.
 */
export type OperatorState = 'enrolling' | 'active' | 'suspended';

/** An operator as others at the branch see them. */
export interface OperatorView {
  readonly operatorId: string;
  /** Six digits, typed to sign in. 担当者番号 */
  readonly operatorNumber: string;
  /** Of the person behind the account, whatever accounts they hold: maker and checker differ in this. 職員番号 */
  readonly personNumber: string;
  readonly name: string;
  readonly role: OperatorRole;
  readonly branchCode: string;
  readonly state: OperatorState;
  readonly hasToken: boolean;
}

/** An operator signed in. */
export interface BranchSession {
  readonly sessionId: string;
  readonly operator: OperatorView;
  readonly openedAt: EpochSeconds;
  /** The absolute end (cfg). */
  readonly expiresAt: EpochSeconds;
  /** Where nothing more is asked (cfg). */
  readonly idleUntil: EpochSeconds;
}

export interface SignInCall {
  readonly operatorNumber: string;
  readonly password: string;
  /** Empty at the first sign-in, when there is no token yet. */
  readonly code: string;
  readonly nextCode?: string;
  readonly address: string;
}

/**
 * `credentials`: number, password or code is wrong, used or locked, or the operator is suspended: one word for all.
 * `needs_second_code`: the password was right and the clock of the token is far off. 時刻補正
 */
export type SignInOutcome =
  | { readonly outcome: 'opened'; readonly sessionToken: string; readonly session: BranchSession }
  | { readonly outcome: 'enrolling'; readonly enrolmentToken: string }
  | { readonly outcome: 'refused'; readonly reason: 'credentials' | 'needs_second_code' | 'authority_away' };

/** First steps of an operator, after a right first password: a password of their own, then a token of their own. */
export type EnrolmentStep = 'password' | 'token' | 'done';

export type EnrolmentState =
  | {
      readonly outcome: 'open';
      readonly step: EnrolmentStep;
      readonly operatorNumber: string;
      readonly name: string;
    }
  | { readonly outcome: 'closed' };

export type OperatorPasswordRefusal =
  | 'enrolment_closed'
  | 'current_wrong'
  | 'too_short'
  | 'too_long'
  | 'same'
  | 'holds_operator_number'
  | 'common';

export type SetPasswordOutcome =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'refused'; readonly reason: OperatorPasswordRefusal };

/** `token_of_another`: the token is another person's at the branch already. */
export type OperatorTokenRefusal =
  | { readonly reason: 'enrolment_closed' }
  | { readonly reason: 'token_id_malformed' }
  | { readonly reason: 'code_malformed' }
  | { readonly reason: 'token_of_another' }
  | { readonly reason: 'wait'; readonly until: EpochSeconds }
  | { readonly reason: 'needs_second_code' }
  | { readonly reason: 'not_accepted' }
  | { readonly reason: 'authority_away' };

export type RegisterOperatorTokenOutcome =
  | { readonly outcome: 'registered' }
  | ({ readonly outcome: 'refused' } & OperatorTokenRefusal);

export type BranchSessionState =
  | { readonly outcome: 'open'; readonly session: BranchSession }
  | {
      readonly outcome: 'closed';
      readonly reason: 'unknown' | 'idle' | 'expired' | 'replaced' | 'signed_out' | 'suspended';
    };

/** The first two managers, who have nobody to approve them; refused once two managers are there. */
export interface FirstManager {
  readonly operatorNumber: string;
  readonly personNumber: string;
  readonly name: string;
  readonly branchCode: string;
}

export type AddFirstManagerOutcome =
  | { readonly outcome: 'added'; readonly operatorId: string; readonly firstPassword: string }
  | {
      readonly outcome: 'refused';
      readonly reason:
        | 'operator_number_malformed'
        | 'person_number_malformed'
        | 'name_malformed'
        | 'branch_unknown'
        | 'number_taken'
        | 'person_taken'
        | 'managers_enough';
    };
