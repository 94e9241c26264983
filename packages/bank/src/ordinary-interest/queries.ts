import type { BusinessDate, Yen } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { BankTables } from '../tables.ts';

/** Up to here all is done but what failed: the last day on which the work was finished. */
export async function findLastRun(tx: Tx<BankTables>): Promise<BusinessDate | undefined> {
  const { rows } = await sql<{ day: BusinessDate }>`
    select business_date as day from bank.day_job
    where job = 'ordinary_interest' and finished_at is not null
    order by business_date desc limit 1`.execute(tx);
  return rows[0]?.day;
}

/** The day of the first entry of the bank that a customer has. */
export async function findFirstDay(tx: Tx<BankTables>): Promise<BusinessDate | undefined> {
  const { rows } = await sql<{ day: BusinessDate | null }>`
    select min(e.business_date) as day
    from bank.account as a join bank.entry as e on e.account_id = a.id and e.seq = 1
    where a.kind = 'ordinary'`.execute(tx);
  return rows[0]?.day ?? undefined;
}

/**
 * The next accounts that had money up to the settlement day and whose interest was not reckoned, in the order of their ids.
 * It goes on behind the last account that is done: those before it are done, or failed.
 */
export async function listNextAccounts(
  tx: Tx<BankTables>,
  settlement: BusinessDate,
  { limit, except }: { readonly limit: number; readonly except: readonly string[] },
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id
    from bank.account as a
    where a.kind = 'ordinary'
      and a.id > coalesce((
        select account_id from bank.ordinary_interest
        where settlement_day = ${settlement}::date order by account_id desc limit 1
      ), '00000000-0000-0000-0000-000000000000'::uuid)
      and a.id <> all (${[...except]}::uuid[])
      and (
        exists (select 1 from bank.entry as e where e.account_id = a.id and e.business_date <= ${settlement}::date)
        or exists (select 1 from bank.balance_carried as c where c.account_id = a.id)
      )
    order by a.id limit ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** What failed on earlier days and was not done since. */
export async function listFailedItems(
  tx: Tx<BankTables>,
  { limit, except }: { readonly limit: number; readonly except: readonly string[] },
): Promise<readonly string[]> {
  const { rows } = await sql<{ item: string }>`
    select distinct item from bank.day_fault
    where job = 'ordinary_interest' and mended_at is null and item <> all (${[...except]}::text[])
    order by item limit ${limit}`.execute(tx);
  return rows.map(({ item }) => item);
}

/** Where the period of an account begins: behind the settlement before, or with its first entry. */
export interface Start {
  readonly accountId: string;
  readonly settledOn: BusinessDate | null;
  readonly balance: Yen;
  readonly entriesBefore: bigint;
}

export async function listStarts(
  tx: Tx<BankTables>,
  settlement: BusinessDate,
  accountIds: readonly string[],
): Promise<readonly Start[]> {
  const { rows } = await sql<Start>`
    select asked.id as "accountId", last.settlement_day as "settledOn", coalesce(last.balance_yen, 0) as balance,
      coalesce(last.entries_before, 0) as "entriesBefore"
    from unnest(${[...accountIds]}::uuid[]) as asked (id)
    left join lateral (
      select i.settlement_day, i.balance_yen, i.entries_before
      from bank.ordinary_interest as i
      where i.account_id = asked.id and i.settlement_day < ${settlement}::date
      order by i.settlement_day desc limit 1
    ) as last on true
    order by asked.id`.execute(tx);
  return rows;
}

/** All that the entries of one day did to one account. */
export interface DayChange {
  readonly accountId: string;
  readonly day: BusinessDate;
  readonly change: Yen;
  readonly firstSeq: bigint;
  readonly lastSeq: bigint;
}

/** The changes behind the starts, day by day. An entry that was counted by the start is left out by its date. */
export async function listChanges(
  tx: Tx<BankTables>,
  starts: readonly Start[],
): Promise<ReadonlyMap<string, readonly DayChange[]>> {
  const { rows } = await sql<DayChange>`
    select e.account_id as "accountId", e.business_date as day, sum(e.amount_yen)::bigint as change,
      min(e.seq) as "firstSeq", max(e.seq) as "lastSeq"
    from unnest(
      ${starts.map(({ accountId }) => accountId)}::uuid[],
      ${starts.map(({ entriesBefore }) => String(entriesBefore))}::bigint[],
      ${starts.map(({ settledOn }) => settledOn)}::date[]
    ) as s (account_id, entries_before, settled_on)
    join bank.entry as e
      on e.account_id = s.account_id and e.seq > s.entries_before
        and (s.settled_on is null or e.business_date > s.settled_on)
    group by e.account_id, e.business_date
    order by e.account_id, e.business_date`.execute(tx);
  const changes = new Map<string, DayChange[]>();
  for (const row of rows) {
    const known = changes.get(row.accountId);
    if (known === undefined) changes.set(row.accountId, [row]);
    else known.push(row);
  }
  return changes;
}

/** What was reckoned for one account on one settlement day. */
export interface Settled {
  readonly accountId: string;
  readonly firstDay: BusinessDate;
  readonly interest: Yen;
  readonly national: Yen;
  readonly local: Yen;
  readonly postingId: string | null;
  readonly balance: Yen;
  readonly entriesBefore: bigint;
}

export async function insertSettled(
  tx: Tx<BankTables>,
  settlement: BusinessDate,
  paidOn: BusinessDate,
  settled: readonly Settled[],
): Promise<void> {
  const digits = (of: (one: Settled) => bigint) => settled.map((one) => String(of(one)));
  await sql`
    insert into bank.ordinary_interest (
      settlement_day, account_id, first_day, interest_yen, national_tax_yen, local_tax_yen, paid_on, posting_id, balance_yen,
      entries_before
    )
    select ${settlement}::date, s.account_id, s.first_day, s.interest, s.national, s.local, ${paidOn}::date, s.posting_id,
      s.balance, s.entries_before
    from unnest(
      ${settled.map(({ accountId }) => accountId)}::uuid[],
      ${settled.map(({ firstDay }) => firstDay)}::date[],
      ${digits(({ interest }) => interest)}::bigint[],
      ${digits(({ national }) => national)}::bigint[],
      ${digits(({ local }) => local)}::bigint[],
      ${settled.map(({ postingId }) => postingId)}::uuid[],
      ${digits(({ balance }) => balance)}::bigint[],
      ${digits(({ entriesBefore }) => entriesBefore)}::bigint[]
    ) as s (account_id, first_day, interest, national, local, posting_id, balance, entries_before)`.execute(
    tx,
  );
}
