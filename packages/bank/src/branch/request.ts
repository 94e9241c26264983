import type { EpochSeconds, Yen } from '@warifu/base';
import type { Language } from '../contracts/contract.ts';
import type { LimitKind } from '../limits/limit.ts';
import type { OperatorRole, OperatorView } from './operator.ts';

/** One member for each kind, so that a look at the kind tells which it is. */
type OfContract<K extends string> = K extends string
  ? { readonly kind: K; readonly contractId: string }
  : never;
type OfOperator<K extends string> = K extends string
  ? { readonly kind: K; readonly operatorId: string }
  : never;

/**
 * What is done on paper, and what the maker enters for it. Frozen with the request and digested; the checker's code is for
 * exactly these. 所定の書面
 */
export type ProcedureTerms =
  /** 新規契約: a holder with one ordinary account and its first deposit; ¥0 is one. */
  | {
      readonly kind: 'contract_opening';
      readonly holder: { readonly kanji: string; readonly kana: string };
      readonly branchCode: string;
      readonly language: Language;
      readonly mailAddress?: string;
      readonly deposit: Yen;
    }
  /** 利用登録解除, 利用停止, ロック解除, パスワード再発行, IB取引中止 and its release, 払込みの再開. */
  | OfContract<
      | 'token_release'
      | 'token_stop'
      | 'token_unlock'
      | 'login_password_reissue'
      | 'confirmation_password_reissue'
      | 'emergency_stop'
      | 'emergency_stop_release'
      | 'pay_easy_resumption'
    >
  /** 利用限度額変更. */
  | {
      readonly kind: 'limit_change';
      readonly contractId: string;
      readonly limitKind: LimitKind;
      readonly limit: Yen;
    }
  /** 組戻し: recorded with its fee taken; carried through to the other bank by a job. */
  | { readonly kind: 'transfer_recall'; readonly contractId: string; readonly receiptNumber: string }
  /** Hand-out of a hardware token, by its token ID or its maker's serial. */
  | { readonly kind: 'hard_token_handout'; readonly contractId: string; readonly tokenIdOrSerial: string }
  | {
      readonly kind: 'operator_addition';
      readonly operatorNumber: string;
      readonly personNumber: string;
      readonly name: string;
      readonly role: OperatorRole;
      readonly branchCode: string;
    }
  | { readonly kind: 'operator_role_change'; readonly operatorId: string; readonly role: OperatorRole }
  | OfOperator<
      'operator_suspension' | 'operator_resumption' | 'operator_password_reissue' | 'operator_token_release'
    >;

export const PROCEDURE_KINDS = [
  'contract_opening',
  'token_release',
  'token_stop',
  'token_unlock',
  'login_password_reissue',
  'confirmation_password_reissue',
  'emergency_stop',
  'emergency_stop_release',
  'pay_easy_resumption',
  'limit_change',
  'transfer_recall',
  'hard_token_handout',
  'operator_addition',
  'operator_role_change',
  'operator_suspension',
  'operator_resumption',
  'operator_password_reissue',
  'operator_token_release',
] as const satisfies readonly ProcedureTerms['kind'][];
export type ProcedureKind = (typeof PROCEDURE_KINDS)[number];

/** What was shown at the counter. 本人確認書類 */
export const IDENTITY_DOCUMENTS = [
  'drivers_licence',
  'my_number_card',
  'passport',
  'residence_card',
  'health_certificate',
  'staff_card',
  'other',
] as const;
export type IdentityDocument = (typeof IDENTITY_DOCUMENTS)[number];

/** The paper behind a request. */
export interface Paper {
  /** Number of the form, up to 20 letters, digits and hyphens; the same number is taken once. */
  readonly formNumber: string;
  readonly identityDocument: IdentityDocument;
  /** Up to 200 characters; asked where the document is `other`. */
  readonly identityNote?: string;
  /** Up to 400 characters. */
  readonly reason: string;
}

/**
 * `waiting`: for the checker. `approved`: its code was given, and it is being carried out; where that was cut off, it is
 * carried on by the next look at it or by a job. `done`, `refused`, `withdrawn`, `expired` are kept for good.
 */
