import type { BranchSession } from '../operator.ts';
import type { BranchGround } from '../operators/ground.ts';
import { findOperatorById, type OperatorRow } from '../operators/operator-rows.ts';
import { findRequest, type RequestScope } from './queries.ts';
import type { RequestRow } from './request-row.ts';

/** Who acts, as the book has them now: a session may be older than its operator's rank. */
export async function actingOf(
  { ports }: BranchGround,
  session: BranchSession,
): Promise<OperatorRow | undefined> {
  const operator = await findOperatorById(ports.database.kysely, session.operator.operatorId);
  return operator?.state === 'active' ? operator : undefined;
}

/** Head office acts for every branch, the others for their own. */
export const actsFor = (
  { ports }: BranchGround,
  operator: { readonly branchCode: string },
  branchCode: string,
): boolean =>
  operator.branchCode === branchCode || operator.branchCode === ports.configuration.branch.headOffice;

/** Whose requests somebody sees; auditors see all. */
export function scopeOf({ ports }: BranchGround, operator: OperatorRow): RequestScope {
  const seesAll =
    operator.role === 'auditor' || operator.branchCode === ports.configuration.branch.headOffice;
  return seesAll ? {} : { branchCode: operator.branchCode };
}

/** A request that somebody may see. */
export async function findVisible(
  ground: BranchGround,
  operator: OperatorRow,
  requestId: string,
): Promise<RequestRow | undefined> {
  const request = await findRequest(ground.ports.database.kysely, requestId);
  const { branchCode } = scopeOf(ground, operator);
  return branchCode === undefined || request?.branchCode === branchCode ? request : undefined;
}

/** Entered by the person who looks, under whatever account. */
export const isOwn = (request: RequestRow, operator: OperatorRow): boolean =>
  request.makerPerson === operator.personNumber;
