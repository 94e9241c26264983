-- Maker and checker, in the database itself: each of these looks at persons, ranks, states and digests on its own, so that
-- no mistake of the code above can make a checker of a maker. They belong to warifu_definer; the branch's login role may
-- run them and can write none of what they write. What they refuse by an error was judged before: it is a bug.

-- The first two managers, who have nobody to approve them. Null: two are there. One whose first password ran out before
-- it was ever used is given another.
create or replace function bank.add_first_manager(
  p_id uuid,
  p_operator_number text,
  p_person_number text,
  p_name text,
  p_branch_code text,
  p_subject text,
  p_password_hash text,
  p_password_expires_at timestamptz,
  p_at timestamptz
)
returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_id uuid;
begin
  -- Whoever comes second waits here, and counts the one before.
  perform 1 from bank.operator as o where o.role = 'manager' order by o.id for update;
  if (
    select count(*) from bank.operator as o
    where o.role = 'manager' and not (o.state = 'enrolling' and o.password_expires_at is not null and o.password_expires_at <= p_at)
  ) >= 2 then
    return null;
  end if;
  update bank.operator as o
    set password_hash = p_password_hash, password_expires_at = p_password_expires_at
    where o.operator_number = p_operator_number and o.person_number = p_person_number and o.role = 'manager'
      and o.state = 'enrolling' and o.otp_mark = 'none' and o.password_expires_at <= p_at
    returning o.id into v_id;
  if v_id is not null then
    return v_id;
  end if;
  insert into bank.operator (
    id, operator_number, person_number, name, role, branch_code, subject, password_hash, password_expires_at, made_at
  ) values (
    p_id, p_operator_number, p_person_number, p_name, 'manager', p_branch_code, p_subject, p_password_hash,
    p_password_expires_at, p_at
  );
  return p_id;
end
$$;

-- An operator with a password and a token of their own is active; says whether it is so now.
create or replace function bank.finish_operator_enrolment(p_operator uuid)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update bank.operator as o set state = 'active'
    where o.id = p_operator and o.state = 'enrolling' and o.otp_mark = 'registered' and not o.must_change_password;
  return found;
end
$$;

-- A checker's yes to exactly this digest. False: the request waits no more.
create or replace function bank.approve_branch_request(p_request uuid, p_digest bytea, p_checker uuid, p_at timestamptz)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_request bank.branch_request%rowtype;
  v_checker bank.operator%rowtype;
begin
  select * into v_request from bank.branch_request as r where r.id = p_request for update;
  if v_request.id is null or v_request.state <> 'waiting' or v_request.expires_at <= p_at then
    return false;
  end if;
  select * into v_checker from bank.operator as o where o.id = p_checker for share;
  if v_checker.id is null or v_checker.state <> 'active' or v_checker.role <> 'manager' then
    raise exception 'a request is approved by an active manager' using errcode = 'insufficient_privilege';
  end if;
  if v_request.digest <> p_digest then
    raise exception 'a request is approved as it was seen' using errcode = 'insufficient_privilege';
  end if;
  if exists (
    select 1 from bank.operator as o
    where o.id in (v_request.maker_id, v_request.operator_id) and o.person_number = v_checker.person_number
  ) then
    raise exception 'nobody approves what they made, or what is about them' using errcode = 'insufficient_privilege';
  end if;
  insert into bank.branch_approval (request_id, digest, checker_id, approved_at)
    values (p_request, p_digest, p_checker, p_at);
  update bank.branch_request as r
    set state = 'approved', checker_id = p_checker, checker_person = v_checker.person_number, decided_at = p_at
    where r.id = p_request;
  return true;
end
$$;

-- Spends the approval in the transaction that carries the request out. False: it is not under way (done already).
create or replace function bank.finish_branch_request(
  p_request uuid,
  p_at timestamptz,
  p_contract uuid,
  p_operator uuid
)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_request bank.branch_request%rowtype;
begin
  select * into v_request from bank.branch_request as r where r.id = p_request for update;
  if v_request.id is null or v_request.state <> 'approved' then
    return false;
  end if;
  update bank.branch_approval as a set spent_at = p_at
    from bank.operator as checker, bank.operator as maker
    where a.request_id = p_request and a.spent_at is null and a.digest = v_request.digest
      and a.checker_id = v_request.checker_id and checker.id = a.checker_id and maker.id = v_request.maker_id
      and checker.person_number <> maker.person_number;
  if not found then
    raise exception 'an approval of just this request is spent once' using errcode = 'insufficient_privilege';
  end if;
  update bank.branch_request as r
    set state = 'done', done_at = p_at, contract_id = coalesce(r.contract_id, p_contract),
      operator_id = coalesce(r.operator_id, p_operator)
    where r.id = p_request;
  return true;
