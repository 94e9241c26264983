-- What the login roles, and the owner of the function, may do with the table of 0018. Run in every migrate after
-- foundation.sql took everything away.

grant execute on function bank.settle_address_change(timestamptz, uuid, uuid, text) to branch_app;

-- What was asked for is written once; that a newer one took its place is all that the bank says of it.
grant select, insert (order_id, contract_id, postal_code, prefecture, city, street, building, telephone, asked_at)
  on bank.address_change to bank_app;
grant update (state, settled_at) on bank.address_change to bank_app;
grant select on bank.address_change to branch_app;

-- FOR UPDATE asks for the privilege to update a column.
grant select, update (state, settled_at, operator_id, reason) on bank.address_change to warifu_definer;
grant select, update (mail_address, postal_code, prefecture, city, street, building, telephone)
  on bank.customer to warifu_definer;
grant select, update (state) on bank.contract to warifu_definer;
