import { type EpochSeconds, uuidv7 } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import type { Kysely } from 'kysely';
import type { BankTables } from '../../tables.ts';

type Queryable = Kysely<BankTables>;

export interface EnrolmentRow {
  readonly id: string;
  readonly operatorId: string;
  readonly expiresAt: EpochSeconds;
  readonly isEnded: boolean;
  readonly askedHash: Uint8Array | null;
  readonly askedKey: string | null;
}

const enrolments = (db: Queryable, tokenHash: Buffer) =>
  db
    .selectFrom('bank.operator_enrolment')
    .where('token_hash', '=', tokenHash)
    .select([
      'id',
      'operator_id as operatorId',
      'expires_at as expiresAt',
      'ended_at as endedAt',
      'asked_hash as askedHash',
      'asked_key as askedKey',
    ]);

type Selected = Awaited<ReturnType<ReturnType<typeof enrolments>['executeTakeFirstOrThrow']>>;

const enrolmentRowOf = ({ endedAt, ...row }: Selected): EnrolmentRow => ({
  ...row,
  expiresAt: row.expiresAt as EpochSeconds,
  isEnded: endedAt !== null,
});

export async function findEnrolment(db: Queryable, tokenHash: Buffer): Promise<EnrolmentRow | undefined> {
  const row = await enrolments(db, tokenHash).executeTakeFirst();
  return row && enrolmentRowOf(row);
}

export async function lockEnrolment(
  tx: Tx<BankTables>,
  tokenHash: Buffer,
): Promise<EnrolmentRow | undefined> {
  const row = await enrolments(tx, tokenHash).forUpdate().executeTakeFirst();
  return row && enrolmentRowOf(row);
}

/** Opens an enrolment and ends the older ones of the operator. */
export async function insertEnrolment(
  tx: Tx<BankTables>,
  enrolment: {
    readonly tokenHash: Uint8Array;
    readonly operatorId: string;
    readonly openedAt: EpochSeconds;
    readonly expiresAt: EpochSeconds;
  },
): Promise<void> {
  await tx
    .updateTable('bank.operator_enrolment')
    .set({ ended_at: at(enrolment.openedAt) })
    .where('operator_id', '=', enrolment.operatorId)
    .where('ended_at', 'is', null)
    .execute();
  await tx
    .insertInto('bank.operator_enrolment')
    .values({
      id: uuidv7(),
      token_hash: enrolment.tokenHash,
      operator_id: enrolment.operatorId,
      opened_at: at(enrolment.openedAt),
      expires_at: at(enrolment.expiresAt),
    })
    .execute();
}

export async function markAsked(
  tx: Tx<BankTables>,
  enrolmentId: string,
  asked: { readonly hash: Buffer; readonly key: string } | undefined,
): Promise<void> {
  await tx
    .updateTable('bank.operator_enrolment')
    .set({ asked_hash: asked?.hash ?? null, asked_key: asked?.key ?? null })
    .where('id', '=', enrolmentId)
    .execute();
}

export async function markEnded(tx: Tx<BankTables>, enrolmentId: string, now: EpochSeconds): Promise<void> {
  await tx
    .updateTable('bank.operator_enrolment')
    .set({ ended_at: at(now), asked_key: null })
    .where('id', '=', enrolmentId)
    .execute();
}
