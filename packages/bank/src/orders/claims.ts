import { sql } from 'kysely';
import { type Claim, KEPT_FROM } from '../ledger/verify.ts';
import { FREE_KINDS, KINDS_WITH_LATER_MONEY, KINDS_WITHOUT_MONEY } from './order.ts';

/** Each executed order was approved, posted and counted once, and nothing else was. */
export const ORDER_CLAIMS: readonly Claim[] = [
  {
    // Each month has an index over its own: that of all of them is looked at here.
    name: 'receipt_number_twice',
    says: 'was given to two orders',
    query: sql`
      select 'the receipt number ' || receipt_number from bank.order group by receipt_number having count(*) > 1`,
  },
  {
    name: 'limit_differs',
    says: 'counts another sum than its executed orders',
    query: sql`
      select 'the limit of ' || coalesce(u.kind, o.kind) || ' of contract ' || coalesce(u.contract_id, o.contract_id)
        || ' on ' || coalesce(u.business_date, o.executed_on)
      from (
        select * from bank.limit_used where used_yen > 0 and coalesce(business_date > ${KEPT_FROM}, true)
      ) as u
      full join (
        select contract_id, kind, executed_on, sum(total) as total
        from (
          select contract_id, case kind when 'scheduled_transfer' then 'transfer' else kind end as kind, executed_on,
            limit_yen as total
          from bank.order where state = 'executed' and coalesce(executed_on > ${KEPT_FROM}, true)
          union all
          select contract_id, kind, business_date, -amount_yen from bank.limit_given_back
          where coalesce(business_date > ${KEPT_FROM}, true)
        ) as counted
        group by contract_id, kind, executed_on
        having sum(total) > 0
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
      where o.state = 'executed' and a.order_id is null and o.kind <> all (${[...FREE_KINDS]}::text[])`,
  },
  {
    name: 'approval_misspent',
    hangsOnBook: true,
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
      where o.state = 'executed' and p.id is null and o.kind <> all (
        ${[...KINDS_WITHOUT_MONEY, ...KINDS_WITH_LATER_MONEY]}::text[]
      )`,
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
      where p.order_id is not null and o.id is null
        and coalesce(p.order_id >= bank.first_id_of(${KEPT_FROM} + 1), true)`,
  },
  {
    name: 'hold_differs',
    says: 'has other money held than its open holds',
    query: sql`
      select 'account ' || coalesce(b.account_id, h.account_id)
      from (select * from bank.account_balance where held_yen <> 0) as b
      full join (
        select account_id, sum(amount_yen) as total from bank.hold where released_at is null group by account_id
      ) as h on h.account_id = b.account_id
      where b.held_yen is distinct from h.total`,
  },
  {
    name: 'hold_stray',
    hangsOnBook: true,
    says: 'holds money of no executed order, or was taken by a posting that is not its order’s',
    query: sql`
      select 'the hold of order ' || h.order_id
      from bank.hold as h
      left join bank.order as o
        on o.id = h.order_id and o.state = 'executed' and o.contract_id = h.contract_id and o.limit_yen = h.amount_yen
      left join bank.posting as p on p.id = h.posting_id and p.order_id = h.order_id
      where o.id is null or (h.posting_id is not null and p.id is null)`,
  },
  {
    name: 'limit_given_back_stray',
    hangsOnBook: true,
    says: 'gave back to a limit what it never counted there',
    query: sql`
      select 'order ' || g.order_id
      from bank.limit_given_back as g
      left join bank.order as o
        on o.id = g.order_id and o.state = 'executed' and o.contract_id = g.contract_id
          and o.executed_on = g.business_date and o.limit_yen = g.amount_yen
      where o.id is null`,
  },
];
