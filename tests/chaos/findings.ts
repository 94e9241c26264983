import type pg from 'pg';
import { type ActKind, AMOUNT, actsOf } from './acts.ts';
import type { Story } from './customers.ts';

interface OrderRow {
  readonly id: string;
  readonly contract_id: string;
  readonly kind: ActKind;
  readonly receipt_number: string;
}

/** What stands behind an order that was executed, where it is not the posting alone. */
const TRACES: Readonly<Record<ActKind, string>> = {
  own_transfer: "select order_id from bank.posting where kind = 'own_transfer'",
  transfer: 'select order_id from bank.transfer',
  bill_payment: "select order_id from bank.bill_payment where state = 'paid'",
  scheduled_transfer: 'select order_id from bank.scheduled_transfer',
  order_cancelling: `select o.id as order_id from bank.order o join bank.scheduled_transfer b
    on b.order_id = (o.terms ->> 'cancelledOrderId')::uuid and b.state = 'cancelled' where o.kind = 'order_cancelling'`,
};

const idsOf = async (owner: pg.Client, query: string): Promise<readonly string[]> =>
  (await owner.query<{ order_id: string }>(query)).rows.map((row) => row.order_id);

/** Holds what customers saw against what the book says. Each fault is a sentence that names it. */
export async function findFaults(owner: pg.Client, stories: readonly Story[]): Promise<readonly string[]> {
  const faults: string[] = [];
  const { rows: orders } = await owner.query<OrderRow>(
    "select id, contract_id, kind, receipt_number from bank.order where state = 'executed'",
  );
  const executed = new Map(orders.map((row) => [row.id, row]));
  const traces = new Map<ActKind, ReadonlySet<string>>();
  for (const [kind, query] of Object.entries(TRACES))
    traces.set(kind as ActKind, new Set(await idsOf(owner, query)));
  const made = Map.groupBy(orders, (row) => `${row.contract_id} ${row.kind}`);
  for (const { actor, receipts, forgotten, hangs } of stories) {
    const { contractId } = actor.person;
    if (forgotten !== undefined) faults.push(`contract ${contractId}: ${forgotten}`);
    if (hangs > 0) faults.push(`contract ${contractId}: ${hangs} pages did not answer within their bound`);
    for (const { kind, orderId } of receipts) {
      if (!executed.has(orderId)) faults.push(`acknowledged, but lost: ${kind} ${orderId}`);
      else if (traces.get(kind)?.has(orderId) !== true)
        faults.push(`acknowledged, but not done: ${kind} ${orderId}`);
    }
    for (const kind of actsOf(actor.place)) {
      const count = made.get(`${contractId} ${kind}`)?.length ?? 0;
      if (count !== 1) faults.push(`contract ${contractId} made one ${kind} and the book has ${count}`);
    }
  }
  return [...faults, ...(await findMoneyFaults(owner, stories)), ...(await findSpentTwice(owner))];
}

/** Each customer's own 振替 comes in on his second account, whatever else he does. */
const OWN_TRANSFERS = 1n;

interface MovedRow {
  readonly account_id: string;
  readonly paid: string;
  readonly came: string;
}

/**
 * What left and what came, to the yen: one act posted twice shows here, whatever its order says. Deposits were there before,
 * and what other banks sent back is held against what they sent.
 */
async function findMoneyFaults(owner: pg.Client, stories: readonly Story[]): Promise<readonly string[]> {
  const { rows } = await owner.query<MovedRow>(
    `select account_id, coalesce(-sum(amount_yen) filter (where amount_yen < 0), 0) as paid,
      coalesce(sum(amount_yen) filter (where amount_yen > 0 and kind not in ('deposit', 'transfer_return')), 0) as came
    from bank.entry group by account_id`,
  );
  const moved = new Map(rows.map((row) => [row.account_id, row]));
  const { rows: fees } = await owner.query<{ from_account_id: string; fee: string }>(
    'select from_account_id, sum(fee_yen) as fee from bank.transfer group by from_account_id',
  );
  const feeOf = new Map(fees.map((row) => [row.from_account_id, BigInt(row.fee)]));
  return stories.flatMap(({ actor: { person, place } }) => {
    const debits = actsOf(place).filter((kind) => !['scheduled_transfer', 'order_cancelling'].includes(kind));
    return person.accountIds.flatMap((accountId, nth) => {
      const isFirst = nth === 0;
      const expected = {
        paid: isFirst ? BigInt(debits.length) * AMOUNT + (feeOf.get(accountId) ?? 0n) : 0n,
        came: isFirst ? 0n : OWN_TRANSFERS * AMOUNT,
      };
      const { paid = '0', came = '0' } = moved.get(accountId) ?? {};
      return [
        ...(BigInt(paid) === expected.paid
          ? []
          : [`account ${accountId} was debited ${paid} yen for acts of ${expected.paid}`]),
        ...(BigInt(came) === expected.came
          ? []
          : [`account ${accountId} was credited ${came} yen for acts of ${expected.came}`]),
      ];
    });
  });
}

/** No OTP accepted twice: of a token each step was spent by one act. */
async function findSpentTwice(owner: pg.Client): Promise<readonly string[]> {
  const { rows } = await owner.query<{ token_id: string }>(
    'select token_id from token.audit where step is not null group by token_id, step having count(*) > 1',
  );
  return rows.map((row) => `token ${row.token_id}: one code was accepted twice`);
}
