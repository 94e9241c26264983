-- The months of the tables that lie by months (0023). Owned by the owner of the tables, since nobody else may hang a part
-- into them: it takes a date and nothing else, adds empty months behind the last one, and changes no row.

-- The least id that can be made in a month or later.
create or replace function bank.first_id_of(p_month date)
returns uuid
language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
  select (
    lpad(to_hex((extract(epoch from p_month::timestamp at time zone 'Asia/Tokyo') * 1000)::bigint), 12, '0') || repeat('0', 20)
  )::uuid
$$;

-- The day from which on no part of a table takes a row but the one named _other.
create or replace function bank.months_end_of(p_table text)
returns date
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select case p_table
      when 'entry' then max(bound)::date
      else (to_timestamp(max(('x' || lpad(left(replace(bound, '-', ''), 12), 16, '0'))::bit(64)::bigint) / 1000.0)
        at time zone 'Asia/Tokyo')::date
    end
  from (
    select substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \(''([^'']+)''\)') as bound
    from pg_inherits as i join pg_class as c on c.oid = i.inhrelid
    where i.inhparent = format('bank.%I', p_table)::regclass
  ) as part
$$;

-- Makes the months up to three after this one, and after that of a business date, which a demo moves years ahead; answers
-- how many. Rows that fell into _other meanwhile are put where they belong. Where somebody holds a table for longer than
-- two seconds, the month is left to the next call: nothing waits behind this.
create or replace function bank.make_months(p_business_date date default null)
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set lock_timeout = '2s' set timezone = 'UTC'
as $$
declare
  v_today date := now() at time zone 'Asia/Tokyo';
  v_table text;
  v_month date;
  v_last date;
  v_part text;
  v_key text;
  v_from text;
  v_to text;
  v_made integer := 0;
begin
  -- One at a time: whoever comes second has nothing to do.
  if not pg_try_advisory_xact_lock('bank.entry'::regclass::oid::bigint) then
    return 0;
  end if;
  foreach v_table in array array['order', 'posting', 'audit', 'entry'] loop
    v_month := bank.months_end_of(v_table);
    v_last := date_trunc('month', case v_table when 'entry' then greatest(v_today, p_business_date) else v_today end)
      + interval '3 months';
    v_key := case v_table when 'entry' then 'business_date' else 'id' end;
    begin
      while v_month <= v_last loop
        v_part := v_table || to_char(v_month, '_YYYY_MM');
        v_from := case v_table when 'entry' then v_month::text else bank.first_id_of(v_month)::text end;
        v_to := case v_table when 'entry' then (v_month + interval '1 month')::date::text
          else bank.first_id_of((v_month + interval '1 month')::date)::text end;
        execute format(
          'create table bank.%I (like bank.%I including defaults including constraints including storage)', v_part, v_table
        );
        if v_table = 'order' then
          execute format('alter table bank.%I set (fillfactor = 70)', v_part);
          execute format('alter table bank.%I alter column terms set statistics 0', v_part);
          execute format('create unique index %I on bank.%I (receipt_number)', v_part || '_receipt_number', v_part);
        elsif v_table = 'audit' then
          execute format('alter table bank.%I alter column detail set statistics 0', v_part);
        elsif v_table = 'entry' then
          execute format('create unique index %I on bank.%I (account_id, business_date, seq)', v_part || '_account', v_part);
        end if;
        execute format('lock table bank.%I in access exclusive mode', v_table || '_other');
        execute format(
          'with other as (delete from bank.%I where %I >= %L and %I < %L returning *) insert into bank.%I select * from other',
          v_table || '_other', v_key, v_from, v_key, v_to, v_part
        );
        execute format(
          'alter table bank.%I attach partition bank.%I for values from (%L) to (%L)', v_table, v_part, v_from, v_to
        );
        v_made := v_made + 1;
        v_month := v_month + interval '1 month';
      end loop;
    exception when lock_not_available then
      null;
    end;
  end loop;
  return v_made;
end
$$;

revoke all on function bank.make_months(date) from public;
revoke all on function bank.months_end_of(text) from public;
revoke all on function bank.first_id_of(date) from public;

select bank.make_months();
