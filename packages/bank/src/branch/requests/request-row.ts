import type { EpochSeconds } from '@warifu/base';
import type { IdentityDocument, Paper, ProcedureKind, ProcedureTerms, RequestState } from '../request.ts';

/** A request as it stands in the book. */
export interface RequestRow {
  readonly requestId: string;
  readonly terms: ProcedureTerms;
  readonly paper: Paper;
  readonly state: RequestState;
  readonly digest: Buffer;
  readonly branchCode: string;
  readonly contractId: string | null;
  readonly operatorId: string | null;
  readonly makerId: string;
  readonly makerPerson: string;
  readonly checkerId: string | null;
  readonly madeAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
  readonly decidedAt: EpochSeconds | null;
  readonly doneAt: EpochSeconds | null;
  readonly printedAt: EpochSeconds | null;
  readonly note: string | null;
  /** A later procedure put another password in place of what this one would print. */
  readonly isSuperseded: boolean;
}

/** The paper as the columns hold it. */
export const paperOf = (row: {
  readonly formNumber: string;
  readonly identityDocument: IdentityDocument;
  readonly identityNote: string | null;
  readonly reason: string;
}): Paper => ({
  formNumber: row.formNumber,
  identityDocument: row.identityDocument,
  ...(row.identityNote === null ? {} : { identityNote: row.identityNote }),
  reason: row.reason,
});

/** The state at a moment: one that waits past its time has expired, whether a job has written so or not. */
export const stateAt = (row: RequestRow, now: EpochSeconds): RequestState =>
  row.state === 'waiting' && row.expiresAt <= now ? 'expired' : row.state;

/** Procedures that end with first passwords to be printed. */
const PRINTS: ReadonlySet<ProcedureKind> = new Set([
  'contract_opening',
  'login_password_reissue',
  'confirmation_password_reissue',
  'operator_addition',
  'operator_password_reissue',
]);

/** Whether first passwords are printed at its end at all, and no later procedure made them void. */
export const isPrinted = ({ state, terms, isSuperseded }: RequestRow): boolean =>
  state === 'done' && PRINTS.has(terms.kind) && !isSuperseded;
