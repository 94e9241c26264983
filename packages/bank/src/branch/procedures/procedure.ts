import type { BusinessDate, EpochSeconds } from '@warifu/base';
import type { AuditRow } from '../../audit/record.ts';
import type { BranchGround } from '../operators/ground.ts';
import type { ProcedureKind, ProcedureTerms } from '../request.ts';
import type { RequestRow } from '../requests/request-row.ts';
import type { UnknownPassword } from './unknown-passwords.ts';

/** The terms of some kinds of procedures. */
export type TermsOf<K extends ProcedureKind> = Extract<ProcedureTerms, { kind: K }>;

/** A procedure that is being carried out, in a transaction, on a request that was approved. */
export interface Underway {
  readonly ground: BranchGround;
  readonly request: RequestRow;
  /** In whose name it is done: the checker's. */
  readonly checkerId: string;
  readonly approvedAt: EpochSeconds;
  readonly now: EpochSeconds;
  readonly today: BusinessDate;
  readonly unknown: readonly UnknownPassword[];
  /** The token that the authority handed out. */
  readonly tokenId?: string;
}

/** What a procedure made, where it made something. */
export interface Made {
  readonly contractId?: string;
  readonly operatorId?: string;
}

/** The checker, as the audit trail names who did it. */
export const actorOf = ({ checkerId }: Underway): AuditRow['actor'] => ({ kind: 'operator', id: checkerId });

/** An act that a procedure did to a contract, for the audit trail. */
export const actOf = (
  underway: Underway,
  act: string,
  contractId: string,
  detail: Readonly<Record<string, unknown>> = {},
): AuditRow => ({
  at: underway.now,
  actor: actorOf(underway),
  act,
  contractId,
  detail: { ...detail, requestId: underway.request.requestId },
});
