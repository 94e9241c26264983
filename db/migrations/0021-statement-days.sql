-- 入出金明細 by days.

-- The last entry of an account on or before a day is one look-up, however old the day is: a period begins and ends with
-- one, and so does each point of a chart. The lines between them are read by the primary key.
create index entry_account_day on bank.entry (account_id, business_date, seq);
