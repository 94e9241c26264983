-- The branch lifts the stop of Pay-easy, for an approved request alone. Belongs to warifu_definer.

-- Lifts the stop of the contract that the request is about, and forgets its tries and earlier stops. False: it was not
-- stopped any more.
create or replace function bank.lift_pay_easy_stop(p_request uuid, p_contract uuid)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_stop bank.pay_easy_stop%rowtype;
begin
  if not exists (
    select 1 from bank.branch_request as r
    join bank.branch_approval as a on a.request_id = r.id and a.digest = r.digest and a.spent_at is null
    where r.id = p_request and r.kind = 'pay_easy_resumption' and r.state = 'approved'
      and r.contract_id = p_contract and r.terms ->> 'contractId' = p_contract::text
  ) then
    raise exception 'Pay-easy is resumed for an approved request alone' using errcode = 'insufficient_privilege';
  end if;
  select * into v_stop from bank.pay_easy_stop as s where s.contract_id = p_contract for update;
  if v_stop.contract_id is null or (v_stop.stopped_until is null and not v_stop.waits_for_branch) then
    return false;
  end if;
  delete from bank.bill_try as t where t.contract_id = p_contract;
  update bank.pay_easy_stop as s set stopped_until = null, waits_for_branch = false, stops = 0
    where s.contract_id = p_contract;
  return true;
end
$$;

alter function bank.lift_pay_easy_stop(uuid, uuid) owner to warifu_definer;

revoke all on function bank.lift_pay_easy_stop(uuid, uuid) from public;
