import { present } from '@warifu/base';
import { transact } from '@warifu/pg';
import { openConfirmationTry } from '../../approval/confirmation-try.ts';
import { insertAudit } from '../../audit/record.ts';
import { judgePassword } from '../../contracts/judge-password.ts';
import { isListedPassword } from '../../contracts/listed-passwords.ts';
import { hashPassword, verifyPassword } from '../../contracts/passwords.ts';
import { insertNotices } from '../../notices/record.ts';
import type { BankPorts } from '../../ports.ts';
import type {
  ChangeConfirmationOutcome,
  ConfirmationPasswordRefusal,
  ConfirmationPasswords,
} from './confirmation-password.ts';
import { findConfirmation, markConfirmationChanged } from './queries.ts';

const refused = (reason: ConfirmationPasswordRefusal): ChangeConfirmationOutcome => ({
  outcome: 'refused',
  reason,
});

/**
 * Another confirmation password for who knows the present one. Where there is none, or it is locked, a login alone is not
 * enough to make one: it stands in for a code where no token is registered. That is the branch's, on paper.
 */
export function openConfirmationPasswords(ports: BankPorts): ConfirmationPasswords {
  const { database, clock, configuration } = ports;
  const tryConfirmation = openConfirmationTry(ports);
  const find = async (contractId: string) =>
    present(await findConfirmation(database.kysely, contractId), 'a session has a contract');
  return {
    confirmationPasswordState: async (contractId) => (await find(contractId)).state,
    changeConfirmationPassword: async ({ session, current, next }) => {
      const { contractId, contractNumber, channel } = session;
      const { state, loginPasswordHash } = await find(contractId);
      if (state !== 'set') return refused(state === 'none' ? 'not_set' : 'locked');
      const oldHash = await tryConfirmation({ contractId, channel }, current);
      if (oldHash === undefined)
        return refused((await find(contractId)).state === 'locked' ? 'locked' : 'current_wrong');

      const { lengthMin, lengthMax } = configuration.password;
      const isListed = await isListedPassword(next);
      const flaw = judgePassword({ next, current, contractNumber, isListed, lengthMin, lengthMax });
      if (flaw) return refused(flaw);
      if (await verifyPassword(loginPasswordHash, next)) return refused('same_as_login');
      const newHash = await hashPassword(next);
      return transact(database.kysely, async (tx) => {
        // Another change or a lock came first: what was typed as the present one is not that any more.
        if (!(await markConfirmationChanged(tx, { contractId, oldHash, newHash })))
          return refused('current_wrong');
        const at = clock();
        const actor = { kind: 'customer', id: contractId } as const;
        await insertAudit(tx, [
          { at, actor, act: 'confirmation_password_changed', contractId, detail: { channel } },
        ]);
        await insertNotices(tx, [{ contractId, kind: 'confirmation_password_changed', at }]);
        return { outcome: 'changed' };
      });
    },
  };
}
