-- What the token authority's login role may do with the table of 0007. Run in every migrate, after token.sql
-- took everything away, so it says all of it.
-- A sealed secret is changed by token.reseal_radius_clients alone.

revoke all on token.radius_client from token_app;

grant select, insert on token.radius_client to token_app;
grant update (revoked_at) on token.radius_client to token_app;

grant select, update on token.radius_client to warifu_definer;
