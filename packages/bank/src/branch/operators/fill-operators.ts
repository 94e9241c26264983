import { type EpochSeconds, uuidv7 } from '@warifu/base';
import { transact } from '@warifu/pg';
import { sql } from 'kysely';
import { hashPassword } from '../../contracts/passwords.ts';
import type { BranchPorts } from '../branch.ts';
import type { FirstManager, OperatorRole } from '../operator.ts';
import { randomOperatorSubject } from './add-first-manager.ts';
import { drawFirstPassword } from './first-password.ts';

/** An operator of a demo, before the first sign-in. */
export interface FilledOperator extends FirstManager {
  readonly role: OperatorRole;
}

/**
 * Operators without maker and checker, for a demo that has nobody yet; no part of the `Branch` that a site is handed, and
 * possible for the database's owner alone. Answers their first passwords, in the same order.
 */
export async function fillOperators(
  ports: Pick<BranchPorts, 'database' | 'clock'>,
  operators: readonly FilledOperator[],
  passwordExpiresAt: EpochSeconds,
): Promise<readonly string[]> {
  const drawn = await Promise.all(
    operators.map(async (operator) => {
      const firstPassword = drawFirstPassword();
      return { operator, firstPassword, passwordHash: await hashPassword(firstPassword) };
    }),
  );
  await transact(ports.database.kysely, async (tx) => {
    for (const { operator, passwordHash } of drawn) {
      await sql`
        insert into bank.operator (
          id, operator_number, person_number, name, role, branch_code, subject, password_hash, password_expires_at, made_at
        ) values (
          ${uuidv7()}::uuid, ${operator.operatorNumber}, ${operator.personNumber}, ${operator.name}, ${operator.role},
          ${operator.branchCode}, ${randomOperatorSubject()}, ${passwordHash},
          to_timestamp(${passwordExpiresAt}), to_timestamp(${ports.clock()})
        )`.execute(tx);
    }
  });
  return drawn.map(({ firstPassword }) => firstPassword);
}
