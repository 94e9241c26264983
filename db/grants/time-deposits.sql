-- What the bank's login role may do with time deposits. The terms of one are written once and never changed; what moves
-- money is posted by bank.post alone.
grant select, insert on bank.time_deposit, bank.time_deposit_interim to bank_app;
grant update (
  at_maturity, booking_order_id, is_too_large, next_interim_on, told_on, state, ended_on, ended_by, interest_yen,
  national_yen, local_yen, after_maturity_yen, paid_out_yen, end_posting_id
) on bank.time_deposit to bank_app;
grant select on bank.time_deposit, bank.time_deposit_interim to branch_app;
