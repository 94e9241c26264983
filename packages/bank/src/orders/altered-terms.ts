import type { Tx } from '@warifu/pg';
import type { Fault } from '../ledger/fault.ts';
import type { BankTables } from '../tables.ts';
import type { OrderKind } from './order.ts';
import type { OrderPlan, Reason } from './planned/plan.ts';
import { listExecutedTerms } from './queries.ts';
import { digestOf, isSameDigest } from './terms-digest.ts';

/** What a plan of orders says of its terms: read from the book, and written again. */
export const recodeOf = <Wish, Terms, Refusal extends Reason>(
  plan: Pick<OrderPlan<Wish, Terms, Refusal>, 'kind' | 'encode' | 'decode'>,
): { readonly kind: OrderKind; readonly recode: (terms: unknown) => string } => ({
  kind: plan.kind,
  recode: (terms) => plan.encode(plan.decode(terms)),
});

const ORDERS_READ = 2_000;
const FAULTS_MAX = 10;

/**
 * That the terms of executed orders are still those that were digested when the customer saw them.
 *
 * @param encode the canonical text of what the book holds as terms of this kind
 */
export async function findAlteredTerms(
  tx: Tx<BankTables>,
  kind: OrderKind,
  encode: (terms: unknown) => string,
): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  let after: string | undefined;
  for (;;) {
    const rows = await listExecutedTerms(tx, kind, after, ORDERS_READ);
    for (const row of rows) {
      if (isSameDigest(digestOf(encode(row.terms)), row.termsDigest)) continue;
      faults.push({
        name: 'terms_altered',
        sentence: `order ${row.orderId} has other terms than were confirmed.`,
      });
      if (faults.length >= FAULTS_MAX) return faults;
    }
    after = rows.at(-1)?.orderId;
    if (rows.length < ORDERS_READ) return faults;
  }
}
