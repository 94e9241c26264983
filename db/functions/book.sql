-- Locking and posting. They belong to warifu_definer, because SELECT … FOR UPDATE asks for the privilege to update, which
-- the bank's login role must not have on a balance. Every statement in a plpgsql function sees what was committed before
-- that statement began, so what a lock waited for is seen by the next one.

create or replace function bank.lock_balances(p_account_ids uuid[])
returns table (account_id uuid, balance_yen bigint)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select b.account_id, b.balance_yen
    from bank.account_balance as b
    where b.account_id = any (p_account_ids)
    order by b.account_id
    for update;
end
$$;
comment on function bank.lock_balances is 'Locks balances in the order of their ids, the one order used everywhere.';

-- All locks of a batch of executions in one call, in the house's order: orders, limits, balances, each by its key.
-- p_contract_ids and p_limit_kinds are pairs: the limits of that day that are to be counted or looked at.
create or replace function bank.lock_for_orders(
  p_order_ids uuid[],
  p_contract_ids uuid[],
  p_limit_kinds text[],
  p_business_date date,
  p_account_ids uuid[]
)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform 1 from bank.order as o where o.id = any (p_order_ids) order by o.id for update;
  -- The row of the day is there before it is locked, so that two first orders of a day wait for each other as well.
  insert into bank.limit_used (contract_id, kind, business_date, used_yen)
    select distinct pair.contract_id, pair.kind, p_business_date, 0
    from unnest(p_contract_ids, p_limit_kinds) as pair (contract_id, kind)
    order by 1, 2
    on conflict do nothing;
  perform 1
    from bank.limit_used as u
    where u.contract_id = any (p_contract_ids) and u.business_date = p_business_date
    order by u.contract_id, u.kind
    for update;
  perform 1 from bank.account_balance as b where b.account_id = any (p_account_ids) order by b.account_id for update;
end
$$;

create or replace function bank.open_accounts(
  p_ids uuid[],
  p_contract_ids uuid[],
  p_branch_codes text[],
  p_kinds text[],
  p_account_numbers text[],
  p_at timestamptz
)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if array_position(p_contract_ids, null) is not null then
    raise exception 'an account of a customer has a contract' using errcode = 'check_violation';
  end if;
  insert into bank.account (id, contract_id, branch_code, kind, account_number, opened_at)
    select *, p_at from unnest(p_ids, p_contract_ids, p_branch_codes, p_kinds, p_account_numbers);
  insert into bank.account_balance (account_id) select unnest(p_ids);
end
$$;
comment on function bank.open_accounts is 'Opens accounts of customers, each with its balance of zero.';

-- Posts a batch: the one way in which an entry comes to be and a balance changes.
--
-- One element of each p_posting_… and p_approval_… array for a posting (approvals: null where there is none), one of each
-- p_entry_… array for an entry; p_entry_postings counts the postings from 1. Entries of one account get their seq and
-- running balance in the order given. Refuses, by an error that rolls everything back: entries that do not sum to zero, a
-- debit of a customer's account without an approval of just that order and its terms spent here, an approval spent before,
-- an overdraft, an unknown account.
create or replace function bank.post(
  p_at timestamptz,
  p_business_date date,
  p_posting_ids uuid[],
  p_posting_orders uuid[],
  p_posting_kinds text[],
  p_approval_digests bytea[],
  p_approval_methods text[],
  p_approved_at timestamptz[],
  p_approval_expires_at timestamptz[],
  p_entry_postings integer[],
  p_entry_accounts uuid[],
  p_entry_amounts bigint[],
  p_entry_kinds text[],
  p_entry_counterparties text[]
)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_expected bigint;
  v_count bigint;
