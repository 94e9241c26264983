-- What the bank's login role, and the owner of the functions, may do with the tables of 0013. Run in every migrate after
-- foundation.sql took everything away.

grant execute on function bank.hold(timestamptz, uuid, uuid) to bank_app;
grant execute on function bank.release_hold(timestamptz, uuid) to bank_app;
grant execute on function bank.lock_accounts(uuid[]) to bank_app;
grant execute on function bank.close_day(date) to bank_app;

grant select on bank.hold, bank.rate to bank_app;

-- A booking becomes executed by bank.post alone.
grant select, insert (order_id, contract_id, receipt_number, from_account_id, total_yen, due_date)
  on bank.scheduled_transfer to bank_app;
grant update (state, settled_on, settled_at, reason) on bank.scheduled_transfer to bank_app;

grant select, insert on bank.limit_given_back to bank_app;

grant update (opened_on) on bank.business_day to bank_app;
grant select, insert on bank.day_job, bank.day_fault, bank.day_closing to bank_app;
grant update (finished_at, done, failed) on bank.day_job to bank_app;
grant update (mended_at) on bank.day_fault to bank_app;
grant select on bank.day_job, bank.day_fault, bank.day_closing to branch_app;

grant select on bank.recall to bank_app;
grant update (state, answered_at, tries, next_try_at, reason) on bank.recall to bank_app;

grant select, update on bank.scheduled_transfer to warifu_definer;
grant select, insert, update on bank.hold to warifu_definer;
grant select, update (fee_posting_id) on bank.recall to warifu_definer;
grant select, update (closed_on) on bank.business_day to warifu_definer;
-- Only ever locked: rows it has none.
grant insert, update on bank.day_fence to warifu_definer;
