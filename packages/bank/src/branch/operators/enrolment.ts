import type { EpochSeconds } from '@warifu/base';
import { transact } from '@warifu/pg';
import { isToken } from '../../contracts/keyed-hash.ts';
import { isListedPassword } from '../../contracts/listed-passwords.ts';
import { hashPassword, verifyPassword } from '../../contracts/passwords.ts';
import type { Operators } from '../branch.ts';
import type { EnrolmentStep, OperatorPasswordRefusal, SetPasswordOutcome } from '../operator.ts';
import { type EnrolmentRow, findEnrolment, markEnded } from './enrolment-rows.ts';
import { type BranchGround, insertActs } from './ground.ts';
import { judgeOperatorPassword } from './judge-operator.ts';
import { findOperatorById, type OperatorRow } from './operator-rows.ts';
import { finishEnrolment, markPasswordSet } from './queries.ts';

/** What is left to be done before an operator may sign in. */
function stepOf(operator: OperatorRow): EnrolmentStep {
  if (operator.mustChangePassword) return 'password';
  return operator.otpMark === 'registered' ? 'done' : 'token';
}

export interface LivingEnrolment {
  readonly enrolment: EnrolmentRow;
  readonly operator: OperatorRow;
  readonly step: EnrolmentStep;
}

/** The enrolment of a token while it lives, at the step that the operator's own row says. */
export async function findLivingEnrolment(
  { ports, hash }: BranchGround,
  enrolmentToken: string,
  now: EpochSeconds,
): Promise<LivingEnrolment | undefined> {
  if (!isToken(enrolmentToken)) return undefined;
  const { kysely } = ports.database;
  const enrolment = await findEnrolment(kysely, hash('operator_enrolment', enrolmentToken));
  if (enrolment === undefined || now >= enrolment.expiresAt) return undefined;
  const operator = await findOperatorById(kysely, enrolment.operatorId);
  if (operator === undefined || operator.state === 'suspended') return undefined;
  const step = stepOf(operator);
  // One that ended well is shown as done until its time is over; one that another took the place of is not.
  return enrolment.isEnded && step !== 'done' ? undefined : { enrolment, operator, step };
}

export function openEnrolmentOf(ground: BranchGround): Operators['enrolmentOf'] {
  return async (enrolmentToken) => {
    const found = await findLivingEnrolment(ground, enrolmentToken, ground.ports.clock());
    if (found === undefined) return { outcome: 'closed' };
    const { step, operator } = found;
    return { outcome: 'open', step, operatorNumber: operator.operatorNumber, name: operator.name };
  };
}

const refused = (reason: OperatorPasswordRefusal): SetPasswordOutcome => ({ outcome: 'refused', reason });

/** The operator's own password in place of the first one. Who has a token already is active with it. */
export function openSetFirstPassword(ground: BranchGround): Operators['setFirstPassword'] {
  const { database, clock, configuration } = ground.ports;
  return async ({ enrolmentToken, next }) => {
    const now = clock();
    const found = await findLivingEnrolment(ground, enrolmentToken, now);
    if (found?.step !== 'password') return refused('enrolment_closed');
    const { enrolment, operator } = found;
    const { operatorId, operatorNumber, passwordHash: oldHash } = operator;
    const isListed = await isListedPassword(next);
    const refusal = judgeOperatorPassword({ next, operatorNumber, isListed, ...configuration.password });
    if (refusal) return refused(refusal);
    // The first password is not typed again here; only its hash can tell whether the next one is the same.
    if (await verifyPassword(oldHash, next)) return refused('same');
    const newHash = await hashPassword(next);
    return await transact(database.kysely, async (tx) => {
      if (!(await markPasswordSet(tx, { operatorId, oldHash, newHash }))) return refused('enrolment_closed');
      const isActive = await finishEnrolment(tx, operatorId);
      if (isActive) await markEnded(tx, enrolment.id, now);
      await insertActs(tx, [{ at: now, act: 'operator_password_set', operatorId, detail: { isActive } }]);
      return { outcome: 'changed' };
    });
  };
}
