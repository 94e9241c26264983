-- What the branch does with a change of address that a customer asked for. It belongs to warifu_definer: neither the bank's
-- login role nor the branch's can write a customer's address by itself.

-- The maker is the customer, with an approved order; the checker is an active manager. With a reason it is sent back, and
-- without one the address of the order becomes the customer's. Answers what it found: done, sent_back, replaced where it was
-- settled before; stopped where the contract is, for then nothing changes but what is sent back.
create or replace function bank.settle_address_change(
  p_at timestamptz,
  p_order_id uuid,
  p_operator_id uuid,
  p_reason text
)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_contract bank.contract%rowtype;
  v_change bank.address_change%rowtype;
begin
  if not exists (
    select 1 from bank.operator as o where o.id = p_operator_id and o.state = 'active' and o.role = 'manager'
  ) then
    raise exception 'an address is checked by a manager' using errcode = 'insufficient_privilege';
  end if;
  -- The contract first, as for every order: a customer who asks for another address meanwhile waits for this, or this for him.
  select c.* into v_contract from bank.contract as c
    where c.id = (select a.contract_id from bank.address_change as a where a.order_id = p_order_id)
    for no key update;
  select a.* into v_change from bank.address_change as a where a.order_id = p_order_id for update;
  if v_change.state is distinct from 'waiting' then
    return v_change.state;
  end if;
  if p_reason is not null then
    update bank.address_change as a
      set state = 'sent_back', settled_at = p_at, operator_id = p_operator_id, reason = p_reason
      where a.order_id = p_order_id;
    return 'waiting';
  end if;
  if v_contract.state <> 'active' then
    return 'stopped';
  end if;
  if not exists (
    select 1
    from bank.order as o
    join bank.approval as ok on ok.order_id = o.id and ok.terms_digest = o.terms_digest and ok.spent_at = o.executed_at
    where o.id = p_order_id and o.kind = 'address_change' and o.state = 'executed' and o.contract_id = v_contract.id
      and o.terms -> 'address' = jsonb_build_object(
        'postalCode', v_change.postal_code, 'prefecture', v_change.prefecture, 'city', v_change.city,
        'street', v_change.street, 'building', v_change.building, 'telephone', v_change.telephone
      )
  ) then
    raise exception 'an address counts by an approved order alone' using errcode = 'insufficient_privilege';
  end if;
  update bank.address_change as a set state = 'done', settled_at = p_at, operator_id = p_operator_id
    where a.order_id = p_order_id;
  update bank.customer as customer
    set postal_code = v_change.postal_code, prefecture = v_change.prefecture, city = v_change.city,
      street = v_change.street, building = v_change.building, telephone = v_change.telephone
    where customer.id = v_contract.customer_id;
  return 'waiting';
end
$$;

alter function bank.settle_address_change(timestamptz, uuid, uuid, text) owner to warifu_definer;
revoke all on function bank.settle_address_change(timestamptz, uuid, uuid, text) from public;
