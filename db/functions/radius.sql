-- Puts a RADIUS secret sealed under a newer key in the place of the one that was read. Only who read the old one can.
create or replace function token.reseal_radius_clients(
  p_ids uuid[], p_old bytea[], p_new bytea[], p_key_version integer
)
returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_resealed integer;
begin
  update token.radius_client c set sealed_secret = r.new, key_version = p_key_version
  from unnest(p_ids, p_old, p_new) as r (id, old, new)
  where c.radius_client_id = r.id and c.sealed_secret = r.old and c.key_version <> p_key_version;
  get diagnostics v_resealed = row_count;
  return v_resealed;
end
$$;

alter function token.reseal_radius_clients(uuid[], bytea[], bytea[], integer) owner to warifu_definer;
revoke all on function token.reseal_radius_clients(uuid[], bytea[], bytea[], integer) from public;
grant execute on function token.reseal_radius_clients(uuid[], bytea[], bytea[], integer) to token_app;
