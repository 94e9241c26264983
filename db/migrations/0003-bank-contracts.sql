-- The bank's people: customers, contracts, log-ins, sessions, the flows of the one-time password, notices, audit.
-- Nothing here is a trigger, and nothing relies on the order of a sequence. Keys are UUIDv7 made by the bank.

-- 営業日付: the civil date in Asia/Tokyo plus this offset, which only a demo database ever moves.
create table bank.business_day (
  only_row boolean primary key default true check (only_row),
  offset_days integer not null default 0
);
insert into bank.business_day default values;

create table bank.customer (
  id uuid primary key,
  kanji_name text not null check (length(kanji_name) between 1 and 60),
  kana_name text not null check (length(kana_name) between 1 and 60),
  mail_address text check (length(mail_address) between 3 and 254),
  created_at timestamptz not null
);

create table bank.contract (
  id uuid primary key,
  contract_number text not null unique check (contract_number ~ '^[0-9]{11}$'),
  customer_id uuid not null references bank.customer (id),
  branch_code text not null check (branch_code ~ '^[0-9]{3}$'),
  -- Opaque: what the token authority knows the contract by.
  subject text not null unique check (length(subject) between 16 and 64),
  state text not null default 'active' check (state in ('active', 'stopped')),
  -- The bank's own mark. The authority's word is asked as well; where the two differ, nothing protected is done.
  otp_mark text not null default 'none' check (otp_mark in ('none', 'registered', 'released')),
  otp_changed_at timestamptz,
  cool_down_until timestamptz,
  -- Since when the customer's binding is known to be locked after wrong codes; told by mail and after the next login.
  otp_locked_at timestamptz,
  login_password_hash text not null,
  must_change_password boolean not null default true,
  confirmation_password_hash text,
  confirmation_failures integer not null default 0 check (confirmation_failures >= 0),
  confirmation_locked_at timestamptz,
  language text not null default 'ja' check (language in ('ja', 'en')),
  created_at timestamptz not null
);
create index contract_customer on bank.contract (customer_id);

-- One row for each (contract number as typed, browser) that ever failed. The number is kept as a keyed hash, because
-- people type passwords into the wrong field, and because numbers of no contract are counted in the same way.
create table bank.login_counter (
  number_key bytea not null check (length(number_key) = 32),
  -- The keyed hash of a known browser's cookie; 32 zero bytes for all browsers that never logged in there.
  browser_key bytea not null check (length(browser_key) = 32),
  tries integer not null check (tries >= 0),
  turned_away integer not null default 0 check (turned_away >= 0),
  blocked_until timestamptz not null,
  -- Whether the attempt that wrote the row last was let through to the check of its password.
  let_through boolean not null,
  updated_at timestamptz not null,
  primary key (number_key, browser_key)
);
create index login_counter_updated on bank.login_counter (updated_at);

-- Browsers that logged in on a contract. One cookie may stand for several contracts of one household.
create table bank.device (
  browser_key bytea not null check (length(browser_key) = 32),
  contract_id uuid not null references bank.contract (id),
  first_login_at timestamptz not null,
  last_login_at timestamptz not null,
  primary key (browser_key, contract_id)
);
create index device_contract on bank.device (contract_id);

create table bank.session (
  id uuid primary key,
  token_hash bytea not null unique check (length(token_hash) = 32),
  contract_id uuid not null references bank.contract (id),
  channel text not null check (channel in ('pc', 'smartphone', 'mobile')),
  opened_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text check (end_reason in ('idle', 'expired', 'replaced', 'logout', 'stopped')),
  check ((ended_at is null) = (end_reason is null))
);
-- One session per contract, whatever the processes do.
create unique index session_open on bank.session (contract_id) where ended_at is null;
create index session_expires on bank.session (expires_at);

-- Log-ins that succeeded. The address is shown in part only.
create table bank.login (
  id uuid not null,
  contract_id uuid not null references bank.contract (id),
  at timestamptz not null,
  channel text not null check (channel in ('pc', 'smartphone', 'mobile')),
  address text not null check (length(address) <= 64),
  new_browser boolean not null,
  primary key (contract_id, id)
);

-- A one-flow permission after 利用者認証: ten minutes, one flow of one contract, no session.
create table bank.otp_flow (
  id uuid primary key,
  token_hash bytea not null unique check (length(token_hash) = 32),
  contract_id uuid not null references bank.contract (id),
  flow text not null check (flow in ('register', 'stop')),
  step text not null check (step in ('new_token', 'old_code', 'stop_code', 'nothing_to_stop', 'done')),
  -- A token was registered when the flow began: 機種変更, not 利用登録.
  is_device_change boolean not null default false,
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  -- What was asked of the authority last, written before the call: the keyed hash of the request and its key.
  asked_hash bytea check (length(asked_hash) = 32),
  asked_key text,
  -- The new token of a registration under way, so that an answer lost in a crash can be recognised.
  asked_token_id text,
  -- The proof of the old code, a bearer value of ten minutes; removed with its use.
  replacement_proof text,
  ended_at timestamptz
);
create index otp_flow_contract on bank.otp_flow (contract_id) where ended_at is null;
create index otp_flow_expires on bank.otp_flow (expires_at);

-- What the customer is told: shown after login, and sent by mail from here (an outbox).
create table bank.notice (
  id uuid not null,
  contract_id uuid not null,
  kind text not null check (length(kind) <= 40),
  at timestamptz not null,
  receipt_number text,
  params jsonb not null default '{}',
  mail_state text not null default 'due' check (mail_state in ('due', 'sent', 'failed', 'none')),
  mail_due_at timestamptz not null,
  mail_tries integer not null default 0 check (mail_tries >= 0),
  mail_settled_at timestamptz,
  primary key (contract_id, id)
);
create index notice_mail_due on bank.notice (mail_due_at) where mail_state = 'due';

-- 監査記録: append only. Written in the transaction of the act, so without foreign keys onto hot rows.
create table bank.audit (
  id uuid primary key,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('customer', 'operator', 'system')),
  actor_id text,
  act text not null check (length(act) <= 60),
  contract_id uuid,
  order_id uuid,
  detail jsonb not null default '{}'
);
create index audit_contract on bank.audit (contract_id, id);
