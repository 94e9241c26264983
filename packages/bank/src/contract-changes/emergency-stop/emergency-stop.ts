import type { EpochSeconds } from '@warifu/base';
import type { Channel, Session } from '../../contracts/contract.ts';
import type { CredentialsRefused } from '../../contracts/login.ts';
import type { BookedOrder } from '../../orders/booked-order.ts';

/** 利用者認証 for the emergency stop: the fields of a login. */
export interface StopIdentifyCall {
  readonly contractNumber: string;
  readonly password: string;
  readonly accountNumber?: string;
  readonly deviceCookie?: string;
  readonly channel: Channel;
  readonly address: string;
}

export type StopIdentifyOutcome =
  | { readonly outcome: 'identified'; readonly flowToken: string }
  | CredentialsRefused;

/** What one browser may go on with for ten minutes after 利用者認証. */
export type StopFlowState =
  | {
      readonly outcome: 'open';
      readonly isStopped: boolean;
      /** What goes on all the same. */
      readonly bookedOrders: readonly BookedOrder[];
      readonly expiresAt: EpochSeconds;
    }
  | { readonly outcome: 'closed' };

/** IB取引中止. No code is asked for, on purpose: whoever lost the token must be able to stop. */
export interface EmergencyStop {
  readonly identifyForStop: (call: StopIdentifyCall) => Promise<StopIdentifyOutcome>;
  readonly stopFlowOf: (flowToken: string) => Promise<StopFlowState>;
  /** Stopping twice is told like stopping once. */
  readonly stopByFlow: (
    flowToken: string,
  ) => Promise<
    { readonly outcome: 'stopped' } | { readonly outcome: 'refused'; readonly reason: 'flow_closed' }
  >;
  /** From within: the flow's token opens the last page, because the session ends with the stop. */
  readonly stopBySession: (
    session: Session,
  ) => Promise<{ readonly outcome: 'stopped'; readonly flowToken: string }>;
}
