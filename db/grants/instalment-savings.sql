-- What the bank's login role may do with the tables of 0015. Run in every migrate after foundation.sql took everything away.

grant select on bank.instalment_savings, bank.savings_instalment to bank_app;
grant insert (
  account_id, contract_id, order_id, receipt_number, from_account_id, instalment_yen, instalments, chosen_day,
  yield_thousandths, yield_valid_from, contracted_on, agreed_maturity
) on bank.instalment_savings to bank_app;
grant update (paid, maturity, told_on, state, closed_on, closing_order_id) on bank.instalment_savings to bank_app;
grant insert (id, account_id, receipt_number, number, due_date) on bank.savings_instalment to bank_app;
grant update (state, tried_on, debited_on) on bank.savings_instalment to bank_app;
