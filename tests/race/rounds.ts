import { randomUUID } from 'node:crypto';
import { present, systemClock } from '@warifu/base';
import { openParty } from '../load/authority.ts';
import { type Executed, openConnections, readExecuted } from '../load/customer.ts';
import type { ServerProcess } from '../load/stage.ts';
import { type Field, type ReadyOrder, readyOrders, type SharedToken } from './fixture.ts';

export const SENDERS = 64;
const ORDERS_EACH = 24;
const BY_SERVICE = SENDERS - 2 * ORDERS_EACH;
/** 503 says that nothing was decided for this sender and that the same may be sent again: a lock waited for too long. */
const BUSY = 503;
const SENDS_MAX = 10;

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

/** Sends the same until it is answered, as the page of a 503 says. */
async function untilAnswered<T>(send: () => Promise<T>, isBusy: (answer: T) => boolean): Promise<T> {
  let answer = await send();
  for (let sends = 1; isBusy(answer) && sends < SENDS_MAX; sends += 1) answer = await send();
  return answer;
}

/** 実行 of one order through one process, on a connection of its own. */
async function executeThrough(order: ReadyOrder, through: ServerProcess, code: string): Promise<Executed> {
  const connection = present(openConnections(through.site, 1)[0], 'one connection');
  const executed = await untilAnswered(
    async () => readExecuted(await order.execute(connection, through, code)),
    (answer) => answer.outcome === 'refused' && answer.status === BUSY,
  );
  connection.close();
  return executed;
}

/** One validation of the second service through one process, on a connection of its own. */
async function validateThrough(
  field: Field,
  index: number,
  call: { readonly subject: string; readonly code: string; readonly idempotencyKey: string },
): Promise<string> {
  const party = openParty(at(field.servers, index), field.serviceKey);
  const verdict = await untilAnswered(
    () => party.validate(call),
    (answer) => answer === `status ${BUSY}`,
  );
  party.close();
  return verdict;
}

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
    return async (): Promise<string> => {
      const executed = await executeThrough(order, through, code);
      if (executed.outcome === 'executed') return 'accepted';
      return executed.status === BUSY ? `status ${BUSY}` : 'refused';
    };
  });
  const parties = Array.from({ length: BY_SERVICE }, (_, index) => async (): Promise<string> => {
    const call = { subject: shared.serviceSubject, code, idempotencyKey: randomUUID() };
    const verdict = await validateThrough(field, index, call);
    return verdict === 'accepted' || verdict.startsWith('status') ? verdict : 'refused';
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
      const executed = await executeThrough(ready, at(field.servers, index), code);
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
    Array.from({ length: SENDERS }, (_, index) =>
      validateThrough(field, index, { subject: shared.serviceSubject, code, idempotencyKey }),
    ),
  );
  const accepted = answers.filter((answer) => answer === 'accepted').length;
  return {
    accepted,
    answers: tally(answers),
    faults: accepted === SENDERS ? [] : [`${SENDERS - accepted} of ${SENDERS} got another verdict`],
  };
}
