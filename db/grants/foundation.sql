-- Run before the other grants, in one transaction with them: everybody starts from nothing.

do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format(
    'grant connect on database %I to bank_app, token_app, branch_app, audit_sealer',
    current_database()
  );
end
$$;

revoke all on schema public from public;
revoke all on all tables in schema public from public, bank_app, token_app, branch_app, audit_sealer;

revoke all on schema bank, token, warifu from public, bank_app, token_app, branch_app, audit_sealer;
revoke all on all tables in schema bank, token, warifu
  from public, bank_app, token_app, branch_app, audit_sealer, warifu_definer;
revoke all on all sequences in schema bank, token, warifu
  from public, bank_app, token_app, branch_app, audit_sealer, warifu_definer;
revoke all on all functions in schema bank, token, warifu
  from public, bank_app, token_app, branch_app, audit_sealer;

grant usage on schema bank to bank_app, branch_app, audit_sealer;
grant usage on schema token to token_app, audit_sealer;

-- A server asks on start whether it stands on the database that it expects.
grant usage on schema warifu to bank_app, token_app, branch_app, audit_sealer;
grant select on warifu.meta, warifu.migration to bank_app, token_app, branch_app, audit_sealer;
