-- 登録済みの振込先, and the way of a recall to the answer of the other bank.

-- Written when an approved order of its customer is executed. The nickname is the customer's own; all else never changes.
create table bank.payee (
  id uuid primary key,
  contract_id uuid not null references bank.contract (id),
  order_id uuid not null unique,
  bank_code text not null check (bank_code ~ '^[0-9]{4}$'),
  branch_code text not null check (branch_code ~ '^[0-9]{3}$'),
  account_kind text not null check (account_kind in ('ordinary', 'current', 'savings')),
  account_number text not null check (account_number ~ '^[0-9]{7}$'),
  payee_kana text not null check (length(payee_kana) between 1 and 30),
  nickname text not null default '' check (length(nickname) <= 20),
  registered_at timestamptz not null,
  unique (contract_id, bank_code, branch_code, account_kind, account_number)
);

-- `stopped`: recalled before it was ever sent, and sent no more.
alter table bank.zengin_outbox drop constraint zengin_outbox_state_check;
alter table bank.zengin_outbox add constraint zengin_outbox_state_check check (state in ('due', 'sent', 'stopped'));
