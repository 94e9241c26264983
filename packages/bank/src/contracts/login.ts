import type { EpochSeconds } from '@warifu/base';
import type { Channel, Session } from './contract.ts';

export interface LoginCall {
  /** As typed; full-width digits, spaces and hyphens are taken. */
  readonly contractNumber: string;
  readonly password: string;
  /** What an earlier login gave this browser. */
  readonly deviceCookie?: string;
  readonly channel: Channel;
  /** The network address of the browser. */
  readonly address: string;
}

/** One word for an unknown number, a wrong password, a wait, a lock and a stopped contract: the same words and time. */
export type CredentialsRefused = { readonly outcome: 'refused'; readonly reason: 'credentials' };

export type LoginOutcome =
  | {
      readonly outcome: 'opened';
      /** 256 random bits; only their keyed hash is stored. */
      readonly sessionToken: string;
      /** To be set in the browser for a year, replacing the one it sent. */
      readonly deviceCookie: string;
      readonly session: Session;
    }
  | CredentialsRefused;

export type SessionEnd = 'unknown' | 'idle' | 'expired' | 'replaced' | 'logout' | 'stopped';

export type SessionState =
  | { readonly outcome: 'open'; readonly session: Session }
  | { readonly outcome: 'closed'; readonly reason: SessionEnd };

/** A past login as the top page shows it. */
export interface LoginView {
  readonly at: EpochSeconds;
  readonly channel: Channel;
  /** The network address in part. */
  readonly address: string;
}

export type PasswordRefusal =
  | 'current_wrong'
  | 'too_short'
  | 'too_long'
  | 'same'
  | 'holds_contract_number'
  | 'common';

export type ChangePasswordOutcome =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'refused'; readonly reason: PasswordRefusal };
