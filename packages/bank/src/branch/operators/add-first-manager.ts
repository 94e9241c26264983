import { epochSeconds } from '@warifu/base';
import { transact } from '@warifu/pg';
import { hashPassword } from '../../contracts/passwords.ts';
import type { AddFirstManagerOutcome, FirstManager } from '../operator.ts';
import { drawFirstPassword } from './first-password.ts';
import { type BranchGround, insertActs } from './ground.ts';
import { judgeOperatorFields, type OperatorFields } from './judge-operator.ts';
import { findOperatorByNumber, isPersonTaken } from './operator-rows.ts';
import { insertFirstManager } from './queries.ts';

type Refused = Extract<AddFirstManagerOutcome, { outcome: 'refused' }>;

const refused = (reason: Refused['reason']): Refused => ({ outcome: 'refused', reason });

const MALFORMED: Readonly<Record<keyof OperatorFields, Refused['reason']>> = {
  operatorNumber: 'operator_number_malformed',
  personNumber: 'person_number_malformed',
  name: 'name_malformed',
  branchCode: 'branch_unknown',
};

/** 128 random bits: what the token authority knows an operator by. */
export const randomOperatorSubject = (): string =>
  `op_${Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url')}`;

/**
 * Adds one of the first two managers, from the command line, and tells the first password once. Whoever comes later is
 * added by maker and checker. A manager whose first password ran out unused may be added again under the same number.
 */
export function openAddFirstManager({
  ports,
}: BranchGround): (manager: FirstManager) => Promise<AddFirstManagerOutcome> {
  const { database, clock, configuration } = ports;
  return async (manager) => {
    const now = clock();
    const malformed = judgeOperatorFields(manager, configuration.ownBank);
    if (malformed) return refused(MALFORMED[malformed]);
    const known = await findOperatorByNumber(database.kysely, manager.operatorNumber);
    const isAgain =
      known?.personNumber === manager.personNumber &&
      known.state === 'enrolling' &&
      known.passwordExpiresAt !== null &&
      known.passwordExpiresAt <= now;
    if (known && !isAgain) return refused('number_taken');
    if (!known && (await isPersonTaken(database.kysely, manager.personNumber)))
      return refused('person_taken');

    const firstPassword = drawFirstPassword();
    const passwordHash = await hashPassword(firstPassword);
    const { operatorNumber, personNumber, name, branchCode } = manager;
    const operatorId = await transact(database.kysely, async (tx) => {
      const id = await insertFirstManager(tx, {
        operatorNumber,
        personNumber,
        name,
        branchCode,
        subject: randomOperatorSubject(),
        passwordHash,
        passwordExpiresAt: epochSeconds(now + configuration.branch.firstPasswordSeconds),
        now,
      });
      // Nobody is signed in on the command line: the row names the operator who was made.
      if (id !== undefined)
        await insertActs(tx, [{ at: now, act: 'first_manager_added', detail: { operatorId: id } }]);
      return id;
    });
    return operatorId === undefined
      ? refused('managers_enough')
      : { outcome: 'added', operatorId, firstPassword };
  };
}
