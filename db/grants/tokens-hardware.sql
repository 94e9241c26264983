-- What the token authority's login role may do with the table of 0008. Run again in every migrate, after token.sql.

grant select, insert on token.hard_token to token_app;
-- 払出し, 回収: the maker's particulars stay as they came.
grant update (state, relying_party_id, subject, handed_out_at) on token.hard_token to token_app;
