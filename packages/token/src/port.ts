import type { EpochSeconds } from '@warifu/base';

/**
 * What is said of a code. `wrong`, `spent` and `locked` count the same and are told apart for the audit trail alone.
 * `needs_second_code`: right, but of a clock far off; counts as wrong unless the next consecutive code follows in time.
 * `unknown`: no active binding of this subject.
 */
export type Verdict = 'accepted' | 'wrong' | 'spent' | 'locked' | 'needs_second_code' | 'unknown';

export interface CodeCall {
  readonly subject: string;
  readonly code: string;
  readonly nextCode?: string;
  readonly idempotencyKey: string;
}

export interface ValidateCall extends CodeCall {
  readonly purpose: string;
}

export interface BindCall extends CodeCall {
  readonly tokenId: string;
}

export interface ReplaceCall extends CodeCall {
  readonly proof: string;
  readonly newTokenId: string;
}

/** `isLocked`: as the binding stands after this code, so that its owner can be told of a lock when it happens. */
export interface VerdictAnswer {
  readonly verdict: Verdict;
  readonly isLocked: boolean;
}

export type BeginReplaceAnswer =
  | { readonly verdict: 'accepted'; readonly proof: string; readonly isLocked: false }
  | { readonly verdict: Exclude<Verdict, 'accepted'>; readonly isLocked: boolean };

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

export interface AdministerCall {
  readonly subject: string;
  /** What the paper form says; kept in the audit trail. */
  readonly reason: string;
  /** Where one is given, the call may be sent again. */
  readonly idempotencyKey?: string;
}

/** A token as a branch sees it before it hands one out. */
export type TokenFound =
  | {
      readonly outcome: 'found';
      readonly tokenId: string;
      readonly form: 'mobile' | 'desktop';
      readonly state: 'issued' | 'active' | 'retired';
      /** Whether a subject of the party that asks has it bound. */
      readonly boundHere: boolean;
    }
  | {
      readonly outcome: 'found';
      readonly tokenId: string;
      readonly form: 'hardware';
      readonly state: 'in_stock' | 'handed_out' | 'withdrawn';
      readonly boundHere: boolean;
      readonly manufacturer: string;
      /** As its maker prints it on the device. */
      readonly serial: string;
      /** Its maker's date is over: its codes are not accepted. */
      readonly isExpired: boolean;
      /** The subject of the party that asks that it was handed out to; another party's is not told. */
      readonly subject?: string;
    };

export type TokenLookup = TokenFound | { readonly outcome: 'unknown' };

export interface HandOutCall {
  readonly tokenIdOrSerial: string;
  readonly subject: string;
  /** What the paper form says; kept in the audit trail. */
  readonly reason: string;
  readonly idempotencyKey: string;
}

export type HandOutRefusalReason =
  | 'unknown'
  | 'not_hardware'
  | 'withdrawn'
  | 'expired'
  | 'handed_out_already';

export type HandOutOutcome =
  | { readonly outcome: 'handed_out'; readonly tokenId: string }
  | { readonly outcome: 'refused'; readonly reason: HandOutRefusalReason };

/** The authority as one relying party sees it: its own bindings, and nobody else's. */
export interface RelyingPartyPort {
  readonly validate: (call: ValidateCall) => Promise<VerdictAnswer>;
  /**
   * The same for who commits in the log of this very database before telling anybody: that commit brings this one to the
   * disk with it. Committed when it answers, and after a power cut there just where all that followed from it is.
   */
  readonly validateInLog: (call: ValidateCall) => Promise<VerdictAnswer>;
  readonly bind: (call: BindCall) => Promise<BindOutcome>;
  readonly beginReplace: (call: CodeCall) => Promise<BeginReplaceAnswer>;
  readonly replace: (call: ReplaceCall) => Promise<ReplaceOutcome>;
  readonly end: (call: CodeCall) => Promise<VerdictAnswer>;
  readonly stateOf: (subject: string) => Promise<BindingState>;
  readonly release: (call: AdministerCall) => Promise<{ readonly outcome: 'released' | 'unknown' }>;
  readonly unlock: (call: AdministerCall) => Promise<{ readonly outcome: 'unlocked' | 'unknown' }>;
  readonly tokenOf: (tokenIdOrSerial: string) => Promise<TokenLookup>;
  readonly handOut: (call: HandOutCall) => Promise<HandOutOutcome>;
}

/** The same idempotency key with another body: the caller's bug. 409 on a wire. */
export class IdempotencyConflict extends Error {
  override readonly name = 'IdempotencyConflict';
  constructor() {
    super('this idempotency key was used with another body');
  }
}

/** A call that the party's key has no scope for. 403 on a wire. */
export class ScopeMissing extends Error {
  override readonly name = 'ScopeMissing';
}

/** The database is away, too slow or too busy: safe to send again with the same idempotency key. */
export class AuthorityUnavailable extends Error {
  override readonly name = 'AuthorityUnavailable';
}
