import type { EpochSeconds } from '@warifu/base';

declare const made: unique symbol;

export type ApprovalMethod = 'otp' | 'confirmation_password';

/**
 * That the customer said yes to exactly these terms of exactly this order. Only `approve` makes one; posting spends it,
 * in the transaction that moves the money. A code given for one order buys no other.
 */
export interface Approval {
  readonly [made]: true;
  readonly orderId: string;
  /** SHA-256 of the terms that were shown. */
  readonly termsDigest: Uint8Array;
  readonly method: ApprovalMethod;
  readonly approvedAt: EpochSeconds;
  /** 60 s later (cfg). */
  readonly expiresAt: EpochSeconds;
}
