-- The two wings, and what the database says of itself. The schema warifu itself is made by migrate, which writes
-- down there what ran.

create schema bank;
create schema token;

create table warifu.meta (
  -- One row.
  one boolean primary key default true check (one),
  -- none: a bank's own database, in which no demo data may ever be put.
  -- filling: made by the demo, its data not yet complete. filled: complete.
  demo text not null default 'none' check (demo in ('none', 'filling', 'filled')),
  made_at timestamptz not null default now()
);

insert into warifu.meta (one) values (true);
