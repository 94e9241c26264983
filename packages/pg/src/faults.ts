import { Overloaded } from './batched.ts';

/** SQLSTATE classes that say that we asked wrongly: cardinality, data, integrity, syntax and rights, raised by PL/pgSQL. */
const OUR_OWN = /^(21|22|23|42|P0)/;

/**
 * Whether an error is the world's and not ours: the database away, going down, too slow, too busy. It would meet each
 * call of a batch again, and it is safe to send again. What a caller throws as a bug of its own is for it to tell first.
 */
export function isDatabaseFault(error: unknown): boolean {
  if (error instanceof Overloaded) return true;
  if (error instanceof TypeError || error instanceof RangeError) return false;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return !OUR_OWN.test(code);
}
