-- Fills a bank set by set: contracts with one account each, and for each 48 entries over the 24 months before this one: 32
-- deposits, credited to a thousand at a time, and 8 rounds in which each sends 1,000 yen to the next and gets as much. All
-- that an execution writes is written: order, approval, limit, posting, entries, transfer, audit. Ids are made as the bank
-- makes them, from the instant. :contracts is a multiple of 1,000.

create function pg_temp.id(p_ms bigint, p_what integer, p_n bigint) returns uuid language sql immutable as $$
  select (lpad(to_hex(p_ms), 12, '0') || '7' || lpad(to_hex(p_what), 3, '0') || '8' || lpad(to_hex(p_n), 15, '0'))::uuid
$$;
create function pg_temp.customer_id(n bigint) returns uuid language sql immutable as $$ select pg_temp.id(1700000000000 + n, 1, n) $$;
create function pg_temp.contract_id(n bigint) returns uuid language sql immutable as $$ select pg_temp.id(1700000000000 + n, 2, n) $$;
create function pg_temp.account_id(n bigint) returns uuid language sql immutable as $$ select pg_temp.id(1700000000000 + n, 3, n) $$;
create function pg_temp.branch(n bigint) returns text language sql immutable as $$ select lpad((1 + n % 3)::text, 3, '0') $$;
-- 46 × 46 × 46 beginnings, spread over all contracts.
create function pg_temp.kana(n bigint) returns text language sql immutable as $$
  select string_agg(substr('アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン',
    ((n * 7919 / power(46, place)::bigint) % 46)::integer + 1, 1), '' order by place) || ' ハナコ'
  from generate_series(0, 2) as place
$$;

-- 40 moments, 24 months; every fifth is a round of transfers. What an account has before each of them.
create temporary table moment as
  select e as number, e % 5 = 4 as is_transfer, day, (extract(epoch from at) * 1000)::bigint as ms, at,
    (sum(case when e % 5 = 4 then 2 else 1 end) over so_far - case when e % 5 = 4 then 2 else 1 end)::bigint as entries,
    (count(*) filter (where e % 5 <> 4) over so_far - (e % 5 <> 4)::integer)::bigint as deposits
  from (
    select e, (month + 1 + (e * 24 % 40) * 25 / 40)::date as day,
      ((month + 1 + (e * 24 % 40) * 25 / 40)::timestamp + interval '10 hours') at time zone 'Asia/Tokyo' as at
    from generate_series(0, 39) as e
    cross join lateral (
      select (date_trunc('month', current_setting('warifu.today')::date) - interval '24 months' + e * 24 / 40 * interval '1 month')::date
    ) as m (month)
  ) as one
  window so_far as (order by e);

-- From this thousand on, up to that one.
create procedure pg_temp.fill_people(p_from bigint, p_to bigint, p_hash text) language sql as $$
  insert into bank.customer (id, kanji_name, kana_name, mail_address, created_at)
    select pg_temp.customer_id(n), '負荷 試験' || n, pg_temp.kana(n), 'load-' || n || '@example.jp', '2023-11-15'
    from generate_series(p_from, p_to) as n;
  insert into bank.contract (
    id, contract_number, customer_id, branch_code, subject, login_password_hash, must_change_password, created_at
  )
    select pg_temp.contract_id(n), (10000000000 + n)::text, pg_temp.customer_id(n), pg_temp.branch(n),
      'load-subject-' || lpad(n::text, 10, '0'), p_hash, false, '2023-11-15'
    from generate_series(p_from, p_to) as n;
  insert into bank.account (id, contract_id, branch_code, kind, account_number, opened_at)
    select pg_temp.account_id(n), pg_temp.contract_id(n), pg_temp.branch(n), 'ordinary', lpad(n::text, 7, '0'), '2023-11-15'
    from generate_series(p_from, p_to) as n;
  insert into bank.account_balance (account_id, balance_yen, entries_count)
    select pg_temp.account_id(n), 32 * 10000, 48 from generate_series(p_from, p_to) as n
$$;

