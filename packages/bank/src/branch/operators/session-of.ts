import { epochSeconds } from '@warifu/base';
import { transact } from '@warifu/pg';
import { isToken } from '../../contracts/keyed-hash.ts';
import type { Operators } from '../branch.ts';
import type { BranchSessionState, OperatorView } from '../operator.ts';
import { type BranchGround, insertActs } from './ground.ts';
import { findOperatorById, listOperatorRows, operatorViewOf } from './operator-rows.ts';
import { endSession, findSession, touchSession } from './queries.ts';

type Closed = Extract<BranchSessionState, { outcome: 'closed' }>;
const closed = (reason: Closed['reason']): Closed => ({ outcome: 'closed', reason });

/**
 * Who is signed in. Rank and state are read with every request: an operator who is suspended, or has another role, is so
 * from the next page on. A sign of life is written at most every 30 s (cfg).
 */
export function openBranchSessionOf({ ports, hash }: BranchGround): Operators['branchSessionOf'] {
  const { database, clock, configuration } = ports;
  const bounds = configuration.branch.session;
  return async (sessionToken) => {
    if (!isToken(sessionToken)) return closed('unknown');
    const now = clock();
    const row = await findSession(database.kysely, hash('operator_session', sessionToken));
    if (row === undefined) return closed('unknown');
    if (row.endReason !== null) return closed(row.endReason);
    const operator = await findOperatorById(database.kysely, row.operatorId);
    if (operator === undefined || operator.state === 'suspended') return closed('suspended');
    if (operator.state === 'enrolling') return closed('signed_out');
    if (now >= row.expiresAt) return closed('expired');
    if (now >= row.lastSeenAt + bounds.idleSeconds) return closed('idle');
    if (now >= row.lastSeenAt + bounds.lastSeenSeconds) await touchSession(database.kysely, row.id, now);
    return {
      outcome: 'open',
      session: {
        sessionId: row.id,
        operator: operatorViewOf(operator),
        openedAt: row.openedAt,
        expiresAt: row.expiresAt,
        idleUntil: epochSeconds(Math.min(row.lastSeenAt + bounds.idleSeconds, row.expiresAt)),
      },
    };
  };
}

/** Ends the session of the token; twice changes nothing. */
export function openSignOut({ ports, hash }: BranchGround): Operators['signOut'] {
  return async (sessionToken) => {
    if (!isToken(sessionToken)) return;
    const now = ports.clock();
    await transact(ports.database.kysely, async (tx) => {
      const operatorId = await endSession(tx, hash('operator_session', sessionToken), now);
      if (operatorId !== undefined)
        await insertActs(tx, [{ at: now, act: 'operator_signed_out', operatorId }]);
    });
  };
}

/** Head office and auditors see everybody, the others who is at their branch. */
export function openListOperators({ ports }: BranchGround): Operators['listOperators'] {
  const { headOffice, operatorsMax } = ports.configuration.branch;
  return async ({ operator }): Promise<readonly OperatorView[]> => {
    const seesAll = operator.role === 'auditor' || operator.branchCode === headOffice;
    const rows = await listOperatorRows(
      ports.database.kysely,
      seesAll ? undefined : operator.branchCode,
      operatorsMax,
    );
    return rows.map(operatorViewOf);
  };
}
