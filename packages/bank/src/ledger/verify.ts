import type { BusinessDate } from '@warifu/base';
import type { Database, Tx } from '@warifu/pg';
import { type RawBuilder, sql } from 'kysely';
import type { BankTables } from '../tables.ts';
import type { Fault } from './fault.ts';

/** One claim about the book, and the query that finds what contradicts it: rows of `where_it_is`, none where it holds. */
export interface Claim {
  readonly name: string;
  /** What is wrong with a place, told after it. */
  readonly says: string;
  readonly query: RawBuilder<{ where_it_is: string }>;
  /**
   * The place ends in an id that is no younger than the order, posting or entries which it needs. Where months of the book
   * were taken off, what is that old is not looked for.
   */
  readonly hangsOnBook?: true;
}

/** The first day of the book that is still here, and the first second of it; null where all is. */
export const KEPT_FROM = sql<BusinessDate | null>`
  (select (max(month) + interval '1 month')::date from bank.month_detached where part = 'book')`;

/** An order lives for minutes: what was made on the first day of a month may hang on one of the month before. */
const isKept = sql`
  coalesce(right(where_it_is, 36)::uuid >= bank.first_id_of(${KEPT_FROM} + 1), true)`;

/** So many places are told for each claim. */
const PLACES_MAX = 10;

/**
 * Looks for what contradicts the claims, all in one snapshot, so that a bank at work is proved as well as one at rest.
 * Whole tables are read, which takes longer than a statement of a customer may.
 */
export async function findFaults(
  database: Database<BankTables>,
  claims: readonly Claim[],
  more: (tx: Tx<BankTables>) => Promise<readonly Fault[]>,
): Promise<readonly Fault[]> {
  return database.kysely
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      await sql`set local statement_timeout = '30min'`.execute(tx);
      await sql`set local idle_in_transaction_session_timeout = '30min'`.execute(tx);
      // After a long day the planner expects few rows where there are very many, until its statistics are gathered anew.
      await sql`set local enable_nestloop = off`.execute(tx);
      // Groups of millions are sorted: hashed within little memory they are spilled again and again, a few at a time.
      await sql`set local enable_hashagg = off`.execute(tx);
      await sql`set local work_mem = '64MB'`.execute(tx);
      const faults: Fault[] = [];
      for (const { name, says, query, hangsOnBook = false } of claims) {
        const { rows } = await sql<{
          where_it_is: string;
        }>`select where_it_is from (${query}) as found (where_it_is)
          where ${hangsOnBook ? isKept : sql`true`} order by 1 limit ${PLACES_MAX}`.execute(tx);
        faults.push(...rows.map((row) => ({ name, sentence: `${row.where_it_is} ${says}.` })));
      }
      faults.push(...(await more(tx)));
      return faults;
    });
}

/** The ledger can prove itself: balances are the sums of entries, and entries sum to zero. */
export const LEDGER_CLAIMS: readonly Claim[] = [
  {
    name: 'balance_differs',
    says: 'has another balance than the sum of its entries, or counts them wrongly',
    query: sql`
      select 'account ' || coalesce(b.account_id, e.account_id)
      from bank.account_balance as b
      full join (
        select account_id, sum(total) as total, sum(entries) as entries
        from (
          select account_id, sum(amount_yen) as total, count(*) as entries from bank.entry group by account_id
          union all
          select account_id, balance_yen, entries_count from bank.balance_carried
        ) as known
        group by account_id
      ) as e on e.account_id = b.account_id
      where b.balance_yen is distinct from coalesce(e.total, 0)
        or b.entries_count is distinct from coalesce(e.entries, 0)`,
  },
  {
    name: 'balance_missing',
    says: 'has no balance',
    query: sql`
      select 'account ' || a.id from bank.account as a
      where not exists (select 1 from bank.account_balance as b where b.account_id = a.id)`,
  },
  {
    name: 'entries_broken',
    says: 'does not go on from the entry before it',
    query: sql`
      select 'entry ' || seq || ' of account ' || account_id
      from (
        select account_id, seq, amount_yen, balance_after_yen,
          lag(seq, 1, coalesce(carried.entries_count, 0)) over so_far as seq_before,
          lag(balance_after_yen, 1, coalesce(carried.balance_yen, 0)) over so_far as balance_before
        from bank.entry left join bank.balance_carried as carried using (account_id)
        window so_far as (partition by account_id order by seq)
      ) as e
      where seq <> seq_before + 1 or balance_after_yen <> balance_before + amount_yen`,
  },
  {
    name: 'overdrawn',
    says: 'took more than was there',
    query: sql`
      select 'entry ' || e.seq || ' of account ' || e.account_id
      from bank.entry as e
      join bank.account as a on a.id = e.account_id and not a.may_overdraw
      where e.balance_after_yen < 0`,
  },
  {
    name: 'posting_unbalanced',
    says: 'has entries that do not sum to zero',
    query: sql`
      select 'posting ' || posting_id from bank.entry group by posting_id having sum(amount_yen) <> 0`,
  },
  {
    name: 'posting_missing',
    hangsOnBook: true,
    says: 'has entries and no posting, or a posting and no entries',
    query: sql`
      select 'posting ' || id
      from (
        select p.id from bank.posting as p
        where not exists (select from bank.entry as e where e.posting_id = p.id)
        union
        select e.posting_id from bank.entry as e
        where not exists (select from bank.posting as p where p.id = e.posting_id)
      ) as found (id)`,
  },
];
