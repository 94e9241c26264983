import { type EpochSeconds, type Yen, yen } from '@warifu/base';
import type { NotAllowed, OrderNeed } from '../approval/need.ts';
import { needOf } from '../approval/policy.ts';
import type { BankMoment } from '../calendar/bank-day.ts';
import type { BankConfiguration } from '../configuration.ts';
import type { Channel, ContractState, OtpMark } from '../contracts/contract.ts';

/** What the book says now of a contract and one of its accounts, as far as a transfer is judged by it. */
export interface MoneyFacts {
  readonly contractState: ContractState;
  readonly otpMark: OtpMark;
  readonly coolDownUntil: EpochSeconds | null;
  readonly hasConfirmation: boolean;
  readonly isConfirmationLocked: boolean;
  /** Where the limit of 振込 is not the default. */
  readonly limit: Yen | null;
  /** Of 振込 and of Pay-easy, today. */
  readonly used: Yen;
  readonly usedByBills: Yen;
  readonly balance: Yen;
}

/** What a transfer needs by these facts; `more` was executed since they were read, in the same batch. */
export const transferNeedOf = (
  facts: MoneyFacts,
  channel: Channel,
  moment: BankMoment,
  configuration: BankConfiguration,
  more: Yen = yen(0n),
): OrderNeed =>
  needOf(
    {
      kind: 'transfer',
      channel,
      contract: {
        state: facts.contractState,
        otpMark: facts.otpMark,
        ...(facts.coolDownUntil === null ? {} : { coolDownUntil: facts.coolDownUntil }),
        hasConfirmationPassword: facts.hasConfirmation,
        isConfirmationLocked: facts.isConfirmationLocked,
      },
      limits: {
        ...(facts.limit === null ? {} : { set: facts.limit }),
        used: yen(facts.used + more),
        usedTogether: yen(facts.used + facts.usedByBills + more),
      },
      moment,
    },
    configuration,
  );

/**
 * An order runs through the channel on which its customer saw it, and through no other: what one channel's row of the
 * policy table let through cannot be carried to another.
 */
export const judgeChannel = (
  order: { readonly channel: Channel },
  channel: Channel,
): NotAllowed | undefined =>
  order.channel === channel ? undefined : { reason: 'other_channel', channel: order.channel };
