import type { EpochSeconds, Yen } from '@warifu/base';
import type { Channel } from '../contracts/contract.ts';

/**
 * Why an order of this kind is refused whatever is typed, in order of precedence.
 *
 * `otp_released`: the branch released the token, and protected orders wait for the next registration.
 * `not_on_channel`: not offered through this channel, with a token or without.
 * `other_channel`: the order was prepared through `channel`, and runs through that one alone.
 * `register_first`: only for contracts with a token. `cool_down`: not until `until`.
 * `day_not_open`: midnight went by, and the day's own work comes before any order; some minutes.
 * `confirmation_not_set`, `confirmation_locked`: 確認用パスワード is not there, or locked after wrong ones.
 */
export type NotAllowed =
  | { readonly reason: 'otp_released' }
  | { readonly reason: 'not_on_channel'; readonly channel: Channel }
  | { readonly reason: 'other_channel'; readonly channel: Channel }
  | { readonly reason: 'register_first' }
  | { readonly reason: 'cool_down'; readonly until: EpochSeconds }
  | { readonly reason: 'confirmation_not_set' }
  | { readonly reason: 'confirmation_locked' }
  | { readonly reason: 'contract_stopped' }
  | { readonly reason: 'day_not_open' };

/** What the policy table asks for, and the money that may still go out today where a limit holds. */
export type OrderNeed =
  | {
      readonly need: 'otp' | 'confirmation_password' | 'nothing';
      /** Of the kind, for this contract and day. 利用限度額. Absent where the kind has no limit. */
      readonly limit?: Yen;
      /** The least of what all limits leave today: its own, and the ¥200,000 of contracts without a token. */
      readonly leftToday?: Yen;
      /** The limit of 振込 and Pay-easy together, where it holds: without a token, or in a cool-down. */
      readonly withoutTokenLimit?: Yen;
      readonly coolDownUntil?: EpochSeconds;
    }
  | ({ readonly need: 'refused' } & NotAllowed);
