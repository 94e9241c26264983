-- The token authority's tables. `token.token` is the lock of all that hangs on a token: its steps, its bindings, their
-- failures. Whoever changes one of these locks the token's row first, several of them in the order of their IDs.

create table token.relying_party (
  relying_party_id uuid primary key,
  name             text not null unique check (name <> ''),
  created_at       timestamptz not null
);

-- A key is 256 random bits: there is nothing to guess or to look up in a table of words, so one SHA-256 is enough, and
-- a slow hash would only slow each request.
create table token.relying_party_key (
  key_digest       bytea primary key check (octet_length(key_digest) = 32),
  relying_party_id uuid not null references token.relying_party,
  scopes           text[] not null check (cardinality(scopes) > 0 and scopes <@ array['verify', 'administer']),
  created_at       timestamptz not null,
  revoked_at       timestamptz
);

create table token.token (
  token_id       text collate "C" primary key check (token_id ~ '^[A-Z]{4}[0-9]{8}$'),
  state          text not null check (state in ('issued', 'active', 'retired')),
  algorithm      text not null check (algorithm in ('SHA1', 'SHA256', 'SHA512')),
  digits         smallint not null check (digits between 6 and 8),
  period_seconds smallint not null check (period_seconds between 1 and 300),
  -- AES-256-GCM: 12 octets of nonce, the sealed secret, 16 octets of tag.
  sealed_secret  bytea not null,
  key_version    integer not null check (key_version > 0),
  -- Steps by which the token's clock is ahead of ours, learned from each accepted code. 時刻補正
  drift_steps    integer not null default 0,
  -- The last step that was spent. It only grows: `token.settle` sees to that, and nothing else writes it.
  last_step      bigint check (last_step >= 0),
  created_at     timestamptz not null,
  -- Only a token never bound expires.
  expires_at     timestamptz check (state = 'issued' or expires_at is null)
) with (fillfactor = 80);

create index token_never_bound on token.token (expires_at) where expires_at is not null;
create index token_key_version on token.token (key_version);

-- トークン発行: what the device sent and what it was told, so that a request sent again gets the same reply.
create table token.provision (
  token_id          text collate "C" primary key references token.token on delete cascade,
  -- The request is idempotent by its device key; another digest under the same key is another request, and refused.
  device_public_key bytea not null unique check (octet_length(device_public_key) = 65),
  request_digest    bytea not null check (octet_length(request_digest) = 32),
  reply             jsonb not null,
  created_at        timestamptz not null
);

-- What a device asked about its own token, so that a request overheard is not answered twice.
create table token.device_request (
  token_id text collate "C" not null references token.token on delete cascade,
  nonce    text collate "C" not null,
  at       timestamptz not null,
  primary key (token_id, nonce)
);

create index device_request_at on token.device_request (at);

create table token.provision_count (
  -- `total`, or a keyed hash of the network address: the address itself is not kept.
  counted_by text collate "C" not null,
  window_at  timestamptz not null,
  provisions integer not null check (provisions >= 0),
  primary key (counted_by, window_at)
);

-- 登録(契約とトークンの結び付き)
create table token.binding (
  binding_id       uuid primary key,
  relying_party_id uuid not null references token.relying_party,
  subject          text collate "C" not null check (length(subject) between 1 and 200),
  token_id         text collate "C" not null references token.token,
  -- Wrong codes in a row.
  failures         integer not null default 0 check (failures >= 0),
  locked_at        timestamptz,
  bound_at         timestamptz not null,
  ended_at         timestamptz check (ended_at >= bound_at)
) with (fillfactor = 80);

create unique index binding_one_active on token.binding (relying_party_id, subject) where ended_at is null;
create index binding_by_token on token.binding (token_id);

-- What was answered under an idempotency key, for 10 minutes. The code stands in it only as a keyed hash.
create table token.verdict (
  relying_party_id uuid not null,
  subject          text collate "C" not null,
  purpose          text collate "C" not null check (length(purpose) between 1 and 100),
  idempotency_key  text collate "C" not null check (length(idempotency_key) between 1 and 200),
  body_digest      bytea not null check (octet_length(body_digest) = 32),
  outcome          text not null,
  is_locked        boolean not null,
  until_at         timestamptz,
  made_at          timestamptz not null,
  primary key (relying_party_id, subject, purpose, idempotency_key)
);

create index verdict_made_at on token.verdict (made_at);

-- A right code of a clock far off, waiting for the next consecutive one of the same flow. 時刻補正
create table token.second_code_wait (
  relying_party_id uuid not null,
  subject          text collate "C" not null,
  token_id         text collate "C" not null,
  purpose          text collate "C" not null,
  step             bigint not null,
  asked_at         timestamptz not null,
  primary key (relying_party_id, subject, token_id, purpose)
);

create index second_code_wait_asked_at on token.second_code_wait (asked_at);

-- 機種変更: that the old token's code was given. Made by beginReplace, taken by replace, at most once.
create table token.replacement_proof (
  proof_digest     bytea primary key check (octet_length(proof_digest) = 32),
  relying_party_id uuid not null,
  subject          text collate "C" not null,
  binding_id       uuid not null references token.binding,
  token_id         text collate "C" not null,
  expires_at       timestamptz not null,
  taken_at         timestamptz
);

create index replacement_proof_expires_at on token.replacement_proof (expires_at);

-- Wrong attempts where no binding exists yet, and until when the next one must wait. Orders never look here.
create table token.attempt (
  counted_by     text not null check (counted_by in ('subject', 'token', 'relying_party')),
  -- relying party and subject; token ID as typed, whether it exists or not; relying party.
  counted_key    text collate "C" not null,
  failures       integer not null check (failures >= 0),
  last_failed_at timestamptz,
  wait_until     timestamptz,
  primary key (counted_by, counted_key)
);

create index attempt_last_failed_at on token.attempt (last_failed_at);

-- Insert only. `step` is the step that this act spent and `previous_step` what it found: link by link the steps of a
-- token form one rising chain, which `verify` follows.
create table token.audit (
  audit_id         uuid primary key,
  at               timestamptz not null,
  act              text not null,
  outcome          text not null,
  relying_party_id uuid,
  subject          text collate "C",
  token_id         text collate "C",
  purpose          text,
  step             bigint,
  previous_step    bigint,
  reason           text,
  check (step is null or previous_step is null or step > previous_step)
);
