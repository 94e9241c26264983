import type { EpochSeconds } from '@warifu/base';

/** Thrown by the port where the authority cannot be reached or does not answer in time. Never a reason to ask for less. */
export const AUTHORITY_UNAVAILABLE = 'AuthorityUnavailable';

/**
 * What the authority says of a code.
 *
 * `wrong`, `spent` and `locked` are told apart for the audit trail alone: a customer reads one sentence for the three.
 * `needs_second_code`: the clock is far off; the next consecutive code within 3 minutes is the acceptance. 時刻補正.
 * `unknown`: no active binding of this subject.
 */
export type Verdict = 'accepted' | 'wrong' | 'spent' | 'locked' | 'needs_second_code' | 'unknown';

/** `isLocked`: as the binding stands after this code, so that its owner is told of a lock when it happens. */
export interface VerdictAnswer {
  readonly verdict: Verdict;
  readonly isLocked?: boolean;
}

export interface CodeCall {
  /** Opaque id of the contract at the authority; never the contract number. */
  readonly subject: string;
  readonly code: string;
  readonly nextCode?: string;
  /** The same key with the same body gets the same verdict for 10 minutes; with another body it is an error. */
  readonly idempotencyKey: string;
}

export interface ValidateCall extends CodeCall {
  /** What the code is for, for example `transfer`; part of the scope of the idempotency key. */
  readonly purpose: string;
}

export interface BindCall extends CodeCall {
  /** Or the serial that a hardware token's maker printed on it: the authority knows which token that is. */
  readonly tokenId: string;
}

export interface ReplaceCall extends CodeCall {
  /** What `beginReplace` gave: single use, 10 minutes. */
  readonly proof: string;
  /** The new token, by its ID or its maker's serial; `code` and `nextCode` are the new token's. */
  readonly newTokenId: string;
}

/** Why a token was not bound. Unknown token ID and wrong code are one: `not_accepted`. */
export type BindRefusal =
  | { readonly outcome: 'refused'; readonly reason: 'wait'; readonly until: EpochSeconds }
  | { readonly outcome: 'refused'; readonly reason: 'not_accepted' | 'needs_second_code' | 'already_bound' };

export type BindOutcome = { readonly outcome: 'bound' } | BindRefusal;

export type ReplaceOutcome =
  | { readonly outcome: 'replaced' }
  | BindRefusal
  | { readonly outcome: 'refused'; readonly reason: 'proof_unknown' | 'same_token' };

export type BindingState =
  | { readonly state: 'none' }
  | {
      readonly state: 'active' | 'locked';
      readonly tokenId: string;
      /** Of a hardware token, in half-width letters and digits alone. */
      readonly serial?: string;
      readonly boundAt: EpochSeconds;
    };

/**
 * A token as the branch sees it before it is handed out: an app's, or a device of its own, which has a maker's serial
 * and a place in the stock.
 */
export type TokenFound =
  | {
      readonly outcome: 'found';
      readonly tokenId: string;
      readonly form: 'mobile' | 'desktop';
      readonly state: 'issued' | 'active' | 'retired';
      /** Whether a subject of this bank has it registered. */
      readonly boundHere: boolean;
    }
  | {
      readonly outcome: 'found';
      readonly tokenId: string;
      readonly form: 'hardware';
      readonly state: 'in_stock' | 'handed_out' | 'withdrawn';
      readonly boundHere: boolean;
      readonly manufacturer: string;
      /** As the maker prints it on the device. */
      readonly serial: string;
      /** Its maker's date is over: its codes are not accepted. */
      readonly isExpired: boolean;
      /** The subject of this bank that it was handed out to; one of another party is not told. */
      readonly subject?: string;
    };

export interface HandOutCall {
  readonly tokenIdOrSerial: string;
  /** Who may bind it from now on, and nobody else. */
  readonly subject: string;
  /** What the paper form says; kept in the audit trail. */
  readonly reason: string;
  /** The same key with the same body gets the same answer for 10 minutes. */
  readonly idempotencyKey: string;
}

/** Why a token was not handed out, in order of precedence. */
export interface HandOutRefusal {
  readonly outcome: 'refused';
  readonly reason: 'unknown' | 'not_hardware' | 'withdrawn' | 'expired' | 'handed_out_already';
}

export type HandOutOutcome = { readonly outcome: 'handed_out'; readonly tokenId: string } | HandOutRefusal;

/** What the branch does with hardware tokens. Scope `administer`. */
export interface TokenStock {
  /** A token by its ID or by its maker's serial, typed as anybody types it. */
  readonly tokenOf: (tokenIdOrSerial: string) => Promise<TokenFound | { readonly outcome: 'unknown' }>;
  /** Marks a hardware token as handed out to a subject, who alone may bind it. Again to the same subject is no refusal. */
  readonly handOut: (call: HandOutCall) => Promise<HandOutOutcome>;
}

export interface AdministerCall {
  readonly subject: string;
  /** What the paper form says; kept in the authority's audit trail. */
  readonly reason: string;
  /** Where one is given, the call may be sent again for 10 minutes and is carried out once. */
  readonly idempotencyKey?: string;
}

/** The one door between the bank and the token authority, in the words of its REST API. */
export interface TokenAuthority extends TokenStock {
  readonly validate: (call: ValidateCall) => Promise<VerdictAnswer>;
  /**
   * Only of an authority that writes the log that the bank writes: its commit is on the disk when a later one of the bank
   * is, and no answer may leave before that. ADR 46.
   */
  readonly validateInLog?: (call: ValidateCall) => Promise<VerdictAnswer>;
  readonly bind: (call: BindCall) => Promise<BindOutcome>;
  /** First half of a device change: spends a code of the old token. 機種変更. */
  readonly beginReplace: (
    call: CodeCall,
  ) => Promise<
    | { readonly verdict: 'accepted'; readonly proof: string }
    | { readonly verdict: Exclude<Verdict, 'accepted'>; readonly isLocked?: boolean }
  >;
  readonly replace: (call: ReplaceCall) => Promise<ReplaceOutcome>;
  /** The customer stops: spends a code and ends the binding. 利用停止. */
  readonly end: (call: CodeCall) => Promise<VerdictAnswer>;
  readonly stateOf: (subject: string) => Promise<BindingState>;
  /** Scope `administer`: without a code, on paper. 利用登録解除. */
  readonly release: (call: AdministerCall) => Promise<{ readonly outcome: 'released' | 'unknown' }>;
  /** Scope `administer`. ロック解除. */
  readonly unlock: (call: AdministerCall) => Promise<{ readonly outcome: 'unlocked' | 'unknown' }>;
}
