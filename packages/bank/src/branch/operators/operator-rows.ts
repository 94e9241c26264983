import type { EpochSeconds } from '@warifu/base';
import { type Kysely, sql } from 'kysely';
import type { OtpMark } from '../../contracts/contract.ts';
import type { BankTables } from '../../tables.ts';
import type { OperatorState, OperatorView } from '../operator.ts';

type Queryable = Kysely<BankTables>;

/** An operator with what the branch itself needs to know. */
export interface OperatorRow extends Omit<OperatorView, 'hasToken'> {
  /** What the token authority knows the operator by. */
  readonly subject: string;
  readonly otpMark: OtpMark;
  readonly tokenId: string | null;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly passwordExpiresAt: EpochSeconds | null;
}

const operators = (db: Queryable) =>
  db
    .selectFrom('bank.operator as operator')
    .select([
      'operator.id as operatorId',
      'operator.operator_number as operatorNumber',
      'operator.person_number as personNumber',
      'operator.name',
      'operator.role',
      'operator.branch_code as branchCode',
      'operator.state',
      'operator.subject',
      'operator.otp_mark as otpMark',
      'operator.token_id as tokenId',
      'operator.password_hash as passwordHash',
      'operator.must_change_password as mustChangePassword',
      'operator.password_expires_at as passwordExpiresAt',
    ]);

type Selected = Awaited<ReturnType<ReturnType<typeof operators>['executeTakeFirstOrThrow']>>;

const operatorRowOf = (row: Selected): OperatorRow => ({
  ...row,
  passwordExpiresAt: row.passwordExpiresAt as EpochSeconds | null,
});

/** An operator as others see them. */
export const operatorViewOf = (row: OperatorRow): OperatorView => ({
  operatorId: row.operatorId,
  operatorNumber: row.operatorNumber,
  personNumber: row.personNumber,
  name: row.name,
  role: row.role,
  branchCode: row.branchCode,
  state: row.state,
  hasToken: row.otpMark === 'registered',
});

/** Operators by their ids, in no order. */
export async function listOperatorsById(
  db: Queryable,
  operatorIds: readonly string[],
): Promise<ReadonlyMap<string, OperatorRow>> {
  if (operatorIds.length === 0) return new Map();
  const rows = await operators(db)
    .where('operator.id', '=', sql<string>`any(${[...new Set(operatorIds)]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.operatorId, operatorRowOf(row)]));
}

export async function findOperatorById(db: Queryable, operatorId: string): Promise<OperatorRow | undefined> {
  const row = await operators(db).where('operator.id', '=', operatorId).executeTakeFirst();
  return row && operatorRowOf(row);
}

export async function findOperatorByNumber(
  db: Queryable,
  operatorNumber: string,
): Promise<OperatorRow | undefined> {
  const row = await operators(db).where('operator.operator_number', '=', operatorNumber).executeTakeFirst();
  return row && operatorRowOf(row);
}

/** In the order of their numbers. */
export async function listOperatorRows(
  db: Queryable,
  branchCode: string | undefined,
  limit: number,
): Promise<readonly OperatorRow[]> {
  const rows = await operators(db)
    .$if(branchCode !== undefined, (query) => query.where('operator.branch_code', '=', branchCode ?? ''))
    .orderBy('operator.operator_number')
    .limit(limit)
    .execute();
  return rows.map(operatorRowOf);
}

/** Whether somebody not suspended has the person number. */
export async function isPersonTaken(db: Queryable, personNumber: string): Promise<boolean> {
  const row = await db
    .selectFrom('bank.operator')
    .where('person_number', '=', personNumber)
    .where('state', '<>', 'suspended')
    .select('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Managers who can approve something today. */
export async function countActiveManagers(db: Queryable): Promise<number> {
  const row = await db
    .selectFrom('bank.operator')
    .where('role', '=', 'manager')
    .where('state', '=', 'active' satisfies OperatorState)
    .select(({ fn }) => fn.countAll<bigint>().as('managers'))
    .executeTakeFirstOrThrow();
  return Number(row.managers);
}
