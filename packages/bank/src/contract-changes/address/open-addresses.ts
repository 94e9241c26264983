import { openPlannedOrders } from '../../orders/planned/open-planned-orders.ts';
import type { PlannedPorts } from '../../orders/planned/planned-ports.ts';
import type { AddressChange, Addresses } from './address.ts';
import { ADDRESS_CHANGE } from './plan.ts';
import { type ChangeRow, findAddress, findLastChange } from './queries.ts';

/** The customer's side of a change of address. 住所・電話番号変更. */
export function openAddresses(ports: PlannedPorts): Addresses {
  const { kysely } = ports.database;
  const orders = openPlannedOrders(ports, ADDRESS_CHANGE);
  return {
    addressState: async (contractId) => {
      const [address, change] = [
        await findAddress(kysely, contractId),
        await findLastChange(kysely, contractId),
      ];
      return {
        ...(address ? { address } : {}),
        ...(change === undefined ? {} : { lastChange: viewOf(change) }),
      };
    },
    prepareAddress: orders.prepare,
    addressOrderOf: orders.find,
    executeAddress: orders.execute,
  };
}

const viewOf = ({ settledAt, reason, ...change }: ChangeRow): AddressChange => ({
  ...change,
  ...(settledAt === null ? {} : { settledAt }),
  ...(reason === null ? {} : { reason }),
});
