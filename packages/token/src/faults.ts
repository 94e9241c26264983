import { Bug } from '@warifu/base';
import { isDatabaseFault } from '@warifu/pg';
import { SealBroken } from './key-ring.ts';
import { AuthorityUnavailable, IdempotencyConflict, ScopeMissing } from './port.ts';

/** Whether an error is the world's and not ours: the database away, too slow, too busy. Safe to send again. */
export function isFault(error: unknown): boolean {
  if (error instanceof Bug || error instanceof SealBroken) return false;
  if (error instanceof IdempotencyConflict || error instanceof ScopeMissing) return false;
  return isDatabaseFault(error);
}

/** Runs the work, and gives every fault the one name by which callers know it. */
export async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isFault(error)) throw error;
    throw new AuthorityUnavailable('the token authority cannot answer now', { cause: error });
  }
}
