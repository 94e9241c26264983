-- What bank.execute_transfers and bank.see_sessions do now in one statement each, and a lock that nobody asked for.

drop function if exists bank.lock_balances(uuid[]);
drop function if exists bank.count_used(text, date, uuid[], bigint[]);
drop function if exists bank.mark_executed(uuid[], timestamptz, date);
drop function if exists bank.write_transfers(
  timestamptz, date, uuid[], uuid[], uuid[], uuid[], text[], text[], text[], text[], text[], text[], bigint[], bigint[],
  text[], date[], integer[]
);
drop function if exists bank.list_sessions(bytea[]);
drop function if exists bank.touch_sessions(uuid[], timestamptz);
