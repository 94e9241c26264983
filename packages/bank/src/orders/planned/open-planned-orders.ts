import { openExecution } from './execute.ts';
import type { OrderPlan, PlannedOrders, Reason } from './plan.ts';
import type { PlannedPorts } from './planned-ports.ts';
import { openPreparation } from './prepare.ts';
import { readOrder, viewOf } from './read.ts';

/** Opens the orders of one kind: from a wish to a confirm page, and by a code to a receipt. */
export function openPlannedOrders<Wish, Terms, Refusal extends Reason>(
  ports: PlannedPorts,
  plan: OrderPlan<Wish, Terms, Refusal>,
): PlannedOrders<Wish, Terms, Refusal> {
  const prepare = openPreparation(ports, plan);
  return {
    prepare,
    find: async (call) => {
      const moment = await ports.bankDay();
      const order = await readOrder(ports.database.kysely, plan, call, moment.today);
      return order && viewOf(plan.kind, order, call.channel, moment, ports.configuration);
    },
    execute: openExecution({
      ports,
      plan,
      renew: (order, channel) =>
        prepare({
          contractId: order.contractId,
          channel,
          ...(order.draftId === null ? {} : { draftId: order.draftId }),
          wish: plan.wishOf(order.terms),
          isRenewal: true,
        }),
    }),
  };
}
