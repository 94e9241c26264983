-- 住所・電話番号: of each customer, and what customers asked the branch to change it to.

-- All of them or none; by bank.settle_address_change alone. A building is nobody's duty.
alter table bank.customer add column postal_code text check (postal_code ~ '^[0-9]{7}$');
alter table bank.customer add column prefecture text check (length(prefecture) between 3 and 4);
alter table bank.customer add column city text check (length(city) between 1 and 40);
alter table bank.customer add column street text check (length(street) between 1 and 60);
alter table bank.customer add column building text check (length(building) <= 60);
alter table bank.customer add column telephone text check (telephone ~ '^0[0-9]{9,10}$');
alter table bank.customer add constraint customer_address_check
  check (num_nulls(postal_code, prefecture, city, street, building, telephone) in (0, 6));

-- An executed order of the kind address_change, on its way through the branch. Settled by bank.settle_address_change alone.
create table bank.address_change (
  order_id uuid primary key,
  contract_id uuid not null references bank.contract (id),
  postal_code text not null check (postal_code ~ '^[0-9]{7}$'),
  prefecture text not null check (length(prefecture) between 3 and 4),
  city text not null check (length(city) between 1 and 40),
  street text not null check (length(street) between 1 and 60),
  building text not null check (length(building) <= 60),
  telephone text not null check (telephone ~ '^0[0-9]{9,10}$'),
  asked_at timestamptz not null,
  -- replaced: the customer asked for another one before the branch came to this.
  state text not null default 'waiting' check (state in ('waiting', 'done', 'sent_back', 'replaced')),
  settled_at timestamptz,
  operator_id uuid references bank.operator (id),
  -- Of one that was sent back: the customer reads it.
  reason text check (length(reason) between 1 and 400),
  check ((state = 'waiting') = (settled_at is null)),
  check ((state in ('done', 'sent_back')) = (operator_id is not null)),
  check ((state = 'sent_back') = (reason is not null))
);
create unique index address_change_waiting on bank.address_change (contract_id) where state = 'waiting';
create index address_change_contract on bank.address_change (contract_id, order_id);
