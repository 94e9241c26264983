import { sql } from 'kysely';
import type { HistorySource, HistoryState } from '../orders/history/history.ts';
import type { Queryable } from '../orders/planned/plan.ts';
import { BILL_PAYMENT } from './plan.ts';

async function listStates(
  db: Queryable,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, HistoryState>> {
  const { rows } = await sql<{ orderId: string; state: HistoryState }>`
    select order_id as "orderId", case state when 'not_taken' then 'failed' else state end as state
    from bank.bill_payment where order_id = any (${orderIds}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.orderId, row.state]));
}

/** What the history says of 税金・各種料金の払込み. */
export const BILL_PAYMENT_HISTORY: HistorySource = {
  kind: 'bill_payment',
  summaryOf: (terms) => {
    const { amount, billerName, content } = BILL_PAYMENT.decode(terms);
    return { amount, about: { name: billerName, place: content } };
  },
  listStates,
};
