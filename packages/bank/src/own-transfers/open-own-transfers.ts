import { openPlannedOrders } from '../orders/planned/open-planned-orders.ts';
import type { PlannedPorts } from '../orders/planned/planned-ports.ts';
import type { OwnTransfers } from './own-transfer.ts';
import { OWN_TRANSFER } from './plan.ts';

/** Transfers between the accounts of one contract. 振替. */
export function openOwnTransfers(ports: PlannedPorts): OwnTransfers {
  const orders = openPlannedOrders(ports, OWN_TRANSFER);
  return {
    prepareOwnTransfer: orders.prepare,
    ownTransferOf: orders.find,
    executeOwnTransfer: orders.execute,
  };
}
