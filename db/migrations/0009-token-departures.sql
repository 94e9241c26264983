-- That a token left a service, so that its device can be told. Without the subject, and one row for a kind of leaving:
-- neither a contract nor how many there were can be read from it.
create table token.departure (
  token_id         text collate "C" not null references token.token on delete cascade,
  relying_party_id uuid not null references token.relying_party,
  -- 機種変更 to another token, 利用停止 by its own code, 利用登録解除 on paper.
  why              text collate "C" not null check (why in ('replaced', 'ended', 'released')),
  -- The last time.
  left_at          timestamptz not null,
  primary key (token_id, relying_party_id, why)
);

create index departure_left_at on token.departure (left_at);
