import { type EpochSeconds, epochSeconds } from '@warifu/base';
import { at, batched, type Tx, transact } from '@warifu/pg';
import { type Kysely, sql } from 'kysely';
import { insertAudit } from '../audit/record.ts';
import type { BankConfiguration } from '../configuration.ts';
import type { BankPorts } from '../ports.ts';
import type { BankTables } from '../tables.ts';

type Brake = BankConfiguration['login']['brake'];

/** Refused logins of one minute; `minute` is its first second. */
export interface RefusedMinute {
  readonly minute: number;
  readonly refused: number;
}

/**
 * Until when the brake is to be on, or `undefined` where no window has too many: until so much of them has left the window
 * that it has not, and `holdSeconds` at least. Ended sooner, it would let a few more through each time, all day long.
 *
 * @param minutes newest first
 */
export function judgeBrake(
  { windows, holdSeconds }: Brake,
  minutes: readonly RefusedMinute[],
  now: EpochSeconds,
): EpochSeconds | undefined {
  const ends = windows.flatMap(({ seconds, refusedMax }) => {
    let sum = 0;
    const tooMany = minutes.find(({ minute, refused }) => {
      sum += minute > now - seconds ? refused : 0;
      return sum > refusedMax;
    });
    return tooMany === undefined ? [] : [tooMany.minute + seconds];
  });
  return ends.length === 0 ? undefined : epochSeconds(Math.max(now + holdSeconds, ...ends));
}

/** While it is on for longer than this, one refusal more changes nothing and the windows are not looked at. */
export const isHeld = ({ holdSeconds }: Brake, onUntil: number, now: EpochSeconds): boolean =>
  onUntil - now > holdSeconds / 2;

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

async function isBrakeOn(db: Kysely<BankTables>, now: EpochSeconds): Promise<boolean> {
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
  const read = await tx.selectFrom('bank.login_brake').select('on_until').executeTakeFirst();
  if (isHeld(brake, read?.on_until ?? 0, now)) return;
  const minutes = await tx
    .selectFrom('bank.refused_logins')
    .select(['minute', 'refused'])
    .where(sql<boolean>`minute > ${at(now - longestOf(brake))}`)
    .orderBy('minute', 'desc')
    .execute();
  const until = judgeBrake(brake, minutes, now);
  if (until !== undefined) await putOn(tx, until, now);
}

async function putOn(tx: Tx<BankTables>, until: EpochSeconds, now: EpochSeconds): Promise<void> {
  const locked = await tx.selectFrom('bank.login_brake').select('on_until').forUpdate().executeTakeFirst();
  const before = locked?.on_until ?? 0;
  if (before >= until) return;
  await tx
    .updateTable('bank.login_brake')
    .set({ on_until: at(until) })
    .execute();
  if (before > now) return;
  await insertAudit(tx, [{ at: now, actor: { kind: 'system' }, act: 'login_brake_on', detail: { until } }]);
}

const longestOf = ({ windows }: Brake): number => Math.max(...windows.map(({ seconds }) => seconds));

/** Writes down the end of a brake that has run out, and forgets minutes that no window looks at; says how many of both. */
export async function settleBrake(
  { database, configuration }: Pick<BankPorts, 'database' | 'configuration'>,
  now: EpochSeconds,
): Promise<number> {
  const forgotten = await sql`
    delete from bank.refused_logins where minute < ${at(now - longestOf(configuration.login.brake))}`.execute(
    database.kysely,
  );
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
