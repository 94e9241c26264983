import { type Yen, yen } from '@warifu/base';
import type { OrderNeed } from '../approval/need.ts';
import { AMOUNT_MAX } from '../ledger/amount.ts';
import type { TransferRefusal } from './transfer.ts';

export interface TransferFacts {
  readonly fromAccountId: string;
  /** Where the payee's account is one of ours. */
  readonly toAccountId: string | undefined;
  readonly amount: Yen;
  /** Amount and fee. */
  readonly total: Yen;
  readonly balance: Yen;
  /** What the policy table says, with what is left of the limits today. */
  readonly need: OrderNeed;
}

/** Decides, and touches nothing. `undefined` means that the transfer must succeed. Ordered: only the first is told. */
export function judgeTransfer(facts: TransferFacts): TransferRefusal | undefined {
  const { amount, total, balance, need } = facts;
  if (facts.fromAccountId === facts.toAccountId) return { reason: 'same_account' };
  if (amount <= 0n) return { reason: 'amount_not_positive' };
  if (amount > AMOUNT_MAX) return { reason: 'amount_too_large', amountMax: AMOUNT_MAX };
  if (need.need === 'refused') return { reason: 'not_allowed', because: need };
  if (need.limit !== undefined && need.leftToday !== undefined && amount > need.leftToday) {
    const { limit, leftToday, withoutTokenLimit = limit } = need;
    // The one that holds: without a token and in a cool-down that is the lower.
    return {
      reason: 'limit_exceeded',
      limit: withoutTokenLimit < limit ? withoutTokenLimit : limit,
      leftToday,
    };
  }
  if (total > balance) return { reason: 'funds_insufficient', shortBy: yen(total - balance) };
  return undefined;
}
