-- What the token authority's login role may do with the tables of 0002 and 0009. Run again in every migrate, so it says all of it.
-- Steps, sealed secrets and failures of an existing token are changed by the functions of db/functions/token.sql alone.

grant usage on schema token to token_app, warifu_definer;

revoke all on all tables in schema token from token_app;

grant select, insert on token.relying_party to token_app;

grant select, insert on token.relying_party_key to token_app;
grant update (revoked_at) on token.relying_party_key to token_app;

grant select, insert on token.token to token_app;

grant select, insert on token.provision to token_app;

grant select, insert, delete on token.device_request to token_app;

grant select, insert, update, delete on token.provision_count to token_app;

-- 利用停止, 機種変更, ロック解除. Never deleted.
grant select, insert on token.binding to token_app;
grant update (token_id, failures, locked_at, bound_at, ended_at) on token.binding to token_app;

-- That a token left a service: told to its device for a year, and swept then.
grant select, insert, delete on token.departure to token_app;
grant update (left_at) on token.departure to token_app;

grant select, insert, delete on token.verdict to token_app;

grant select, insert, delete on token.second_code_wait to token_app;

grant select, insert, delete on token.replacement_proof to token_app;
grant update (taken_at) on token.replacement_proof to token_app;

grant select, insert, update, delete on token.attempt to token_app;

-- Written once, and never touched again.
grant select, insert on token.audit to token_app;

-- The owner of the functions, which nobody can log in as.
grant select, insert, update, delete on token.token to warifu_definer;
grant select, update on token.binding to warifu_definer;
grant select, insert, update on token.verdict, token.second_code_wait to warifu_definer;
grant insert on token.audit to warifu_definer;
