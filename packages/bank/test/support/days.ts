import { type EpochSeconds, epochSeconds, uuidv7, yen } from '@warifu/base';
import type { Database, Tx } from '@warifu/pg';
import { type KyselyPlugin, sql } from 'kysely';
import { openBankDay } from '../../src/calendar/bank-day.ts';
import type { DayJob, DayJobName } from '../../src/day/day.ts';
import { openDays } from '../../src/day/run-days.ts';
import { CASH_ACCOUNT } from '../../src/ledger/internal-accounts.ts';
import { post } from '../../src/ledger/posting.ts';
import type { BankTables } from '../../src/tables.ts';
import type { MoneyGround } from './money.ts';

export const DAY_SECONDS = 86_400;

export const later = (from: EpochSeconds, days: number): EpochSeconds =>
  epochSeconds(from + days * DAY_SECONDS);

/** A table of things that are due, which the owner makes: each is a deposit of ¥1 when it is done. */
export async function makeDueTable({ query }: MoneyGround): Promise<void> {
  await query(
    'create table bank.test_due (job text, item text, due date, done integer not null default 0, primary key (job, item))',
  );
  await query('grant select, update on bank.test_due to bank_app');
}

export const addDue = ({ query }: MoneyGround, job: string, due: string, count: number, prefix = 'item') =>
  query(
    `insert into bank.test_due (job, item, due)
     select $1, $4 || '-' || $2 || '-' || lpad(n::text, 5, '0'), $2::date from generate_series(1, $3) as n`,
    [job, due, count, prefix],
  );

/** A job over that table. `instead` may throw, for the items it does not like. */
export const dueJob = (
  name: DayJobName,
  accountId: string,
  changes: Partial<Pick<DayJob, 'when'>> & {
    readonly before?: (tx: Tx<BankTables>, items: readonly string[]) => Promise<void> | void;
    readonly leavesDue?: boolean;
  } = {},
): DayJob => ({
  name,
  when: changes.when ?? 'every_day',
  listDue: async (tx, { today }, { limit, except }) => {
    const { rows } = await sql<{ item: string }>`
      select item from bank.test_due
      where job = ${name} and done = 0 and due <= ${today}::date and item <> all (${[...except]}::text[])
      order by due, item limit ${limit}`.execute(tx);
    return rows.map(({ item }) => item);
  },
  run: async (tx, day, items) => {
    await changes.before?.(tx, items);
    if (changes.leavesDue) return;
    await sql`
      update bank.test_due set done = done + 1 where job = ${name} and item = any (${[...items]}::text[])`.execute(
      tx,
    );
    await post(
      tx,
      day,
      items.map(() => ({
        postingId: uuidv7(),
        kind: 'deposit',
        lines: [
          { accountId: CASH_ACCOUNT, amount: yen(-1n), kind: 'deposit', counterparty: '' },
          { accountId, amount: yen(1n), kind: 'deposit', counterparty: '' },
        ],
      })),
    );
  },
});

/** The days of another process on the same database. */
export function processOf(
  { ports }: MoneyGround,
  jobs: readonly DayJob[],
  database: Database<BankTables> = ports.database,
): { readonly runDay: () => Promise<number> } {
  const { clock } = ports;
  return openDays({ database, clock, bankDay: openBankDay({ database: ports.database, clock }) }, jobs);
}

export async function runAll({ runDay }: { readonly runDay: () => Promise<number> }): Promise<number> {
  for (let pieces = 0; ; pieces += 1) if ((await runDay()) === 0) return pieces;
}

/** A process that is dead from its n-th statement on. */
export function dyingAt(
  { kysely, ...database }: Database<BankTables>,
  statement: number,
): { readonly database: Database<BankTables>; readonly isDead: () => boolean } {
  let count = 0;
  const death: KyselyPlugin = {
    transformQuery: ({ node }) => {
      count += 1;
      if (count >= statement) throw new Error('the process was killed');
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return {
    database: { ...database, kysely: kysely.withPlugin(death) },
    isDead: () => count >= statement,
  };
}
