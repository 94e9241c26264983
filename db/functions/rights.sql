-- Rights to take a customer's money that were given before: by an approved booking, a hold, or a paper form. They belong to
-- warifu_definer, and each is used up by the posting that it allows, in the same statement that looks at it.

-- Judges the postings p_others of a call of bank.post that debit a customer without an approval spent there. A contract may
-- have its money moved among its own accounts, by an act that has a name here; where it is left with less, there is a right
-- of just that amount, which was not used before.
create or replace function bank.judge_without_approval(
  p_at timestamptz,
  p_business_date date,
  p_others integer[],
  p_posting_ids uuid[],
  p_posting_orders uuid[],
  p_posting_kinds text[],
  p_approval_digests bytea[],
  p_entry_postings integer[],
  p_entry_accounts uuid[],
  p_entry_amounts bigint[]
)
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  v_needed bigint;
  v_used bigint;
  v_rows bigint;
  v_postings uuid[];
  v_orders uuid[];
  v_kinds text[];
  v_contracts uuid[];
  v_accounts uuid[];
  v_taken bigint[];
begin
  if exists (
    select 1 from unnest(p_others) as other (posting)
    where p_approval_digests[other.posting] is not null
      or p_posting_kinds[other.posting] not in (
        'own_transfer', 'time_deposit_opening', 'time_deposit_closing', 'time_deposit_renewal', 'interim_interest',
        'ordinary_interest', 'instalment', 'savings_closing', 'scheduled_transfer', 'bill_payment',
        'recall_fee'
      )
  ) then
    raise exception 'a customer''s account is debited for an approved order alone' using errcode = 'insufficient_privilege';
  end if;

  -- What each contract is left with less, and from which account, where it is one.
  select array_agg(p_posting_ids[t.posting]), array_agg(p_posting_orders[t.posting]),
      array_agg(p_posting_kinds[t.posting]), array_agg(t.contract_id), array_agg(t.account_id), array_agg(-t.total),
      count(*)
    into v_postings, v_orders, v_kinds, v_contracts, v_accounts, v_taken, v_needed
    from (
      select e.posting, a.contract_id, sum(e.amount)::bigint as total,
        case when count(distinct a.id) = 1 then (array_agg(a.id))[1] end as account_id
      from unnest(p_entry_postings, p_entry_accounts, p_entry_amounts) as e (posting, account_id, amount)
      join bank.account as a on a.id = e.account_id and a.contract_id is not null
      -- A booked transfer uses its booking up also where its payee is another account of the same contract.
      where e.posting = any (p_others) and (p_posting_kinds[e.posting] <> 'scheduled_transfer' or e.amount < 0)
      group by e.posting, a.contract_id
    ) as t
    where t.total < 0;
  if v_needed = 0 then
    return;
  end if;

  update bank.scheduled_transfer as s
    set state = 'executed', settled_at = p_at, settled_on = p_business_date, posting_id = t.posting_id
    from unnest(v_postings, v_orders, v_kinds, v_contracts, v_accounts, v_taken)
      as t (posting_id, order_id, kind, contract_id, account_id, taken)
    join bank.order as o on o.id = t.order_id and o.state = 'executed'
    join bank.approval as a on a.order_id = o.id and a.terms_digest = o.terms_digest and a.spent_at = o.executed_at
    where t.kind = 'scheduled_transfer' and s.order_id = t.order_id and s.order_id = any (v_orders)
      and s.contract_id = t.contract_id and s.from_account_id = t.account_id and s.total_yen = t.taken
      and s.state = 'booked' and s.due_date <= p_business_date;
  get diagnostics v_used = row_count;

  with taken as (
    update bank.hold as h set released_at = p_at, posting_id = t.posting_id
      from unnest(v_postings, v_orders, v_kinds, v_contracts, v_accounts, v_taken)
        as t (posting_id, order_id, kind, contract_id, account_id, taken)
      where t.kind = 'bill_payment' and h.order_id = t.order_id and h.order_id = any (v_orders)
        and h.contract_id = t.contract_id and h.account_id = t.account_id and h.amount_yen = t.taken
        and h.released_at is null
      returning h.account_id, h.amount_yen
  ), sums as (
    select taken.account_id, sum(taken.amount_yen)::bigint as total, count(*) as holds from taken group by taken.account_id
  ), freed as (
    update bank.account_balance as b set held_yen = b.held_yen - sums.total
      from sums where b.account_id = sums.account_id
      returning sums.holds
  )
  select coalesce(sum(freed.holds), 0) into v_rows from freed;
  v_used := v_used + v_rows;

  update bank.recall as r set fee_posting_id = t.posting_id
    from unnest(v_postings, v_orders, v_kinds, v_contracts, v_taken) as t (posting_id, order_id, kind, contract_id, taken)
    where t.kind = 'recall_fee' and r.order_id = t.order_id and r.order_id = any (v_orders)
      and r.contract_id = t.contract_id and r.fee_yen = t.taken and r.fee_posting_id is null;
  get diagnostics v_rows = row_count;
  v_used := v_used + v_rows;

  if v_used <> v_needed then
    raise exception 'a customer''s account is debited for an approved order alone' using errcode = 'insufficient_privilege';
  end if;