create procedure pg_temp.fill_deposits(p_number integer, p_contracts bigint, p_from bigint, p_to bigint) language sql as $$
  insert into bank.posting (id, kind, business_date, posted_at)
    select pg_temp.id(m.ms + batch, 256 + m.number, batch), 'deposit', m.day, m.at
    from moment as m cross join generate_series(p_from / 1000, p_to / 1000 - 1) as batch where m.number = p_number;
  insert into bank.entry (account_id, seq, posting_id, amount_yen, balance_after_yen, kind, business_date, posted_at)
    select pg_temp.account_id(n), m.entries + 1, pg_temp.id(m.ms + (n - 1) / 1000, 256 + m.number, (n - 1) / 1000), 10000,
      (m.deposits + 1) * 10000, 'deposit', m.day, m.at
    from moment as m cross join generate_series(p_from, p_to) as n where m.number = p_number;
  -- 現金: one line for each thousand.
  insert into bank.entry (account_id, seq, posting_id, amount_yen, balance_after_yen, kind, business_date, posted_at)
    select '00000000-0000-7000-8000-000000000003', m.deposits * (p_contracts / 1000) + batch + 1,
      pg_temp.id(m.ms + batch, 256 + m.number, batch), -10000000,
      -10000000 * (m.deposits * (p_contracts / 1000) + batch + 1), 'deposit', m.day, m.at
    from moment as m cross join generate_series(p_from / 1000, p_to / 1000 - 1) as batch where m.number = p_number
$$;

create procedure pg_temp.fill_transfers(p_number integer, p_contracts bigint, p_from bigint, p_to bigint) language plpgsql as $$
begin
  create temporary table sent on commit drop as
    select n, n % p_contracts + 1 as payee, m.*, pg_temp.id(m.ms + n, 512 + m.number, n) as order_id,
      pg_temp.contract_id(n) as contract_id, format(
        '{"fromAccountId":"%s","fromBranchCode":"%s","fromKind":"ordinary","fromAccountNumber":"%s","senderKana":"ﾌｶ ｼｹﾝ","bankCode":"1999","bankName":"わりふ信用金庫","branchCode":"%s","branchName":"本店","accountKind":"ordinary","accountNumber":"%s","payeeKana":"ﾌｶ ｼｹﾝ","toAccountId":"%s","nameSource":"typed","amount":"1000","fee":"0","mode":"same_bank_now","debitDate":"%s","valueDate":"%s"}',
        pg_temp.account_id(n), pg_temp.branch(n), lpad(n::text, 7, '0'), pg_temp.branch(n % p_contracts + 1),
        lpad((n % p_contracts + 1)::text, 7, '0'), pg_temp.account_id(n % p_contracts + 1), m.day, m.day
      ) as terms
    from moment as m cross join generate_series(p_from, p_to) as n where m.number = p_number;
  insert into bank.order (
    id, contract_id, kind, channel, state, terms, terms_digest, limit_yen, receipt_number, prepared_at, expires_at, executed_at,
    executed_on
  )
    select order_id, contract_id, 'transfer', 'pc', 'executed', terms::jsonb, sha256(convert_to(terms, 'UTF8')), 1000,
      to_char(day, 'YYMMDD') || '-' || lpad(upper(to_hex(n)), 10, '0'), at - interval '1 minute', at + interval '9 minutes', at,
      day
    from sent;
  insert into bank.approval (order_id, terms_digest, method, approved_at, expires_at, spent_at)
    select order_id, sha256(convert_to(terms, 'UTF8')), 'otp', at, at + interval '1 minute', at from sent;
  insert into bank.limit_used (contract_id, kind, business_date, used_yen)
    select contract_id, 'transfer', day, 1000 from sent;
  insert into bank.posting (id, order_id, kind, business_date, posted_at)
    select order_id, order_id, 'transfer', day, at from sent;
  insert into bank.entry (
    account_id, seq, posting_id, amount_yen, balance_after_yen, kind, counterparty, business_date, posted_at
  )
    select pg_temp.account_id(n), entries + 1, order_id, -1000, deposits * 10000 - 1000, 'transfer_out', 'ﾌｶ ｼｹﾝ', day, at from sent
    union all
    select pg_temp.account_id(payee), entries + 2, order_id, 1000, deposits * 10000, 'transfer_in', 'ﾌｶ ｼｹﾝ', day, at from sent;
  insert into bank.transfer (
    contract_id, order_id, from_account_id, to_account_id, bank_code, branch_code, account_kind, account_number, payee_kana,
    sender_kana, amount_yen, fee_yen, mode, value_date
  )
    select contract_id, order_id, pg_temp.account_id(n), pg_temp.account_id(payee), '1999', pg_temp.branch(payee), 'ordinary',
      lpad(payee::text, 7, '0'), 'ﾌｶ ｼｹﾝ', 'ﾌｶ ｼｹﾝ', 1000, 0, 'same_bank_now', day
    from sent;
  insert into bank.audit (id, at, actor_kind, actor_id, act, contract_id, order_id, detail)
    select pg_temp.id(ms + n, 768 + number, n), at, 'customer', contract_id::text, 'transfer_executed', contract_id, order_id,
      '{"amount": "1000", "fee": "0"}'
    from sent;
end
$$;
