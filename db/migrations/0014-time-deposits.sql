-- 定期預金. A deposit is an account of its own (bank.account, kind time_deposit); a row here is one term of it, from its day
-- to its maturity. A renewal ends a row and begins the next one on the same account.
create table bank.time_deposit (
  id uuid primary key,
  account_id uuid not null,
  contract_id uuid not null,
  -- Where interest and principal are paid to.
  ordinary_account_id uuid not null,
  principal_yen bigint not null check (principal_yen > 0),
  term_months integer not null check (term_months between 1 and 120),
  -- Fixed for the term, from the rate table of this date.
  rate_thousandths integer not null check (rate_thousandths between 0 and 99999),
  rate_valid_from date not null,
  opened_on date not null,
  maturity_on date not null check (maturity_on > opened_on),
  at_maturity text not null
    check (at_maturity in ('renew_with_interest', 'renew_principal', 'close_automatically', 'keep')),
  -- Exactly one of them: the order that opened it, or the term before.
  opening_order_id uuid unique,
  renewed_from uuid unique,
  -- The order of 満期解約予約, while it stands.
  booking_order_id uuid,
  -- Found at maturity: 元利金継続 would be more than the largest deposit, so it is closed.
  is_too_large boolean not null default false,
  -- The next day on which interim interest is due.
  next_interim_on date,
  -- When the customer was told that a deposit that stays has matured.
  told_on date,

  state text not null default 'running' check (state in ('running', 'renewed', 'closed')),
  ended_on date,
  ended_by text check (ended_by in ('renewal', 'automatic', 'booking', 'too_large', 'at_maturity', 'early')),
  -- What the end posted beyond the principal: less than zero is what was taken back, and tax that was given back.
  interest_yen bigint,
  national_yen bigint,
  local_yen bigint,
  -- The part of the interest that is for the days after maturity.
  after_maturity_yen bigint,
  -- To the ordinary account.
  paid_out_yen bigint,
  -- Null also where a renewal had no interest to post.
  end_posting_id uuid,
  check ((opening_order_id is null) <> (renewed_from is null)),
  check ((state = 'running') = (ended_on is null)),
  check (
    (state = 'running') = (num_nulls(
      ended_by, interest_yen, national_yen, local_yen, after_maturity_yen, paid_out_yen
    ) = 6)
  ),
  check (state <> 'closed' or paid_out_yen = principal_yen + interest_yen - national_yen - local_yen),
  check (state <> 'closed' or end_posting_id is not null),
  check ((state = 'renewed') = (ended_by is not distinct from 'renewal'))
);
create index time_deposit_contract on bank.time_deposit (contract_id, maturity_on);
create unique index time_deposit_running on bank.time_deposit (account_id) where state = 'running';
create index time_deposit_interim_due on bank.time_deposit (next_interim_on, id)
  where state = 'running' and next_interim_on is not null;
create index time_deposit_maturity on bank.time_deposit (maturity_on, id) where state = 'running';

-- 中間利払: each as it was paid, with the taxes of its day.
create table bank.time_deposit_interim (
  time_deposit_id uuid not null references bank.time_deposit,
  due_on date not null,
  gross_yen bigint not null check (gross_yen >= 0),
  national_yen bigint not null check (national_yen >= 0),
  local_yen bigint not null check (local_yen >= 0),
  -- Null where there was nothing to pay.
  posting_id uuid unique,
  primary key (time_deposit_id, due_on),
  check ((posting_id is null) = (gross_yen = 0))
);
