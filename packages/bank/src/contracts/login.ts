import type { EpochSeconds } from '@warifu/base';
import type { Channel, Session } from './contract.ts';

export interface LoginCall {
  /** As typed; full-width digits, spaces and hyphens are taken. */
  readonly contractNumber: string;
  readonly password: string;
  /** Of any account of the contract, as typed: what a strange browser is asked for while the login brake is on. */
  readonly accountNumber?: string;
  /** What an earlier login gave this browser. */
  readonly deviceCookie?: string;
  readonly channel: Channel;
  /** The network address of the browser. */
  readonly address: string;
}

/**
 * `credentials`: one word for an unknown number, a wrong password, a wrong account number, a wait, a lock and a stopped
 * contract: the same words and time. `account_number_needed`: the login brake is on and this browser is not known on the
 * contract; said of every number, before anything is looked at.
 */
export type CredentialsRefused = {
  readonly outcome: 'refused';
  readonly reason: 'credentials' | 'account_number_needed';
};

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
