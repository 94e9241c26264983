import type { BusinessDate, EpochSeconds } from '@warifu/base';
import { at, type Database, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { ContractState, OtpMark } from '../contracts/contract.ts';
import type { LimitKind } from '../limits/limit.ts';
import type { BankTables } from '../tables.ts';
import type { Verdict } from '../token-authority.ts';

export interface AttemptCall {
  readonly orderId: string;
  readonly codeHash: Uint8Array;
}

export interface Attempt {
  readonly attempt: number;
  /** When the authority was first asked under this key. */
  readonly askedAt: EpochSeconds;
}

/**
 * Writes down the next attempt of each order, or finds the last one where it waits for its answer with the same code:
 * the same key then gets the same verdict. Committed when it returns. `undefined`: another process wrote an attempt at
 * the same moment; looking again finds it. The orders differ from each other.
 *
 * @param when `isInLog`: the authority's commit, in the same log, brings this one to the disk before its own
 */
export async function takeAttempts(
  database: Database<BankTables>,
  calls: readonly AttemptCall[],
  when: { readonly now: EpochSeconds; readonly reusableFrom: EpochSeconds; readonly isInLog: boolean },
): Promise<readonly (Attempt | undefined)[]> {
  const { rows } = await sql<Attempt & { orderId: string }>`
    select * from bank.take_attempts(
      ${calls.map((call) => call.orderId)}::uuid[], ${calls.map((call) => call.codeHash)}::bytea[],
      ${at(when.now)}::timestamptz, ${at(when.reusableFrom)}::timestamptz, ${when.isInLog}::boolean
    )`.execute(database.kysely);
  const found = new Map(rows.map((row) => [row.orderId, row]));
  return calls.map((call) => found.get(call.orderId));
}

export async function markVerdicts(
  tx: Tx<BankTables>,
  verdicts: readonly {
    readonly orderId: string;
    readonly attempt: number;
    readonly verdict: Exclude<Verdict, 'accepted'>;
  }[],
): Promise<void> {
  await sql`
    update bank.order_attempt as a set verdict = answered.verdict
    from unnest(
      ${verdicts.map((row) => row.orderId)}::uuid[],
      ${verdicts.map((row) => row.attempt)}::integer[],
      ${verdicts.map((row) => row.verdict)}::text[]
    ) as answered (order_id, attempt, verdict)
    where a.order_id = answered.order_id and a.attempt = answered.attempt and a.verdict is null`.execute(tx);
}

/** Counts a try before its password is hashed, so that many at once cannot try more often than is allowed. */
export async function takeConfirmationTry(
  database: Database<BankTables>,
  contractId: string,
  failuresMax: number,
): Promise<{ readonly passwordHash: string; readonly failures: number } | undefined> {
  const { rows } = await sql<{ password_hash: string; failures: number }>`
    update bank.contract set confirmation_failures = confirmation_failures + 1
    where id = ${contractId}::uuid and confirmation_locked_at is null and confirmation_failures < ${failuresMax}
      and confirmation_password_hash is not null
    returning confirmation_password_hash as password_hash, confirmation_failures as failures`.execute(
    database.kysely,
  );
  const [row] = rows;
  return row && { passwordHash: row.password_hash, failures: row.failures };
}

export async function clearConfirmationFailures(
  database: Database<BankTables>,
  contractId: string,
): Promise<void> {
  await sql`update bank.contract set confirmation_failures = 0
    where id = ${contractId}::uuid and confirmation_locked_at is null`.execute(database.kysely);
}

/** Whether it was this call that locked. */
export async function lockConfirmation(
  tx: Tx<BankTables>,
  contractId: string,
  now: EpochSeconds,
  failuresMax: number,
): Promise<boolean> {
  const result = await sql`update bank.contract set confirmation_locked_at = ${at(now)}::timestamptz
    where id = ${contractId}::uuid and confirmation_locked_at is null
      and confirmation_failures >= ${failuresMax}`.execute(tx);
  return result.numAffectedRows === 1n;
}

/** Keeps approvals whose orders were refused all the same. One that is there already stays as it is. */
export async function insertUnspent(
  tx: Tx<BankTables>,
  approvals: readonly {
    readonly orderId: string;
    readonly termsDigest: Uint8Array;
    readonly method: string;
    readonly approvedAt: EpochSeconds;
    readonly expiresAt: EpochSeconds;
  }[],
): Promise<void> {
  await sql`
    insert into bank.approval (order_id, terms_digest, method, approved_at, expires_at)
    select * from unnest(
      ${approvals.map((approval) => approval.orderId)}::uuid[],
      ${approvals.map((approval) => approval.termsDigest)}::bytea[],
      ${approvals.map((approval) => approval.method)}::text[],
      ${approvals.map((approval) => at(approval.approvedAt))}::timestamptz[],
      ${approvals.map((approval) => at(approval.expiresAt))}::timestamptz[]
    )
    on conflict do nothing`.execute(tx);
}

export interface NeedRow {
  readonly state: ContractState;
  readonly otpMark: OtpMark;
  readonly coolDownUntil: number | null;
  readonly hasConfirmation: boolean;
  readonly isConfirmationLocked: boolean;
  readonly limit: bigint | null;
  readonly used: bigint;
  readonly usedTogether: bigint;
}

export async function findNeedRow(
  database: Database<BankTables>,
  contractId: string,
  kind: LimitKind,
  today: BusinessDate,
): Promise<NeedRow | undefined> {
  const { rows } = await sql<NeedRow>`
    select contract.state, contract.otp_mark as "otpMark", contract.cool_down_until as "coolDownUntil",
      contract.confirmation_password_hash is not null as "hasConfirmation",
      contract.confirmation_locked_at is not null as "isConfirmationLocked",
      (select limit_yen from bank.limit_setting where contract_id = contract.id and kind = ${kind}) as "limit",
      coalesce(sum(u.used_yen) filter (where u.kind = ${kind}), 0)::bigint as "used",
      coalesce(sum(u.used_yen), 0)::bigint as "usedTogether"
    from bank.contract as contract
    left join bank.limit_used as u on u.contract_id = contract.id and u.business_date = ${today}::date
    where contract.id = ${contractId}::uuid
    group by contract.id`.execute(database.kysely);
  return rows[0];
}
