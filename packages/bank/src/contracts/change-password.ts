import { transact } from '@warifu/pg';
import { insertAudit } from '../audit/record.ts';
import { insertNotices } from '../notices/record.ts';
import type { BankPorts } from '../ports.ts';
import { deleteAttempts, takeAttempt } from './attempts.ts';
import type { Session } from './contract.ts';
import { judgePassword } from './judge-password.ts';
import type { KeyedHash } from './keyed-hash.ts';
import { isListedPassword } from './listed-passwords.ts';
import type { ChangePasswordOutcome, PasswordRefusal } from './login.ts';
import { hashPassword, withPasswordPlace } from './passwords.ts';
import { findPasswordHash, markPasswordChanged } from './queries.ts';
import { deviceSchedule } from './wait-after.ts';

export interface ChangePasswordCall {
  readonly session: Session;
  readonly current: string;
  readonly next: string;
}

const refused = (reason: PasswordRefusal): ChangePasswordOutcome => ({ outcome: 'refused', reason });

/**
 * Sets a new login password for who knows the old one; the first login comes no further without it.
 *
 * Wrong old ones are counted on a counter of their own with growing waits: a session left open on a table is no place
 * to guess at the password, and guessing there must not block the customer's login.
 */
export function openChangePassword(
  ports: BankPorts,
  hash: KeyedHash,
): (call: ChangePasswordCall) => Promise<ChangePasswordOutcome> {
  const { database, clock, configuration } = ports;
  return async ({ session, current, next }) => {
    const now = clock();
    const { contractId, contractNumber } = session;
    const key = { numberKey: hash('number', contractNumber), browserKey: hash('change', contractId) };
    const { fits, oldHash } = await withPasswordPlace(async (verify) => {
      const attempt = await takeAttempt(database.kysely, key, deviceSchedule(configuration.login), now);
      const oldHash = await findPasswordHash(database.kysely, contractId);
      return { fits: await verify(attempt.isLetThrough ? oldHash : undefined, current), oldHash };
    });
    const row = { at: now, actor: { kind: 'customer' as const }, contractId };
    if (!fits || oldHash === undefined) {
      await transact(database.kysely, (tx) => insertAudit(tx, [{ ...row, act: 'login_password_refused' }]));
      return refused('current_wrong');
    }
    const { lengthMin, lengthMax } = configuration.password;
    const isListed = await isListedPassword(next);
    const refusal = judgePassword({ next, current, contractNumber, isListed, lengthMin, lengthMax });
    const newHash = refusal === undefined ? await hashPassword(next) : undefined;
    return await transact(database.kysely, async (tx) => {
      await deleteAttempts(tx, key);
      if (newHash === undefined) return refused(refusal ?? 'common');
      // Another change came first, so what was typed as the old password is not the old password any more.
      if (!(await markPasswordChanged(tx, { contractId, oldHash, newHash }))) return refused('current_wrong');
      await insertAudit(tx, [{ ...row, act: 'login_password_changed' }]);
      await insertNotices(tx, [{ contractId, kind: 'login_password_changed', at: now }]);
      return { outcome: 'changed' };
    });
  };
}