export const REQUEST_STATES = ['waiting', 'approved', 'done', 'refused', 'withdrawn', 'expired'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** Why a procedure is not possible, in order of precedence: asked when it is entered, before the code, and behind the lock. */
export type ProcedureRefusal =
  | { readonly reason: 'role_missing' }
  | { readonly reason: 'contract_unknown' }
  | { readonly reason: 'other_branch' }
  | {
      readonly reason: 'field_malformed';
      readonly field: ProcedureField;
    }
  | { readonly reason: 'form_number_taken' }
  | { readonly reason: 'same_waiting'; readonly requestId: string }
  | { readonly reason: 'no_token' }
  | { readonly reason: 'not_locked' }
  | { readonly reason: 'already_stopped' }
  | { readonly reason: 'not_stopped' }
  | { readonly reason: 'contract_stopped' }
  | { readonly reason: 'limit_too_high'; readonly limitMax: Yen }
  | { readonly reason: 'limit_unchanged' }
  | { readonly reason: 'order_unknown' }
  | { readonly reason: 'order_not_recallable' }
  | { readonly reason: 'recall_fee_not_covered'; readonly fee: Yen; readonly available: Yen }
  | { readonly reason: 'token_unknown' }
  | { readonly reason: 'token_handed_out' }
  | { readonly reason: 'operator_unknown' }
  | { readonly reason: 'number_taken' }
  | { readonly reason: 'person_taken' }
  | { readonly reason: 'operator_state' }
  | { readonly reason: 'managers_too_few' }
  | { readonly reason: 'authority_away' };

/** The fields of the forms, as a refusal names them. */
export type ProcedureField =
  | 'formNumber'
  | 'identityDocument'
  | 'identityNote'
  | 'reason'
  | 'kanji'
  | 'kana'
  | 'branchCode'
  | 'mailAddress'
  | 'deposit'
  | 'limit'
  | 'receiptNumber'
  | 'tokenIdOrSerial'
  | 'operatorNumber'
  | 'personNumber'
  | 'name';

export type MakeRequestOutcome =
  | { readonly outcome: 'made'; readonly requestId: string }
  | ({ readonly outcome: 'refused' } & ProcedureRefusal);

/** `changed`: it is not as the checker saw it. `own`: the maker and the checker are one person. */
export type ApproveRefusal =
  | { readonly reason: 'role_missing' }
  | { readonly reason: 'request_unknown' }
  | { readonly reason: 'not_waiting'; readonly state: RequestState }
  | { readonly reason: 'own' }
  | { readonly reason: 'changed' }
  | { readonly reason: 'not_possible'; readonly because: ProcedureRefusal }
  | { readonly reason: 'code_malformed' }
  | { readonly reason: 'code_refused' }
  | { readonly reason: 'needs_second_code' }
  | { readonly reason: 'authority_away' };

/** `carrying`: approved, and the authority is away just now; it is carried on by itself. */
export type ApproveOutcome =
  | { readonly outcome: 'done' | 'carrying' }
  | ({ readonly outcome: 'refused' } & ApproveRefusal);

export type DecideOutcome =
  | { readonly outcome: 'decided' }
  | {
      readonly outcome: 'refused';
      readonly reason:
        | 'role_missing'
        | 'request_unknown'
        | 'not_waiting'
        | 'own'
        | 'not_own'
        | 'note_malformed';
    };

/** A request as a page shows it. */
export interface RequestView {
  readonly requestId: string;
  readonly terms: ProcedureTerms;
  readonly paper: Paper;
  readonly state: RequestState;
  /** SHA-256 over terms, paper, maker and request id, hex: what the checker's code is for. */
  readonly digest: string;
  readonly madeAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
  readonly maker: OperatorView;
  readonly checker?: OperatorView;
  readonly decidedAt?: EpochSeconds;
  readonly doneAt?: EpochSeconds;
  /** Of a refusal or a withdrawal. */
  readonly note?: string;
  /** Of the contract that it is about, or that it made. */
  readonly contract?: {
    readonly contractId: string;
    readonly contractNumber: string;
    readonly holder: string;
    readonly branchCode: string;
  };
  /** Of the operator that it is about, or that it made. */
  readonly operator?: OperatorView;
  /** Whether the person who looks entered it. */
  readonly isOwn: boolean;
  /** First passwords wait to be printed, once. */
  readonly isPrintable: boolean;
}

export interface RequestsCall {
  /** Undefined: all. */
  readonly state?: RequestState;
  readonly kind?: ProcedureKind;
  readonly contractId?: string;
  /** The `requestId` of the last one seen. */
  readonly after?: string;
  readonly limit: number;
}

/** Oldest first where `state` is `waiting`, newest first otherwise. */
export interface RequestList {
  readonly requests: readonly RequestView[];
  readonly hasMore: boolean;
  /** Of all that wait, whatever was asked for. */
  readonly waiting: number;
}

/**
 * First passwords, told once and stored nowhere in the clear: drawn when they are printed, and only their hashes kept.
 * `contractNumber` or `operatorNumber` says whose.
 */
export type FirstPasswords =
  | {
      readonly of: 'contract';
      readonly contractNumber: string;
      readonly holder: { readonly kanji: string; readonly kana: string };
      readonly branchCode: string;
      readonly loginPassword?: string;
      readonly confirmationPassword?: string;
    }
  | {
      readonly of: 'operator';
      readonly operatorNumber: string;
      readonly name: string;
      readonly password: string;
    };

export type PrintOutcome =
  | { readonly outcome: 'printed'; readonly passwords: FirstPasswords }
  | {
      readonly outcome: 'refused';
      readonly reason: 'role_missing' | 'request_unknown' | 'not_printable' | 'printed_already';
    };