begin
  select count(*) into v_count
    from (
      select 1
      from unnest(p_entry_postings, p_entry_amounts) as e (posting, amount)
      where e.posting between 1 and cardinality(p_posting_ids)
      group by e.posting
      having sum(e.amount) = 0 and count(*) > 1
    ) as balanced;
  if v_count <> cardinality(p_posting_ids)
    or exists (select 1 from unnest(p_entry_postings) as e (posting)
               where e.posting is null or e.posting not between 1 and cardinality(p_posting_ids)) then
    raise exception 'the entries of each posting sum to zero' using errcode = 'check_violation';
  end if;

  -- Again in order: a caller that holds these locks waits for nothing here.
  perform 1 from bank.account_balance as b where b.account_id = any (p_entry_accounts) order by b.account_id for update;

  if exists (
    select 1
    from unnest(p_entry_postings, p_entry_accounts, p_entry_amounts) as e (posting, account_id, amount)
    join bank.account as a on a.id = e.account_id and a.contract_id is not null
    join unnest(p_posting_ids, p_posting_orders, p_approval_digests, p_approval_expires_at) with ordinality
      as p (id, order_id, digest, expires_at, posting) on p.posting = e.posting
    left join bank.order as o
      on o.id = p.order_id and o.id = p.id and o.contract_id = a.contract_id and o.state = 'prepared'
        and o.terms_digest = p.digest
    where e.amount < 0 and (o.id is null or p.expires_at is null or p.expires_at <= p_at)
  ) then
    raise exception 'a customer''s account is debited for an approved order alone' using errcode = 'insufficient_privilege';
  end if;

  v_expected := cardinality(p_approval_digests) - cardinality(array_positions(p_approval_digests, null));
  insert into bank.approval as a (order_id, terms_digest, method, approved_at, expires_at, spent_at)
    select p.order_id, p.digest, p.method, p.approved_at, p.expires_at, p_at
    from unnest(
      p_posting_orders, p_approval_digests, p_approval_methods, p_approved_at, p_approval_expires_at
    ) as p (order_id, digest, method, approved_at, expires_at)
    where p.digest is not null
    order by p.order_id
    on conflict (order_id) do update
      set terms_digest = excluded.terms_digest, method = excluded.method, approved_at = excluded.approved_at,
        expires_at = excluded.expires_at, spent_at = excluded.spent_at
      where a.spent_at is null;
  get diagnostics v_count = row_count;
  if v_count <> v_expected then
    raise exception 'an approval is spent once' using errcode = 'unique_violation';
  end if;

  insert into bank.posting (id, order_id, kind, business_date, posted_at)
    select p.id, p.order_id, p.kind, p_business_date, p_at
    from unnest(p_posting_ids, p_posting_orders, p_posting_kinds) as p (id, order_id, kind);

  with line as (
    select e.*, count(*) over so_far as nth, sum(e.amount) over so_far as running
    from unnest(p_entry_postings, p_entry_accounts, p_entry_amounts, p_entry_kinds, p_entry_counterparties) with ordinality
      as e (posting, account_id, amount, kind, counterparty, place)
    window so_far as (partition by e.account_id order by e.place rows unbounded preceding)
  ), change as (
    select e.account_id, sum(e.amount)::bigint as amount, count(*) as lines
    from unnest(p_entry_accounts, p_entry_amounts) as e (account_id, amount)
    group by e.account_id
  ), book as (
    -- A hot account is changed once, however many entries it has in this batch.
    update bank.account_balance as b
      set balance_yen = b.balance_yen + change.amount, entries_count = b.entries_count + change.lines
      from change
      where b.account_id = change.account_id
      returning b.account_id, b.balance_yen - change.amount as balance_before, b.entries_count - change.lines as seq_before
  )
  insert into bank.entry (
    account_id, seq, posting_id, amount_yen, balance_after_yen, kind, counterparty, business_date, posted_at
  )
    select line.account_id, book.seq_before + line.nth, p_posting_ids[line.posting], line.amount,
      (book.balance_before + line.running)::bigint, line.kind, line.counterparty, p_business_date, p_at
    from line
    join book on book.account_id = line.account_id;
  get diagnostics v_count = row_count;
  if v_count <> cardinality(p_entry_accounts) then
    raise exception 'an entry stands on a known account' using errcode = 'foreign_key_violation';
  end if;
end
$$;

alter function bank.lock_balances(uuid[]) owner to warifu_definer;
alter function bank.lock_for_orders(uuid[], uuid[], text[], date, uuid[]) owner to warifu_definer;
alter function bank.open_accounts(uuid[], uuid[], text[], text[], text[], timestamptz) owner to warifu_definer;
alter function bank.post(
  timestamptz, date, uuid[], uuid[], text[], bytea[], text[], timestamptz[], timestamptz[], integer[], uuid[], bigint[],
  text[], text[]
) owner to warifu_definer;

revoke all on function bank.lock_balances(uuid[]) from public;
revoke all on function bank.lock_for_orders(uuid[], uuid[], text[], date, uuid[]) from public;
revoke all on function bank.open_accounts(uuid[], uuid[], text[], text[], text[], timestamptz) from public;
revoke all on function bank.post(
  timestamptz, date, uuid[], uuid[], text[], bytea[], text[], timestamptz[], timestamptz[], integer[], uuid[], bigint[],
  text[], text[]
) from public;
