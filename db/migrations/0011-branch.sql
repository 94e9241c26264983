-- 営業店: operators, their sessions, and procedures on paper by maker and checker. Keys are UUIDv7 made by the bank.

create table bank.operator (
  id uuid primary key,
  operator_number text not null unique check (operator_number ~ '^[0-9]{6}$'),
  -- Of the person, whatever accounts they hold: maker and checker differ in this.
  person_number text not null check (person_number ~ '^[0-9A-Z]{1,12}$'),
  name text not null check (length(name) between 1 and 60),
  role text not null check (role in ('teller', 'manager', 'auditor')),
  branch_code text not null check (branch_code ~ '^[0-9]{3}$'),
  -- enrolling: the password is not yet the operator's own, or there is no token yet.
  state text not null default 'enrolling' check (state in ('enrolling', 'active', 'suspended')),
  -- Opaque: what the token authority knows the operator by.
  subject text not null unique check (length(subject) between 16 and 64),
  otp_mark text not null default 'none' check (otp_mark in ('none', 'registered', 'released')),
  token_id text check (length(token_id) <= 20),
  password_hash text not null,
  must_change_password boolean not null default true,
  -- Of a first password: after it, nobody signs in with it any more.
  password_expires_at timestamptz,
  made_at timestamptz not null,
  check ((otp_mark = 'registered') = (token_id is not null)),
  check (must_change_password = (password_expires_at is not null)),
  check (state <> 'active' or (otp_mark = 'registered' and not must_change_password))
);
-- One account for a person, but those that are suspended.
create unique index operator_person on bank.operator (person_number) where state <> 'suspended';
create index operator_token on bank.operator (token_id) where token_id is not null;

-- One row for each operator number as typed that ever failed, kept as a keyed hash; like bank.login_counter, and apart
-- from it, because customers' sites may write that one.
create table bank.operator_counter (
  number_key bytea not null check (length(number_key) = 32),
  browser_key bytea not null check (length(browser_key) = 32),
  tries integer not null check (tries >= 0),
  turned_away integer not null default 0 check (turned_away >= 0),
  blocked_until timestamptz not null,
  let_through boolean not null,
  updated_at timestamptz not null,
  primary key (number_key, browser_key)
);

create table bank.operator_session (
  id uuid primary key,
  token_hash bytea not null unique check (length(token_hash) = 32),
  operator_id uuid not null references bank.operator (id),
  opened_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text check (end_reason in ('idle', 'expired', 'replaced', 'signed_out', 'suspended')),
  check ((ended_at is null) = (end_reason is null))
);
-- One session per operator, whatever the processes do.
create unique index operator_session_open on bank.operator_session (operator_id) where ended_at is null;

-- A permission for one thing after a right password: to finish the enrolment. It is no session.
create table bank.operator_enrolment (
  id uuid primary key,
  token_hash bytea not null unique check (length(token_hash) = 32),
  operator_id uuid not null references bank.operator (id),
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  -- What the authority was asked last, written before the call: the keyed hash of the question, and its key.
  asked_hash bytea check (length(asked_hash) = 32),
  asked_key text,
  ended_at timestamptz
);
create index operator_enrolment_open on bank.operator_enrolment (operator_id) where ended_at is null;

-- 所定の書面: what the maker entered, and what became of it. Terms and paper never change; all rows are kept for good.
create table bank.branch_request (
  id uuid primary key,
  kind text not null check (length(kind) <= 40),
  -- What it is about, or what it made.
  contract_id uuid references bank.contract (id),
  operator_id uuid references bank.operator (id),
  -- The branch whose paper it is.
  branch_code text not null check (branch_code ~ '^[0-9]{3}$'),
  -- What two requests of one kind must not both wait for.
  target text check (length(target) <= 80),
  terms jsonb not null,
  -- SHA-256 over the canonical JSON of request, maker, terms and paper.
  digest bytea not null check (length(digest) = 32),
  form_number text not null unique check (form_number ~ '^[0-9A-Z-]{1,20}$'),
  identity_document text not null check (length(identity_document) <= 40),
  identity_note text check (length(identity_note) between 1 and 200),
  reason text not null check (length(reason) between 1 and 400),
  state text not null default 'waiting'
    check (state in ('waiting', 'approved', 'done', 'refused', 'withdrawn', 'expired')),
  maker_id uuid not null references bank.operator (id),
  maker_person text not null,
  -- Who approved or refused.
  checker_id uuid references bank.operator (id),
  checker_person text,
  made_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > made_at),
  decided_at timestamptz,
  done_at timestamptz,
  printed_at timestamptz,
  -- Of a refusal or a withdrawal.
  note text check (length(note) <= 400),
  check ((checker_id is null) = (checker_person is null)),
  -- The wall behind all others: whatever the code does, nobody checks what they made.
  check (checker_person is null or checker_person <> maker_person),
  check (state not in ('approved', 'done', 'refused') or checker_id is not null),
  check ((state in ('waiting', 'expired')) = (decided_at is null)),
  check ((state = 'done') = (done_at is not null)),
  check (printed_at is null or state = 'done')
);
create unique index branch_request_target on bank.branch_request (kind, target) where state in ('waiting', 'approved');
create index branch_request_state on bank.branch_request (state, id);
create index branch_request_contract on bank.branch_request (contract_id, id);

-- Each question to the authority about a checker's code, written before it is asked.
create table bank.branch_attempt (
  request_id uuid not null references bank.branch_request (id),
  attempt integer not null check (attempt > 0),
  checker_id uuid not null,
  code_hash bytea not null check (length(code_hash) = 32),
  asked_at timestamptz not null,
  verdict text check (verdict in ('accepted', 'wrong', 'spent', 'locked', 'needs_second_code', 'unknown')),
  primary key (request_id, attempt)
);

-- The checker said yes to exactly this digest. Made by bank.approve_branch_request and spent by
-- bank.finish_branch_request alone, once.
create table bank.branch_approval (
  request_id uuid primary key references bank.branch_request (id),
  digest bytea not null check (length(digest) = 32),
  checker_id uuid not null references bank.operator (id),
  approved_at timestamptz not null,
  spent_at timestamptz
);

-- 組戻し: recorded for the transfer's way back; nothing is posted by it.
create table bank.recall (
  order_id uuid primary key,
  contract_id uuid not null references bank.contract (id),
  request_id uuid not null unique references bank.branch_request (id),
  fee_yen bigint not null check (fee_yen >= 0),
  state text not null default 'recorded' check (state in ('recorded')),
  recorded_at timestamptz not null
);

-- Whether there is a confirmation password is no secret; its hash is, and the branch need not read it.
alter table bank.contract
  add column has_confirmation boolean not null generated always as (confirmation_password_hash is not null) stored;
