import { sql } from 'kysely';
import { type Claim, KEPT_FROM } from '../ledger/verify.ts';

/** Those whose entries are here. */
const CLOSINGS = sql`(select * from bank.day_closing where coalesce(business_date >= ${KEPT_FROM}, true))`;

/** The lines of all trial balances. */
const LINES = sql`
  select c.business_date, l.account, l.balance::numeric as balance, l.debits::numeric as debits,
    l.credits::numeric as credits
  from ${CLOSINGS} as c
  cross join jsonb_to_recordset(c.trial_balance) as l (account text, balance text, debits text, credits text)`;

/** What the entries of each day did to each account of the chart. */
const MOVED = sql`
  select coalesce(a.internal_name, 'customers_' || a.kind) as account, e.business_date, sum(e.amount_yen) as total,
    coalesce(-sum(e.amount_yen) filter (where e.amount_yen < 0), 0) as debits,
    coalesce(sum(e.amount_yen) filter (where e.amount_yen > 0), 0) as credits
  from bank.entry as e join bank.account as a on a.id = e.account_id
  group by 1, 2`;

/** A closed day is what its entries made of the day before, and stays so. */
export const DAY_CLAIMS: readonly Claim[] = [
  {
    name: 'closing_unbalanced',
    says: 'has balances that do not sum to zero',
    query: sql`
      select 'the trial balance of ' || business_date
      from (${LINES}) as line group by business_date having sum(balance) <> 0`,
  },
  {
    // By the sum of all entries up to the day: so two closings differ by the entries between, and none came in later.
    name: 'closing_differs',
    says: 'has another balance than the entries up to that day',
    query: sql`
      with moved as (${MOVED}), line as (${LINES}), expected as (
        select account, business_date, sum(total) over (partition by account order by business_date) as balance
        from (
          select account, business_date, total from moved
          union all
          select coalesce(a.internal_name, 'customers_' || a.kind), ${KEPT_FROM} - 1, sum(b.balance_yen)
          from bank.balance_carried as b join bank.account as a on a.id = b.account_id
          group by 1
          union all
          select named.account, c.business_date, 0
          from (select distinct account from moved
            union select coalesce(a.internal_name, 'customers_' || a.kind)
            from bank.balance_carried as b join bank.account as a on a.id = b.account_id) as named cross join ${CLOSINGS} as c
        ) as step
      )
      select distinct coalesce(line.account, e.account) || ' in the trial balance of '
        || coalesce(line.business_date, e.business_date)
      from line
      full join (
        select distinct account, business_date, balance
        from expected join ${CLOSINGS} as c using (business_date)
      ) as e on e.account = line.account and e.business_date = line.business_date
      where coalesce(line.balance, 0) <> coalesce(e.balance, 0)`,
  },
  {
    name: 'closing_moved_amiss',
    says: 'has other debits or credits than the entries of that day',
    query: sql`
      with moved as (${MOVED}), line as (${LINES})
      select coalesce(line.account, m.account) || ' in the trial balance of '
        || coalesce(line.business_date, m.business_date)
      from line
      full join (select moved.* from moved join ${CLOSINGS} as c using (business_date)) as m
        on m.account = line.account and m.business_date = line.business_date
      where coalesce(line.debits, 0) <> coalesce(m.debits, 0) or coalesce(line.credits, 0) <> coalesce(m.credits, 0)`,
  },
  {
    name: 'closing_miscounted',
    says: 'counts other entries than those of that day',
    query: sql`
      select 'the trial balance of ' || c.business_date
      from ${CLOSINGS} as c
      left join (select business_date, count(*) as entries from bank.entry group by 1) as e using (business_date)
      where c.entries <> coalesce(e.entries, 0)`,
  },
  {
    name: 'day_gap',
    says: 'is not the day after the one that was closed before it',
    query: sql`
      select 'the closing of ' || business_date
      from (
        select business_date, lag(business_date) over (order by business_date) as before from bank.day_closing
      ) as c
      where business_date <> before + 1
      union all
      select 'the day that is opened, ' || coalesce(d.opened_on::text, 'none') || ','
      from bank.business_day as d
      where d.closed_on is distinct from (select max(business_date) from bank.day_closing)
        or d.opened_on not in (d.closed_on, d.closed_on + 1)`,
  },
];
