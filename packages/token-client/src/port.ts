import type { Static } from 'typebox';
import type * as shapes from './shapes.ts';

/** The answer with the caller's own type for its instants. */
type With<Instant, Answer> = {
  readonly [Name in keyof Answer]: Name extends 'until' | 'boundAt' ? Instant : Answer[Name];
};

/**
 * What is said of a code.
 *
 * `wrong`, `spent` and `locked` are told apart for your audit trail; a customer should read one sentence for the three.
 * `needs_second_code`: the device's clock is far off; ask again with the next code shown as `nextCode`, within 3 minutes.
 * `unknown`: no token is bound to this subject.
 */
export type VerdictAnswer = Static<typeof shapes.VerdictAnswer>;
export type Verdict = VerdictAnswer['verdict'];
export type BeginReplaceAnswer = Static<typeof shapes.BeginReplaceAnswer>;
/** Unknown token ID and wrong code are one: `not_accepted`. `wait`: not before `until`, in seconds since 1970. */
export type BindAnswer<Instant = number> = With<Instant, Static<typeof shapes.BindAnswer>>;
export type ReplaceAnswer<Instant = number> = With<Instant, Static<typeof shapes.ReplaceAnswer>>;
export type StateAnswer<Instant = number> = With<Instant, Static<typeof shapes.StateAnswer>>;
export type ReleaseAnswer = Static<typeof shapes.ReleaseAnswer>;
export type UnlockAnswer = Static<typeof shapes.UnlockAnswer>;
/** A member of a union without one of its fields. */
type Without<Answer, Name extends PropertyKey> = Answer extends unknown ? Omit<Answer, Name> : never;
/** A token as the party that asks may see it. */
export type TokenAnswer =
  | Without<Static<typeof shapes.TokenStateAnswer>, 'bindings'>
  | { readonly outcome: 'unknown' };
export type HandOutAnswer = Static<typeof shapes.HandOutAnswer>;

export interface CodeCall {
  /** Your opaque id of the customer; never a name or a number that means something elsewhere. */
  readonly subject: string;
  /** As typed. */
  readonly code: string;
  /** The code shown directly after it, where `needs_second_code` was the answer to the first. */
  readonly nextCode?: string;
  /** Written down before the call. The same key with the same body gets the same answer for 10 minutes. */
  readonly idempotencyKey: string;
}

export interface ValidateCall extends CodeCall {
  /** What the code is for, for example `login`; part of the scope of the idempotency key. */
  readonly purpose?: string;
}

export interface BindCall extends CodeCall {
  readonly tokenId: string;
}

export interface ReplaceCall extends CodeCall {
  /** What `beginReplace` gave: single use, 10 minutes. */
  readonly proof: string;
  /** The new token; `code` and `nextCode` are the new token's. */
  readonly newTokenId: string;
}

export interface AdministerCall {
  readonly subject: string;
  /** What the paper form says; kept in the authority's audit trail. */
  readonly reason: string;
  /** A random one where none is given: then only a lost connection is tried again, by the client itself. */
  readonly idempotencyKey?: string;
}

export interface HandOutCall {
  readonly tokenIdOrSerial: string;
  readonly subject: string;
  /** What the paper form says; kept in the authority's audit trail. */
  readonly reason: string;
  readonly idempotencyKey: string;
}

/**
 * The token authority as one relying party sees it.
 *
 * Each call throws `AuthorityUnavailable` where it gets no answer: nothing is known of the code then, and the same call
 * may be sent again. `Instant` is the caller's own type for seconds since 1970-01-01T00:00:00Z, where it has one.
 */
export interface TokenAuthorityClient<Instant = number> {
  /** Says whether a code is good, and spends it if it is. */
  readonly validate: (call: ValidateCall) => Promise<VerdictAnswer>;
  /** Ties a token to a subject, where its code is right. */
  readonly bind: (call: BindCall) => Promise<BindAnswer<Instant>>;
  /** First half of a device change: spends a code of the old token. */
  readonly beginReplace: (call: CodeCall) => Promise<BeginReplaceAnswer>;
  /** Second half: the new token takes the old one's place. */
  readonly replace: (call: ReplaceCall) => Promise<ReplaceAnswer<Instant>>;
  /** Spends a code and ends the binding. */
  readonly end: (call: CodeCall) => Promise<VerdictAnswer>;
  readonly stateOf: (subject: string) => Promise<StateAnswer<Instant>>;
  /** Scope `administer`: ends the binding without a code, on paper. */
  readonly release: (call: AdministerCall) => Promise<ReleaseAnswer>;
  /** Scope `administer`: lifts a lock, on paper; wrong codes count anew. */
  readonly unlock: (call: AdministerCall) => Promise<UnlockAnswer>;
  /** Scope `administer`: a token by its ID or, of a hardware token, by its maker's serial. */
  readonly tokenOf: (tokenIdOrSerial: string) => Promise<TokenAnswer>;
  /** Scope `administer`: marks a hardware token as handed out to a subject, who alone may bind it. */
  readonly handOut: (call: HandOutCall) => Promise<HandOutAnswer>;
}
