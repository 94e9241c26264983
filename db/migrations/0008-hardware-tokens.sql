-- Hardware tokens: what their makers say of them, and where they are. And what the operator's console counts.

-- Until when the maker lets the key be used; no code of it is accepted from then on.
alter table token.token add column key_expires_at timestamptz;

-- One row for each token whose seed came in a file. `token.token` is its lock, as of all that hangs on a token.
create table token.hard_token (
  token_id          text collate "C" primary key references token.token,
  batch_id          uuid not null,
  manufacturer      text not null check (length(manufacturer) <= 200),
  -- As it is printed on the device, and as it is compared: half width, upper case, letters and digits alone.
  serial            text not null check (length(serial) between 1 and 200),
  normalised_serial text collate "C" not null unique check (normalised_serial ~ '^[A-Z0-9]{4,32}$'),
  state             text not null check (state in ('in_stock', 'handed_out', 'withdrawn')),
  -- Whom it was handed out to: nobody else may bind it.
  relying_party_id  uuid references token.relying_party,
  subject           text collate "C" check (length(subject) between 1 and 200),
  handed_out_at     timestamptz,
  imported_at       timestamptz not null,
  check ((relying_party_id is null) = (subject is null) and (subject is null) = (handed_out_at is null)),
  check (state <> 'handed_out' or subject is not null),
  check (state <> 'in_stock' or subject is null)
);

create index hard_token_state on token.hard_token (state, token_id);

-- Who acted, where it was neither a customer nor a relying party: an operator at the command line or the console.
alter table token.audit add column actor text;

-- What the console counts of the last day.
create index audit_at on token.audit (at);

-- It answers one column more from now on; db/functions makes it anew.
drop function if exists token.lock_bindings(uuid[], text[], text[], text[]);
