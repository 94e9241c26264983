-- Locking and posting. They belong to warifu_definer, because SELECT … FOR UPDATE asks for the privilege to update, which
-- the bank's login role must not have on a balance. Every statement in a plpgsql function sees what was committed before
-- that statement began, so what a lock waited for is seen by the next one. The settings of planning: each row asked for is
-- an index look-up, also in a session that planned while the table was empty.

-- The bounds of a batch of ids, nulls aside. Orders lie by months, and a plan that is kept looks into those months alone
-- that two plain values bound; an array by itself sends it through all of them.
create or replace function bank.least_id(p_ids uuid[])
returns uuid
language plpgsql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
  v_id uuid;
  v_least uuid;
begin
  foreach v_id in array p_ids loop
    if v_least is null or v_id < v_least then v_least := v_id; end if;
  end loop;
  return v_least;
end
$$;

create or replace function bank.greatest_id(p_ids uuid[])
returns uuid
language plpgsql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
  v_id uuid;
  v_greatest uuid;
begin
  foreach v_id in array p_ids loop
    if v_greatest is null or v_id > v_greatest then v_greatest := v_id; end if;
  end loop;
  return v_greatest;
end
$$;

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
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  v_first uuid := bank.least_id(p_order_ids);
  v_last uuid := bank.greatest_id(p_order_ids);
begin
  perform 1 from bank.order as o
    where o.id = any (p_order_ids) and o.id between v_first and v_last order by o.id for update;
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
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
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
-- debit of a customer's account without an approval of just that order and its terms spent here (or a right that was given
-- before: bank.judge_without_approval), an approval spent before, an overdraft, an unknown account. The order is prepared,
-- or was executed by this transaction.
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
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  v_first uuid := bank.least_id(p_posting_orders);
  v_last uuid := bank.greatest_id(p_posting_orders);
  v_expected bigint;
  v_count bigint;
  v_accounts uuid[];
  v_changes bigint[];
  v_lines bigint[];
  v_others integer[];
  v_known uuid[];
  v_balances bigint[];
  v_seqs bigint[];
begin
  lock table bank.day_fence in row exclusive mode;
  if exists (select 1 from bank.business_day as d where d.closed_on >= p_business_date) then
    raise exception 'the day is closed' using errcode = 'serialization_failure';
  end if;

  select count(*), count(*) filter (
      where g.posting between 1 and cardinality(p_posting_ids) and g.total = 0 and g.lines > 1
    ) into v_expected, v_count
    from (
      select e.posting, sum(e.amount) as total, count(*) as lines
      from unnest(p_entry_postings, p_entry_amounts) as e (posting, amount)
      group by e.posting
    ) as g;
  if v_expected <> v_count or v_count <> cardinality(p_posting_ids) then
    raise exception 'the entries of each posting sum to zero' using errcode = 'check_violation';
  end if;

  -- What the batch does to each account, in the order of their ids.
  select array_agg(c.account_id order by c.account_id), array_agg(c.amount order by c.account_id),
      array_agg(c.lines order by c.account_id)
    into v_accounts, v_changes, v_lines
    from (
      select e.account_id, sum(e.amount)::bigint as amount, count(*) as lines
      from unnest(p_entry_accounts, p_entry_amounts) as e (account_id, amount)
      group by e.account_id
    ) as c;

  select array_agg(distinct debit.posting) into v_others
    from (
      select distinct e.posting, e.account_id
      from unnest(p_entry_postings, p_entry_accounts, p_entry_amounts) as e (posting, account_id, amount)
      where e.amount < 0
    ) as debit
    join bank.account as a on a.id = debit.account_id and a.contract_id is not null
    left join bank.order as o
      on o.id = p_posting_orders[debit.posting] and o.id = p_posting_ids[debit.posting] and o.contract_id = a.contract_id
        and o.id between v_first and v_last
        and (o.state = 'prepared' or o.executed_at = p_at) and o.terms_digest = p_approval_digests[debit.posting]
    where o.id is null or p_approval_expires_at[debit.posting] is null or p_approval_expires_at[debit.posting] <= p_at;
  if v_others is not null then
    perform bank.judge_without_approval(
      p_at, p_business_date, v_others, p_posting_ids, p_posting_orders, p_posting_kinds, p_approval_digests,
      p_entry_postings, p_entry_accounts, p_entry_amounts
    );
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

  -- A hot account is changed once, however many entries it has in this batch. Amounts are found by their place in an
  -- array and not by a join: whatever the planner believes of a table, this stays one look-up for each account. The one
  -- index scan that the settings leave takes the ids in their order, which is the order of the locks.
  with book as (
    update bank.account_balance as b
      set balance_yen = b.balance_yen + v_changes[array_position(v_accounts, b.account_id)],
        entries_count = b.entries_count + v_lines[array_position(v_accounts, b.account_id)]
      where b.account_id = any (v_accounts)
      returning b.account_id, b.balance_yen, b.entries_count
  )
  select array_agg(book.account_id),
      array_agg(book.balance_yen - v_changes[array_position(v_accounts, book.account_id)]),
      array_agg(book.entries_count - v_lines[array_position(v_accounts, book.account_id)])
    into v_known, v_balances, v_seqs
    from book;
  if cardinality(v_known) is distinct from cardinality(v_accounts) then
    raise exception 'an entry stands on a known account' using errcode = 'foreign_key_violation';
  end if;

  insert into bank.entry (
    account_id, seq, posting_id, amount_yen, balance_after_yen, kind, counterparty, business_date, posted_at
  )
    select e.account_id, v_seqs[array_position(v_known, e.account_id)] + count(*) over so_far, p_posting_ids[e.posting],
      e.amount, (v_balances[array_position(v_known, e.account_id)] + sum(e.amount) over so_far)::bigint, e.kind,
      e.counterparty, p_business_date, p_at
    from unnest(p_entry_postings, p_entry_accounts, p_entry_amounts, p_entry_kinds, p_entry_counterparties) with ordinality
      as e (posting, account_id, amount, kind, counterparty, place)
    window so_far as (partition by e.account_id order by e.place rows unbounded preceding);
