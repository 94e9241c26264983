import type { OperatorRole } from '../operator.ts';
import type { ProcedureField, ProcedureRefusal } from '../request.ts';

/** What is looked at before the procedure itself is. */
export interface EntryFacts {
  /** Absent: whoever acts is not active any more. */
  readonly role?: OperatorRole;
  /** The contract that the terms name is not there. */
  readonly isContractUnknown: boolean;
  readonly actsForBranch: boolean;
  /** The first one. */
  readonly malformed?: ProcedureField;
  readonly isFormNumberTaken: boolean;
  /** A request of this kind about the same thing that is not over. */
  readonly underway?: string;
}

/** Why nothing is entered, in order of precedence, whatever the procedure is. */
export function judgeEntry(facts: EntryFacts): ProcedureRefusal | undefined {
  if (facts.role === undefined || facts.role === 'auditor') return { reason: 'role_missing' };
  if (facts.isContractUnknown) return { reason: 'contract_unknown' };
  if (!facts.actsForBranch) return { reason: 'other_branch' };
  if (facts.malformed) return { reason: 'field_malformed', field: facts.malformed };
  if (facts.isFormNumberTaken) return { reason: 'form_number_taken' };
  if (facts.underway !== undefined) return { reason: 'same_waiting', requestId: facts.underway };
  return undefined;
}
