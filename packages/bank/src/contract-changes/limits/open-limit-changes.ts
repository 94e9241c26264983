import { yen } from '@warifu/base';
import { limitOf } from '../../limits/limit.ts';
import { limitMaxOf } from '../../limits/set-limit.ts';
import { openPlannedOrders } from '../../orders/planned/open-planned-orders.ts';
import type { PlannedPorts } from '../../orders/planned/planned-ports.ts';
import type { LimitChanges } from './limit-change.ts';
import { limitNow, limitOrderKindOf, limitPlan } from './plan.ts';
import { findSetLimit, listLimits } from './queries.ts';

/** The limits of a contract, shown and changed by its customer. 利用限度額変更. */
export function openLimitChanges(ports: PlannedPorts): LimitChanges {
  const { database, configuration } = ports;
  const { limits } = configuration;
  const orders = {
    limit_raise: openPlannedOrders(ports, limitPlan('limit_raise', limits)),
    limit_lower: openPlannedOrders(ports, limitPlan('limit_lower', limits)),
  };
  const kindOfOrder = async (call: Parameters<LimitChanges['limitChangeOf']>[0]) =>
    (await orders.limit_raise.find(call)) === undefined ? 'limit_lower' : 'limit_raise';
  return {
    limitStates: openLimitStates(ports),
    prepareLimitChange: async (call) => {
      const { limitKind, limit } = call.wish;
      const set = await findSetLimit(database.kysely, call.contractId, limitKind);
      return orders[limitOrderKindOf(limitNow(limitKind, set, limits), limit)].prepare(call);
    },
    limitChangeOf: async (call) => (await orders.limit_raise.find(call)) ?? orders.limit_lower.find(call),
    executeLimitChange: async (call) => orders[await kindOfOrder(call)].execute(call),
  };
}

function openLimitStates({ database, configuration, bankDay }: PlannedPorts): LimitChanges['limitStates'] {
  const { limits } = configuration;
  return async (contractId) => {
    const { now, today } = await bankDay();
    const rows = await listLimits(database.kysely, contractId, today);
    const usedTogether = yen(rows.reduce((sum, { used }) => sum + used, 0n));
    const isTrustedLess = rows.some(
      ({ otpMark, coolDownUntil }) => otpMark !== 'registered' || (coolDownUntil ?? 0) > now,
    );
    const left = limits.withoutToken - usedTogether;
    return {
      limits: rows.map(({ limitKind, limit: set, used }) => {
        const facts = { ...(set === null ? {} : { set }), used, usedTogether };
        const { limit, leftToday } = limitOf(limitKind, facts, limits, undefined);
        return { limitKind, limit, usedToday: used, leftToday, limitMax: limitMaxOf(limitKind, limits) };
      }),
      ...(isTrustedLess
        ? { withoutToken: { limit: limits.withoutToken, leftToday: yen(left > 0n ? left : 0n) } }
        : {}),
    };
  };
}
