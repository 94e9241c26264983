import type { EpochSeconds } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { BankTables } from '../../tables.ts';
import type { Verdict } from '../../token-authority.ts';

export interface AttemptRow {
  readonly attempt: number;
  readonly codeHash: Uint8Array;
  readonly askedAt: EpochSeconds;
  readonly verdict: Verdict | null;
}

export async function findLastAttempt(
  tx: Tx<BankTables>,
  requestId: string,
): Promise<AttemptRow | undefined> {
  const row = await tx
    .selectFrom('bank.branch_attempt')
    .where('request_id', '=', requestId)
    .orderBy('attempt', 'desc')
    .limit(1)
    .select(['attempt', 'code_hash as codeHash', 'asked_at as askedAt', 'verdict'])
    .executeTakeFirst();
  return row && { ...row, askedAt: row.askedAt as EpochSeconds };
}

export async function insertAttempt(
  tx: Tx<BankTables>,
  attempt: {
    readonly requestId: string;
    readonly attempt: number;
    readonly checkerId: string;
    readonly codeHash: Buffer;
    readonly askedAt: EpochSeconds;
  },
): Promise<void> {
  await tx
    .insertInto('bank.branch_attempt')
    .values({
      request_id: attempt.requestId,
      attempt: attempt.attempt,
      checker_id: attempt.checkerId,
      code_hash: attempt.codeHash,
      asked_at: at(attempt.askedAt),
    })
    .execute();
}

export async function markVerdict(
  tx: Tx<BankTables>,
  requestId: string,
  attempt: number,
  verdict: Verdict,
): Promise<void> {
  await tx
    .updateTable('bank.branch_attempt')
    .set({ verdict })
    .where('request_id', '=', requestId)
    .where('attempt', '=', attempt)
    .where('verdict', 'is', null)
    .execute();
}

/** A checker's yes to exactly this digest; the database looks at persons, ranks and states again. */
export async function approveRequest(
  tx: Tx<BankTables>,
  call: {
    readonly requestId: string;
    readonly digest: Buffer;
    readonly checkerId: string;
    readonly now: EpochSeconds;
  },
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select bank.approve_branch_request(
      ${call.requestId}::uuid, ${call.digest}::bytea, ${call.checkerId}::uuid, ${at(call.now)}::timestamptz
    ) as done`.execute(tx);
  return rows[0]?.done ?? false;
}

/** Spends the approval; the request is done with the transaction. */
export async function finishRequest(
  tx: Tx<BankTables>,
  call: {
    readonly requestId: string;
    readonly now: EpochSeconds;
    readonly contractId?: string | undefined;
    readonly operatorId?: string | undefined;
  },
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select bank.finish_branch_request(
      ${call.requestId}::uuid, ${at(call.now)}::timestamptz, ${call.contractId ?? null}::uuid,
      ${call.operatorId ?? null}::uuid
    ) as done`.execute(tx);
  return rows[0]?.done ?? false;
}

export async function decideRequest(
  tx: Tx<BankTables>,
  call: {
    readonly requestId: string;
    readonly operatorId: string;
    readonly state: 'refused' | 'withdrawn';
    readonly note: string;
    readonly now: EpochSeconds;
  },
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select bank.decide_branch_request(
      ${call.requestId}::uuid, ${call.operatorId}::uuid, ${call.state}, ${call.note}, ${at(call.now)}::timestamptz
    ) as done`.execute(tx);
  return rows[0]?.done ?? false;
}

/** Approved, and impossible when it was to be carried out. */
export async function giveUpRequest(tx: Tx<BankTables>, requestId: string, note: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select bank.give_up_branch_request(${requestId}::uuid, ${note}) as done`.execute(tx);
  return rows[0]?.done ?? false;
}

/** Marks what waited for too long. */
export async function expireRequests(
  tx: Tx<BankTables>,
  now: EpochSeconds,
  limit: number,
): Promise<readonly { readonly requestId: string; readonly contractId: string | null }[]> {
  const { rows } = await sql<{ requestId: string; contractId: string | null }>`
    select * from bank.expire_branch_requests(${at(now)}::timestamptz, ${limit}::integer)`.execute(tx);
  return rows;
}