end
$$;

-- Holds the money of a payment that was approved and executed in this transaction, and is yet to be posted.
create or replace function bank.hold(p_at timestamptz, p_order_id uuid, p_account_id uuid)
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_contract uuid;
  v_amount bigint;
begin
  select o.contract_id, o.limit_yen into v_contract, v_amount
    from bank.order as o
    join bank.approval as a on a.order_id = o.id and a.terms_digest = o.terms_digest and a.spent_at = o.executed_at
    join bank.account as account on account.id = p_account_id and account.contract_id = o.contract_id
    where o.id = p_order_id and o.kind = 'bill_payment' and o.state = 'executed' and o.executed_at = p_at;
  if not found then
    raise exception 'money is held for an approved payment alone' using errcode = 'insufficient_privilege';
  end if;
  insert into bank.hold (order_id, contract_id, account_id, amount_yen, made_at)
    values (p_order_id, v_contract, p_account_id, v_amount, p_at);
  update bank.account_balance as b set held_yen = b.held_yen + v_amount where b.account_id = p_account_id;
end
$$;

-- Sets held money free; false where it was taken or set free before.
create or replace function bank.release_hold(p_at timestamptz, p_order_id uuid)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_account uuid;
  v_amount bigint;
begin
  update bank.hold as h set released_at = p_at where h.order_id = p_order_id and h.released_at is null
    returning h.account_id, h.amount_yen into v_account, v_amount;
  if not found then
    return false;
  end if;
  update bank.account_balance as b set held_yen = b.held_yen - v_amount where b.account_id = v_account;
  return true;
end
$$;

-- Locks accounts in the house's order for the acts of a day, which the bank's login role may not.
create or replace function bank.lock_accounts(p_account_ids uuid[])
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  perform 1 from bank.account_balance as b where b.account_id = any (p_account_ids) order by b.account_id for update;
end
$$;

-- Closes a day: waits for every posting under way, and lets none follow that is dated on it or before it.
create or replace function bank.close_day(p_business_date date)
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  lock table bank.day_fence in share mode;
  update bank.business_day as d set closed_on = p_business_date
    where d.closed_on is null or d.closed_on < p_business_date;
end
$$;

alter function bank.judge_without_approval(
  timestamptz, date, integer[], uuid[], uuid[], text[], bytea[], integer[], uuid[], bigint[]
) owner to warifu_definer;
alter function bank.hold(timestamptz, uuid, uuid) owner to warifu_definer;
alter function bank.release_hold(timestamptz, uuid) owner to warifu_definer;
alter function bank.lock_accounts(uuid[]) owner to warifu_definer;
alter function bank.close_day(date) owner to warifu_definer;

revoke all on function bank.judge_without_approval(
  timestamptz, date, integer[], uuid[], uuid[], text[], bytea[], integer[], uuid[], bigint[]
) from public;
revoke all on function bank.hold(timestamptz, uuid, uuid) from public;
revoke all on function bank.release_hold(timestamptz, uuid) from public;
revoke all on function bank.lock_accounts(uuid[]) from public;
revoke all on function bank.close_day(date) from public;
