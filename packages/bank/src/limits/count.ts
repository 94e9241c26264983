import { assert, type BusinessDate, type Yen, yen } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import type { BankTables } from '../tables.ts';
import type { LimitKind } from './limit.ts';
import { addUsed } from './queries.ts';

/**
 * Counts executed orders against the limits of the day, each contract's row changed once.
 * `bank.lock_for_orders` made the rows and locked them, in this transaction.
 */
export async function countUsed(
  tx: Tx<BankTables>,
  kind: LimitKind,
  today: BusinessDate,
  orders: readonly { readonly contractId: string; readonly amount: Yen }[],
): Promise<void> {
  const used = new Map<string, Yen>();
  for (const { contractId, amount } of orders)
    used.set(contractId, yen((used.get(contractId) ?? 0n) + amount));
  const changed = await addUsed(tx, kind, today, used);
  assert(changed === BigInt(used.size), 'the limits of the day are there before they are counted');
}
