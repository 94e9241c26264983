import type { Database, Tx } from '@warifu/pg';
import { sql } from 'kysely';

/** Reads a whole trail in one snapshot, beside whoever writes: longer than a statement of a customer may take. */
export const inSnapshot = <Tables, T>(
  database: Database<Tables>,
  work: (tx: Tx<Tables>) => Promise<T>,
): Promise<T> =>
  database.kysely
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      await sql`set local statement_timeout = '30min'`.execute(tx);
      await sql`set local idle_in_transaction_session_timeout = '30min'`.execute(tx);
      return work(tx);
    });
