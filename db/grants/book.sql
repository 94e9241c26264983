-- What the bank's login role, and the owner of the posting functions, may do with the tables of 0004. Run in every
-- migrate after foundation.sql took everything away.

-- Balances and entries are read by the bank, and written by bank.post alone.
grant select on bank.account, bank.account_balance, bank.posting, bank.entry to bank_app;
grant execute on function bank.lock_for_orders(uuid[], uuid[], text[], date, uuid[]) to bank_app;
grant execute on function bank.open_accounts(uuid[], uuid[], text[], text[], text[], timestamptz) to bank_app;
grant execute on function bank.post(
  timestamptz, date, uuid[], uuid[], text[], bytea[], text[], timestamptz[], timestamptz[], integer[], uuid[], bigint[],
  text[], text[]
) to bank_app;
grant execute on function bank.list_transfer_orders(uuid[], date) to bank_app;
grant execute on function bank.lock_transfer_orders(uuid[], uuid[], uuid[], text[], date, uuid[]) to bank_app;
grant execute on function bank.execute_transfers(
  timestamptz, date, boolean, uuid[], bigint[], uuid[], timestamptz[], bigint[], bigint[], bigint[], uuid[], uuid[], bytea[],
  text[], timestamptz[], timestamptz[], uuid[], uuid[], text[], text[], text[], text[], text[], text[], bigint[], bigint[], text[], date[],
  integer[], integer[], uuid[], bigint[], text[], text[], uuid[], text[], uuid[], jsonb[]
) to bank_app;
grant execute on function bank.take_attempts(uuid[], bytea[], timestamptz, timestamptz, boolean) to bank_app;
grant execute on function bank.see_sessions(bytea[], timestamptz, timestamptz, timestamptz) to bank_app;

grant select, insert, delete on bank.draft to bank_app;
grant update (fields, expires_at) on bank.draft to bank_app;

-- The terms of an order never change.
grant select, insert on bank.order to bank_app;
grant update (state, executed_at, executed_on) on bank.order to bank_app;
grant select, insert on bank.order_attempt to bank_app;
grant update (verdict) on bank.order_attempt to bank_app;

-- An approval is made by the bank, and spent by bank.post alone.
grant select on bank.approval to bank_app;
grant insert (order_id, terms_digest, method, approved_at, expires_at) on bank.approval to bank_app;

grant select, insert on bank.limit_setting to bank_app;
grant update (limit_yen, set_at) on bank.limit_setting to bank_app;
grant select, insert on bank.limit_used to bank_app;
grant update (used_yen) on bank.limit_used to bank_app;

grant select, insert on bank.transfer to bank_app;
grant select, insert on bank.zengin_outbox to bank_app;
grant update (state, tries, next_try_at, sent_at) on bank.zengin_outbox to bank_app;
grant select, insert on bank.zengin_return to bank_app;
grant select on bank.zengin_cursor to bank_app;
grant update (last_return_id) on bank.zengin_cursor to bank_app;

grant usage on schema bank to warifu_definer;
grant select, insert on bank.account, bank.posting, bank.entry to warifu_definer;
grant select, insert, update on bank.account_balance to warifu_definer;
grant select, insert, update on bank.approval, bank.limit_used to warifu_definer;
-- FOR UPDATE asks for the privilege to update a column.
grant select, update (state) on bank.order to warifu_definer;
