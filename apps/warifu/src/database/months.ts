import type pg from 'pg';
import { PlainFault } from '../plain-fault.ts';

/** A part of a table that lies by months. */
export interface Part {
  readonly table: string;
  readonly name: string;
  /** The day after its last; undefined where it is the one for all that no month takes. */
  readonly end: string | undefined;
  /** As the server last counted them. */
  readonly rows: number;
  readonly bytes: number;
}

const TABLES = ['order', 'posting', 'entry', 'audit'] as const;
/** What is taken off together, so that an order, its posting and its entries go or stay as one. */
const BOOK: readonly string[] = ['order', 'posting', 'entry'];

/** Every part, by table, oldest first. */
export async function listParts(owner: pg.ClientBase): Promise<readonly Part[]> {
  const { rows } = await owner.query<Part>(
    `select parent.relname as "table", part.relname as name, part.reltuples::float8 as rows,
       pg_total_relation_size(part.oid)::float8 as bytes,
       case when bound is null then null
         when parent.relname = 'entry' then bound
         else (to_timestamp(('x' || lpad(left(replace(bound, '-', ''), 12), 16, '0'))::bit(64)::bigint / 1000.0)
           at time zone 'Asia/Tokyo')::date::text end as "end"
     from pg_inherits as i
     join pg_class as parent on parent.oid = i.inhparent
     join pg_class as part on part.oid = i.inhrelid
     cross join lateral (
       select substring(pg_get_expr(part.relpartbound, part.oid) from 'TO \\(''([^'']+)''\\)') as bound
     ) as b
     where parent.relnamespace = 'bank'::regnamespace and parent.relname = any ($1) and parent.relkind = 'p'
     order by array_position($1, parent.relname::text), "end" nulls last`,
    [TABLES],
  );
  return rows.map((row) => ({ ...row, end: row.end ?? undefined }));
}

/** What still waits for a row of the book: such a row stays where it is found. */
const OPEN = `
  select 'a booked transfer' as what from bank.scheduled_transfer where state = 'booked' and order_id < bank.first_id_of($1)
  union all select 'a payment to the network' from bank.zengin_outbox where state = 'due' and order_id < bank.first_id_of($1)
  union all select 'money that is held' from bank.hold where released_at is null and order_id < bank.first_id_of($1)
  union all select 'a recall' from bank.recall where state in ('recorded', 'asked') and order_id < bank.first_id_of($1)
  limit 1`;

interface Standing {
  readonly end: string;
  readonly isClosed: boolean;
  readonly isMoved: boolean;
  readonly isShown: boolean;
}

/** Refuses a month that is not over, is shown on statements still, or has something open that hangs on it. */
async function judgeMonth(owner: pg.ClientBase, month: string, monthsShown: number): Promise<string> {
  const { rows } = await owner.query<Standing>(
    `select (m.first + interval '1 month')::date::text as "end",
       coalesce(d.closed_on >= m.first + interval '1 month' - interval '1 day', false) as "isClosed",
       d.offset_days <> 0 as "isMoved",
       m.first + interval '1 month' > (now() at time zone 'Asia/Tokyo')::date - make_interval(months => $2) as "isShown"
     from (select ($1 || '-01')::date as first) as m cross join bank.business_day as d`,
    [month, monthsShown],
  );
  const [stands] = rows;
  if (stands === undefined || stands.isMoved)
    throw new PlainFault('The business date of this database was moved: its months cannot be taken off.');
  if (stands.isShown)
    throw new PlainFault(`Statements show the last ${monthsShown} months, and ${month} is among them.`);
  if (!stands.isClosed) throw new PlainFault(`The days of ${month} are not closed yet.`);
  const open = await owner.query<{ what: string }>(OPEN, [stands.end]);
  if (open.rows[0]) throw new PlainFault(`There is ${open.rows[0].what} that hangs on ${month} or before.`);
  return stands.end;
}

/** The last line of each account in a part, which is what its statement goes on from. */
const CARRY = (part: string): string => `
  insert into bank.balance_carried (account_id, balance_yen, entries_count)
  select distinct on (account_id) account_id, balance_after_yen, seq from bank."${part}"
  order by account_id, seq desc
  on conflict (account_id) do update
    set balance_yen = excluded.balance_yen, entries_count = excluded.entries_count`;

/**
 * Takes a month of the book off, with all before it: entries, postings and orders. The balances at its end are kept, and
 * the parts remain as tables of their own, that nobody but the owner sees. All of it or nothing.
 *
 * @returns the tables that were taken off
 */
export async function detachMonths(
  owner: pg.ClientBase,
  month: string,
  monthsShown: number,
): Promise<readonly string[]> {
  const end = await judgeMonth(owner, month, monthsShown);
  const parts = (await listParts(owner)).filter(
    (part) => BOOK.includes(part.table) && part.end !== undefined && part.end <= end,
  );
  if (!parts.some((part) => part.table === 'entry' && part.end === end))
    throw new PlainFault(`No month ${month} of the book is there to be taken off.`);
  await owner.query("begin; set local lock_timeout = '5s'");
  try {
    // Days that are closed get no more entries: nothing changes between this and the end.
    for (const { name } of parts.filter(({ table }) => table === 'entry')) await owner.query(CARRY(name));
    let rowsCount = 0n;
    for (const { table, name } of parts) {
      const { rows } = await owner.query<{ count: string }>(`select count(*) from bank."${name}"`);
      rowsCount += BigInt(rows[0]?.count ?? 0);
      // At once and not concurrently, which a table with a part for the rest does not allow: it waits for nobody's work.
      await owner.query(`alter table bank."${table}" detach partition bank."${name}"`);
    }
    await owner.query(
      `insert into bank.month_detached (part, month, rows_count, detached_at) values ('book', ($1 || '-01')::date, $2, now())`,
      [month, String(rowsCount)],
    );
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
  return parts.map(({ name }) => `bank.${name}`);
}
