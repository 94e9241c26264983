import { randomUUID } from 'node:crypto';
import { present, systemClock } from '@warifu/base';
import { openParty } from '../load/authority.ts';
import { openConnections, readExecuted } from '../load/customer.ts';
import { type Field, readyOrders, type SharedToken } from './fixture.ts';

export const SENDERS = 64;
const ORDERS_EACH = 24;
const BY_SERVICE = SENDERS - 2 * ORDERS_EACH;

export interface RoundTold {
  readonly accepted: number;
  readonly answers: Readonly<Record<string, number>>;
  /** What was found wrong, in words; empty where the round is sound. */
  readonly faults: readonly string[];
}

const tally = (answers: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1;
  return counts;
};

const at = <T>(items: readonly T[], index: number): T =>
  present(items[index % items.length], 'there is at least one');

async function transfersOf(field: Field, shared: SharedToken): Promise<number> {
  const { rows } = await field.owner.query<{ count: bigint | string }>(
    'select count(*) as count from bank.transfer where contract_id = any ($1)',
    [shared.people.map((person) => person.contractId)],
  );
  return Number(rows[0]?.count);
}

/**
 * One code, 64 senders at once, each with an order or an idempotency key of its own: two contracts of the bank and a
 * second service, through four processes. Exactly one may be accepted.
 */
export async function raceForOneCode(field: Field, shared: SharedToken): Promise<RoundTold> {
  const [server] = field.servers;
  const [first, second] = shared.people;
  const orders = [
    ...(await readyOrders(present(server, 'a server'), first, ORDERS_EACH)),
    ...(await readyOrders(at(field.servers, 1), second, ORDERS_EACH)),
  ];
  const code = await shared.token.codeAt(systemClock());
  const ways = orders.map((order, index) => {
    const through = at(field.servers, index);
    const [connection] = openConnections(through.site, 1);
    const open = present(connection, 'one connection');
    return async (): Promise<string> => {
      const executed = readExecuted(await order.execute(open, through, code));
      open.close();
      return executed.outcome === 'executed' ? 'accepted' : 'refused';
    };
  });
  const parties = Array.from({ length: BY_SERVICE }, (_, index) => {
    const party = openParty(at(field.servers, index), field.serviceKey);
    return async (): Promise<string> => {
      const idempotencyKey = randomUUID();
      const verdict = await party.validate({ subject: shared.serviceSubject, code, idempotencyKey });
      party.close();
      return verdict === 'accepted' ? 'accepted' : verdict.startsWith('status') ? verdict : 'refused';
    };
  });
  const answers = await Promise.all([...ways, ...parties].map((send) => send()));
  const accepted = answers.filter((answer) => answer === 'accepted').length;
  const lost = answers.filter((answer) => answer !== 'accepted' && answer !== 'refused');
  const transfers = await transfersOf(field, shared);
  const byOrders = answers.slice(0, orders.length).filter((answer) => answer === 'accepted').length;
  return {
    accepted,
    answers: tally(answers),
    faults: [
      ...(accepted === 1 ? [] : [`one code was accepted ${accepted} times`]),
      ...(transfers === byOrders ? [] : [`${byOrders} receipts, but ${transfers} transfers`]),
      ...lost.map((answer) => `an answer was neither accepted nor refused: ${answer}`),
    ],
  };
}

async function countOf(field: Field, sql: string, value: unknown): Promise<number> {
  const { rows } = await field.owner.query<{ count: bigint | string }>(sql, [value]);
  return Number(rows[0]?.count);
}

/** One order, one code, 64 times at once through four processes: one verdict, one approval, one transfer. */
export async function raceForOneOrder(field: Field, shared: SharedToken): Promise<RoundTold> {
  const [person] = shared.people;
  const [order] = await readyOrders(present(field.servers[0], 'a server'), person, 1);
  const ready = present(order, 'one order');
  const code = await shared.token.codeAt(systemClock());
  const answers = await Promise.all(
    Array.from({ length: SENDERS }, async (_, index) => {
      const through = at(field.servers, index);
      const connection = present(openConnections(through.site, 1)[0], 'one connection');
      const executed = readExecuted(await ready.execute(connection, through, code));
      connection.close();
      return executed.outcome === 'executed' ? executed.receiptPath : `refused ${executed.status}`;
    }),
  );
  const orderId = ready.orderPath.slice(ready.orderPath.lastIndexOf('/') + 1);
  const verdicts = await countOf(
    field,
    "select count(*) as count from token.audit where token_id = $1 and act = 'validate' and step is not null",
    shared.token.tokenId,
  );
  const approvals = await countOf(
    field,
    'select count(*) as count from bank.approval where order_id = $1 and spent_at is not null',
    orderId,
  );
  const transfers = await countOf(
    field,
    'select count(*) as count from bank.transfer where order_id = $1',
    orderId,
  );
  const distinct = new Set(answers);
  const one = (count: number, what: string): readonly string[] =>
    count === 1 ? [] : [`${count} ${what} for one order`];
  return {
    accepted: answers.filter((answer) => answer.startsWith('/')).length,
    answers: tally(answers.map((answer) => (answer.startsWith('/') ? 'receipt' : answer))),
    faults: [
      ...(distinct.size === 1 ? [] : [`${distinct.size} different answers to one order`]),
      ...one(verdicts, 'steps spent'),
      ...one(approvals, 'approvals spent'),
      ...one(transfers, 'transfers'),
    ],
  };
}

/** One idempotency key, one code, 64 REST validations at once: the same verdict for all. */
export async function raceForOneKey(field: Field, shared: SharedToken): Promise<RoundTold> {
  const code = await shared.token.codeAt(systemClock());
  const idempotencyKey = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: SENDERS }, async (_, index) => {
      const party = openParty(at(field.servers, index), field.serviceKey);
      const verdict = await party.validate({ subject: shared.serviceSubject, code, idempotencyKey });
      party.close();
      return verdict;
    }),
  );
  const accepted = answers.filter((answer) => answer === 'accepted').length;
  return {
    accepted,
    answers: tally(answers),
    faults: accepted === SENDERS ? [] : [`${SENDERS - accepted} of ${SENDERS} got another verdict`],
  };
}
