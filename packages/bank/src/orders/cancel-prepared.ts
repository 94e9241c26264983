import { type EpochSeconds, epochSeconds } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import type { BankTables } from '../tables.ts';
import { markCancelled } from './queries.ts';

/** An order whose ten minutes are over may still be in the middle of its execution, and of no longer than this. */
const IN_EXECUTION_SECONDS = 3_600;

/**
 * Cancels the orders of a contract that were shown and not executed, and says how many. One that is being executed is
 * waited for, and stays as it then is.
 */
export const cancelPrepared = (tx: Tx<BankTables>, contractId: string, now: EpochSeconds): Promise<number> =>
  markCancelled(tx, contractId, epochSeconds(now - IN_EXECUTION_SECONDS));
