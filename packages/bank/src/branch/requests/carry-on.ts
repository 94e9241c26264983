import { transact } from '@warifu/pg';
import { insertAudit } from '../../audit/record.ts';
import { openBankDay } from '../../calendar/bank-day.ts';
import type { Procedures } from '../branch.ts';
import type { BranchGround } from '../operators/ground.ts';
import { carryOn } from './carry.ts';
import { expireRequests } from './decisions.ts';
import { listApproved } from './queries.ts';

/** A job: what was approved and cut off is carried on, and what waited for too long expires. */
export function openCarryOn(ground: BranchGround): Procedures['carryOn'] {
  const { clock, configuration, database } = ground.ports;
  const { batchMax } = configuration.branch;
  const bankDay = openBankDay(ground.ports);
  return async () => {
    let carried = 0;
    for (const { requestId } of await listApproved(database.kysely, batchMax)) {
      const { outcome } = await carryOn(ground, bankDay, requestId);
      if (outcome !== 'carrying') carried += 1;
    }
    const now = clock();
    const expired = await transact(database.kysely, async (tx) => {
      const rows = await expireRequests(tx, now, batchMax);
      await insertAudit(
        tx,
        rows.map(({ requestId, contractId }) => ({
          at: now,
          actor: { kind: 'system' },
          act: 'request_expired',
          detail: { requestId },
          ...(contractId === null ? {} : { contractId }),
        })),
      );
      return rows.length;
    });
    return carried + expired;
  };
}
