import type { Clock } from '@warifu/base';
import { type Database, transact } from '@warifu/pg';
import type { BankTables } from '../tables.ts';
import { insertAudit } from './record.ts';

/**
 * What a counterpart answered wrongly, where that is why it counts as away: a shape that was not agreed upon, or an answer
 * about another payment. Undefined where it simply could not be reached.
 */
const wronglyOf = (error: unknown): string | undefined =>
  error instanceof Error && 'wrongly' in error && typeof error.wrongly === 'string'
    ? error.wrongly
    : undefined;

/** Writes down that a counterpart answered wrongly about an order, so that the branch sees it where the order is looked up. */
export async function noteWrongAnswer(
  { database, clock }: { readonly database: Database<BankTables>; readonly clock: Clock },
  order: { readonly orderId: string; readonly contractId: string },
  network: 'zengin' | 'pay_easy',
  error: unknown,
): Promise<void> {
  const wrongly = wronglyOf(error);
  if (wrongly === undefined) return;
  const { orderId, contractId } = order;
  await transact(database.kysely, (tx) =>
    insertAudit(tx, [
      {
        at: clock(),
        actor: { kind: 'system' },
        act: 'counterpart_answered_wrongly',
        contractId,
        orderId,
        detail: { network, wrongly },
      },
    ]),
  );
}
