-- Orders that move no money, and the change of a mail address. They belong to warifu_definer: the bank's login role can
-- neither spend an approval nor write a customer's mail address by itself.

-- Executes an order that moves no money now: marks it, and spends the approval of just that order and its terms. Refuses, by an
-- error that rolls everything back: an order of another kind, one that is not prepared or past its time, other terms, an
-- approval that is over or spent before. The caller holds the lock of the contract, which comes before that of the order.
create or replace function bank.execute_without_money(
  p_at timestamptz,
  p_today date,
  p_order_id uuid,
  p_approval_digest bytea,
  p_approval_method text,
  p_approved_at timestamptz,
  p_approval_expires_at timestamptz
)
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_approval_expires_at is null or p_approval_expires_at <= p_at then
    raise exception 'an order is executed with an approval that is not over' using errcode = 'insufficient_privilege';
  end if;
  update bank.order as o set state = 'executed', executed_at = p_at, executed_on = p_today
    where o.id = p_order_id and o.state = 'prepared' and o.expires_at > p_at
      and case
        when o.kind in (
          'mail_address', 'address_change', 'limit_raise', 'payee', 'order_cancelling', 'maturity_booking',
          'booking_cancelling'
        ) then o.limit_yen = 0
        -- Their money moves later, by a right that this approval gives.
        when o.kind in ('scheduled_transfer', 'bill_payment') then true
        else false
      end
      and o.terms_digest = p_approval_digest;
  if not found then
    raise exception 'an order without money is executed once, as it was approved' using errcode = 'insufficient_privilege';
  end if;
  insert into bank.approval as a (order_id, terms_digest, method, approved_at, expires_at, spent_at)
    values (p_order_id, p_approval_digest, p_approval_method, p_approved_at, p_approval_expires_at, p_at)
    on conflict (order_id) do update
      set terms_digest = excluded.terms_digest, method = excluded.method, approved_at = excluded.approved_at,
        expires_at = excluded.expires_at, spent_at = excluded.spent_at
      where a.spent_at is null;
  if not found then
    raise exception 'an approval is spent once' using errcode = 'unique_violation';
  end if;
end
$$;

-- The mailed number was typed: the address of the executed order becomes the customer's, and the one before is told of
-- everything until p_notified_until, as are those of earlier changes that are still told. Of more than p_formers_max the
-- oldest stays and the newest: whoever changes an address again and again does not shake off the one it began with.
create or replace function bank.take_mail_address(
  p_at timestamptz,
  p_order_id uuid,
  p_number_hash bytea,
  p_notified_until timestamptz,
  p_formers_max integer
)
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_customer uuid;
  v_before text;
  v_address text;
begin
  update bank.mail_address_change as c set done_at = p_at
    where c.order_id = p_order_id and c.done_at is null and c.ended_at is null and c.number_hash = p_number_hash
      and c.number_expires_at > p_at
    returning c.mail_address into v_address;
  if not found then
    raise exception 'an address counts once, when its number is typed' using errcode = 'insufficient_privilege';
  end if;
  select contract.customer_id into v_customer
    from bank.order as o
    join bank.contract as contract on contract.id = o.contract_id and contract.state = 'active'
    join bank.approval as a on a.order_id = o.id and a.terms_digest = o.terms_digest and a.spent_at = o.executed_at
    where o.id = p_order_id and o.kind = 'mail_address' and o.state = 'executed' and o.terms ->> 'mailAddress' = v_address;
  if not found then
    raise exception 'an address counts by an approved order alone' using errcode = 'insufficient_privilege';
  end if;

  select customer.mail_address into v_before from bank.customer as customer where customer.id = v_customer for update;
  update bank.customer as customer set mail_address = v_address where customer.id = v_customer;
  delete from bank.former_mail_address as f
    where f.customer_id = v_customer and (f.notified_until <= p_at or f.mail_address = v_address);
  update bank.former_mail_address as f set notified_until = p_notified_until where f.customer_id = v_customer;
  if v_before <> v_address then
    insert into bank.former_mail_address (customer_id, mail_address, former_from, notified_until)
      values (v_customer, v_before, p_at, p_notified_until)
      on conflict (customer_id, mail_address) do nothing;
  end if;
  delete from bank.former_mail_address as f
    using (
      select g.mail_address,
        row_number() over (order by g.former_from, g.mail_address) as from_oldest,
        row_number() over (order by g.former_from desc, g.mail_address desc) as from_newest
      from bank.former_mail_address as g
      where g.customer_id = v_customer
    ) as place
    where f.customer_id = v_customer and f.mail_address = place.mail_address
      and place.from_oldest > 1 and place.from_newest >= p_formers_max;
end
$$;

alter function bank.execute_without_money(timestamptz, date, uuid, bytea, text, timestamptz, timestamptz)
  owner to warifu_definer;
alter function bank.take_mail_address(timestamptz, uuid, bytea, timestamptz, integer) owner to warifu_definer;

revoke all on function bank.execute_without_money(timestamptz, date, uuid, bytea, text, timestamptz, timestamptz)
  from public;
revoke all on function bank.take_mail_address(timestamptz, uuid, bytea, timestamptz, integer) from public;
