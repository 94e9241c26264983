-- 組戻し: the branch's login role can neither post nor write a recall; this does both, for an approved request alone.

-- Records that an executed transfer to another bank is to be called back, and takes the fee from the account that it was
-- paid from. The request behind it is approved, of this contract, and not used before.
create or replace function bank.record_recall(
  p_request uuid,
  p_order uuid,
  p_posting uuid,
  p_fee bigint,
  p_at timestamptz,
  p_business_date date
)
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_contract uuid;
  v_account uuid;
begin
  select t.contract_id, t.from_account_id into v_contract, v_account
    from bank.branch_request as r
    join bank.branch_approval as a on a.request_id = r.id and a.digest = r.digest and a.spent_at is null
    join bank.order as o
      on o.id = p_order and o.contract_id = r.contract_id and o.receipt_number = r.terms ->> 'receiptNumber'
        and o.state = 'executed'
    join bank.transfer as t on t.order_id = o.id and t.contract_id = o.contract_id and t.to_account_id is null
    where r.id = p_request and r.kind = 'transfer_recall' and r.state = 'approved';
  if v_contract is null then
    raise exception 'a transfer is recalled for an approved request alone' using errcode = 'insufficient_privilege';
  end if;
  insert into bank.recall (order_id, contract_id, request_id, fee_yen, recorded_at, next_try_at)
    values (p_order, v_contract, p_request, p_fee, p_at, p_at);
  if p_fee > 0 then
    perform bank.post(
      p_at, p_business_date, array[p_posting], array[p_order], array['recall_fee'], array[null::bytea],
      array[null::text], array[null::timestamptz], array[null::timestamptz], array[1, 1],
      array[v_account, '00000000-0000-7000-8000-000000000002'::uuid], array[-p_fee, p_fee],
      array['recall_fee', 'recall_fee'], array['', '']
    );
  end if;
end
$$;

alter function bank.record_recall(uuid, uuid, uuid, bigint, timestamptz, date) owner to warifu_definer;
revoke all on function bank.record_recall(uuid, uuid, uuid, bigint, timestamptz, date) from public;
