import type { Tx } from '@warifu/pg';
import { type Kysely, sql } from 'kysely';
import type { BankTables } from '../../tables.ts';
import type { ConfirmationPasswordState } from './confirmation-password.ts';

export async function findConfirmation(
  db: Kysely<BankTables>,
  contractId: string,
): Promise<{ readonly state: ConfirmationPasswordState; readonly loginPasswordHash: string } | undefined> {
  const { rows } = await sql<{ state: ConfirmationPasswordState; loginPasswordHash: string }>`
    select case when not contract.has_confirmation then 'none'
        when contract.confirmation_locked_at is not null then 'locked' else 'set' end as "state",
      contract.login_password_hash as "loginPasswordHash"
    from bank.contract as contract where contract.id = ${contractId}::uuid`.execute(db);
  return rows[0];
}

/** Sets the new one where the old one still stands and may be used; `false` where another change or a lock came first. */
export async function markConfirmationChanged(
  tx: Tx<BankTables>,
  change: { readonly contractId: string; readonly oldHash: string; readonly newHash: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update bank.contract set confirmation_password_hash = ${change.newHash}, confirmation_failures = 0
    where id = ${change.contractId}::uuid and confirmation_password_hash = ${change.oldHash}
      and confirmation_locked_at is null and state = 'active'`.execute(tx);
  return numAffectedRows === 1n;
}
