import { sql } from 'kysely';
import { type Claim, KEPT_FROM } from '../ledger/verify.ts';
import type { OrdinaryRules } from './formulas.ts';

/** Days of a year, times the thousandths of a per cent in the whole. */
const YEAR_WHOLE = 365n * 100_000n;

/** Interest of ordinary deposits is what the book and the rate table make of it, for everybody, and was posted so. */
export const ordinaryInterestClaims = ({ baseStep, baseMin }: OrdinaryRules): readonly Claim[] => [
  {
    // Reckoned once more, from all entries: stretches of one balance are cut with stretches of one rate and the period.
    name: 'ordinary_interest_differs',
    says: 'was reckoned otherwise than balances and rates say',
    query: sql`
      with change as (
        select account_id, business_date as day, sum(amount_yen) as amount
        from bank.entry where account_id in (select account_id from bank.ordinary_interest)
        group by account_id, business_date
        union all
        select account_id, ${KEPT_FROM} - 1, balance_yen from bank.balance_carried
      ), book as (
        select account_id, day, sum(amount) over so_far as balance, lead(day) over so_far as until
        from change window so_far as (partition by account_id order by day)
      ), rate as (
        select valid_from as day, rate_thousandths, lead(valid_from) over (order by valid_from) as until
        from bank.rate where product = 'ordinary'
      )
      select 'the interest of account ' || i.account_id || ' on ' || i.settlement_day
      from bank.ordinary_interest as i
      left join book
        on book.account_id = i.account_id and book.day <= i.settlement_day
          and (book.until is null or book.until > i.first_day)
      left join rate
        on rate.day <= i.settlement_day and (rate.until is null or rate.until > i.first_day)
      where coalesce(i.first_day >= ${KEPT_FROM}, true)
      group by i.account_id, i.settlement_day
      having i.interest_yen <> coalesce(div(sum(
        case when book.balance < ${baseMin} then 0 else book.balance - mod(book.balance, ${baseStep}) end
          * rate.rate_thousandths
          * greatest(
            0,
            least(i.settlement_day + 1, book.until, rate.until) - greatest(i.first_day, book.day, rate.day)
          )
      ), ${YEAR_WHOLE}), 0)`,
  },
  {
    name: 'ordinary_interest_not_posted',
    says: 'was posted otherwise than it was reckoned',
    query: sql`
      select 'the interest of account ' || i.account_id || ' on ' || i.settlement_day
      from bank.ordinary_interest as i
      left join (
        select e.posting_id, e.account_id, p.business_date, coalesce(sum(e.amount_yen) filter (where e.kind = 'interest'), 0) as interest,
          coalesce(-sum(e.amount_yen) filter (where e.kind = 'tax_national'), 0) as national,
          coalesce(-sum(e.amount_yen) filter (where e.kind = 'tax_local'), 0) as local
        from bank.posting as p join bank.entry as e on e.posting_id = p.id
        where p.kind = 'ordinary_interest'
        group by e.posting_id, e.account_id, p.business_date
      ) as posted on posted.posting_id = i.posting_id and posted.account_id = i.account_id
      where coalesce(i.paid_on >= ${KEPT_FROM}, true) and (i.interest_yen <> coalesce(posted.interest, 0) or i.national_tax_yen <> coalesce(posted.national, 0)
        or i.local_tax_yen <> coalesce(posted.local, 0) or i.paid_on <> coalesce(posted.business_date, i.paid_on))`,
  },
  {
    name: 'ordinary_interest_stray',
    says: 'posted interest of no settlement day',
    query: sql`
      select 'posting ' || p.id
      from bank.posting as p
      where p.kind = 'ordinary_interest'
        and not exists (select 1 from bank.ordinary_interest as i where i.posting_id = p.id)`,
  },
  {
    name: 'ordinary_interest_missing',
    says: 'was not reckoned, and others were',
    query: sql`
      select 'the interest of account ' || a.id || ' on ' || day.settlement_day
      from (select distinct settlement_day from bank.ordinary_interest) as day
      join bank.account as a on a.kind = 'ordinary'
      join bank.entry as e on e.account_id = a.id and e.seq = 1 and e.business_date <= day.settlement_day
      where exists (
        select 1 from bank.day_job as j
        where j.job = 'ordinary_interest' and j.finished_at is not null and j.business_date > day.settlement_day
      ) and not exists (
        select 1 from bank.ordinary_interest as i
        where i.settlement_day = day.settlement_day and i.account_id = a.id
      ) and not exists (
        select 1 from bank.day_fault as f
        where f.job = 'ordinary_interest' and f.item = day.settlement_day || ' ' || a.id and f.mended_at is null
      )`,
  },
  {
    name: 'ordinary_interest_gap',
    says: 'does not begin on the day after the settlement before',
    query: sql`
      select 'the interest of account ' || account_id || ' on ' || settlement_day
      from (
        select account_id, settlement_day, first_day,
          lag(settlement_day) over (partition by account_id order by settlement_day) as before
        from bank.ordinary_interest
      ) as i
      where first_day <> before + 1`,
  },
];
