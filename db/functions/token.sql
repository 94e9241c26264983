-- What locks and what must never break in the token authority. Owned by a role that cannot log in.

-- Locks the tokens in the order of their IDs. `token_app` may not: FOR UPDATE needs a right to change the row.
create or replace function token.lock_tokens(p_token_ids text[])
returns setof token.token
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform t.token_id from token.token t where t.token_id = any (p_token_ids) order by t.token_id for no key update;
  -- A statement of its own, so that its snapshot sees what the lock waited for.
  return query select t.* from token.token t where t.token_id = any (p_token_ids);
end
$$;

-- Locks the token of each binding asked for and tells all that its code is judged by: one row for each question, in
-- order; without a binding its columns are null. `is_moved`: a device was changed while we waited, its new token is not
-- locked, and the work begins again.
--
-- A session keeps its plan (planning anew would cost more than all the rest), and may have made it when the tables were
-- all but empty. The lateral reads with `limit 1` and the settings leave the planner nothing but one look-up in an index
-- for each question: seen to matter tenfold.
create or replace function token.lock_bindings(
  p_parties uuid[], p_subjects text[], p_purposes text[], p_keys text[]
)
returns table (
  is_moved boolean, binding_id uuid, failures integer, locked_at timestamptz,
  token_id text, state text, algorithm text, digits smallint, period_seconds smallint,
  sealed_secret bytea, key_version integer, drift_steps integer, last_step bigint, key_expires_at timestamptz,
  wait_step bigint, wait_asked_at timestamptz,
  known_body bytea, known_outcome text, known_is_locked boolean, known_made_at timestamptz
)
language plpgsql security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set jit = off
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v_tokens text[];
begin
  select array_agg(b.token_id order by c.ordinal) into v_tokens
  from unnest(p_parties, p_subjects) with ordinality as c (party, subject, ordinal)
  left join lateral (
    select f.token_id from token.binding f
    where f.relying_party_id = c.party and f.subject = c.subject and f.ended_at is null limit 1
  ) b on true;

  perform t.token_id from token.token t where t.token_id = any (v_tokens) order by t.token_id for no key update;

  -- A statement of its own, so that its snapshot sees what the lock waited for.
  return query
  select b.token_id is not null and b.token_id is distinct from c.locked_token, b.binding_id, b.failures, b.locked_at,
    t.token_id, t.state, t.algorithm, t.digits, t.period_seconds,
    t.sealed_secret, t.key_version, t.drift_steps, t.last_step, t.key_expires_at,
    w.step, w.asked_at,
    v.body_digest, v.outcome, v.is_locked, v.made_at
  from unnest(p_parties, p_subjects, p_purposes, p_keys, v_tokens) with ordinality
    as c (party, subject, purpose, key, locked_token, ordinal)
  left join lateral (
    select f.* from token.binding f
    where f.relying_party_id = c.party and f.subject = c.subject and f.ended_at is null limit 1
  ) b on true
  left join lateral (select f.* from token.token f where f.token_id = b.token_id limit 1) t on true
  left join lateral (
    select f.step, f.asked_at from token.second_code_wait f
    where f.relying_party_id = c.party and f.subject = c.subject and f.token_id = b.token_id
      and f.purpose = c.purpose limit 1
  ) w on true
  left join lateral (
    select f.* from token.verdict f
    where f.relying_party_id = c.party and f.subject = c.subject
      and f.purpose = c.purpose and f.idempotency_key = c.key limit 1
  ) v on true
  order by c.ordinal;
end
$$;

