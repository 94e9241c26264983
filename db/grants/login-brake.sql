-- What the bank's login role may do with the tables of 0026. Run again in every migrate, so it says all of it.

revoke all on bank.refused_logins, bank.login_brake from bank_app;

grant select, insert, delete on bank.refused_logins to bank_app;
grant update (refused) on bank.refused_logins to bank_app;

grant select on bank.login_brake to bank_app;
grant update (on_until) on bank.login_brake to bank_app;
