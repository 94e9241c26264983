-- The tables that lie by months (0023). What a role may do with a table, it may do with all its months: a month itself is
-- granted to nobody.

grant execute on function bank.make_months(date) to bank_app;
grant execute on function bank.first_id_of(date) to bank_app, branch_app;
grant execute on function bank.least_id(uuid[]), bank.greatest_id(uuid[]) to bank_app, warifu_definer;
grant select on bank.month_detached, bank.balance_carried to bank_app, branch_app;
grant select on bank.month_detached to audit_sealer;
