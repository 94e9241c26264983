import { type Clock, isUuid, yen } from '@warifu/base';
import type { Database } from '@warifu/pg';
import type { BankTables } from '../../tables.ts';
import { type OrderKind, orderStateOf } from '../order.ts';
import type { Queryable } from '../planned/plan.ts';
import type { History, HistoryLine, HistorySource, HistoryState, OrderSummary } from './history.ts';
import { type ExecutedRow, findOrderState, listExecuted } from './queries.ts';

const LIMIT_DEFAULT = 20;
const LIMIT_MAX = 100;

/** 取引履歴 of orders of any kind. What is to be said of a kind beyond that it was executed is in its source. */
export function openHistory(
  { database, clock }: { readonly database: Database<BankTables>; readonly clock: Clock },
  sources: readonly HistorySource[],
): History {
  const sourceOf = new Map<OrderKind, HistorySource>(sources.map((source) => [source.kind, source]));
  return {
    history: async ({ contractId, before, limit = LIMIT_DEFAULT }) => {
      if (before !== undefined && !isUuid(before)) return { lines: [] };
      const shown = Math.min(LIMIT_MAX, Math.max(1, Math.trunc(limit)));
      const rows = await listExecuted(database.kysely, contractId, before, shown + 1);
      const listed = rows.slice(0, shown);
      const states = await listStates(database.kysely, sources, listed);
      const lines = listed.map((row) => lineOf(row, sourceOf.get(row.kind), states.get(row.orderId)));
      const last = lines.at(-1);
      return rows.length > shown && last ? { lines, next: last.orderId } : { lines };
    },
    orderOf: async (contractId, orderId) => {
      const row = isUuid(orderId) ? await findOrderState(database.kysely, contractId, orderId) : undefined;
      if (row === undefined) return undefined;
      const { receiptNumber, ...order } = row;
      return {
        ...order,
        state: orderStateOf(row, clock()),
        ...(row.state === 'executed' ? { receiptNumber } : {}),
      };
    },
  };
}

async function listStates(
  db: Queryable,
  sources: readonly HistorySource[],
  rows: readonly ExecutedRow[],
): Promise<ReadonlyMap<string, HistoryState>> {
  const found = new Map<string, HistoryState>();
  for (const source of sources) {
    const orderIds = rows.filter(({ kind }) => kind === source.kind).map(({ orderId }) => orderId);
    if (source.listStates === undefined || orderIds.length === 0) continue;
    for (const [orderId, state] of await source.listStates(db, orderIds)) found.set(orderId, state);
  }
  return found;
}

function lineOf(
  { limitYen, terms, ...row }: ExecutedRow,
  source: HistorySource | undefined,
  state: HistoryState | undefined,
): HistoryLine {
  return {
    ...row,
    ...(source?.summaryOf?.(terms) ?? usualSummaryOf(limitYen, terms)),
    ...(state === undefined ? {} : { state }),
  };
}

/** Of a kind that says nothing of its own. */
function usualSummaryOf(limitYen: ExecutedRow['limitYen'], terms: unknown): OrderSummary {
  if (limitYen > 0n) return { amount: limitYen };
  const amount = typeof terms === 'object' && terms !== null && 'amount' in terms ? terms.amount : undefined;
  return typeof amount === 'string' && /^[0-9]+$/.test(amount) ? { amount: yen(BigInt(amount)) } : {};
}
