-- 普通預金利息. One row for each ordinary account and settlement day, also where nothing was earned: what has none is due.
-- Never changed.
create table bank.ordinary_interest (
  settlement_day date not null,
  account_id uuid not null,
  -- The days of the period, both included: first_day to settlement_day.
  first_day date not null check (first_day <= settlement_day),
  -- Before tax; and what was withheld of it.
  interest_yen bigint not null check (interest_yen >= 0),
  national_tax_yen bigint not null check (national_tax_yen >= 0),
  local_tax_yen bigint not null check (local_tax_yen >= 0),
  -- The business date of the work, and of the posting. Nothing is posted where nothing was earned.
  paid_on date not null check (paid_on > settlement_day),
  posting_id uuid unique,
  -- From where the next period goes on: the balance at 24:00 of the settlement day, and the number of entries before the
  -- first that is dated after it.
  balance_yen bigint not null check (balance_yen >= 0),
  entries_before bigint not null check (entries_before > 0),
  primary key (settlement_day, account_id),
  check ((posting_id is null) = (interest_yen = 0)),
  check (national_tax_yen + local_tax_yen <= interest_yen)
);
create index ordinary_interest_account on bank.ordinary_interest (account_id, settlement_day);
