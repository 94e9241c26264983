-- What the login roles may do with the tables of 0017. Run in every migrate after foundation.sql took everything away.

-- A payee's account never changes: another account is another payee, with a code of its own.
grant select, insert, delete on bank.payee to bank_app;
grant update (nickname) on bank.payee to bank_app;

-- A recall is written by bank.record_recall alone, which takes its fee.
grant execute on function bank.record_recall(uuid, uuid, uuid, bigint, timestamptz, date) to branch_app;
grant execute on function bank.lock_accounts(uuid[]) to branch_app;
grant select on bank.scheduled_transfer, bank.zengin_outbox to branch_app;
grant insert on bank.recall to warifu_definer;
grant select on bank.transfer to warifu_definer;
