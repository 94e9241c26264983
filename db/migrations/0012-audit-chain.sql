-- 監査記録 as a chain, and what the branch looks up.

-- Insert only. Each link is the SHA-256 of the link before it and of the row that it seals, so that a row which was
-- changed, removed, put in or moved afterwards no longer fits. Written by the sealer alone, after the rows' own commit:
-- a chain inside the transactions would be one hot row for all of them.
create table bank.audit_link (
  seq bigint primary key check (seq > 0),
  audit_id uuid not null unique,
  link bytea not null check (octet_length(link) = 32),
  sealed_at timestamptz not null
);

-- Whoever holds this row seals. Nothing is read from it.
create table bank.audit_lease (only_row boolean primary key default true check (only_row));
insert into bank.audit_lease default values;

-- What an operator did, without a share in the cost of what customers do.
create index audit_operator on bank.audit (actor_id, id) where actor_kind = 'operator';
-- Rows come in about the order of their instants, and never change: a small index is enough to find a day.
create index audit_at on bank.audit using brin (at) with (autosummarize = on);
create index order_prepared_at on bank.order using brin (prepared_at) with (autosummarize = on);

-- The branch types the beginning of a name, with or without spaces, in kana large or small.
create index contract_number_begins on bank.contract (contract_number text_pattern_ops);
create index customer_kanji_begins on bank.customer (
  (translate(kanji_name, ' 　', '')) text_pattern_ops, id
);
create index customer_kana_begins on bank.customer (
  (translate(kana_name, 'ァィゥェォャュョッヮヵヶー 　', 'アイウエオヤユヨツワカケ-')) text_pattern_ops, id
);
create index account_number on bank.account (account_number) where kind <> 'internal';

-- Mails given up, for the branch to see.
create index notice_mail_failed on bank.notice (id) where mail_state = 'failed';
