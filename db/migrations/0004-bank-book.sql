-- The bank's book: accounts, the double-entry ledger, orders, approvals, limits, transfers and the way to Zengin.
-- The order in which rows are locked, everywhere: bank.order, bank.limit_used, bank.account_balance, each by its key.

-- The immutable master of an account, and the target of foreign keys. What changes stands in account_balance.
create table bank.account (
  id uuid primary key,
  -- Null for the bank's own accounts, which have an internal_name instead.
  contract_id uuid references bank.contract (id),
  branch_code text not null check (branch_code ~ '^[0-9]{3}$'),
  kind text not null check (kind in ('ordinary', 'current', 'savings', 'internal')),
  account_number text not null check (account_number ~ '^[0-9]{7}$'),
  internal_name text unique check (length(internal_name) <= 40),
  may_overdraw boolean not null default false,
  opened_at timestamptz not null,
  unique (branch_code, kind, account_number),
  check ((kind = 'internal') = (internal_name is not null)),
  check ((kind = 'internal') = (contract_id is null)),
  check (kind = 'internal' or not may_overdraw)
);
create index account_contract on bank.account (contract_id, branch_code, account_number);

-- No foreign key points here: the rows are hot, and each reference would lock them once more. Written by bank.post alone.
create table bank.account_balance (
  account_id uuid primary key references bank.account (id),
  balance_yen bigint not null default 0,
  -- How many entries the account has, which is the seq of the last one.
  entries_count bigint not null default 0 check (entries_count >= 0),
  -- As in the master, so that the last wall against an overdraft is a constraint that even the owner cannot step over.
  may_overdraw boolean not null default false,
  check (may_overdraw or balance_yen >= 0)
) with (fillfactor = 50);

-- One act of the ledger. The posting that executes an order has the order's id, so that the primary key alone makes it
-- impossible to post an order twice.
create table bank.posting (
  id uuid primary key,
  order_id uuid,
  kind text not null check (length(kind) <= 40),
  business_date date not null,
  posted_at timestamptz not null
);

-- Append only, written by bank.post alone; hence no foreign keys, which would cost a look-up for each of many rows.
-- Positive amounts credit the account. balance_after_yen is the balance when this entry was in: a statement is read
-- from here without adding anything up.
create table bank.entry (
  account_id uuid not null,
  seq bigint not null check (seq > 0),
  posting_id uuid not null,
  amount_yen bigint not null check (amount_yen <> 0),
  balance_after_yen bigint not null,
  -- What the line is: transfer_out, transfer_fee, transfer_in, transfer_return, deposit, …
  kind text not null check (length(kind) <= 40),
  -- The other side's name in half-width kana, or nothing.
  counterparty text not null default '' check (length(counterparty) <= 48),
  business_date date not null,
  posted_at timestamptz not null,
  primary key (account_id, seq)
);

insert into bank.account (id, branch_code, kind, account_number, internal_name, may_overdraw, opened_at) values
  ('00000000-0000-7000-8000-000000000001', '000', 'internal', '0000001', 'zengin_settlement', true, now()),
  ('00000000-0000-7000-8000-000000000002', '000', 'internal', '0000002', 'fee_income', true, now()),
  ('00000000-0000-7000-8000-000000000003', '000', 'internal', '0000003', 'cash', true, now()),
  ('00000000-0000-7000-8000-000000000004', '000', 'internal', '0000004', 'suspense', true, now());
insert into bank.account_balance (account_id, may_overdraw) select id, may_overdraw from bank.account;

-- What was typed on the way to an order, step by step. 60 minutes.
create table bank.draft (
  id uuid primary key,
  contract_id uuid not null references bank.contract (id),
  kind text not null check (length(kind) <= 40),
  channel text not null check (channel in ('pc', 'smartphone', 'mobile')),
  fields jsonb not null default '{}',
  expires_at timestamptz not null
);
create index draft_expires on bank.draft (expires_at);
create index draft_contract on bank.draft (contract_id);