end
$$;

-- Refused by another manager, or withdrawn by its maker. False: it waits no more.
create or replace function bank.decide_branch_request(
  p_request uuid,
  p_operator uuid,
  p_state text,
  p_note text,
  p_at timestamptz
)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_request bank.branch_request%rowtype;
  v_operator bank.operator%rowtype;
begin
  select * into v_request from bank.branch_request as r where r.id = p_request for update;
  if v_request.id is null or v_request.state <> 'waiting' or v_request.expires_at <= p_at then
    return false;
  end if;
  select * into v_operator from bank.operator as o where o.id = p_operator;
  if v_operator.id is null or v_operator.state <> 'active' then
    raise exception 'a request is decided by an active operator' using errcode = 'insufficient_privilege';
  end if;
  if p_state = 'refused' and v_operator.role = 'manager' and v_operator.person_number <> v_request.maker_person then
    update bank.branch_request as r
      set state = 'refused', note = p_note, decided_at = p_at, checker_id = p_operator,
        checker_person = v_operator.person_number
      where r.id = p_request;
  elsif p_state = 'withdrawn' and v_operator.person_number = v_request.maker_person then
    update bank.branch_request as r set state = 'withdrawn', note = p_note, decided_at = p_at where r.id = p_request;
  else
    raise exception 'a manager refuses, and the maker withdraws' using errcode = 'insufficient_privilege';
  end if;
  return true;
end
$$;

-- Approved, and found impossible when it was to be carried out. Its approval stays unspent.
create or replace function bank.give_up_branch_request(p_request uuid, p_note text)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update bank.branch_request as r set state = 'refused', note = p_note where r.id = p_request and r.state = 'approved';
  return found;
end
$$;

create or replace function bank.expire_branch_requests(p_at timestamptz, p_limit integer)
returns table ("requestId" uuid, "contractId" uuid)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    with due as (
      select r.id from bank.branch_request as r
      where r.state = 'waiting' and r.expires_at <= p_at
      order by r.id limit p_limit for update skip locked
    )
    update bank.branch_request as r set state = 'expired' from due where r.id = due.id returning r.id, r.contract_id;
end
$$;

-- Makes or changes an operator as an approved request says, and as nothing else says.
create or replace function bank.change_operator(
  p_request uuid,
  p_operator uuid,
  p_subject text,
  p_password_hash text,
  p_at timestamptz
)
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_request bank.branch_request%rowtype;
  v_before bank.operator%rowtype;
begin
  select r.* into v_request
    from bank.branch_request as r
    join bank.branch_approval as a on a.request_id = r.id and a.digest = r.digest and a.spent_at is null
    where r.id = p_request and r.state = 'approved';
  if v_request.id is null or (v_request.operator_id is not null and v_request.operator_id <> p_operator) then
    raise exception 'an operator is changed for an approved request alone' using errcode = 'insufficient_privilege';
  end if;
  -- Two managers who go at once must not both be let go.
  perform 1 from bank.operator as o where o.role = 'manager' or o.id = p_operator order by o.id for update;
  select * into v_before from bank.operator as o where o.id = p_operator;

  case v_request.kind
    when 'operator_addition' then
      insert into bank.operator (
        id, operator_number, person_number, name, role, branch_code, subject, password_hash, password_expires_at, made_at
      ) values (
        p_operator, v_request.terms ->> 'operatorNumber', v_request.terms ->> 'personNumber', v_request.terms ->> 'name',
        v_request.terms ->> 'role', v_request.terms ->> 'branchCode', p_subject, p_password_hash, p_at, p_at
      );
    when 'operator_role_change' then
      update bank.operator as o set role = v_request.terms ->> 'role' where o.id = p_operator;
    when 'operator_suspension' then
      update bank.operator as o set state = 'suspended' where o.id = p_operator;
    when 'operator_resumption' then
      update bank.operator as o
        set state = case when o.otp_mark = 'registered' and not o.must_change_password then 'active' else 'enrolling' end
        where o.id = p_operator;
    when 'operator_password_reissue' then
      update bank.operator as o
        set password_hash = p_password_hash, must_change_password = true, password_expires_at = p_at,
          state = case when o.state = 'active' then 'enrolling' else o.state end
        where o.id = p_operator;
    when 'operator_token_release' then
      update bank.operator as o
        set otp_mark = 'released', token_id = null,
          state = case when o.state = 'active' then 'enrolling' else o.state end
        where o.id = p_operator;
    else
      raise exception 'a request of this kind changes no operator' using errcode = 'insufficient_privilege';
  end case;

  if v_request.kind in ('operator_role_change', 'operator_suspension') and v_before.role = 'manager'
    and v_before.state = 'active'
    and (select count(*) from bank.operator as o where o.role = 'manager' and o.state = 'active') < 2
  then
    raise exception 'there are never fewer than two active managers' using errcode = 'insufficient_privilege';
  end if;
  if v_request.kind in ('operator_suspension', 'operator_password_reissue', 'operator_token_release') then
    update bank.operator_session as s
      set ended_at = p_at,
        end_reason = case when v_request.kind = 'operator_suspension' then 'suspended' else 'signed_out' end
      where s.operator_id = p_operator and s.ended_at is null;
  end if;
