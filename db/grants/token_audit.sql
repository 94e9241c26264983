-- The chain of the authority's trail, as audit-chain.sql has it for the bank's; and what anybody who verifies a trail
-- must know of its prunings. Nobody but the owner writes those down. Run after token.sql, which begins from nothing.

grant select on token.audit, token.audit_link to audit_sealer;
grant insert on token.audit_link to audit_sealer;
-- FOR UPDATE asks for the privilege to update a column.
grant select, update on token.audit_lease to audit_sealer;

grant select on bank.audit_pruned to audit_sealer, bank_app, branch_app;
grant select on token.audit_pruned to audit_sealer, token_app;
grant select on token.audit_link, token.pruned_step to token_app;