-- Writes what was judged, acceptances and refusals alike: steps spent, failures counted, verdicts, the audit trail.
-- Steps only grow: where one did not, nothing of the batch is written.
create or replace function token.settle(
  p_at timestamptz, p_verdicts_from timestamptz,
  -- one for each token whose step was spent
  p_spent_tokens text[], p_spent_steps bigint[], p_spent_drifts integer[],
  -- one for each binding whose failures changed
  p_bindings uuid[], p_failures integer[], p_is_locked boolean[],
  -- one for each verdict; a finding is what the audit trail is told, and may say more than the outcome
  p_audit_ids uuid[], p_acts text[], p_parties uuid[], p_subjects text[], p_purposes text[], p_keys text[],
  p_bodies bytea[], p_outcomes text[], p_are_locked boolean[], p_untils timestamptz[],
  p_tokens text[], p_steps bigint[], p_previous_steps bigint[], p_wait_steps bigint[],
  p_findings text[], p_reasons text[]
)
returns integer
language plpgsql security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set jit = off
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v_spent integer;
begin
  update token.token t
  set last_step = s.step, drift_steps = s.drift, state = 'active', expires_at = null
  from unnest(p_spent_tokens, p_spent_steps, p_spent_drifts) as s (token_id, step, drift)
  -- `any` says to the planner what it may not know of the arrays: a few rows, by the key.
  where t.token_id = s.token_id and t.token_id = any (p_spent_tokens) and t.state <> 'retired' 
    and (t.last_step is null or t.last_step < s.step);
  get diagnostics v_spent = row_count;
  if v_spent <> cardinality(p_spent_tokens) then
    raise exception 'the steps of a token only grow' using errcode = 'check_violation';
  end if;

  if cardinality(p_bindings) > 0 then
    update token.binding b
    set failures = f.failures, locked_at = case when f.is_locked then coalesce(b.locked_at, p_at) end
    from unnest(p_bindings, p_failures, p_is_locked) as f (binding_id, failures, is_locked)
    where b.binding_id = f.binding_id and b.binding_id = any (p_bindings) and b.ended_at is null
      and (b.locked_at is null or f.is_locked);
  end if;

  insert into token.second_code_wait (relying_party_id, subject, token_id, purpose, step, asked_at)
  select w.party, w.subject, w.token_id, w.purpose, w.step, p_at
  from unnest(p_parties, p_subjects, p_tokens, p_purposes, p_wait_steps) as w (party, subject, token_id, purpose, step)
  where w.step is not null
  on conflict (relying_party_id, subject, token_id, purpose)
  do update set step = excluded.step, asked_at = excluded.asked_at
  -- The three minutes run from the first time that a code was given, however often it is given again.
  where second_code_wait.step <> excluded.step;

  -- A verdict whose time is over makes room; one that is still good stands (two calls of one subject without
  -- a binding have no row to meet at).
  insert into token.verdict
    (relying_party_id, subject, purpose, idempotency_key, body_digest, outcome, is_locked, until_at, made_at)
  select v.party, v.subject, v.purpose, v.key, v.body, v.outcome, v.is_locked, v.until_at, p_at
  from unnest(p_parties, p_subjects, p_purposes, p_keys, p_bodies, p_outcomes, p_are_locked, p_untils)
    as v (party, subject, purpose, key, body, outcome, is_locked, until_at)
  where v.key is not null
  on conflict (relying_party_id, subject, purpose, idempotency_key)
  do update set body_digest = excluded.body_digest, outcome = excluded.outcome, is_locked = excluded.is_locked,
    until_at = excluded.until_at, made_at = excluded.made_at
  where verdict.made_at < p_verdicts_from;

  insert into token.audit
    (audit_id, at, act, outcome, relying_party_id, subject, token_id, purpose, step, previous_step, reason)
  select a.audit_id, p_at, a.act, a.finding, a.party, a.subject, a.token_id, a.purpose, a.step, a.previous, a.reason
  from unnest(p_audit_ids, p_acts, p_findings, p_parties, p_subjects, p_tokens, p_purposes, p_steps,
      p_previous_steps, p_reasons)
    as a (audit_id, act, finding, party, subject, token_id, purpose, step, previous, reason);

  return v_spent;
end
$$;

-- Puts a secret sealed under a newer key in the place of the one that was read. Only who read the old one can.
create or replace function token.reseal(
  p_token_ids text[], p_old bytea[], p_new bytea[], p_key_version integer
)
returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_resealed integer;
begin
  perform t.token_id from token.token t where t.token_id = any (p_token_ids) order by t.token_id for no key update;
  update token.token t set sealed_secret = r.new, key_version = p_key_version
  from unnest(p_token_ids, p_old, p_new) as r (token_id, old, new)
  where t.token_id = r.token_id and t.sealed_secret = r.old and t.key_version <> p_key_version;
  get diagnostics v_resealed = row_count;
  return v_resealed;
end
$$;

-- The device gave its token up. What hangs on it stays, so that no order asks for less; no code of it is taken again.
create or replace function token.retire(p_token_id text)
returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update token.token set state = 'retired', expires_at = null where token_id = p_token_id and state <> 'retired';
  return found;
end
$$;

-- Takes away tokens that were never bound in their time; their IDs, for the audit trail.
create or replace function token.sweep_expired(p_at timestamptz, p_rows_max integer)
returns setof text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_expired text[];
begin
  select coalesce(array_agg(l.token_id), '{}') into v_expired
  from (
    select t.token_id from token.token t
    where t.expires_at <= p_at and t.state = 'issued'
    order by t.token_id limit p_rows_max
    for update skip locked
  ) l;
  return query delete from token.token t where t.token_id = any (v_expired) returning t.token_id;
end
$$;

do $$
declare
  v_function regprocedure;
begin
  for v_function in
    select p.oid::regprocedure from pg_catalog.pg_proc p
    where p.pronamespace = 'token'::regnamespace and p.prosecdef
  loop
    execute format('alter function %s owner to warifu_definer', v_function);
    execute format('revoke all on function %s from public', v_function);
    execute format('grant execute on function %s to token_app', v_function);
  end loop;
end
$$;