end
$$;

-- The ordinary account of a contract that is being opened on an approved request, with the first deposit that the request
-- says, once. The one way in which the branch moves money.
create or replace function bank.open_first_account(
  p_request uuid,
  p_contract uuid,
  p_account uuid,
  p_account_number text,
  p_posting uuid,
  p_at timestamptz,
  p_business_date date
)
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_branch_code text;
  v_deposit bigint;
begin
  select c.branch_code, (r.terms ->> 'deposit')::bigint into v_branch_code, v_deposit
    from bank.branch_request as r
    join bank.branch_approval as a on a.request_id = r.id and a.digest = r.digest and a.spent_at is null
    join bank.contract as c on c.id = p_contract and c.branch_code = r.terms ->> 'branchCode' and c.created_at = p_at
    where r.id = p_request and r.kind = 'contract_opening' and r.state = 'approved'
      and not exists (select 1 from bank.account as other where other.contract_id = c.id);
  if v_branch_code is null then
    raise exception 'a first account is opened for an approved request alone' using errcode = 'insufficient_privilege';
  end if;
  perform bank.open_accounts(
    array[p_account], array[p_contract], array[v_branch_code], array['ordinary'], array[p_account_number], p_at
  );
  if v_deposit > 0 then
    perform bank.post(
      p_at, p_business_date, array[p_posting], array[null::uuid], array['deposit'], array[null::bytea], array[null::text],
      array[null::timestamptz], array[null::timestamptz], array[1, 1],
      array['00000000-0000-7000-8000-000000000003'::uuid, p_account], array[-v_deposit, v_deposit],
      array['deposit', 'deposit'], array['', '']
    );
  end if;
end
$$;

-- Cancels the orders of a contract that were shown and not executed; how many. One in execution is waited for.
create or replace function bank.cancel_prepared(p_contract uuid, p_expires_after timestamptz)
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_count integer;
begin
  with due as (
    select o.id from bank.order as o
    where o.contract_id = p_contract and o.state = 'prepared' and o.expires_at > p_expires_after
    order by o.id for update
  )
  update bank.order as o set state = 'cancelled' from due where o.id = due.id;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

alter function bank.add_first_manager(uuid, text, text, text, text, text, text, timestamptz, timestamptz)
  owner to warifu_definer;
alter function bank.finish_operator_enrolment(uuid) owner to warifu_definer;
alter function bank.approve_branch_request(uuid, bytea, uuid, timestamptz) owner to warifu_definer;
alter function bank.finish_branch_request(uuid, timestamptz, uuid, uuid) owner to warifu_definer;
alter function bank.decide_branch_request(uuid, uuid, text, text, timestamptz) owner to warifu_definer;
alter function bank.give_up_branch_request(uuid, text) owner to warifu_definer;
alter function bank.expire_branch_requests(timestamptz, integer) owner to warifu_definer;
alter function bank.change_operator(uuid, uuid, text, text, timestamptz) owner to warifu_definer;
alter function bank.open_first_account(uuid, uuid, uuid, text, uuid, timestamptz, date) owner to warifu_definer;
alter function bank.cancel_prepared(uuid, timestamptz) owner to warifu_definer;

revoke all on function bank.add_first_manager(uuid, text, text, text, text, text, text, timestamptz, timestamptz)
  from public;
revoke all on function bank.finish_operator_enrolment(uuid) from public;
revoke all on function bank.approve_branch_request(uuid, bytea, uuid, timestamptz) from public;
revoke all on function bank.finish_branch_request(uuid, timestamptz, uuid, uuid) from public;
revoke all on function bank.decide_branch_request(uuid, uuid, text, text, timestamptz) from public;
revoke all on function bank.give_up_branch_request(uuid, text) from public;
revoke all on function bank.expire_branch_requests(timestamptz, integer) from public;
revoke all on function bank.change_operator(uuid, uuid, text, text, timestamptz) from public;
revoke all on function bank.open_first_account(uuid, uuid, uuid, text, uuid, timestamptz, date) from public;
revoke all on function bank.cancel_prepared(uuid, timestamptz) from public;
