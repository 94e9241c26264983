-- Who seals the audit trail, and who may look whether it is whole. The sealer sees nothing else of the bank, and can
-- neither change nor take away a row or a link.

grant usage on schema bank to audit_sealer;
grant select on bank.audit, bank.audit_link to audit_sealer;
grant insert on bank.audit_link to audit_sealer;
-- FOR UPDATE asks for the privilege to update a column.
grant select, update on bank.audit_lease to audit_sealer;

grant select on bank.audit_link to bank_app, branch_app;

-- What the branch looks up beyond what it may act on (branch.sql).
grant select on bank.account_balance, bank.login, bank.notice to branch_app;
