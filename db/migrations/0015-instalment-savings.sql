-- 定期積金. A contract of instalment savings is an account of its own in the book, whose balance is what was paid in.

-- What was agreed never changes; what became of it does.
create table bank.instalment_savings (
  account_id uuid primary key references bank.account (id),
  contract_id uuid not null,
  -- The order that opened it, and its receipt number: what puts two that are due on one day in an order.
  order_id uuid not null unique,
  receipt_number text not null,
  from_account_id uuid not null references bank.account (id),
  instalment_yen bigint not null check (instalment_yen > 0),
  instalments integer not null check (instalments between 1 and 120),
  chosen_day integer not null check (chosen_day between 1 and 31),
  yield_thousandths integer not null check (yield_thousandths >= 0),
  yield_valid_from date not null,
  contracted_on date not null,
  agreed_maturity date not null,
  -- How many instalments were debited: always the first ones.
  paid integer not null default 0 check (paid between 0 and instalments),
  -- The one that applies; nobody knows it while an instalment is missing.
  maturity date check (maturity >= agreed_maturity),
  told_on date,
  state text not null default 'open' check (state in ('open', 'closed')),
  closed_on date,
  closing_order_id uuid unique,
  check ((maturity is not null) = (paid = instalments)),
  check ((state = 'closed') = (closed_on is not null)),
  check ((state = 'closed') = (closing_order_id is not null))
) with (fillfactor = 80);
create index instalment_savings_contract on bank.instalment_savings (contract_id, account_id);
create index instalment_savings_matured on bank.instalment_savings (maturity, receipt_number)
  where state = 'open' and told_on is null;

-- 掛金. Each is debited by the posting that has its id, so none can be debited twice.
create table bank.savings_instalment (
  id uuid primary key,
  account_id uuid not null references bank.instalment_savings (account_id),
  receipt_number text not null,
  number integer not null check (number > 0),
  due_date date not null,
  state text not null default 'due' check (state in ('due', 'paid', 'given_up')),
  -- The last day on which there was not enough to debit it; the customer was told on the first such day.
  tried_on date,
  debited_on date check (debited_on >= due_date),
  unique (account_id, number),
  check ((state = 'paid') = (debited_on is not null))
) with (fillfactor = 80);
create index savings_instalment_due on bank.savings_instalment (due_date, receipt_number, number) where state = 'due';
