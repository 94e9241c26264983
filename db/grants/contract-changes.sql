-- What the bank's login role, and the owner of the functions, may do with the tables of 0010. Run in every migrate after
-- foundation.sql took everything away.

grant execute on function bank.execute_without_money(timestamptz, date, uuid, bytea, text, timestamptz, timestamptz)
  to bank_app;
grant execute on function bank.take_mail_address(timestamptz, uuid, bytea, timestamptz, integer) to bank_app;

grant select, insert, delete on bank.emergency_stop_flow to bank_app;
grant update (stopped_at) on bank.emergency_stop_flow to bank_app;

-- Neither the address nor that it counts: both follow from the order.
grant select, insert (
  order_id, contract_id, mail_address, number_hash, number_expires_at, next_number_at, made_at
) on bank.mail_address_change to bank_app;
grant update (number_hash, numbers_made, tries, number_expires_at, next_number_at, number_sent_at, ended_at)
  on bank.mail_address_change to bank_app;

grant select on bank.former_mail_address to bank_app;

grant select, insert on bank.mail_copy to bank_app;
grant update (mail_state, mail_due_at, mail_tries, mail_settled_at) on bank.mail_copy to bank_app;

-- FOR UPDATE asks for the privilege to update a column.
grant select, update (executed_at, executed_on) on bank.order to warifu_definer;
grant select, update (done_at) on bank.mail_address_change to warifu_definer;
grant select on bank.contract to warifu_definer;
grant select, update (mail_address) on bank.customer to warifu_definer;
grant select, insert, update, delete on bank.former_mail_address to warifu_definer;
