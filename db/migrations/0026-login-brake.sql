-- ログインの追加確認: one count of refused logins over all contracts, and until when strange browsers are asked for more.

-- Refused logins of browsers that were not known on the contract they named, minute by minute. No number, no address.
create table bank.refused_logins (
  minute timestamptz primary key check (date_trunc('minute', minute) = minute),
  refused integer not null check (refused > 0)
);

create table bank.login_brake (
  only_row boolean primary key default true check (only_row),
  -- Null where it is off and its end is written down.
  on_until timestamptz
);
insert into bank.login_brake default values;