-- 取引依頼. The order is the idempotency key: made with the confirm page, executed at most once. An order past
-- expires_at that was not executed is expired, whatever state says. The receipt number is drawn with the order and told
-- with the receipt; so an execution changes no indexed column, and the row stays where it is.
create table bank.order (
  id uuid primary key,
  contract_id uuid not null references bank.contract (id),
  draft_id uuid,
  kind text not null check (length(kind) <= 40),
  channel text not null check (channel in ('pc', 'smartphone', 'mobile')),
  state text not null default 'prepared' check (state in ('prepared', 'executed', 'refused', 'expired', 'cancelled')),
  terms jsonb not null,
  terms_digest bytea not null check (length(terms_digest) = 32),
  -- What the limit of its kind and day counts: the amount without the fee.
  limit_yen bigint not null check (limit_yen >= 0),
  receipt_number text not null unique,
  prepared_at timestamptz not null,
  expires_at timestamptz not null,
  executed_at timestamptz,
  -- The day whose limit it counts against.
  executed_on date,
  check ((state = 'executed') = (executed_at is not null)),
  check ((state = 'executed') = (executed_on is not null))
) with (fillfactor = 70);
create index order_contract on bank.order (contract_id, id);
create index order_draft on bank.order (draft_id) where draft_id is not null;

-- Each call to the authority, written before it is made: order and attempt are its idempotency key. An attempt without
-- a verdict is asked again under the same key where the same code comes again.
create table bank.order_attempt (
  order_id uuid not null,
  attempt integer not null check (attempt > 0),
  code_hash bytea not null check (length(code_hash) = 32),
  asked_at timestamptz not null,
  verdict text check (verdict in ('wrong', 'spent', 'locked', 'needs_second_code', 'unknown')),
  primary key (order_id, attempt)
);

-- The customer said yes to exactly these terms. Spent by bank.post alone, in the transaction that moves the money.
create table bank.approval (
  order_id uuid primary key,
  terms_digest bytea not null check (length(terms_digest) = 32),
  method text not null check (method in ('otp', 'confirmation_password')),
  approved_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > approved_at),
  spent_at timestamptz
);

-- 利用限度額, where it is not the default.
create table bank.limit_setting (
  contract_id uuid not null references bank.contract (id),
  kind text not null check (kind in ('transfer', 'bill_payment')),
  limit_yen bigint not null check (limit_yen >= 0),
  set_at timestamptz not null,
  primary key (contract_id, kind)
);

create table bank.limit_used (
  contract_id uuid not null,
  kind text not null check (kind in ('transfer', 'bill_payment')),
  business_date date not null,
  used_yen bigint not null check (used_yen >= 0),
  primary key (contract_id, kind, business_date)
) with (fillfactor = 70);

-- Executed transfers, as they were executed. 振込. Never changed: what became of one stands in the outbox and the returns.
create table bank.transfer (
  contract_id uuid not null,
  order_id uuid not null,
  from_account_id uuid not null,
  -- Null for another bank.
  to_account_id uuid,
  bank_code text not null check (bank_code ~ '^[0-9]{4}$'),
  branch_code text not null check (branch_code ~ '^[0-9]{3}$'),
  account_kind text not null check (account_kind in ('ordinary', 'current', 'savings')),
  account_number text not null check (account_number ~ '^[0-9]{7}$'),
  payee_kana text not null check (length(payee_kana) between 1 and 30),
  sender_kana text not null check (length(sender_kana) between 1 and 48),
  amount_yen bigint not null check (amount_yen > 0),
  fee_yen bigint not null check (fee_yen >= 0),
  mode text not null check (mode in ('same_bank_now', 'core_time_now', 'more_time_now', 'next_opening')),
  value_date date not null,
  primary key (contract_id, order_id)
);

-- Payments on their way to Zengin. Due by data: the business date and the second of its day from which it may be sent.
-- The order's id is the payment's id there, so that sending again is one payment.
create table bank.zengin_outbox (
  order_id uuid primary key,
  contract_id uuid not null,
  state text not null default 'due' check (state in ('due', 'sent')),
  due_date date not null,
  due_second integer not null check (due_second between 0 and 86399),
  tries integer not null default 0 check (tries >= 0),
  next_try_at timestamptz not null,
  sent_at timestamptz,
  check ((state = 'sent') = (sent_at is not null))
);
create index zengin_outbox_due on bank.zengin_outbox (due_date, due_second, next_try_at) where state = 'due';

-- 入金不能: each return once, and at most one for an order. Written in the transaction that credits the amount again.
create table bank.zengin_return (
  return_id text primary key check (length(return_id) <= 80),
  -- What the network said was returned.
  payment_id text not null,
  -- Null where the network named a payment that this bank never sent: kept and audited, nothing is credited.
  order_id uuid unique,
  posting_id uuid,
  reason text not null check (length(reason) <= 200),
  returned_at timestamptz not null,
  applied_at timestamptz not null,
  check ((order_id is null) = (posting_id is null))
);

-- Up to which return the network's list was read. One row.
create table bank.zengin_cursor (
  only_row boolean primary key default true check (only_row),
  last_return_id text
);
insert into bank.zengin_cursor default values;
