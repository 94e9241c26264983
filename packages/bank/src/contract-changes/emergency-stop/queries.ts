import type { EpochSeconds } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { type Kysely, sql } from 'kysely';
import type { BankTables } from '../../tables.ts';

export interface StopFlowRow {
  readonly contractId: string;
  readonly expiresAt: EpochSeconds;
  readonly stoppedAt: EpochSeconds | null;
}

export async function insertStopFlow(
  tx: Tx<BankTables>,
  flow: {
    readonly tokenHash: Uint8Array;
    readonly contractId: string;
    readonly openedAt: EpochSeconds;
    readonly expiresAt: EpochSeconds;
    readonly stoppedAt?: EpochSeconds;
  },
): Promise<void> {
  await sql`
    insert into bank.emergency_stop_flow (token_hash, contract_id, opened_at, expires_at, stopped_at)
    values (${flow.tokenHash}, ${flow.contractId}, ${at(flow.openedAt)}, ${at(flow.expiresAt)},
      ${flow.stoppedAt === undefined ? null : at(flow.stoppedAt)})`.execute(tx);
}

/** A flow within its ten minutes. */
export async function findStopFlow(
  db: Kysely<BankTables>,
  tokenHash: Uint8Array,
  now: EpochSeconds,
): Promise<StopFlowRow | undefined> {
  const { rows } = await sql<StopFlowRow>`
    select contract_id as "contractId", expires_at as "expiresAt", stopped_at as "stoppedAt"
    from bank.emergency_stop_flow
    where token_hash = ${tokenHash} and expires_at > ${at(now)}::timestamptz`.execute(db);
  return rows[0];
}

/** Takes the flow's one stop; `false` where another press of its button took it. */
export async function takeStop(
  tx: Tx<BankTables>,
  tokenHash: Uint8Array,
  now: EpochSeconds,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update bank.emergency_stop_flow set stopped_at = ${at(now)}
    where token_hash = ${tokenHash} and stopped_at is null`.execute(tx);
  return numAffectedRows === 1n;
}
