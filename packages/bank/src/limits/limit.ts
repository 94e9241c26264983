import { type Yen, yen } from '@warifu/base';
import type { BankConfiguration } from '../configuration.ts';

/** The kinds of orders that count against a limit of their own. */
export type LimitKind = 'transfer' | 'bill_payment';

/** What the book says of a contract's limits on one day. */
export interface LimitFacts {
  /** Where the customer's limit is not the default. */
  readonly set?: Yen;
  /** Executed or booked today, without fees. */
  readonly used: Yen;
  /** The same of 振込 and Pay-easy together. */
  readonly usedTogether: Yen;
}

export interface LimitView {
  readonly limit: Yen;
  readonly leftToday: Yen;
}

const atLeastZero = (amount: bigint): Yen => yen(amount > 0n ? amount : 0n);

/** The limit of a kind and what is left of it today; with `together`, of the limit without a token as well. 利用限度額. */
export function limitOf(
  kind: LimitKind,
  facts: LimitFacts,
  limits: BankConfiguration['limits'],
  together: Yen | undefined,
): LimitView {
  const most = kind === 'transfer' ? limits.transferMax : limits.billPaymentMax;
  const usual = kind === 'transfer' ? limits.transferDefault : limits.billPaymentDefault;
  const set = facts.set ?? usual;
  const limit = set > most ? most : set;
  const left = atLeastZero(limit - facts.used);
  if (together === undefined) return { limit, leftToday: left };
  const leftTogether = atLeastZero(together - facts.usedTogether);
  return { limit, leftToday: left < leftTogether ? left : leftTogether };
}
