import type { Clock } from '@warifu/base';
import type { Database } from '@warifu/pg';
import { PlainFault } from '../plain-fault.ts';

/** Seconds. Far more than two clocks drift that are kept, and far less than a day. */
const APART_MAX = 60;

/**
 * The job that opens days, while the clock of this machine and the database's tell the same time. Where they do not,
 * nobody here can say which is wrong, and a day that was opened is not closed again: it waits, and says why.
 */
export function whileClocksAgree<Tables>(
  { pool }: Pick<Database<Tables>, 'pool'>,
  clock: Clock,
  run: () => Promise<number>,
): () => Promise<number> {
  return async () => {
    const { rows } = await pool.query<{ now: number }>('select clock_timestamp() as now');
    const apart = Math.abs((rows[0]?.now ?? 0) - clock());
    if (apart > APART_MAX) {
      throw new PlainFault(
        `The clock of this machine and the database's are ${apart} s apart: no day is opened until they agree.`,
      );
    }
    return run();
  };
}
