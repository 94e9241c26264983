import { sql } from 'kysely';
import type { Claim } from '../ledger/verify.ts';
import { KINDS_WITHOUT_MONEY } from './order.ts';

/** Each executed order was approved, posted and counted once, and nothing else was. */
export const ORDER_CLAIMS: readonly Claim[] = [
  {
    name: 'limit_differs',
    says: 'counts another sum than its executed orders',
    query: sql`
      select 'the limit of ' || coalesce(u.kind, o.kind) || ' of contract ' || coalesce(u.contract_id, o.contract_id)
        || ' on ' || coalesce(u.business_date, o.executed_on)
      from (select * from bank.limit_used where used_yen > 0) as u
      full join (
        select contract_id, kind, executed_on, sum(limit_yen) as total
        from bank.order where state = 'executed'
        group by contract_id, kind, executed_on
        having sum(limit_yen) > 0
      ) as o on o.contract_id = u.contract_id and o.kind = u.kind and o.executed_on = u.business_date
      where u.used_yen is distinct from o.total`,
  },
  {
    name: 'approval_missing',
    says: 'was executed without an approval of its terms that was spent for it',
    query: sql`
      select 'order ' || o.id
      from bank.order as o
      left join bank.approval as a
        on a.order_id = o.id and a.spent_at is not null and a.terms_digest = o.terms_digest
          and a.spent_at < a.expires_at and a.spent_at = o.executed_at
      where o.state = 'executed' and a.order_id is null`,
  },
  {
    name: 'approval_misspent',
    says: 'was spent, and no order was executed with it',
    query: sql`
      select 'the approval of order ' || a.order_id
      from bank.approval as a
      left join bank.order as o on o.id = a.order_id and o.state = 'executed'
      where a.spent_at is not null and o.id is null`,
  },
  {
    name: 'order_not_posted',
    says: 'was executed, and nothing was posted for it',
    query: sql`
      select 'order ' || o.id
      from bank.order as o
      left join bank.posting as p on p.id = o.id and p.order_id = o.id and p.business_date = o.executed_on
      where o.state = 'executed' and p.id is null and o.kind <> all (${[...KINDS_WITHOUT_MONEY]}::text[])`,
  },
  {
    name: 'order_posted_amiss',
    says: 'moves no money, and something was posted for it or counted against a limit',
    query: sql`
      select 'order ' || o.id
      from bank.order as o
      left join bank.posting as p on p.order_id = o.id
      where o.kind = any (${[...KINDS_WITHOUT_MONEY]}::text[]) and (p.id is not null or o.limit_yen <> 0)`,
  },
  {
    name: 'posting_without_order',
    says: 'moved money for an order that was not executed',
    query: sql`
      select 'posting ' || p.id
      from bank.posting as p
      left join bank.order as o on o.id = p.order_id and o.state = 'executed'
      where p.order_id is not null and o.id is null`,
  },
];
