import { transact } from '@warifu/pg';
import { insertNotices } from '../../notices/record.ts';
import type { AddressChanges, SettleAddressOutcome, SettleAddressRefusal } from '../address-changes.ts';
import { type BranchGround, insertActs } from '../operators/ground.ts';
import { isNote } from '../procedures/fields.ts';
import { actingOf } from '../requests/scope.ts';
import { settleChange } from './queries.ts';
import { findVisibleChange } from './view.ts';

const refused = (refusal: SettleAddressRefusal): SettleAddressOutcome => ({ outcome: 'refused', ...refusal });

/**
 * Completed, or sent back with a reason, by a manager; the customer is told either way. That the customer asked, with a
 * code, is looked at once more where the address is written: in the database's own function.
 */
export function openSettleAddressChange(ground: BranchGround): AddressChanges['settleAddressChange'] {
  const { clock, database } = ground.ports;
  return async ({ session, orderId, reason: typed }) => {
    const operator = await actingOf(ground, session);
    if (operator?.role !== 'manager') return refused({ reason: 'role_missing' });
    const change = await findVisibleChange(ground, operator, orderId);
    if (change === undefined) return refused({ reason: 'change_unknown' });
    if (change.state !== 'waiting') return refused({ reason: 'not_waiting', state: change.state });
    const reason = typed?.trim();
    if (reason !== undefined && !isNote(reason)) return refused({ reason: 'reason_malformed' });
    const now = clock();
    const { operatorId } = operator;
    const { contractId, receiptNumber } = change;
    return transact(database.kysely, async (tx): Promise<SettleAddressOutcome> => {
      const found = await settleChange(tx, { orderId, operatorId, reason, now });
      if (found === 'stopped') return refused({ reason: 'contract_stopped' });
      if (found !== 'waiting') return refused({ reason: 'not_waiting', state: found });
      const kind = reason === undefined ? 'address_change_done' : 'address_change_sent_back';
      await insertActs(tx, [
        { at: now, act: kind, operatorId, contractId, orderId, detail: { receiptNumber } },
      ]);
      await insertNotices(tx, [{ contractId, kind, at: now, receiptNumber }]);
      return { outcome: 'settled' };
    });
  };
}
