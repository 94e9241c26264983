import { type EpochSeconds, uuidv7 } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import type { Kysely } from 'kysely';
import type { ContractState, OtpMark } from '../contracts/contract.ts';
import type { BankTables } from '../tables.ts';
import type { OtpFlowKind, OtpFlowStep } from './flow.ts';

type Queryable = Kysely<BankTables>;

/** A flow and what its contract says at the moment. */
export interface FlowRow {
  readonly id: string;
  readonly contractId: string;
  readonly subject: string;
  readonly flow: OtpFlowKind;
  readonly step: OtpFlowStep;
  readonly isDeviceChange: boolean;
  readonly openedAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
  readonly isEnded: boolean;
  readonly askedHash: Uint8Array | null;
  /** Not null: the authority was asked and its answer never came here. */
  readonly askedKey: string | null;
  readonly askedTokenId: string | null;
  readonly replacementProof: string | null;
  readonly contractState: ContractState;
  readonly otpMark: OtpMark;
  readonly coolDownUntil: EpochSeconds | null;
}

const flows = (db: Queryable) =>
  db
    .selectFrom('bank.otp_flow as flow')
    .innerJoin('bank.contract as contract', 'contract.id', 'flow.contract_id')
    .select([
      'flow.id',
      'flow.contract_id as contractId',
      'contract.subject',
      'flow.flow',
      'flow.step',
      'flow.is_device_change as isDeviceChange',
      'flow.opened_at as openedAt',
      'flow.expires_at as expiresAt',
      'flow.ended_at as endedAt',
      'flow.asked_hash as askedHash',
      'flow.asked_key as askedKey',
      'flow.asked_token_id as askedTokenId',
      'flow.replacement_proof as replacementProof',
      'contract.state as contractState',
      'contract.otp_mark as otpMark',
      'contract.cool_down_until as coolDownUntil',
    ]);

type Selected = Awaited<ReturnType<ReturnType<typeof flows>['executeTakeFirstOrThrow']>>;

const flowRowOf = ({ endedAt, ...row }: Selected): FlowRow => ({
  ...row,
  openedAt: row.openedAt as EpochSeconds,
  expiresAt: row.expiresAt as EpochSeconds,
  coolDownUntil: row.coolDownUntil as EpochSeconds | null,
  isEnded: endedAt !== null,
});

export async function findFlow(db: Queryable, tokenHash: Buffer): Promise<FlowRow | undefined> {
  const row = await flows(db).where('flow.token_hash', '=', tokenHash).executeTakeFirst();
  return row && flowRowOf(row);
}

/** The flow alone is locked, so that a page sent twice asks the authority under one key. */
export async function lockFlow(tx: Tx<BankTables>, tokenHash: Buffer): Promise<FlowRow | undefined> {
  const row = await flows(tx).where('flow.token_hash', '=', tokenHash).forUpdate('flow').executeTakeFirst();
  return row && flowRowOf(row);
}

export async function lockFlowById(tx: Tx<BankTables>, flowId: string): Promise<FlowRow | undefined> {
  const row = await flows(tx).where('flow.id', '=', flowId).forUpdate('flow').executeTakeFirst();
  return row && flowRowOf(row);
}

/** Flows of a contract whose last question was never answered, oldest first. */
export async function listUnanswered(db: Queryable, contractId: string): Promise<readonly FlowRow[]> {
  const rows = await flows(db)
    .where('flow.contract_id', '=', contractId)
    .where('flow.ended_at', 'is', null)
    .where('flow.asked_key', 'is not', null)
    .orderBy('flow.id')
    .limit(20)
    .execute();
  return rows.map(flowRowOf);
}

/** The same of any contract, where the flow is over: nobody will come back with the same question. */
export async function listUnansweredBefore(
  db: Queryable,
  before: EpochSeconds,
  limit: number,
): Promise<readonly FlowRow[]> {
  const rows = await flows(db)
    .where('flow.expires_at', '<', at(before) as unknown as number)
    .where('flow.ended_at', 'is', null)
    .where('flow.asked_key', 'is not', null)
    .orderBy('flow.expires_at')
    .limit(limit)
    .execute();
  return rows.map(flowRowOf);
}

