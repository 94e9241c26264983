import type { EpochSeconds } from '@warifu/base';

/**
 * How far a recall is. 組戻し. `recorded`: accepted at the branch, its fee taken, the other bank not asked yet. `asked`: it
 * was asked. `returned`: the amount came back. `refused`: it did not, or had come back as 入金不能 by itself; the fee stays.
 */
export const RECALL_STATES = ['recorded', 'asked', 'returned', 'refused'] as const;
export type RecallState = (typeof RECALL_STATES)[number];

export interface RecallView {
  readonly state: RecallState;
  readonly recordedAt: EpochSeconds;
  readonly answeredAt?: EpochSeconds;
}