end
$$;

-- The hot reads and writes of transfers run with the rights of the caller. They are functions because the plans of a
-- plpgsql function are kept.

create or replace function bank.list_transfer_orders(p_order_ids uuid[], p_today date)
returns table (
  "orderId" uuid, "contractId" uuid, "draftId" uuid, "channel" text, "state" text, "terms" jsonb, "termsDigest" bytea,
  "receiptNumber" text, "preparedAt" timestamptz, "expiresAt" timestamptz, "executedAt" timestamptz, "subject" text,
  "contractState" text, "otpMark" text, "coolDownUntil" timestamptz, "hasConfirmation" boolean,
  "isConfirmationLocked" boolean, "limit" bigint, "used" bigint, "usedByBills" bigint, "balance" bigint
)
language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  v_first uuid := bank.least_id(p_order_ids);
  v_last uuid := bank.greatest_id(p_order_ids);
begin
  return query
    select o.id, o.contract_id, o.draft_id, o.channel, o.state, o.terms, o.terms_digest, o.receipt_number, o.prepared_at,
      o.expires_at, o.executed_at, contract.subject,
      contract.state, contract.otp_mark, contract.cool_down_until, contract.confirmation_password_hash is not null,
      contract.confirmation_locked_at is not null, setting.limit_yen, coalesce(used.used_yen, 0),
      coalesce(bills.used_yen, 0), balance.balance_yen - balance.held_yen
    from bank.order as o
    join bank.contract as contract on contract.id = o.contract_id
    join bank.account_balance as balance on balance.account_id = (o.terms ->> 'fromAccountId')::uuid
    left join bank.limit_setting as setting on setting.contract_id = contract.id and setting.kind = 'transfer'
    left join bank.limit_used as used
      on used.contract_id = contract.id and used.kind = 'transfer' and used.business_date = p_today
    left join bank.limit_used as bills
      on bills.contract_id = contract.id and bills.kind = 'bill_payment' and bills.business_date = p_today
    where o.id = any (p_order_ids) and o.id between v_first and v_last and o.kind = 'transfer';
end
$$;
comment on function bank.list_transfer_orders is 'Orders of transfers with all that they are judged by; locks nothing.';

-- Takes every lock of a batch, and then, in a statement of its own, reads what they waited for.
create or replace function bank.lock_transfer_orders(
  p_order_ids uuid[],
  p_from_accounts uuid[],
  p_limit_contracts uuid[],
  p_limit_kinds text[],
  p_today date,
  p_accounts uuid[]
)
returns table (
  "orderId" uuid, "state" text, "fromAccountId" uuid,
  "contractState" text, "otpMark" text, "coolDownUntil" timestamptz, "hasConfirmation" boolean,
  "isConfirmationLocked" boolean, "limit" bigint, "used" bigint, "usedByBills" bigint, "balance" bigint
)
language plpgsql volatile
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  v_first uuid := bank.least_id(p_order_ids);
  v_last uuid := bank.greatest_id(p_order_ids);