export interface NewFlow {
  readonly tokenHash: Uint8Array;
  readonly contractId: string;
  readonly flow: OtpFlowKind;
  readonly step: OtpFlowStep;
  readonly isDeviceChange: boolean;
  readonly openedAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
}

/** Opens the flow and ends the older ones of the contract, but those that wait for the authority's answer. */
export async function insertFlow(tx: Tx<BankTables>, flow: NewFlow): Promise<void> {
  await tx
    .updateTable('bank.otp_flow')
    .set({ ended_at: at(flow.openedAt), replacement_proof: null })
    .where('contract_id', '=', flow.contractId)
    .where('ended_at', 'is', null)
    .where('asked_key', 'is', null)
    .execute();
  await tx
    .insertInto('bank.otp_flow')
    .values({
      id: uuidv7(),
      token_hash: flow.tokenHash,
      contract_id: flow.contractId,
      flow: flow.flow,
      step: flow.step,
      is_device_change: flow.isDeviceChange,
      opened_at: at(flow.openedAt),
      expires_at: at(flow.expiresAt),
    })
    .execute();
}

/** Written before the call: what is asked, and under which key. */
export async function markAsked(
  tx: Tx<BankTables>,
  flowId: string,
  asked: { readonly hash: Buffer; readonly key: string; readonly tokenId: string | null },
): Promise<void> {
  await tx
    .updateTable('bank.otp_flow')
    .set({ asked_hash: asked.hash, asked_key: asked.key, asked_token_id: asked.tokenId })
    .where('id', '=', flowId)
    .execute();
}

/** The answer to the question under this key was no; a later question is not touched. */
export async function markAnswered(tx: Tx<BankTables>, flowId: string, askedKey: string): Promise<void> {
  await tx
    .updateTable('bank.otp_flow')
    .set({ asked_hash: null, asked_key: null, asked_token_id: null })
    .where('id', '=', flowId)
    .where('asked_key', '=', askedKey)
    .execute();
}

export async function markOldCodeAccepted(tx: Tx<BankTables>, flowId: string, proof: string): Promise<void> {
  await tx
    .updateTable('bank.otp_flow')
    .set({
      step: 'new_token',
      replacement_proof: proof,
      asked_hash: null,
      asked_key: null,
      asked_token_id: null,
    })
    .where('id', '=', flowId)
    .execute();
}

/** The flow has ended well. What was asked last stays as its hash, so that the same page sent again is known. */
export async function markDone(tx: Tx<BankTables>, flowId: string, now: EpochSeconds): Promise<void> {
  await tx
    .updateTable('bank.otp_flow')
    .set({ step: 'done', ended_at: at(now), asked_key: null, replacement_proof: null })
    .where('id', '=', flowId)
    .execute();
}

export async function markEnded(tx: Tx<BankTables>, flowId: string, now: EpochSeconds): Promise<void> {
  await tx
    .updateTable('bank.otp_flow')
    .set({ ended_at: at(now), asked_key: null, replacement_proof: null })
    .where('id', '=', flowId)
    .execute();
}

/** Flows that ended long ago and wait for no answer. */
export async function deleteOldFlows(db: Queryable, before: EpochSeconds, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('bank.otp_flow')
    .where('id', 'in', (query) =>
      query
        .selectFrom('bank.otp_flow')
        .where('expires_at', '<', at(before) as unknown as number)
        .where((where) => where.or([where('asked_key', 'is', null), where('ended_at', 'is not', null)]))
        .select('id')
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

export interface MarkedContract {
  readonly otpMark: OtpMark;
  readonly otpChangedAt: EpochSeconds | null;
  readonly coolDownUntil: EpochSeconds | null;
}

export async function lockMark(tx: Tx<BankTables>, contractId: string): Promise<MarkedContract | undefined> {
  const row = await tx
    .selectFrom('bank.contract')
    .where('id', '=', contractId)
    .select(['otp_mark as otpMark', 'otp_changed_at as otpChangedAt', 'cool_down_until as coolDownUntil'])
    .forNoKeyUpdate()
    .executeTakeFirst();
  return (
    row && {
      otpMark: row.otpMark,
      otpChangedAt: row.otpChangedAt as EpochSeconds | null,
      coolDownUntil: row.coolDownUntil as EpochSeconds | null,
    }
  );
}
