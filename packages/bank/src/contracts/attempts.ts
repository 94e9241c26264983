import type { EpochSeconds } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { type Kysely, sql } from 'kysely';
import type { BankTables } from '../tables.ts';
import type { WaitSchedule } from './wait-after.ts';

/** Customers' tries and operators' tries are counted apart: who serves the ones cannot touch the others. */
export type CounterTable = 'bank.login_counter' | 'bank.operator_counter';

/** Which counter an attempt is counted on. */
export interface AttemptKey {
  /** `bank.login_counter` where it is not said. */
  readonly table?: CounterTable;
  readonly numberKey: Uint8Array;
  readonly browserKey: Uint8Array;
}

export interface Attempt {
  /** Tries in a row that were let through, this one included. */
  readonly tries: number;
  readonly isLetThrough: boolean;
}

/**
 * Takes a place for one attempt, in a statement that commits by itself before any password is looked at: of 64 that
 * arrive together only as many are let through as the schedule allows, because each sees the count of the one before.
 */
export async function takeAttempt(
  db: Kysely<BankTables>,
  key: AttemptKey,
  schedule: WaitSchedule,
  now: EpochSeconds,
): Promise<Attempt> {
  const instant = at(now);
  const { rows } = await sql<{ tries: number; let_through: boolean }>`
    insert into ${sql.table(key.table ?? 'bank.login_counter')} as counter
      (number_key, browser_key, tries, blocked_until, let_through, updated_at)
    values (
      ${key.numberKey}, ${key.browserKey}, 1,
      ${instant}::timestamptz + make_interval(secs => ${schedule[0] ?? 0}::integer), true, ${instant}
    )
    on conflict (number_key, browser_key) do update set
      let_through = counter.blocked_until <= ${instant}::timestamptz,
      tries = counter.tries + (counter.blocked_until <= ${instant}::timestamptz)::integer,
      turned_away = counter.turned_away + (counter.blocked_until > ${instant}::timestamptz)::integer,
      blocked_until = case when counter.blocked_until > ${instant}::timestamptz then counter.blocked_until
        else ${instant}::timestamptz + make_interval(secs =>
          (${[...schedule]}::integer[])[least(counter.tries + 1, ${schedule.length}::integer)]) end,
      updated_at = ${instant}
    returning tries, let_through`.execute(db);
  const [row] = rows;
  return row ? { tries: row.tries, isLetThrough: row.let_through } : { tries: 0, isLetThrough: false };
}

/** After a right password nothing is left of the wrong ones before it. */
export async function deleteAttempts(tx: Tx<BankTables>, key: AttemptKey): Promise<void> {
  await tx
    .deleteFrom(key.table ?? 'bank.login_counter')
    .where('number_key', '=', key.numberKey)
    .where('browser_key', '=', key.browserKey)
    .execute();
}

/** Whatever was counted for a number, from every browser: the branch has seen who it is. */
export async function deleteAttemptsOf(tx: Tx<BankTables>, numberKey: Uint8Array): Promise<void> {
  await tx.deleteFrom('bank.login_counter').where('number_key', '=', numberKey).execute();
}
