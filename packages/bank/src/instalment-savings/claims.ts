import { sql } from 'kysely';
import type { Claim } from '../ledger/verify.ts';

/** What was paid in is in the book, once, and nothing after the closing; a closing pays out all of it. */
export const SAVINGS_CLAIMS: readonly Claim[] = [
  {
    name: 'savings_without_order',
    hangsOnBook: true,
    says: 'was opened by no order that was executed on the day of the contract',
    query: sql`
      select 'instalment savings ' || coalesce(s.account_id, o.id)
      from bank.instalment_savings as s
      full join (select * from bank.order where kind = 'savings_opening' and state = 'executed') as o
        on o.id = s.order_id
      left join bank.account as a on a.id = s.account_id and a.kind = 'instalment_savings'
      where s.account_id is null or o.id is null or a.id is null or o.executed_on <> s.contracted_on
        or o.contract_id <> s.contract_id or a.contract_id <> s.contract_id or o.receipt_number <> s.receipt_number
        or (o.terms ->> 'instalment')::bigint <> s.instalment_yen
        or (o.terms ->> 'instalments')::integer <> s.instalments
        or (o.terms ->> 'fromAccountId')::uuid <> s.from_account_id
        or (o.terms ->> 'agreedMaturity')::date <> s.agreed_maturity`,
  },
  {
    name: 'savings_instalments_differ',
    says: 'has not just its instalments, or not the first ones paid, or another maturity than they give',
    query: sql`
      select 'instalment savings ' || s.account_id
      from bank.instalment_savings as s
      left join (
        select account_id, count(*) as all_of_them, max(number) as last_number,
          count(*) filter (where state = 'paid') as paid,
          max(number) filter (where state = 'paid') as last_paid, max(debited_on) as last_debit,
          count(*) filter (where state = 'due') as due, count(*) filter (where state = 'given_up') as given_up
        from bank.savings_instalment group by account_id
      ) as i on i.account_id = s.account_id
      where i.account_id is null or i.all_of_them <> s.instalments or i.last_number <> s.instalments
        or i.paid <> s.paid or coalesce(i.last_paid, 0) <> s.paid
        or s.maturity <> greatest(s.agreed_maturity, i.last_debit + 1)
        or case s.state when 'open' then i.given_up else i.due end > 0`,
  },
  {
    name: 'instalment_not_posted',
    hangsOnBook: true,
    says: 'counts as paid, and was not debited so on that day',
    query: sql`
      select 'instalment ' || i.number || ' of instalment savings ' || i.account_id
      from bank.savings_instalment as i
      join bank.instalment_savings as s on s.account_id = i.account_id
      left join bank.posting as p on p.id = i.id and p.kind = 'instalment' and p.business_date = i.debited_on
      left join bank.entry as paid on paid.posting_id = p.id and paid.account_id = s.account_id
      left join bank.entry as taken on taken.posting_id = p.id and taken.account_id = s.from_account_id
      where i.state = 'paid'
        and (paid.amount_yen is distinct from s.instalment_yen or taken.amount_yen is distinct from -s.instalment_yen)`,
  },
  {
    name: 'instalment_stray',
    says: 'debited an instalment that is not paid',
    query: sql`
      select 'posting ' || p.id
      from bank.posting as p
      left join bank.savings_instalment as i on i.id = p.id and i.state = 'paid'
      where p.kind = 'instalment' and i.id is null`,
  },
  {
    name: 'savings_balance_differs',
    says: 'has another balance than its paid instalments, or one after it was closed',
    query: sql`
      select 'instalment savings ' || s.account_id
      from bank.instalment_savings as s
      join bank.account_balance as b on b.account_id = s.account_id
      where b.balance_yen <> case s.state when 'open' then s.paid * s.instalment_yen else 0 end`,
  },
  {
    name: 'savings_paid_after_closing',
    says: 'was debited after its contract was closed',
    query: sql`
      select 'instalment ' || i.number || ' of instalment savings ' || i.account_id
      from bank.savings_instalment as i
      join bank.instalment_savings as s on s.account_id = i.account_id
      where i.debited_on > s.closed_on`,
  },
  {
    name: 'savings_closed_amiss',
    hangsOnBook: true,
    says: 'was closed by no order that paid out on that day what was paid in',
    query: sql`
      select 'instalment savings ' || coalesce(s.account_id, o.id)
      from (select * from bank.instalment_savings where state = 'closed') as s
      full join (select * from bank.order where kind = 'savings_closing' and state = 'executed') as o
        on o.id = s.closing_order_id
      left join bank.entry as e
        on e.posting_id = o.id and e.account_id = s.account_id and e.kind = 'savings_payout'
      where s.account_id is null or o.id is null or o.contract_id <> s.contract_id or o.executed_on <> s.closed_on
        or (o.terms ->> 'savingsId')::uuid <> s.account_id
        or e.amount_yen is distinct from -(s.paid * s.instalment_yen)`,
  },
];
