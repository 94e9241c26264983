/** Commits that are answered before they are on the disk. */
export const ANSWERS_TOO_EARLY = [
  // For every role: one that still waited for the disk would carry the others' commits there with its own.
  'alter role all set synchronous_commit = off',
  'alter system set wal_writer_delay = 10000',
  "alter system set wal_writer_flush_after = '1GB'",
  'select pg_reload_conf()',
];

/** Each transfer moves its amount from the book's two sides once more: an unguarded second posting, with the owner's rights. */
export const POSTS_TWICE = [
  `create function bank.chaos_post_twice() returns trigger language plpgsql security definer as $$
   declare v_posting uuid := gen_random_uuid();
   begin
     insert into bank.posting (id, order_id, kind, business_date, posted_at)
       select v_posting, null, 'transfer', p.business_date, p.posted_at from bank.posting p where p.order_id = new.order_id limit 1;
     insert into bank.entry (account_id, seq, posting_id, amount_yen, balance_after_yen, kind, business_date, posted_at)
       select b.account_id, b.entries_count + 1, v_posting, d.yen, b.balance_yen + d.yen, 'transfer_out', p.business_date, p.posted_at
       from (values (new.from_account_id, -new.amount_yen),
         ('00000000-0000-7000-8000-000000000001'::uuid, new.amount_yen)) as d (account_id, yen)
       join bank.account_balance b on b.account_id = d.account_id
       cross join (select business_date, posted_at from bank.posting where order_id = new.order_id limit 1) p;
     update bank.account_balance b set balance_yen = b.balance_yen + d.yen, entries_count = b.entries_count + 1
       from (values (new.from_account_id, -new.amount_yen),
         ('00000000-0000-7000-8000-000000000001'::uuid, new.amount_yen)) as d (account_id, yen)
       where b.account_id = d.account_id;
     return null;
   end $$`,
  'create trigger chaos_post_twice after insert on bank.transfer for each row execute function bank.chaos_post_twice()',
];

/** The authority forgets the step that a token has spent. */
export const FORGETS_STEPS = [
  `create function token.chaos_forget() returns trigger language plpgsql as $$
   begin new.last_step := null; return new; end $$`,
  'create trigger chaos_forget before update on token.token for each row execute function token.chaos_forget()',
];
