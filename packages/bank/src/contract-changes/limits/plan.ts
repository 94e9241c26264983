import { type Yen, yen } from '@warifu/base';
import type { BankConfiguration } from '../../configuration.ts';
import { type LimitKind, limitOf } from '../../limits/limit.ts';
import { limitMaxOf, setLimitIn } from '../../limits/set-limit.ts';
import type { OrderPlan } from '../../orders/planned/plan.ts';
import type { LimitChangeRefusal, LimitTerms, LimitWish } from './limit-change.ts';
import { findSetLimit } from './queries.ts';

type LimitOrderKind = 'limit_raise' | 'limit_lower';
type LimitPlan = OrderPlan<LimitWish, LimitTerms, LimitChangeRefusal>;

const encode = ({ limitKind, limit, before }: LimitTerms): string =>
  JSON.stringify({ limitKind, limit: String(limit), before: String(before) });

function decode(encoded: unknown): LimitTerms {
  const { limitKind, limit, before } = encoded as {
    readonly limitKind: LimitKind;
    readonly limit: string;
    readonly before: string;
  };
  return { limitKind, limit: yen(BigInt(limit)), before: yen(BigInt(before)) };
}

/** How the terms of both kinds are written, whatever is configured. */
export const LIMIT_TERMS = {
  raise: { kind: 'limit_raise', encode, decode },
  lower: { kind: 'limit_lower', encode, decode },
} as const satisfies Record<string, Pick<LimitPlan, 'kind' | 'encode' | 'decode'>>;

/** The limit that holds where this is what was set. */
export const limitNow = (
  limitKind: LimitKind,
  set: Yen | undefined,
  limits: BankConfiguration['limits'],
): Yen =>
  limitOf(
    limitKind,
    { ...(set === undefined ? {} : { set }), used: yen(0n), usedTogether: yen(0n) },
    limits,
    undefined,
  ).limit;

/** Which kind of order a change from one limit to another is. */
export const limitOrderKindOf = (before: Yen, limit: Yen): LimitOrderKind =>
  limit > before ? 'limit_raise' : 'limit_lower';

/** 利用限度額の引上げ, 引下げ, as the machine of orders sees them: one change, protected by its direction. */
export const limitPlan = (kind: LimitOrderKind, limits: BankConfiguration['limits']): LimitPlan => ({
  kind,
  encode,
  decode,
  wishOf: ({ limitKind, limit }) => ({ limitKind, limit }),
  // The lock of the contract is enough: whoever sets a limit by an order or at the branch holds it.
  termsNow: async (db, { contractId, wish }) => {
    const { limitKind, limit } = wish;
    const before = limitNow(limitKind, await findSetLimit(db, contractId, limitKind), limits);
    if (limit < 0n) return { reason: 'limit_negative' };
    const limitMax = limitMaxOf(limitKind, limits);
    if (limit > limitMax) return { reason: 'limit_too_high', limitMax };
    if (limit === before) return { reason: 'limit_unchanged' };
    if (limitOrderKindOf(before, limit) !== kind) return { reason: 'limit_moved' };
    return { terms: { limitKind, limit, before } };
  },
  carryOut: async (tx, { orderId, contractId, terms, moment }) => {
    const { limitKind, limit, before } = terms;
    await setLimitIn(tx, {
      contractId,
      kind: limitKind,
      limit,
      now: moment.now,
      actor: { kind: 'customer', id: contractId },
      orderId,
    });
    return {
      notice: { kind: 'limit_changed' },
      detail: { limitKind, limit: String(limit), before: String(before) },
    };
  },
});
