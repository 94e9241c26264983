import { assert, isUuid } from '@warifu/base';
import { transact } from '@warifu/pg';
import type { AddressChanges, AddressChangeView } from '../address-changes.ts';
import { type BranchGround, insertActs } from '../operators/ground.ts';
import type { OperatorRow } from '../operators/operator-rows.ts';
import { actingOf, scopeOf } from '../requests/scope.ts';
import { type ChangeRow, findChange, listChanges } from './queries.ts';

const ROWS_MAX = 200;

/** Auditors see all, head office too, the others those of their own branch. */
export async function findVisibleChange(
  ground: BranchGround,
  operator: OperatorRow,
  orderId: string,
): Promise<ChangeRow | undefined> {
  if (!isUuid(orderId)) return undefined;
  const row = await findChange(ground.ports.database.kysely, orderId);
  const { branchCode } = scopeOf(ground, operator);
  return branchCode === undefined || row?.branchCode === branchCode ? row : undefined;
}

export function openListAddressChanges(ground: BranchGround): AddressChanges['listAddressChanges'] {
  const { kysely } = ground.ports.database;
  return async (session, { state, after, limit }) => {
    assert(limit > 0 && limit <= ROWS_MAX, 'a list of changes has a bound');
    const operator = await actingOf(ground, session);
    if (operator === undefined) return { changes: [], hasMore: false };
    const { branchCode } = scopeOf(ground, operator);
    const rows = await listChanges(kysely, {
      state,
      branchCode,
      after: after !== undefined && isUuid(after) ? after : undefined,
      limit: limit + 1,
    });
    return { changes: rows.slice(0, limit).map(viewOf), hasMore: rows.length > limit };
  };
}

/** One change; that somebody looked at an address is in the audit trail before anything is seen. */
export function openAddressChangeOf(ground: BranchGround): AddressChanges['addressChangeOf'] {
  const { clock, database } = ground.ports;
  return async (session, orderId) => {
    const operator = await actingOf(ground, session);
    const row = operator && (await findVisibleChange(ground, operator, orderId));
    if (operator === undefined || row === undefined) return undefined;
    const { contractId } = row;
    const { operatorId } = operator;
    const act = { at: clock(), act: 'address_change_seen', operatorId, contractId, orderId };
    await transact(database.kysely, (tx) => insertActs(tx, [act]));
    return viewOf(row);
  };
}

function viewOf(row: ChangeRow): AddressChangeView {
  const { orderId, receiptNumber, state, address, current, askedAt, settledAt, reason } = row;
  const { contractId, contractNumber, holder, branchCode, isStopped, operatorId, operatorName } = row;
  return {
    orderId,
    receiptNumber,
    state,
    contract: { contractId, contractNumber, holder, branchCode, isStopped },
    address,
    ...(current === null ? {} : { current }),
    askedAt,
    ...(settledAt === null ? {} : { settledAt }),
    ...(operatorId === null ? {} : { settledBy: { operatorId, name: operatorName ?? '' } }),
    ...(reason === null ? {} : { reason }),
  };
}
