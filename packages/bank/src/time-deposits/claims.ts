import { sql } from 'kysely';
import type { Claim } from '../ledger/verify.ts';

/** Each deposit holds its principal until it ends, and every yen of interest is in the book as it was worked out. */
export const TIME_DEPOSIT_CLAIMS: readonly Claim[] = [
  {
    name: 'time_deposit_balance_differs',
    says: 'has another balance than the principal of its running term',
    query: sql`
      select 'the deposit account ' || a.id
      from bank.account as a
      join bank.account_balance as b on b.account_id = a.id
      left join bank.time_deposit as d on d.account_id = a.id and d.state = 'running'
      where a.kind = 'time_deposit' and b.balance_yen <> coalesce(d.principal_yen, 0)`,
  },
  {
    name: 'time_deposit_opened_amiss',
    hangsOnBook: true,
    says: 'has no executed order with its terms, or no term before it that ended on its day',
    query: sql`
      select 'the time deposit ' || d.id
      from bank.time_deposit as d
      left join bank.order as o
        on o.id = d.opening_order_id and o.contract_id = d.contract_id and o.kind = 'time_deposit_opening'
          and o.state = 'executed' and o.executed_on = d.opened_on
          and o.terms ->> 'amount' = d.principal_yen || 'n' and o.terms ->> 'rate' = d.rate_thousandths || 'n'
      left join bank.time_deposit as before
        on before.id = d.renewed_from and before.state = 'renewed' and before.ended_on = d.opened_on
          and before.account_id = d.account_id and before.term_months = d.term_months
          and d.principal_yen = before.principal_yen + before.interest_yen - before.national_yen - before.local_yen
            - before.paid_out_yen
      where o.id is null and before.id is null`,
  },
  {
    name: 'time_deposit_order_lost',
    says: 'was executed, and the deposit does not say so',
    query: sql`
      select 'order ' || o.id
      from bank.order as o
      left join bank.time_deposit as opened on opened.opening_order_id = o.id and o.kind = 'time_deposit_opening'
      left join bank.time_deposit as closed
        on closed.end_posting_id = o.id and closed.contract_id = o.contract_id and closed.state = 'closed'
          and closed.ended_by in ('early', 'at_maturity') and o.kind = 'time_deposit_closing'
      where o.state = 'executed' and o.kind in ('time_deposit_opening', 'time_deposit_closing')
        and opened.id is null and closed.id is null`,
  },
  {
    name: 'time_deposit_end_differs',
    hangsOnBook: true,
    says: 'ended with other interest or tax than was posted',
    query: sql`
      select 'the time deposit ' || d.id
      from bank.time_deposit as d
      left join (
        select e.posting_id,
          -sum(e.amount_yen) filter (where a.internal_name = 'interest_time_deposits') as interest,
          sum(e.amount_yen) filter (where a.internal_name = 'tax_national') as national,
          sum(e.amount_yen) filter (where a.internal_name = 'tax_local') as local
        from bank.entry as e
        join bank.account as a on a.id = e.account_id
        where e.kind in ('interest', 'tax_national', 'tax_local')
        group by e.posting_id
      ) as posted on posted.posting_id = d.end_posting_id
      where d.state <> 'running' and (
        d.interest_yen <> coalesce(posted.interest, 0) or d.national_yen <> coalesce(posted.national, 0)
        or d.local_yen <> coalesce(posted.local, 0)
      )`,
  },
  {
    name: 'interim_interest_differs',
    hangsOnBook: true,
    says: 'has interim interest that is not in the book as it was worked out, or none on its day',
    query: sql`
      select 'the time deposit ' || i.time_deposit_id
      from bank.time_deposit_interim as i
      left join bank.time_deposit as d on d.id = i.time_deposit_id
      left join (
        select e.posting_id, e.account_id, sum(e.amount_yen) as net
        from bank.entry as e
        join bank.posting as p on p.id = e.posting_id and p.kind = 'interim_interest'
        group by e.posting_id, e.account_id
      ) as posted on posted.posting_id = i.posting_id and posted.account_id = d.ordinary_account_id
      where coalesce(posted.net, 0) <> i.gross_yen - i.national_yen - i.local_yen
      union all
      select 'the posting ' || p.id
      from bank.posting as p
      where p.kind = 'interim_interest'
        and not exists (select 1 from bank.time_deposit_interim as i where i.posting_id = p.id)`,
  },
];
