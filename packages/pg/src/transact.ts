import type { Kysely } from 'kysely';
import type { Tx } from './database.ts';

const TRIES_MAX = 3;
/** serialization_failure, deadlock_detected: nothing was committed, the same work may run again. */
const RETRIABLE = new Set(['40001', '40P01']);

const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;

/**
 * Runs the work in one transaction (READ COMMITTED), again up to three times where the database asks for it.
 * The work therefore touches nothing outside its transaction. A lost connection is not retried here: whether the
 * COMMIT arrived is then unknown, and only the caller knows how to look.
 */
export async function transact<Tables, T>(
  kysely: Kysely<Tables>,
  work: (tx: Tx<Tables>) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await kysely.transaction().execute(work);
    } catch (error) {
      if (attempt >= TRIES_MAX || !RETRIABLE.has(codeOf(error) ?? '')) throw error;
    }
  }
}
