import { assert, type BusinessDate, type EpochSeconds } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import type { BankTables } from '../tables.ts';
import { updateExecuted } from './queries.ts';

/** Marks orders executed, each once; they are locked, and were seen to be prepared. */
export async function markExecuted(
  tx: Tx<BankTables>,
  orderIds: readonly string[],
  day: { readonly now: EpochSeconds; readonly today: BusinessDate },
): Promise<void> {
  const marked = await updateExecuted(tx, orderIds, day.now, day.today);
  assert(marked === BigInt(orderIds.length), 'a locked and prepared order is marked executed');
}
