import { epochSeconds } from '@warifu/base';
import { transact } from '@warifu/pg';
import { insertAudit } from '../../audit/record.ts';
import { type CheckCredentials, clearAttempts } from '../../contracts/credentials.ts';
import { isToken, type KeyedHash, randomToken } from '../../contracts/keyed-hash.ts';
import { stopContract } from '../../contracts/stop-contract.ts';
import type { ListBookedOrders } from '../../orders/booked-order.ts';
import type { BankPorts } from '../../ports.ts';
import type { EmergencyStop } from './emergency-stop.ts';
import { findStopFlow, insertStopFlow, type StopFlowRow, takeStop } from './queries.ts';

const CUSTOMER = { kind: 'customer' } as const;

/**
 * IB取引中止, from the login page and from within.
 *
 * It asks for no code and works while the one-time password is locked: it takes nothing from anybody but whoever knows
 * the password, and a customer whose token is in other hands has no code to give. A stranger who knows the password
 * could stop the contract; that is a nuisance which the branch undoes, and less than what he could do by logging in.
 */
export function openEmergencyStop(
  ports: BankPorts,
  hash: KeyedHash,
  check: CheckCredentials,
  listBookedOrders: ListBookedOrders,
): EmergencyStop {
  const { database, clock, configuration } = ports;
  const expiryFrom = (now: number) => epochSeconds(now + configuration.otp.flowSeconds);
  const find = async (flowToken: string): Promise<StopFlowRow | undefined> =>
    isToken(flowToken)
      ? findStopFlow(database.kysely, hash('emergency_stop', flowToken), clock())
      : undefined;

  return {
    identifyForStop: async (call) => {
      const checked = await check({ ...call, purpose: 'emergency_stop' });
      if (checked.outcome === 'refused') return checked;
      const now = clock();
      const contractId = checked.contract.id;
      const flowToken = randomToken();
      await transact(database.kysely, async (tx) => {
        await clearAttempts(tx, checked);
        const tokenHash = hash('emergency_stop', flowToken);
        await insertStopFlow(tx, { tokenHash, contractId, openedAt: now, expiresAt: expiryFrom(now) });
        const detail = { channel: call.channel, address: call.address.slice(0, 64) };
        await insertAudit(tx, [
          { at: now, actor: CUSTOMER, act: 'emergency_stop_opened', contractId, detail },
        ]);
      });
      return { outcome: 'identified', flowToken };
    },

    stopFlowOf: async (flowToken) => {
      const flow = await find(flowToken);
      if (flow === undefined) return { outcome: 'closed' };
      return {
        outcome: 'open',
        isStopped: flow.stoppedAt !== null,
        bookedOrders: await listBookedOrders(flow.contractId),
        expiresAt: flow.expiresAt,
      };
    },

    stopByFlow: async (flowToken) => {
      const flow = await find(flowToken);
      if (flow === undefined) return { outcome: 'refused', reason: 'flow_closed' };
      const now = clock();
      await transact(database.kysely, async (tx) => {
        // A page sent again stops once, also where the branch has released the stop meanwhile.
        if (!(await takeStop(tx, hash('emergency_stop', flowToken), now))) return;
        await stopContract(tx, { contractId: flow.contractId, actor: CUSTOMER, now });
      });
      return { outcome: 'stopped' };
    },

    stopBySession: async ({ contractId }) => {
      const now = clock();
      const flowToken = randomToken();
      await transact(database.kysely, async (tx) => {
        await stopContract(tx, { contractId, actor: CUSTOMER, now });
        const tokenHash = hash('emergency_stop', flowToken);
        const times = { openedAt: now, expiresAt: expiryFrom(now), stoppedAt: now };
        await insertStopFlow(tx, { tokenHash, contractId, ...times });
      });
      return { outcome: 'stopped', flowToken };
    },
  };
}
