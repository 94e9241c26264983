-- What all orders and all days share: accounts of deposits, money that is held, rates, booked transfers, and the days.
-- The order in which rows are locked, everywhere: bank.contract, bank.order, the rows of a product (time deposits,
-- instalment savings, booked transfers, holds), bank.limit_used, bank.account_balance, each by its key.

-- A deposit is an account of its own: its principal is the balance, and a statement of the book has each yen of it.
alter table bank.account drop constraint account_kind_check;
alter table bank.account add constraint account_kind_check
  check (kind in ('ordinary', 'current', 'savings', 'time_deposit', 'instalment_savings', 'internal'));

insert into bank.account (id, branch_code, kind, account_number, internal_name, may_overdraw, opened_at) values
  ('00000000-0000-7000-8000-000000000005', '000', 'internal', '0000005', 'interest_ordinary', true, now()),
  ('00000000-0000-7000-8000-000000000006', '000', 'internal', '0000006', 'interest_time_deposits', true, now()),
  ('00000000-0000-7000-8000-000000000007', '000', 'internal', '0000007', 'supplement_instalment_savings', true, now()),
  ('00000000-0000-7000-8000-000000000008', '000', 'internal', '0000008', 'tax_national', true, now()),
  ('00000000-0000-7000-8000-000000000009', '000', 'internal', '0000009', 'tax_local', true, now());
insert into bank.account_balance (account_id, may_overdraw)
  select id, may_overdraw from bank.account where internal_name in (
    'interest_ordinary', 'interest_time_deposits', 'supplement_instalment_savings', 'tax_national', 'tax_local'
  );

-- Money that is promised to somebody and still on the account. The last wall against spending it twice is the constraint.
alter table bank.account_balance add column held_yen bigint not null default 0 check (held_yen >= 0);
alter table bank.account_balance drop constraint account_balance_check;
alter table bank.account_balance add constraint account_balance_check check (may_overdraw or balance_yen >= held_yen);

-- A hold of an executed order, until its money is posted or set free. Written by bank.hold and bank.release_hold alone.
create table bank.hold (
  order_id uuid primary key,
  contract_id uuid not null,
  account_id uuid not null,
  amount_yen bigint not null check (amount_yen > 0),
  made_at timestamptz not null,
  -- By bank.release_hold: when the money was set free, and by which posting it was taken (null: given back).
  released_at timestamptz,
  posting_id uuid,
  check (posting_id is null or released_at is not null)
);
create index hold_open on bank.hold (account_id) where released_at is null;

-- What an order counted against a limit and gave back: cancelled, or failed, on the very day on which it was given.
create table bank.limit_given_back (
  order_id uuid primary key,
  contract_id uuid not null,
  kind text not null check (kind in ('transfer', 'bill_payment')),
  business_date date not null,
  amount_yen bigint not null check (amount_yen > 0)
);

-- Thousandths of a per cent a year. term_months: of a time deposit; the instalments of a savings contract; null for
-- ordinary deposits. The rate of a day is the entry with the latest valid_from not after it.
create table bank.rate (
  product text not null check (product in ('ordinary', 'time_deposit', 'instalment_savings')),
  term_months integer not null default 0 check (term_months between 0 and 120),
  valid_from date not null,
  rate_thousandths integer not null check (rate_thousandths between 0 and 99999),
  entered_at timestamptz not null,
  primary key (product, term_months, valid_from),
  check ((product = 'ordinary') = (term_months = 0))
);

-- 予約振込. Approved when it was given; debited by the day of due_date, once, or not at all.
create table bank.scheduled_transfer (
  order_id uuid primary key,
  contract_id uuid not null,
  receipt_number text not null,
  from_account_id uuid not null,
  -- The amount and the fee together: what the day takes from the account.
  total_yen bigint not null check (total_yen > 0),
  due_date date not null,
  state text not null default 'booked' check (state in ('booked', 'executed', 'failed', 'cancelled')),
  settled_on date,
  settled_at timestamptz,
  posting_id uuid,
  -- Why it failed.
  reason text check (length(reason) <= 40),
  check ((state = 'booked') = (settled_at is null)),
  check ((state = 'executed') = (posting_id is not null))
);
create index scheduled_transfer_due on bank.scheduled_transfer (due_date, receipt_number) where state = 'booked';
create index scheduled_transfer_contract on bank.scheduled_transfer (contract_id, due_date) where state = 'booked';

-- How far the bank has come: null until a first day was opened. Orders of a later day wait.
alter table bank.business_day add column opened_on date;
-- The last day that is closed: nothing more is posted on it, or on one before it.
alter table bank.business_day add column closed_on date;
-- Empty for ever. Whoever posts holds a lock on it that others who post can hold as well; whoever closes a day waits for
-- them, and then they see that the day is closed.
create table bank.day_fence (only_row boolean primary key check (not only_row));

-- One row for each job of each day, so that a day that was cut short goes on where it stood.
create table bank.day_job (
  business_date date not null,
  job text not null check (length(job) <= 40),
  started_at timestamptz not null,
  finished_at timestamptz,
  -- What it did, and what it could not do: each of the latter has a row in bank.day_fault.
  done bigint not null default 0 check (done >= 0),
  failed bigint not null default 0 check (failed >= 0),
  primary key (business_date, job)
);
create table bank.day_fault (
  business_date date not null,
  job text not null,
  item text not null check (length(item) <= 100),
  says text not null check (length(says) <= 500),
  at timestamptz not null,
  mended_at timestamptz,
  primary key (job, item, business_date)
);

-- A day that is closed, with its trial balance: each account of the chart with its balance at the end of that day.
create table bank.day_closing (
  business_date date primary key,
  -- [{ "account": "zengin_settlement", "balance": "…", "debits": "…", "credits": "…" }, …]; the balances sum to zero.
  trial_balance jsonb not null,
  entries bigint not null check (entries >= 0),
  closed_at timestamptz not null
);

-- Entries come in about the order of their days: a small index finds those of one day.
create index entry_business_date on bank.entry using brin (business_date) with (autosummarize = on);

-- 組戻し: its way to the answer of the other bank, and the fee, which is due also when it fails.
alter table bank.recall drop constraint recall_state_check;
alter table bank.recall add constraint recall_state_check
  check (state in ('recorded', 'asked', 'returned', 'refused'));
alter table bank.recall add column fee_posting_id uuid unique;
alter table bank.recall add column answered_at timestamptz;
alter table bank.recall add column tries integer not null default 0 check (tries >= 0);
alter table bank.recall add column next_try_at timestamptz;
alter table bank.recall add column reason text check (length(reason) <= 200);
create index recall_open on bank.recall (next_try_at) where state in ('recorded', 'asked');