begin
  perform bank.lock_for_orders(p_order_ids, p_limit_contracts, p_limit_kinds, p_today, p_accounts);
  return query
    select o.id, o.state, balance.account_id,
      contract.state, contract.otp_mark, contract.cool_down_until, contract.confirmation_password_hash is not null,
      contract.confirmation_locked_at is not null, setting.limit_yen, coalesce(used.used_yen, 0),
      coalesce(bills.used_yen, 0), balance.balance_yen - balance.held_yen
    from unnest(p_order_ids, p_from_accounts) as call (order_id, account_id)
    join bank.order as o on o.id = call.order_id and o.id between v_first and v_last
    join bank.contract as contract on contract.id = o.contract_id
    join bank.account_balance as balance on balance.account_id = call.account_id
    left join bank.limit_setting as setting on setting.contract_id = contract.id and setting.kind = 'transfer'
    left join bank.limit_used as used
      on used.contract_id = contract.id and used.kind = 'transfer' and used.business_date = p_today
    left join bank.limit_used as bills
      on bills.contract_id = contract.id and bills.kind = 'bill_payment' and bills.business_date = p_today;
end
$$;

-- Executes transfers that were judged: the one statement that marks the orders, counts the limits, posts, and writes the
-- transfers, their messages to the network (p_due_seconds: null where the payee is here), the notices and the audit.
--
-- One element of each p_limit_… array for a contract: what its limit was seen to be set to (null: the default) and to
-- have used, and what is added; of each p_bill_… array for a contract whose limits of both kinds count together. Where a
-- limit, or an order, is not as it was seen, nothing is done (serialization_failure): the caller looks again, under locks.
-- p_is_seen: the contracts were read without locks as well, active, registered, in these cool-downs (null: none); they are
-- read again here. Locks: orders, limits, balances.
create or replace function bank.execute_transfers(
  p_at timestamptz,
  p_today date,
  p_is_seen boolean,
  p_bill_contracts uuid[],
  p_bill_used bigint[],
  p_limit_contracts uuid[],
  p_cool_downs timestamptz[],
  p_limit_settings bigint[],
  p_limit_used bigint[],
  p_limit_added bigint[],
  p_order_ids uuid[],
  p_contract_ids uuid[],
  p_approval_digests bytea[],
  p_approval_methods text[],
  p_approved_at timestamptz[],
  p_approval_expires_at timestamptz[],
  p_from_accounts uuid[],
  p_to_accounts uuid[],
  p_bank_codes text[],
  p_branch_codes text[],
  p_account_kinds text[],
  p_account_numbers text[],
  p_payee_kana text[],
  p_sender_kana text[],
  p_amounts bigint[],
  p_fees bigint[],
  p_modes text[],
  p_value_dates date[],
  p_due_seconds integer[],
  p_entry_postings integer[],
  p_entry_accounts uuid[],
  p_entry_amounts bigint[],
  p_entry_kinds text[],
  p_entry_counterparties text[],
  p_notice_ids uuid[],
  p_receipt_numbers text[],
  p_audit_ids uuid[],
  p_audit_details jsonb[]
)
returns void
language plpgsql volatile
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set enable_bitmapscan = off
as $$
declare
  v_first uuid := bank.least_id(p_order_ids);
  v_last uuid := bank.greatest_id(p_order_ids);
  v_count bigint;
