-- What a customer changes of the contract: the emergency stop from the login page, and the mail address.

-- A permission after 利用者認証, as bank.otp_flow is: ten minutes, for the emergency stop of one contract, no session.
create table bank.emergency_stop_flow (
  token_hash bytea primary key check (length(token_hash) = 32),
  contract_id uuid not null references bank.contract (id),
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  -- When this flow found the contract stopped, by itself or by another. Its token then opens the last page alone.
  stopped_at timestamptz
);
create index emergency_stop_flow_expires on bank.emergency_stop_flow (expires_at);

-- An executed order of the kind mail_address: a number was mailed to the new address, and counts until it is typed.
-- done_at is written by bank.take_mail_address alone.
create table bank.mail_address_change (
  order_id uuid primary key,
  contract_id uuid not null references bank.contract (id),
  mail_address text not null check (length(mail_address) between 3 and 254),
  -- The keyed hash of the number; the number itself is nowhere but in its mail.
  number_hash bytea not null check (length(number_hash) = 32),
  numbers_made integer not null default 1 check (numbers_made > 0),
  tries integer not null default 0 check (tries >= 0),
  number_expires_at timestamptz not null,
  next_number_at timestamptz not null,
  -- When the mail server took the last number; null where it has not.
  number_sent_at timestamptz,
  made_at timestamptz not null,
  -- A newer change took its place, or the contract was stopped.
  ended_at timestamptz,
  done_at timestamptz,
  check (ended_at is null or done_at is null)
);
create index mail_address_change_open on bank.mail_address_change (contract_id)
  where ended_at is null and done_at is null;

-- Addresses that were a customer's, and are told of everything for some days more.
create table bank.former_mail_address (
  customer_id uuid not null references bank.customer (id),
  mail_address text not null check (length(mail_address) between 3 and 254),
  former_from timestamptz not null,
  notified_until timestamptz not null,
  primary key (customer_id, mail_address)
);

-- Where the mail of a notice goes is written down when it is first tried, and stays.
alter table bank.notice add column mail_address text check (length(mail_address) between 3 and 254);

-- The same mail to another address, with a state of its own: a retry of one never doubles the other.
create table bank.mail_copy (
  id uuid primary key,
  contract_id uuid not null,
  notice_id uuid not null,
  mail_address text not null check (length(mail_address) between 3 and 254),
  mail_state text not null default 'due' check (mail_state in ('due', 'sent', 'failed')),
  mail_due_at timestamptz not null,
  mail_tries integer not null default 0 check (mail_tries >= 0),
  mail_settled_at timestamptz,
  unique (contract_id, notice_id, mail_address)
);
create index mail_copy_due on bank.mail_copy (mail_due_at) where mail_state = 'due';
