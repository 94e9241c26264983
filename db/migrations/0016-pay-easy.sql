-- 税金・各種料金の払込み: what became of each payment, and the stop after too many unknown numbers.

-- Pay-easy of a contract, stopped or not. Made with the first inquiry; its lock is that of the tries below.
create table bank.pay_easy_stop (
  contract_id uuid primary key references bank.contract (id),
  -- Stopped on the days before this one.
  stopped_until date,
  -- Since the branch last lifted one.
  stops integer not null default 0 check (stops >= 0),
  -- The last of so many lasts until the branch lifts it.
  waits_for_branch boolean not null default false,
  check (not waits_for_branch or stops > 0)
);

-- Inquiries since the last bill that was found: under way, or ended with an unknown bill. Written before the network is
-- asked, so that many at once count as many.
create table bank.bill_try (
  id uuid primary key,
  contract_id uuid not null references bank.pay_easy_stop (contract_id),
  asked_at timestamptz not null,
  is_unknown boolean not null default false
);
create index bill_try_contract on bank.bill_try (contract_id);

-- Executed payments. confirming: the money is held, and whether the network took the payment is asked for, under the
-- order's own id; paid: it did, and the hold was posted; not_taken: it did not, and the hold was given back.
create table bank.bill_payment (
  order_id uuid primary key,
  contract_id uuid not null references bank.contract (id),
  from_account_id uuid not null,
  biller_number text not null check (biller_number ~ '^[0-9]{5}$'),
  payment_number text not null check (payment_number ~ '^[0-9]{1,20}$'),
  amount_yen bigint not null check (amount_yen > 0),
  state text not null default 'confirming' check (state in ('confirming', 'paid', 'not_taken')),
  -- Why the network did not take it.
  reason text check (
    reason in ('already_paid', 'unknown', 'expired', 'withdrawn', 'maintenance', 'amount_differs')
  ),
  asks integer not null default 0 check (asks >= 0),
  next_ask_at timestamptz not null,
  settled_at timestamptz,
  check ((state = 'confirming') = (settled_at is null)),
  check ((state = 'not_taken') = (reason is not null))
);
create index bill_payment_confirming on bank.bill_payment (next_ask_at) where state = 'confirming';
