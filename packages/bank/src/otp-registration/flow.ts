import type { EpochSeconds } from '@warifu/base';
import type { Channel } from '../contracts/contract.ts';
import type { CredentialsRefused } from '../contracts/login.ts';

/** `register` covers 利用登録 and 機種変更: one link, and the token's state says which of the two it is. */
export type OtpFlowKind = 'register' | 'stop';

/**
 * `old_code`: a token is registered already, so its code comes first (機種変更).
 * `new_token`: token ID and code of the new token. `stop_code`: a code of the token to be stopped.
 * `nothing_to_stop`: no token is registered. `done`: the flow has ended well; its token opens nothing more.
 */
export type OtpFlowStep = 'new_token' | 'old_code' | 'stop_code' | 'nothing_to_stop' | 'done';

/** What one browser may go on with for ten minutes after 利用者認証; not a session. */
export interface OtpFlow {
  readonly flow: OtpFlowKind;
  readonly step: OtpFlowStep;
  /** Whether a token was registered when the flow began: the difference between 利用登録 and 機種変更. */
  readonly isDeviceChange: boolean;
  readonly expiresAt: EpochSeconds;
  readonly coolDownUntil?: EpochSeconds;
}

export type OtpFlowState = ({ readonly outcome: 'open' } & OtpFlow) | { readonly outcome: 'closed' };

/**
 * Why a step of the flow was refused, in order of precedence.
 *
 * `not_accepted` is one word for an unknown token ID and for a code that is wrong, used, or of a locked binding.
 * `authority_away`: nothing was decided that the customer may rely on; giving the same again is safe.
 */
export type RegistrationRefusal =
  | { readonly reason: 'flow_closed' }
  | { readonly reason: 'token_id_malformed' }
  | { readonly reason: 'code_malformed' }
  | { readonly reason: 'same_token' }
  | { readonly reason: 'wait'; readonly until: EpochSeconds }
  | { readonly reason: 'not_accepted' }
  | { readonly reason: 'needs_second_code' }
  | { readonly reason: 'authority_away' };

export type RegistrationRefused = { readonly outcome: 'refused' } & RegistrationRefusal;

/** 利用者認証: the fields of a login, for one flow. */
export interface IdentifyCall {
  readonly contractNumber: string;
  readonly password: string;
  readonly accountNumber?: string;
  readonly deviceCookie?: string;
  readonly channel: Channel;
  readonly address: string;
  readonly flow: OtpFlowKind;
}

export type IdentifyOutcome =
  | { readonly outcome: 'identified'; readonly flowToken: string; readonly step: OtpFlowStep }
  | CredentialsRefused;

export interface CodeStepCall {
  readonly flowToken: string;
  readonly code: string;
  readonly nextCode?: string;
}

export interface RegisterTokenCall extends CodeStepCall {
  /** As typed: spaces, hyphens, lower case and full-width letters are taken. */
  readonly tokenId: string;
}

export interface OtpRegistration {
  readonly identify: (call: IdentifyCall) => Promise<IdentifyOutcome>;
  readonly flowOf: (flowToken: string) => Promise<OtpFlowState>;
  readonly registerToken: (
    call: RegisterTokenCall,
  ) => Promise<
    { readonly outcome: 'registered'; readonly coolDownUntil?: EpochSeconds } | RegistrationRefused
  >;
  readonly giveOldCode: (
    call: CodeStepCall,
  ) => Promise<{ readonly outcome: 'accepted' } | RegistrationRefused>;
  readonly stopToken: (call: CodeStepCall) => Promise<{ readonly outcome: 'stopped' } | RegistrationRefused>;
}
