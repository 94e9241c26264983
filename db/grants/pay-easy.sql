-- What the login roles, and the owner of the functions, may do with the tables of 0016. Run in every migrate after
-- foundation.sql took everything away.

-- What was told to the network never changes; what became of it does.
grant select, insert on bank.bill_payment to bank_app;
grant update (state, reason, asks, next_ask_at, settled_at) on bank.bill_payment to bank_app;

grant select, insert, update on bank.pay_easy_stop to bank_app;
grant select, insert, delete, update (is_unknown) on bank.bill_try to bank_app;

-- The branch lifts a stop by bank.lift_pay_easy_stop alone.
grant select on bank.pay_easy_stop to branch_app;
grant execute on function bank.lift_pay_easy_stop(uuid, uuid) to branch_app;
grant select, update on bank.pay_easy_stop to warifu_definer;
grant select, delete on bank.bill_try to warifu_definer;
