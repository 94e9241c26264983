import { type BusinessDate, type EpochSeconds, present, yen } from '@warifu/base';
import { at, type Database, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { BankTables } from '../tables.ts';
import type { ClosingLine, DayClosing, DayFault, DayJobName, DayMoment } from './day.ts';

export interface DayRow {
  readonly openedOn: BusinessDate | null;
  readonly closedOn: BusinessDate | null;
}

export async function findDay(db: Database<BankTables>['kysely'] | Tx<BankTables>): Promise<DayRow> {
  const row = await db
    .selectFrom('bank.business_day')
    .select(['opened_on', 'closed_on'])
    .executeTakeFirstOrThrow();
  return {
    openedOn: row.opened_on as BusinessDate | null,
    closedOn: row.closed_on as BusinessDate | null,
  };
}

/** Whoever holds this row works on the bank's day, and nobody beside him. */
export async function lockDay(tx: Tx<BankTables>): Promise<DayRow> {
  const { rows } = await sql<DayRow>`
    select opened_on as "openedOn", closed_on as "closedOn" from bank.business_day for update`.execute(tx);
  const [row] = rows;
  return row ?? { openedOn: null, closedOn: null };
}

/** Months of the tables that lie by months, up to three after this day. What no month takes falls into a part of its own. */
export async function makeMonths(database: Database<BankTables>, day: BusinessDate): Promise<void> {
  await sql`select bank.make_months(${day}::date)`.execute(database.kysely);
}

export async function markOpened(tx: Tx<BankTables>, day: BusinessDate): Promise<void> {
  await sql`update bank.business_day set opened_on = ${day}::date`.execute(tx);
}

export async function closeDay(tx: Tx<BankTables>, day: BusinessDate): Promise<void> {
  await sql`select bank.close_day(${day}::date)`.execute(tx);
}

export interface JobRow {
  readonly businessDate: BusinessDate;
  readonly job: DayJobName;
  readonly startedAt: EpochSeconds;
  readonly finishedAt: EpochSeconds | null;
  readonly done: bigint;
  readonly failed: bigint;
}

export async function listJobs(
  db: Database<BankTables>['kysely'] | Tx<BankTables>,
  day: BusinessDate,
): Promise<readonly JobRow[]> {
  const { rows } = await sql<JobRow>`
    select business_date as "businessDate", job, started_at as "startedAt", finished_at as "finishedAt", done, failed
    from bank.day_job where business_date = ${day}::date`.execute(db);
  return rows;
}

/** The jobs of the day that are over. */
export async function listFinishedJobs(
  tx: Tx<BankTables>,
  day: BusinessDate,
): Promise<ReadonlySet<DayJobName>> {
  const rows = await listJobs(tx, day);
  return new Set(rows.flatMap(({ job, finishedAt }) => (finishedAt === null ? [] : [job])));
}

/** Counts a piece of a job; `isFinished` where nothing was left to do. */
export async function noteJob(
  tx: Tx<BankTables>,
  job: DayJobName,
  { today, now }: DayMoment,
  piece: { readonly done: number; readonly failed: number; readonly isFinished: boolean },
): Promise<void> {
  const finishedAt = piece.isFinished ? at(now) : null;
  await sql`
    insert into bank.day_job as j (business_date, job, started_at, finished_at, done, failed)
    values (${today}::date, ${job}, ${at(now)}::timestamptz, ${finishedAt}::timestamptz, ${piece.done}, ${piece.failed})
    on conflict (business_date, job) do update
      set done = j.done + excluded.done, failed = j.failed + excluded.failed,
        finished_at = coalesce(excluded.finished_at, j.finished_at)`.execute(tx);
}

export async function insertFault(tx: Tx<BankTables>, fault: DayFault): Promise<void> {
  await sql`
    insert into bank.day_fault (business_date, job, item, says, at)
    values (${fault.businessDate}::date, ${fault.job}, ${fault.item}, ${fault.says}, ${at(fault.at)}::timestamptz)
    on conflict do nothing`.execute(tx);
}

/** What could not be done on an earlier day, and is done now. */
export async function mendFaults(
  tx: Tx<BankTables>,
  job: DayJobName,
  items: readonly string[],
  now: EpochSeconds,
): Promise<void> {
  await sql`
    update bank.day_fault set mended_at = ${at(now)}::timestamptz
    where job = ${job} and item = any (${items}::text[]) and mended_at is null`.execute(tx);
}

/** What this job could not do on this day. */
export async function listFaultyItems(
  tx: Tx<BankTables>,
  job: DayJobName,
  day: BusinessDate,
): Promise<readonly string[]> {
  const { rows } = await sql<{ item: string }>`
    select item from bank.day_fault where job = ${job} and business_date = ${day}::date`.execute(tx);
  return rows.map((row) => row.item);
}

export async function listFaults(
  db: Database<BankTables>['kysely'] | Tx<BankTables>,
  limit: number,
): Promise<readonly DayFault[]> {
  const { rows } = await sql<Omit<DayFault, 'mendedAt'> & { mendedAt: EpochSeconds | null }>`
    select business_date as "businessDate", job, item, says, at, mended_at as "mendedAt" from bank.day_fault
    order by business_date desc, at desc, item limit ${limit}`.execute(db);
  return rows.map(({ mendedAt, ...fault }) => (mendedAt === null ? fault : { ...fault, mendedAt }));
}

/**
 * Each account of the chart at the end of the day, and what the entries of the day did to it; answers the sum of all
 * balances. Balances are of this moment: what is dated after the day already, such as a return, is taken off again.
 */
export async function insertClosing(
  tx: Tx<BankTables>,
  day: BusinessDate,
  now: EpochSeconds,
): Promise<bigint> {
  const { rows } = await sql<{ sum: bigint }>`
    with moved as (
      select coalesce(a.internal_name, 'customers_' || a.kind) as account,
        coalesce(sum(e.amount_yen) filter (where e.business_date > ${day}::date), 0) as later,
        coalesce(-sum(e.amount_yen) filter (where e.business_date = ${day}::date and e.amount_yen < 0), 0) as debits,
        coalesce(sum(e.amount_yen) filter (where e.business_date = ${day}::date and e.amount_yen > 0), 0) as credits,
        count(*) filter (where e.business_date = ${day}::date) as entries
      from bank.entry as e join bank.account as a on a.id = e.account_id
      where e.business_date >= ${day}::date
      group by 1
    ), book as (
      select coalesce(a.internal_name, 'customers_' || a.kind) as account, sum(b.balance_yen) as balance
      from bank.account as a join bank.account_balance as b on b.account_id = a.id
      group by 1
    ), line as (
      select book.account, book.balance - coalesce(moved.later, 0) as balance, coalesce(moved.debits, 0) as debits,
        coalesce(moved.credits, 0) as credits, coalesce(moved.entries, 0) as entries
      from book left join moved on moved.account = book.account
    ), written as (
      insert into bank.day_closing (business_date, trial_balance, entries, closed_at)
        select ${day}::date,
          coalesce(jsonb_agg(jsonb_build_object(
            'account', account, 'balance', balance::text, 'debits', debits::text, 'credits', credits::text
          ) order by account), '[]'::jsonb),
          coalesce(sum(entries), 0), ${at(now)}::timestamptz
        from line
    )
    select coalesce(sum(balance), 0)::bigint as sum from line`.execute(tx);
  return present(rows[0], 'a sum has a row').sum;
}

/** The last days that were closed, newest first. */
export async function listClosings(
  db: Database<BankTables>['kysely'],
  limit: number,
): Promise<readonly DayClosing[]> {
  const { rows } = await sql<
    Omit<DayClosing, 'lines'> & { lines: readonly Record<keyof ClosingLine, string>[] }
  >`
    select business_date as "businessDate", closed_at as "closedAt", entries, trial_balance as lines
    from bank.day_closing order by business_date desc limit ${limit}`.execute(db);
  return rows.map((row) => ({
    ...row,
    lines: row.lines.map(({ account, balance, debits, credits }) => ({
      account,
      balance: yen(BigInt(balance)),
      debits: yen(BigInt(debits)),
      credits: yen(BigInt(credits)),
    })),
  }));
}
