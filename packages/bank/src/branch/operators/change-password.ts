import { transact } from '@warifu/pg';
import { deleteAttempts, takeAttempt } from '../../contracts/attempts.ts';
import { isListedPassword } from '../../contracts/listed-passwords.ts';
import { hashPassword, withPasswordPlace } from '../../contracts/passwords.ts';
import type { Operators } from '../branch.ts';
import type { OperatorPasswordRefusal, SetPasswordOutcome } from '../operator.ts';
import { type BranchGround, insertActs } from './ground.ts';
import { judgeOperatorPassword } from './judge-operator.ts';
import { findOperatorById } from './operator-rows.ts';
import { markPasswordSet } from './queries.ts';

const refused = (reason: OperatorPasswordRefusal): SetPasswordOutcome => ({ outcome: 'refused', reason });

/** Sets a new password for who knows the old one. Wrong old ones are counted on a counter of their own. */
export function openChangeOperatorPassword({
  ports,
  hash,
}: BranchGround): Operators['changeOperatorPassword'] {
  const { database, clock, configuration } = ports;
  return async ({ session, current, next }) => {
    const now = clock();
    const { operatorId, operatorNumber } = session.operator;
    const key = {
      table: 'bank.operator_counter' as const,
      numberKey: hash('operator_number', operatorNumber),
      browserKey: hash('operator_change', operatorId),
    };
    const { fits, oldHash } = await withPasswordPlace(async (verify) => {
      const attempt = await takeAttempt(database.kysely, key, configuration.branch.delaySeconds, now);
      const operator = await findOperatorById(database.kysely, operatorId);
      const oldHash = operator?.state === 'active' ? operator.passwordHash : undefined;
      return { fits: await verify(attempt.isLetThrough ? oldHash : undefined, current), oldHash };
    });
    if (!fits || oldHash === undefined) {
      const act = { at: now, act: 'operator_password_refused', operatorId };
      await transact(database.kysely, (tx) => insertActs(tx, [act]));
      return refused('current_wrong');
    }
    const isListed = await isListedPassword(next);
    const refusal = judgeOperatorPassword({
      next,
      current,
      operatorNumber,
      isListed,
      ...configuration.password,
    });
    const newHash = refusal === undefined ? await hashPassword(next) : undefined;
    return await transact(database.kysely, async (tx) => {
      await deleteAttempts(tx, key);
      if (newHash === undefined) return refused(refusal ?? 'common');
      // Another change came first, so what was typed as the old password is not the old password any more.
      if (!(await markPasswordSet(tx, { operatorId, oldHash, newHash }))) return refused('current_wrong');
      await insertActs(tx, [{ at: now, act: 'operator_password_changed', operatorId }]);
      return { outcome: 'changed' };
    });
  };
}
