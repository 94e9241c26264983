import { type EpochSeconds, epochSeconds } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { type Kysely, sql } from 'kysely';
import type { BankTables } from '../../tables.ts';
import type { ProcedureKind, RequestState, RequestsCall } from '../request.ts';
import { decodeTerms } from './digest.ts';
import { paperOf, type RequestRow } from './request-row.ts';

type Queryable = Kysely<BankTables>;

/** A later procedure put another password in place of what this one would print. */
const isSuperseded = sql<boolean>`exists (
  select 1 from bank.branch_request as later
  where (later.contract_id = request.contract_id or later.operator_id = request.operator_id)
    and later.state = 'done' and (later.done_at, later.id) > (request.done_at, request.id)
    and (later.kind = request.kind
      or request.kind = 'contract_opening'
        and later.kind in ('login_password_reissue', 'confirmation_password_reissue')
      or request.kind = 'operator_addition' and later.kind = 'operator_password_reissue')
)`;

const requests = (db: Queryable) =>
  db
    .selectFrom('bank.branch_request as request')
    .select([
      'request.id as requestId',
      'request.terms',
      'request.form_number as formNumber',
      'request.identity_document as identityDocument',
      'request.identity_note as identityNote',
      'request.reason',
      'request.state',
      'request.digest',
      'request.branch_code as branchCode',
      'request.contract_id as contractId',
      'request.operator_id as operatorId',
      'request.maker_id as makerId',
      'request.maker_person as makerPerson',
      'request.checker_id as checkerId',
      'request.made_at as madeAt',
      'request.expires_at as expiresAt',
      'request.decided_at as decidedAt',
      'request.done_at as doneAt',
      'request.printed_at as printedAt',
      'request.note',
      isSuperseded.as('isSuperseded'),
    ]);

type Selected = Awaited<ReturnType<ReturnType<typeof requests>['executeTakeFirstOrThrow']>>;

const instantOf = (instant: number | null): EpochSeconds | null =>
  instant === null ? null : epochSeconds(instant);

const requestRowOf = (row: Selected): RequestRow => ({
  requestId: row.requestId,
  terms: decodeTerms(row.terms),
  paper: paperOf(row),
  state: row.state,
  digest: Buffer.from(row.digest),
  branchCode: row.branchCode,
  contractId: row.contractId,
  operatorId: row.operatorId,
  makerId: row.makerId,
  makerPerson: row.makerPerson,
  checkerId: row.checkerId,
  madeAt: epochSeconds(row.madeAt),
  expiresAt: epochSeconds(row.expiresAt),
  decidedAt: instantOf(row.decidedAt),
  doneAt: instantOf(row.doneAt),
  printedAt: instantOf(row.printedAt),
  note: row.note,
  isSuperseded: row.isSuperseded,
});

export interface NewRequest {
  readonly requestId: string;
  readonly kind: ProcedureKind;
  readonly contractId: string | undefined;
  readonly operatorId: string | undefined;
  readonly branchCode: string;
  readonly target: string | undefined;
  /** Canonical JSON. */
  readonly terms: string;
  readonly digest: Buffer;
  readonly paper: RequestRow['paper'];
  readonly makerId: string;
  readonly makerPerson: string;
  readonly madeAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
}

