import type { EpochSeconds, Yen } from '@warifu/base';
import { sql } from 'kysely';
import type { Channel } from '../../contracts/contract.ts';
import type { OrderKind, OrderState } from '../order.ts';
import type { Queryable } from '../planned/plan.ts';

export interface ExecutedRow {
  readonly orderId: string;
  readonly kind: OrderKind;
  readonly channel: Channel;
  readonly receiptNumber: string;
  readonly executedAt: EpochSeconds;
  readonly limitYen: Yen;
  readonly terms: unknown;
}

/** Executed orders of a contract, of any kind, newest first; `before` is an order's id. */
export async function listExecuted(
  db: Queryable,
  contractId: string,
  before: string | undefined,
  limit: number,
): Promise<readonly ExecutedRow[]> {
  const { rows } = await sql<ExecutedRow>`
    select id as "orderId", kind, channel, receipt_number as "receiptNumber", executed_at as "executedAt",
      limit_yen as "limitYen", terms
    from bank.order
    where contract_id = ${contractId}::uuid and state = 'executed'
      and (${before ?? null}::uuid is null or id < ${before ?? null}::uuid)
    order by id desc
    limit ${limit}`.execute(db);
  return rows;
}

export interface OrderStateRow {
  readonly orderId: string;
  readonly kind: OrderKind;
  readonly state: OrderState;
  readonly expiresAt: EpochSeconds;
  readonly receiptNumber: string;
}

export async function findOrderState(
  db: Queryable,
  contractId: string,
  orderId: string,
): Promise<OrderStateRow | undefined> {
  const { rows } = await sql<OrderStateRow>`
    select id as "orderId", kind, state, expires_at as "expiresAt", receipt_number as "receiptNumber"
    from bank.order where id = ${orderId}::uuid and contract_id = ${contractId}::uuid`.execute(db);
  return rows[0];
}
