-- What the branch's login role may do. Run in every migrate after foundation.sql took everything away.
-- States of requests, approvals and the rank of operators are changed by the functions of db/functions/branch.sql alone.

grant select on bank.business_day to branch_app;

grant select, insert on bank.customer to branch_app;

-- All but the hashes of passwords, which are written here and never read.
grant select (
  id, contract_number, customer_id, branch_code, subject, state, otp_mark, otp_changed_at, cool_down_until, otp_locked_at,
  must_change_password, confirmation_failures, confirmation_locked_at, language, created_at, has_confirmation
) on bank.contract to branch_app;
grant insert (
  id, contract_number, customer_id, branch_code, subject, login_password_hash, must_change_password,
  confirmation_password_hash, language, created_at
) on bank.contract to branch_app;
grant update (
  state, otp_mark, otp_changed_at, cool_down_until, otp_locked_at, login_password_hash, must_change_password,
  confirmation_password_hash, confirmation_failures, confirmation_locked_at
) on bank.contract to branch_app;

-- A reissue ends the session and forgets the wrong tries; a stop ends sessions and flows.
grant select (id, contract_id, opened_at, last_seen_at, expires_at, ended_at, end_reason) on bank.session to branch_app;
grant update (ended_at, end_reason) on bank.session to branch_app;
grant select (id, contract_id, asked_key, ended_at) on bank.otp_flow to branch_app;
grant update (replacement_proof, ended_at) on bank.otp_flow to branch_app;
grant select (number_key), delete on bank.login_counter to branch_app;
grant select (contract_id, ended_at, done_at), update (ended_at) on bank.mail_address_change to branch_app;

grant select on bank.account, bank.order, bank.transfer, bank.zengin_return, bank.limit_setting to branch_app;
grant insert on bank.limit_setting to branch_app;
grant update (limit_yen, set_at) on bank.limit_setting to branch_app;

grant insert on bank.notice to branch_app;
grant select, insert on bank.audit to branch_app;

grant select on bank.operator to branch_app;
grant update (otp_mark, token_id, password_hash, must_change_password, password_expires_at) on bank.operator to branch_app;
grant select, insert, update, delete on bank.operator_counter to branch_app;
grant select, insert on bank.operator_session to branch_app;
grant update (last_seen_at, ended_at, end_reason) on bank.operator_session to branch_app;
grant select, insert on bank.operator_enrolment to branch_app;
grant update (asked_hash, asked_key, ended_at) on bank.operator_enrolment to branch_app;

grant select on bank.branch_request to branch_app;
grant insert (
  id, kind, contract_id, operator_id, branch_code, target, terms, digest, form_number, identity_document, identity_note,
  reason, maker_id, maker_person, made_at, expires_at
) on bank.branch_request to branch_app;
grant update (printed_at) on bank.branch_request to branch_app;
grant select, insert on bank.branch_attempt to branch_app;
grant update (verdict) on bank.branch_attempt to branch_app;
grant select on bank.branch_approval, bank.recall to branch_app;

grant execute on function bank.add_first_manager(uuid, text, text, text, text, text, text, timestamptz, timestamptz)
  to branch_app;
grant execute on function bank.finish_operator_enrolment(uuid) to branch_app;
grant execute on function bank.approve_branch_request(uuid, bytea, uuid, timestamptz) to branch_app;
grant execute on function bank.finish_branch_request(uuid, timestamptz, uuid, uuid) to branch_app;
grant execute on function bank.decide_branch_request(uuid, uuid, text, text, timestamptz) to branch_app;
grant execute on function bank.give_up_branch_request(uuid, text) to branch_app;
grant execute on function bank.expire_branch_requests(timestamptz, integer) to branch_app;
grant execute on function bank.change_operator(uuid, uuid, text, text, timestamptz) to branch_app;
grant execute on function bank.open_first_account(uuid, uuid, uuid, text, uuid, timestamptz, date) to branch_app;
grant execute on function bank.cancel_prepared(uuid, timestamptz) to branch_app, bank_app;

-- The owner of the functions, which nobody can log in as.
grant select, insert, update on bank.operator, bank.branch_approval to warifu_definer;
grant select, update on bank.branch_request to warifu_definer;
grant select on bank.contract to warifu_definer;
grant update (ended_at, end_reason) on bank.operator_session to warifu_definer;
grant select on bank.operator_session to warifu_definer;
