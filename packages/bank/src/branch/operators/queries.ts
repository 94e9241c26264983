import { type EpochSeconds, uuidv7 } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { type Kysely, sql } from 'kysely';
import type { BankTables } from '../../tables.ts';

type Queryable = Kysely<BankTables>;

/** Locks an operator against another sign-in or change at the same time. */
export async function lockOperator(
  tx: Tx<BankTables>,
  operatorId: string,
): Promise<{ readonly state: string; readonly passwordHash: string } | undefined> {
  return await tx
    .selectFrom('bank.operator')
    .where('id', '=', operatorId)
    .select(['state', 'password_hash as passwordHash'])
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Ends the open session under the reason that is true of it; says whether it was cut short. */
export async function endOpenSession(
  tx: Tx<BankTables>,
  operatorId: string,
  now: EpochSeconds,
  idleSeconds: number,
): Promise<boolean> {
  const instant = at(now);
  const { rows } = await sql<{ end_reason: string }>`
    update bank.operator_session set
      ended_at = ${instant}::timestamptz,
      end_reason = case
        when expires_at <= ${instant}::timestamptz then 'expired'
        when last_seen_at + make_interval(secs => ${idleSeconds}::integer) <= ${instant}::timestamptz then 'idle'
        else 'replaced' end
    where operator_id = ${operatorId}::uuid and ended_at is null
    returning end_reason`.execute(tx);
  return rows.some((row) => row.end_reason === 'replaced');
}

export async function insertSession(
  tx: Tx<BankTables>,
  session: {
    readonly id: string;
    readonly tokenHash: Uint8Array;
    readonly operatorId: string;
    readonly openedAt: EpochSeconds;
    readonly expiresAt: EpochSeconds;
  },
): Promise<void> {
  await tx
    .insertInto('bank.operator_session')
    .values({
      id: session.id,
      token_hash: session.tokenHash,
      operator_id: session.operatorId,
      opened_at: at(session.openedAt),
      last_seen_at: at(session.openedAt),
      expires_at: at(session.expiresAt),
    })
    .execute();
}

export interface SessionRow {
  readonly id: string;
  readonly operatorId: string;
  readonly openedAt: EpochSeconds;
  readonly lastSeenAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
  readonly endReason: 'idle' | 'expired' | 'replaced' | 'signed_out' | 'suspended' | null;
}

export async function findSession(db: Queryable, tokenHash: Buffer): Promise<SessionRow | undefined> {
  const row = await db
    .selectFrom('bank.operator_session')
    .where('token_hash', '=', tokenHash)
    .select([
      'id',
      'operator_id as operatorId',
      'opened_at as openedAt',
      'last_seen_at as lastSeenAt',
      'expires_at as expiresAt',
      'end_reason as endReason',
    ])
    .executeTakeFirst();
  return (
    row && {
      ...row,
      openedAt: row.openedAt as EpochSeconds,
      lastSeenAt: row.lastSeenAt as EpochSeconds,
      expiresAt: row.expiresAt as EpochSeconds,
    }
  );
}

export async function touchSession(db: Queryable, sessionId: string, now: EpochSeconds): Promise<void> {
  await db
    .updateTable('bank.operator_session')
    .set({ last_seen_at: at(now) })
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .execute();
}

export async function endSession(
  tx: Tx<BankTables>,
  tokenHash: Buffer,
  now: EpochSeconds,
): Promise<string | undefined> {
  const row = await tx
    .updateTable('bank.operator_session')
    .set({ ended_at: at(now), end_reason: 'signed_out' })
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .returning('operator_id as operatorId')
    .executeTakeFirst();
  return row?.operatorId;
}

/** Sets an operator's own password where the old one still stands; `false` where another change came first. */
export async function markPasswordSet(
  tx: Tx<BankTables>,
  change: { readonly operatorId: string; readonly oldHash: string; readonly newHash: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('bank.operator')
    .set({ password_hash: change.newHash, must_change_password: false, password_expires_at: null })
    .where('id', '=', change.operatorId)
    .where('password_hash', '=', change.oldHash)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Locks all operators in the order of their ids, so that two who register one token at once are seen by each other. */
export async function lockAllOperators(tx: Tx<BankTables>): Promise<void> {
  await tx.selectFrom('bank.operator').select('id').orderBy('id').forNoKeyUpdate().execute();
}

/** Whether another person at the branch has the token. */
export async function isTokenOfAnother(
  db: Queryable,
  tokenId: string,
  personNumber: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('bank.operator')
    .where('token_id', '=', tokenId)
    .where('person_number', '<>', personNumber)
    .select('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function markTokenRegistered(
  tx: Tx<BankTables>,
  operatorId: string,
  tokenId: string,
): Promise<void> {
  await tx
    .updateTable('bank.operator')
    .set({ otp_mark: 'registered', token_id: tokenId })
    .where('id', '=', operatorId)
    .execute();
}

/** Active, where password and token are the operator's own now. */
export async function finishEnrolment(tx: Tx<BankTables>, operatorId: string): Promise<boolean> {
  const { rows } = await sql<{ active: boolean }>`
    select bank.finish_operator_enrolment(${operatorId}::uuid) as active`.execute(tx);
  return rows[0]?.active ?? false;
}

/** The id of the manager who was added or given another first password; `undefined` where two are there. */
export async function insertFirstManager(
  tx: Tx<BankTables>,
  manager: {
    readonly operatorNumber: string;
    readonly personNumber: string;
    readonly name: string;
    readonly branchCode: string;
    readonly subject: string;
    readonly passwordHash: string;
    readonly passwordExpiresAt: EpochSeconds;
    readonly now: EpochSeconds;
  },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`
    select bank.add_first_manager(
      ${uuidv7()}::uuid, ${manager.operatorNumber}, ${manager.personNumber}, ${manager.name}, ${manager.branchCode},
      ${manager.subject}, ${manager.passwordHash}, ${at(manager.passwordExpiresAt)}::timestamptz,
      ${at(manager.now)}::timestamptz
    ) as id`.execute(tx);
  return rows[0]?.id ?? undefined;
}
