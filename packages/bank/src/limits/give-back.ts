import type { BusinessDate } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { BankTables } from '../tables.ts';
import type { LimitKind } from './limit.ts';

/**
 * Gives back what an order counted against its limit, where that was on this very day; once for each order. The caller
 * holds the lock of the order; the row of the limit is locked by this.
 */
export async function giveBackLimit(
  tx: Tx<BankTables>,
  orderId: string,
  kind: LimitKind,
  today: BusinessDate,
): Promise<void> {
  await sql`
    with given as (
      insert into bank.limit_given_back (order_id, contract_id, kind, business_date, amount_yen)
      select o.id, o.contract_id, ${kind}, o.executed_on, o.limit_yen
      from bank.order as o
      where o.id = ${orderId}::uuid and o.state = 'executed' and o.executed_on = ${today}::date and o.limit_yen > 0
      on conflict do nothing
      returning contract_id, kind, business_date, amount_yen
    )
    update bank.limit_used as u set used_yen = u.used_yen - given.amount_yen
    from given
    where u.contract_id = given.contract_id and u.kind = given.kind
      and u.business_date = given.business_date`.execute(tx);
}