begin
  update bank.order as o set state = 'executed', executed_at = p_at, executed_on = p_today
    where o.id = any (p_order_ids) and o.id between v_first and v_last and o.state = 'prepared';
  get diagnostics v_count = row_count;
  if v_count <> cardinality(p_order_ids) then
    raise exception 'an order is not prepared any more' using errcode = 'serialization_failure';
  end if;

  -- Nothing is added, and nobody else adds meanwhile.
  if cardinality(p_bill_contracts) > 0 then
    insert into bank.limit_used as u (contract_id, kind, business_date, used_yen)
      select contract_id, 'bill_payment', p_today, 0 from unnest(p_bill_contracts) as contract_id order by contract_id
      on conflict (contract_id, kind, business_date) do update set used_yen = u.used_yen
        where u.used_yen = p_bill_used[array_position(p_bill_contracts, u.contract_id)];
    get diagnostics v_count = row_count;
    if v_count <> cardinality(p_bill_contracts) then
      raise exception 'a limit is not as it was seen' using errcode = 'serialization_failure';
    end if;
  end if;
  insert into bank.limit_used as u (contract_id, kind, business_date, used_yen)
    select a.contract_id, 'transfer', p_today, a.amount
    from unnest(p_limit_contracts, p_limit_added) as a (contract_id, amount)
    order by a.contract_id
    on conflict (contract_id, kind, business_date) do update set used_yen = u.used_yen + excluded.used_yen
      where u.used_yen = p_limit_used[array_position(p_limit_contracts, u.contract_id)];
  get diagnostics v_count = row_count;
  if v_count <> cardinality(p_limit_contracts) then
    raise exception 'a limit is not as it was seen' using errcode = 'serialization_failure';
  end if;

  if p_is_seen then
    select count(*) into v_count
      from unnest(p_limit_contracts, p_cool_downs, p_limit_settings) as seen (contract_id, cool_down_until, limit_yen)
      join bank.contract as c on c.id = seen.contract_id
      left join bank.limit_setting as setting on setting.contract_id = c.id and setting.kind = 'transfer'
      where c.state = 'active' and c.otp_mark = 'registered'
        and c.cool_down_until is not distinct from seen.cool_down_until
        and setting.limit_yen is not distinct from seen.limit_yen;
    if v_count <> cardinality(p_limit_contracts) then
      raise exception 'a contract is not as it was seen' using errcode = 'serialization_failure';
    end if;
  end if;

  perform bank.post(
    p_at, p_today, p_order_ids, p_order_ids, array_fill('transfer'::text, array[cardinality(p_order_ids)]),
    p_approval_digests, p_approval_methods, p_approved_at, p_approval_expires_at, p_entry_postings, p_entry_accounts,
    p_entry_amounts, p_entry_kinds, p_entry_counterparties
  );

  insert into bank.transfer (
    contract_id, order_id, from_account_id, to_account_id, bank_code, branch_code, account_kind, account_number,
    payee_kana, sender_kana, amount_yen, fee_yen, mode, value_date
  )
    select * from unnest(
      p_contract_ids, p_order_ids, p_from_accounts, p_to_accounts, p_bank_codes, p_branch_codes, p_account_kinds,
      p_account_numbers, p_payee_kana, p_sender_kana, p_amounts, p_fees, p_modes, p_value_dates
    );

  insert into bank.zengin_outbox (order_id, contract_id, due_date, due_second, next_try_at)
    select t.order_id, t.contract_id, t.value_date, t.due_second, p_at
    from unnest(p_order_ids, p_contract_ids, p_value_dates, p_due_seconds)
      as t (order_id, contract_id, value_date, due_second)
    where t.due_second is not null;

  insert into bank.notice (id, contract_id, kind, at, receipt_number, mail_due_at)
    select n.id, n.contract_id, 'transfer_executed', p_at, n.receipt_number, p_at
    from unnest(p_notice_ids, p_contract_ids, p_receipt_numbers) as n (id, contract_id, receipt_number);

  insert into bank.audit (id, at, actor_kind, actor_id, act, contract_id, order_id, detail)
    select a.id, p_at, 'customer', a.contract_id::text, 'transfer_executed', a.contract_id, a.order_id, a.detail
    from unnest(p_audit_ids, p_contract_ids, p_order_ids, p_audit_details) as a (id, contract_id, order_id, detail);
end
$$;

-- Writes down the next attempt of each order, or finds the last one where it waits for its answer with the same code: the
-- same key then gets the same verdict. p_is_in_log: what is asked next commits in this very log, and waits for the disk
-- itself or tells nobody before a commit that does; so this one need not. An order that is missing from the answer was written to by somebody else at the
-- same moment; asking again finds that. The orders differ from each other.
create or replace function bank.take_attempts(
  p_order_ids uuid[],
  p_code_hashes bytea[],
  p_at timestamptz,
  p_reusable_from timestamptz,
  p_is_in_log boolean
)
returns table ("orderId" uuid, "attempt" integer, "askedAt" timestamptz)
language plpgsql volatile
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  if p_is_in_log then
    perform set_config('synchronous_commit', 'off', true);
  end if;
  return query
    with known as (
      select asked.order_id, asked.code_hash, latest.attempt, latest.asked_at,
        latest.verdict is null and latest.code_hash = asked.code_hash and latest.asked_at > p_reusable_from as is_reusable
      from unnest(p_order_ids, p_code_hashes) as asked (order_id, code_hash)
      left join lateral (
        select a.attempt, a.code_hash, a.asked_at, a.verdict
        from bank.order_attempt as a
        where a.order_id = asked.order_id
        order by a.attempt desc
        limit 1
      ) as latest on true
    ), written as (
      insert into bank.order_attempt as a (order_id, attempt, code_hash, asked_at)
        select known.order_id, coalesce(known.attempt, 0) + 1, known.code_hash, p_at
        from known
        where known.is_reusable is not true
        order by known.order_id
        on conflict do nothing
        returning a.order_id, a.attempt, a.asked_at
    )
    select written.order_id, written.attempt, written.asked_at from written
    union all
    select known.order_id, known.attempt, known.asked_at from known where known.is_reusable;
