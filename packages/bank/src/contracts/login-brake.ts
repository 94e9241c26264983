import { type EpochSeconds, epochSeconds, present } from '@warifu/base';
import { at, batched, type Tx, transact } from '@warifu/pg';
import { type Kysely, sql } from 'kysely';
import { insertAudit } from '../audit/record.ts';
import type { BankConfiguration } from '../configuration.ts';
import type { BankPorts } from '../ports.ts';
import type { BankTables } from '../tables.ts';

type Brake = BankConfiguration['login']['brake'];

/** Whether so many refusals are too many. `counts` are those of the windows, one for one. */
export const judgeBrake = (windows: Brake['windows'], counts: readonly number[]): boolean =>
  windows.some(({ refusedMax }, index) => (counts[index] ?? 0) > refusedMax);

/** Asks strange browsers for more while many logins are refused, whichever the contracts. ログインの追加確認. */
export interface LoginBrake {
  readonly isOn: (now: EpochSeconds) => Promise<boolean>;
  /** One more refused login of a browser that is not known on the contract it named. */
  readonly count: () => Promise<void>;
}

/**
 * The counters of one contract do not see who tries one password at each of many. This one counts over all of them, for
 * every process, since it is in the database. It shuts nobody out: it decides what a strange browser is asked.
 */
export function openLoginBrake({ database, clock, configuration }: BankPorts): LoginBrake {
  const { brake } = configuration.login;
  // Refusals that come together are one statement: a flood of them waits for one connection and for one row.
  const count = batched(
    async (calls: readonly undefined[]) => {
      const now = clock();
      await transact(database.kysely, (tx) => countRefusals(tx, brake, calls.length, now));
      return calls;
    },
    { isolates: () => false, name: 'refused logins', watch: database.watch },
  );
  return {
    isOn: (now) => isBrakeOn(database.kysely, now),
    count: async () => {
      await count(undefined);
    },
  };
}

export async function isBrakeOn(db: Kysely<BankTables>, now: EpochSeconds): Promise<boolean> {
  const row = await db.selectFrom('bank.login_brake').select('on_until').executeTakeFirst();
  return (row?.on_until ?? 0) > now;
}

async function countRefusals(
  tx: Tx<BankTables>,
  brake: Brake,
  refused: number,
  now: EpochSeconds,
): Promise<void> {
  await sql`
    insert into bank.refused_logins as counted (minute, refused)
    values (date_trunc('minute', ${at(now)}::timestamptz), ${refused}::integer)
    on conflict (minute) do update set refused = counted.refused + excluded.refused`.execute(tx);
  const { rows } = await sql<{ counts: number[] }>`
    select array(
      select (select coalesce(sum(refused), 0)::integer from bank.refused_logins
              where minute > ${at(now)}::timestamptz - make_interval(secs => seconds))
      from unnest(${brake.windows.map(({ seconds }) => seconds)}::integer[]) with ordinality as window_of (seconds, place)
      order by place
    ) as counts`.execute(tx);
  const counts = present(rows[0], 'counting answers one row').counts;
  if (judgeBrake(brake.windows, counts)) await putOn(tx, epochSeconds(now + brake.holdSeconds), now, counts);
}

async function putOn(
  tx: Tx<BankTables>,
  until: EpochSeconds,
  now: EpochSeconds,
  counts: readonly number[],
): Promise<void> {
  const row = await tx.selectFrom('bank.login_brake').select('on_until').forUpdate().executeTakeFirst();
  const before = row?.on_until ?? 0;
  if (before >= until) return;
  await tx
    .updateTable('bank.login_brake')
    .set({ on_until: at(until) })
    .execute();
  if (before > now) return;
  await insertAudit(tx, [
    { at: now, actor: { kind: 'system' }, act: 'login_brake_on', detail: { refused: counts } },
  ]);
}

/** Writes down the end of a brake that has run out, and forgets minutes that no window looks at; says how many of both. */
export async function settleBrake(
  { database, configuration }: Pick<BankPorts, 'database' | 'configuration'>,
  now: EpochSeconds,
): Promise<number> {
  const longest = Math.max(...configuration.login.brake.windows.map(({ seconds }) => seconds));
  const forgotten = await sql`
    delete from bank.refused_logins where minute < ${at(now - longest)}`.execute(database.kysely);
  const ended = await transact(database.kysely, async (tx) => {
    const { rows } = await sql`
      update bank.login_brake set on_until = null where on_until <= ${at(now)} returning only_row`.execute(
      tx,
    );
    await insertAudit(
      tx,
      rows.map(() => ({ at: now, actor: { kind: 'system' }, act: 'login_brake_off' })),
    );
    return rows.length;
  });
  return Number(forgotten.numAffectedRows ?? 0n) + ended;
}
