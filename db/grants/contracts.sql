-- What the bank's login role may do with the tables of 0003. Run again in every migrate, so it says all of it.

grant usage on schema bank to bank_app;

revoke all on
  bank.business_day, bank.customer, bank.contract, bank.login_counter, bank.device, bank.session, bank.login,
  bank.otp_flow, bank.notice, bank.audit
from bank_app;

grant select on bank.business_day to bank_app;

grant select, insert on bank.customer to bank_app;

-- The number, the holder, the branch and the opaque subject of a contract never change.
grant select, insert on bank.contract to bank_app;
grant update (
  state, otp_mark, otp_changed_at, cool_down_until, otp_locked_at, login_password_hash, must_change_password,
  confirmation_password_hash, confirmation_failures, confirmation_locked_at, language
) on bank.contract to bank_app;

grant select, insert, update, delete on bank.login_counter to bank_app;

grant select, insert, delete on bank.device to bank_app;
grant update (last_login_at) on bank.device to bank_app;

grant select, insert, delete on bank.session to bank_app;
grant update (last_seen_at, ended_at, end_reason) on bank.session to bank_app;

grant select, insert on bank.login to bank_app;

grant select, insert, delete on bank.otp_flow to bank_app;
grant update (step, asked_hash, asked_key, asked_token_id, replacement_proof, ended_at) on bank.otp_flow to bank_app;

grant select, insert on bank.notice to bank_app;
grant update (mail_state, mail_due_at, mail_tries, mail_settled_at, mail_address) on bank.notice to bank_app;

-- Written once, and never touched again by anybody who serves customers.
grant select, insert on bank.audit to bank_app;