end
$$;

-- Who is logged in, for the requests of one moment; each a sign of life, which is written where the last one is older than
-- p_due_before. Losing the last ones in a crash ends a session some seconds early and nothing else, so this commit alone
-- does not wait for the disk; a row that somebody else is writing is left to him. What is answered is what is written.
create or replace function bank.see_sessions(
  p_token_hashes bytea[],
  p_at timestamptz,
  p_idle_before timestamptz,
  p_due_before timestamptz
)
returns table (
  place bigint, id uuid, contract_id uuid, contract_number text, state text, channel text, must_change_password boolean,
  language text, opened_at timestamptz, last_seen_at timestamptz, expires_at timestamptz, end_reason text
)
language plpgsql volatile
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  with due as (
    select s.token_hash from bank.session as s
    where s.token_hash = any (p_token_hashes) and s.ended_at is null and s.expires_at > p_at
      and s.last_seen_at > p_idle_before and s.last_seen_at <= p_due_before
    order by s.token_hash for update skip locked
  )
  update bank.session as s set last_seen_at = p_at from due where s.token_hash = due.token_hash;
  if found then
    perform set_config('synchronous_commit', 'off', true);
  end if;
  return query
    select asked.place, session.id, session.contract_id, contract.contract_number, contract.state, session.channel,
      contract.must_change_password, contract.language, session.opened_at, session.last_seen_at, session.expires_at,
      session.end_reason
    from unnest(p_token_hashes) with ordinality as asked (token_hash, place)
    join bank.session as session on session.token_hash = asked.token_hash
    join bank.contract as contract on contract.id = session.contract_id;
end
$$;

alter function bank.lock_for_orders(uuid[], uuid[], text[], date, uuid[]) owner to warifu_definer;
alter function bank.open_accounts(uuid[], uuid[], text[], text[], text[], timestamptz) owner to warifu_definer;
alter function bank.post(
  timestamptz, date, uuid[], uuid[], text[], bytea[], text[], timestamptz[], timestamptz[], integer[], uuid[], bigint[],
  text[], text[]
) owner to warifu_definer;

revoke all on function bank.least_id(uuid[]) from public;
revoke all on function bank.greatest_id(uuid[]) from public;
revoke all on function bank.lock_for_orders(uuid[], uuid[], text[], date, uuid[]) from public;
revoke all on function bank.open_accounts(uuid[], uuid[], text[], text[], text[], timestamptz) from public;
revoke all on function bank.post(
  timestamptz, date, uuid[], uuid[], text[], bytea[], text[], timestamptz[], timestamptz[], integer[], uuid[], bigint[],
  text[], text[]
) from public;
revoke all on function bank.list_transfer_orders(uuid[], date) from public;
revoke all on function bank.lock_transfer_orders(uuid[], uuid[], uuid[], text[], date, uuid[]) from public;
revoke all on function bank.execute_transfers(
  timestamptz, date, boolean, uuid[], bigint[], uuid[], timestamptz[], bigint[], bigint[], bigint[], uuid[], uuid[], bytea[],
  text[], timestamptz[], timestamptz[], uuid[], uuid[], text[], text[], text[], text[], text[], text[], bigint[], bigint[], text[], date[],
  integer[], integer[], uuid[], bigint[], text[], text[], uuid[], text[], uuid[], jsonb[]
) from public;
revoke all on function bank.take_attempts(uuid[], bytea[], timestamptz, timestamptz, boolean) from public;
revoke all on function bank.see_sessions(bytea[], timestamptz, timestamptz, timestamptz) from public;