/** `false` where its form number, or another request of its kind about the same thing, came first. */
export async function insertRequest(tx: Tx<BankTables>, request: NewRequest): Promise<boolean> {
  const { paper } = request;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('bank.branch_request')
    .values({
      id: request.requestId,
      kind: request.kind,
      contract_id: request.contractId ?? null,
      operator_id: request.operatorId ?? null,
      branch_code: request.branchCode,
      target: request.target ?? null,
      terms: request.terms,
      digest: request.digest,
      form_number: paper.formNumber,
      identity_document: paper.identityDocument,
      identity_note: paper.identityNote ?? null,
      reason: paper.reason,
      maker_id: request.makerId,
      maker_person: request.makerPerson,
      made_at: at(request.madeAt),
      expires_at: at(request.expiresAt),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function isFormNumberTaken(db: Queryable, formNumber: string): Promise<boolean> {
  const row = await db
    .selectFrom('bank.branch_request')
    .where('form_number', '=', formNumber)
    .select('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** A request of the kind about the same thing that is not over. */
export async function findUnderway(
  db: Queryable,
  kind: ProcedureKind,
  target: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('bank.branch_request')
    .where('kind', '=', kind)
    .where('target', '=', target)
    .where('state', 'in', ['waiting', 'approved'])
    .select('id')
    .executeTakeFirst();
  return row?.id;
}

export async function findRequest(db: Queryable, requestId: string): Promise<RequestRow | undefined> {
  const row = await requests(db).where('request.id', '=', requestId).executeTakeFirst();
  return row && requestRowOf(row);
}

export async function lockRequest(tx: Tx<BankTables>, requestId: string): Promise<RequestRow | undefined> {
  const row = await requests(tx).where('request.id', '=', requestId).forUpdate().executeTakeFirst();
  return row && requestRowOf(row);
}

/** Whose requests somebody sees: of one branch, or all. */
export interface RequestScope {
  readonly branchCode?: string;
}

/** Oldest first where those that wait are asked for, newest first otherwise. One more than the limit, if there is one. */
export async function listRequestRows(
  db: Queryable,
  scope: RequestScope,
  call: RequestsCall,
  now: EpochSeconds,
): Promise<readonly RequestRow[]> {
  const { state, kind, contractId, after, limit } = call;
  const isQueue = state === 'waiting';
  const instant = at(now) as unknown as number;
  const rows = await requests(db)
    .$if(scope.branchCode !== undefined, (query) =>
      query.where('request.branch_code', '=', scope.branchCode ?? ''),
    )
    .$if(state !== undefined && state !== 'waiting' && state !== 'expired', (query) =>
      query.where('request.state', '=', state as RequestState),
    )
    .$if(isQueue, (query) =>
      query.where('request.state', '=', 'waiting').where('request.expires_at', '>', instant),
    )
    .$if(state === 'expired', (query) =>
      query.where('request.state', 'in', ['waiting', 'expired']).where('request.expires_at', '<=', instant),
    )
    .$if(kind !== undefined, (query) => query.where('request.kind', '=', kind as ProcedureKind))
    .$if(contractId !== undefined, (query) => query.where('request.contract_id', '=', contractId ?? ''))
    .$if(after !== undefined, (query) => query.where('request.id', isQueue ? '>' : '<', after ?? ''))
    .orderBy('request.id', isQueue ? 'asc' : 'desc')
    .limit(limit + 1)
    .execute();
  return rows.map(requestRowOf);
}

export async function countWaiting(db: Queryable, scope: RequestScope, now: EpochSeconds): Promise<number> {
  const row = await db
    .selectFrom('bank.branch_request')
    .where('state', '=', 'waiting')
    .where('expires_at', '>', at(now) as unknown as number)
    .$if(scope.branchCode !== undefined, (query) => query.where('branch_code', '=', scope.branchCode ?? ''))
    .select(({ fn }) => fn.countAll<bigint>().as('waiting'))
    .executeTakeFirstOrThrow();
  return Number(row.waiting);
}

/** Requests that were approved and are not done, oldest first. */
export async function listApproved(db: Queryable, limit: number): Promise<readonly RequestRow[]> {
  const rows = await requests(db)
    .where('request.state', '=', 'approved')
    .orderBy('request.id')
    .limit(limit)
    .execute();
  return rows.map(requestRowOf);
}

export interface ContractLabel {
  readonly contractId: string;
  readonly contractNumber: string;
  readonly holder: string;
  readonly branchCode: string;
}

export async function listContractLabels(
  db: Queryable,
  contractIds: readonly string[],
): Promise<ReadonlyMap<string, ContractLabel>> {
  if (contractIds.length === 0) return new Map();
  const { rows } = await sql<ContractLabel>`
    select contract.id as "contractId", contract.contract_number as "contractNumber", customer.kanji_name as holder,
      contract.branch_code as "branchCode"
    from bank.contract as contract join bank.customer as customer on customer.id = contract.customer_id
    where contract.id = any(${[...new Set(contractIds)]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.contractId, row]));
}

/** All requests after the one named, by id. */
export async function listRequestsAfter(
  db: Queryable,
  after: string | undefined,
  limit: number,
): Promise<readonly RequestRow[]> {
  const rows = await requests(db)
    .$if(after !== undefined, (query) => query.where('request.id', '>', after ?? ''))
    .orderBy('request.id')
    .limit(limit)
    .execute();
  return rows.map(requestRowOf);
}
