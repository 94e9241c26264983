-- 月ごとの区画: entries, postings, orders and the audit trail lie by months, so that an index in use stays as small as a few
-- months are, and a month that nobody asks for any more is taken off in an instant instead of deleted row by row.
--
-- Orders, postings and the audit trail go by their id, whose first 48 bits are the millisecond in which it was made: what is
-- looked up by its id is looked for in one month alone. Entries go by their business date, which each statement bounds.
-- What was there before becomes the first part of each table as it is: its rows are read once, to see that they belong
-- there, and none is written. db/functions/months.sql makes the months that follow; a row that no month takes falls into
-- the part named _other, so that nothing is ever refused for want of a month.

do $$
declare
  v_table text;
  v_index record;
  v_first date;
  v_bound text;
begin
  foreach v_table in array array['order', 'posting', 'audit', 'entry'] loop
    execute format('alter table bank.%I rename to %I', v_table, v_table || '_before');
    for v_index in
      select i.relname as name from pg_catalog.pg_index as x join pg_catalog.pg_class as i on i.oid = x.indexrelid
      where x.indrelid = format('bank.%I', v_table || '_before')::regclass
    loop
      execute format(
        'alter index bank.%I rename to %I', v_index.name, regexp_replace(v_index.name, '^[a-z]+', v_table || '_before')
      );
    end loop;
    execute format(
      'create table bank.%I (like bank.%I including defaults including constraints including storage) partition by range (%I)',
      v_table, v_table || '_before', case v_table when 'entry' then 'business_date' else 'id' end
    );
    if v_table <> 'entry' then
      execute format('alter table bank.%I add primary key (id)', v_table);
    end if;
  end loop;

  alter table bank.order add foreign key (contract_id) references bank.contract (id);
  create index order_contract on bank.order (contract_id, id);
  create index order_draft on bank.order (draft_id) where draft_id is not null;
  create index order_prepared_at on bank.order using brin (prepared_at) with (autosummarize = on);
  create index audit_contract on bank.audit (contract_id, id);
  create index audit_operator on bank.audit (actor_id, id) where actor_kind = 'operator';
  create index audit_at on bank.audit using brin (at) with (autosummarize = on);
  create index entry_business_date on bank.entry using brin (business_date) with (autosummarize = on);

  -- Up to the end of the month that the last row is of; where there is none, up to this month.
  foreach v_table in array array['order', 'posting', 'audit', 'entry'] loop
    if v_table = 'entry' then
      select max(business_date) + interval '1 month' into v_first from bank.entry_before;
    else
      execute format(
        $sql$select to_timestamp(('x' || lpad(left(replace(id::text, '-', ''), 12), 16, '0'))::bit(64)::bigint / 1000.0)
          at time zone 'Asia/Tokyo' + interval '1 month' from bank.%I order by id desc limit 1$sql$, v_table || '_before'
      ) into v_first;
    end if;
    v_first := date_trunc('month', coalesce(v_first, (now() at time zone 'Asia/Tokyo')::date));
    v_bound := case v_table when 'entry' then v_first::text else
      lpad(to_hex((extract(epoch from v_first::timestamp at time zone 'Asia/Tokyo') * 1000)::bigint), 12, '0') || repeat('0', 20)
    end;
    execute format(
      'alter table bank.%I attach partition bank.%I for values from (minvalue) to (%L)', v_table, v_table || '_before', v_bound
    );
    execute format('create table bank.%I partition of bank.%I default', v_table || '_other', v_table);
  end loop;
end
$$;

alter table bank.order_other set (fillfactor = 70);
alter table bank.order_other alter column terms set statistics 0;
alter table bank.audit_other alter column detail set statistics 0;
-- What is unique in the whole table, and has no share in its bounds, is held unique in each part; verify proves the whole.
create unique index order_other_receipt_number on bank.order_other (receipt_number);
create unique index entry_other_account on bank.entry_other (account_id, business_date, seq);

-- Months that were taken off: the book is entries, postings and orders together.
create table bank.month_detached (
  part text not null check (part in ('book', 'audit')),
  month date not null check (month = date_trunc('month', month)),
  rows_count bigint not null,
  detached_at timestamptz not null,
  primary key (part, month)
);

-- What an account had at the end of the last month of the book that was taken off: its statements and its proof go on from
-- here. 繰越残高
create table bank.balance_carried (
  account_id uuid primary key,
  balance_yen bigint not null,
  entries_count bigint not null check (entries_count > 0)
);
