-- 監査記録 of the authority as a chain of its own, and what remains of a trail whose old rows were taken away.

-- As bank.audit_link of 0012: insert only, written by the sealer alone.
create table token.audit_link (
  seq bigint primary key check (seq > 0),
  audit_id uuid not null unique,
  link bytea not null check (octet_length(link) = 32),
  sealed_at timestamptz not null
);

-- Whoever holds this row seals. Nothing is read from it.
create table token.audit_lease (only_row boolean primary key default true check (only_row));
insert into token.audit_lease default values;

-- Prunings, written by the owner alone: rows up to a link are gone, their links stay. A checkpoint outside the database
-- vouches for each.
create table bank.audit_pruned (
  through_seq bigint primary key check (through_seq > 0),
  row_count bigint not null check (row_count > 0),
  before_at timestamptz not null,
  pruned_at timestamptz not null
);
create table token.audit_pruned (like bank.audit_pruned including all);

-- The last step of each token among the rows that went: with it, the steps of the others still form one chain.
create table token.pruned_step (
  token_id text collate "C" primary key,
  step bigint not null
);
