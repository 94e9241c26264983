import type { EpochSeconds } from '@warifu/base';

/** How the customer reaches the bank; `mobile` is the plain 240-pixel face for 携帯電話. */
export type Channel = 'pc' | 'smartphone' | 'mobile';
export type Language = 'ja' | 'en';

/** `stopped`: IB取引中止, released on paper only. */
export type ContractState = 'active' | 'stopped';

/** The bank's own mark of a contract's one-time password; `released` by the branch, until the next registration. */
export type OtpMark = 'none' | 'registered' | 'released';

/** An open login. Times are epoch seconds. */
export interface Session {
  /** The id of the session's row; never the token in the cookie. */
  readonly sessionId: string;
  readonly contractId: string;
  readonly contractNumber: string;
  readonly channel: Channel;
  /** Until the first password is changed, no page but that change is to be served. */
  readonly mustChangePassword: boolean;
  readonly openedAt: EpochSeconds;
  /** The absolute end, 60 minutes after the login (cfg). */
  readonly expiresAt: EpochSeconds;
  /** Where nothing more is asked: the end after 10 idle minutes (cfg). */
  readonly idleUntil: EpochSeconds;
  readonly language: Language;
}
