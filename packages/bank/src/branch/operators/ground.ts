import type { Tx } from '@warifu/pg';
import { type AuditRow, insertAudit } from '../../audit/record.ts';
import type { KeyedHash } from '../../contracts/keyed-hash.ts';
import type { BankTables } from '../../tables.ts';
import type { BranchPorts } from '../branch.ts';

/** What the branch's use cases have in common. */
export interface BranchGround {
  readonly ports: BranchPorts;
  readonly hash: KeyedHash;
}

/** An act of an operator. Never a password, a code or a token of a session. */
export interface OperatorAct extends Omit<AuditRow, 'actor'> {
  /** Absent where nobody knows who it was. */
  readonly operatorId?: string;
}

/** Writes acts of operators into the audit trail, in the transaction of the acts. */
export const insertActs = (tx: Tx<BankTables>, acts: readonly OperatorAct[]): Promise<void> =>
  insertAudit(
    tx,
    acts.map(({ operatorId, ...act }) => ({
      ...act,
      actor: { kind: 'operator', ...(operatorId === undefined ? {} : { id: operatorId }) },
    })),
  );
