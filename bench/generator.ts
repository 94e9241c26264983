import { setTimeout as wait } from 'node:timers/promises';
import { present, systemClock } from '@warifu/base';
import { openParty, type Party } from '../tests/load/authority.ts';
import {
  type BankSite,
  customerWith,
  enter,
  logIn,
  openConnections,
  PAYEE,
  prepareTransfer,
  readExecuted,
} from '../tests/load/customer.ts';
import { AnswerLost, type Connection, withHands } from '../tests/load/http.ts';
import type { LoadPerson } from '../tests/load/people.ts';
import { type LoadToken, type PackedToken, unpackToken } from '../tests/load/token.ts';
import type { Timing } from './report.ts';

/** What the generator is asked to do, one thing after the other. */
export type Task =
  | { readonly task: 'enter'; readonly site: BankSite; readonly people: readonly LoadPerson[] }
  | { readonly task: 'prepare'; readonly count: number; readonly hands: number; readonly bankCode: string }
  | { readonly task: 'take'; readonly orders: readonly OrderToExecute[] }
  | { readonly task: 'execute'; readonly hands: number }
  | { readonly task: 'statements'; readonly hands: number }
  | { readonly task: 'login'; readonly count: number; readonly hands: number; readonly password: string }
  | {
      readonly task: 'bound';
      readonly port: number;
      readonly key: string;
      readonly bound: readonly { readonly subject: string; readonly token: PackedToken }[];
    }
  | { readonly task: 'validate'; readonly count: number; readonly hands: number };

/** An order that was prepared elsewhere, behind its confirm page. */
export interface OrderToExecute {
  readonly contractId: string;
  readonly path: string;
  readonly receiptPath: string;
  readonly needsCode: boolean;
}

/** What it answers; `refusals` lists what was not acknowledged, and an honest run has none. */
export interface Done extends Timing {
  readonly refusals: readonly string[];
}

interface Standing {
  readonly person: LoadPerson;
  readonly token: LoadToken;
  readonly accountId: string;
  readonly csrf: string;
}
interface Ready {
  readonly standing: Standing;
  readonly orderPath: string;
  /** Where 実行 leads, where it is not the receipt of a transfer. */
  readonly receipt?: RegExp;
  readonly needsCode: boolean;
}

const AMOUNT = 1_000n;
const ENTERING_HANDS = 16;
const ENTERING_TRIES_MAX = 10;
const ENTERING_REST_MS = 1_000;
const NOTHING_TIMED: Done = { seconds: 0, latenciesMs: [], refusals: [] };

let site: BankSite = { port: 0, origin: '' };
let standing: readonly Standing[] = [];
let ready: Ready[] = [];
let parties: { readonly port: number; readonly key: string } = { port: 0, key: '' };
let bound: readonly { readonly subject: string; readonly token: LoadToken }[] = [];
let turn = 0;

async function timed<Item>(
  items: readonly Item[],
  hands: number,
  work: (item: Item, hand: number) => Promise<string | undefined>,
): Promise<Done> {
  const latenciesMs: number[] = [];
  const refusals: string[] = [];
  const begun = performance.now();
  await withHands(items, hands, async (item, hand) => {
    const from = performance.now();
    const refusal = await work(item, hand);
    latenciesMs.push(performance.now() - from);
    if (refusal !== undefined) refusals.push(refusal);
  });
  return { seconds: (performance.now() - begun) / 1_000, latenciesMs, refusals };
}

const handOf = <T>(items: readonly T[], hand: number): T => {
  const item = items[hand];
  if (item === undefined) throw new Error('each hand has its own connection');
  return item;
};

/** A server that has just started may be too busy for its first guests: they come again. */
async function enterSoon(connection: Connection, sessionToken: string): ReturnType<typeof enter> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await enter(connection, site, sessionToken);
    } catch (error) {
      if (!(error instanceof AnswerLost) || tries === ENTERING_TRIES_MAX) throw error;
      await wait(ENTERING_REST_MS);
    }
  }
}

async function enterAll(task: Extract<Task, { task: 'enter' }>): Promise<Done> {
  site = task.site;
  const connections = openConnections(site, ENTERING_HANDS);
  const entered: Standing[] = [];
  const done = await timed(task.people, ENTERING_HANDS, async (person, hand) => {
    const found = await enterSoon(handOf(connections, hand), person.sessionToken);
    entered.push({ person, token: await unpackToken(person.token), ...found });
    return undefined;
  });
  standing = entered;
  return done;
}

async function prepareSome(task: Extract<Task, { task: 'prepare' }>): Promise<Done> {
  const connections = openConnections(site, task.hands);
  const payee = { ...PAYEE, bankCode: task.bankCode };
  const prepared: Ready[] = [];
  const done = await timed(standing.slice(0, task.count), task.hands, async (one, hand) => {
    const connection = handOf(connections, hand);
    const customer = customerWith(connection, site, one.person.sessionToken, one.csrf);
    const orderPath = await prepareTransfer(customer, one.accountId, payee, AMOUNT);
    prepared.push({ standing: one, orderPath, needsCode: true });
    return undefined;
  });
  ready = prepared;
  closeAll(connections);
  return done;
}

function takeOrders(orders: readonly OrderToExecute[]): Done {
  const byContract = new Map(standing.map((one) => [one.person.contractId, one]));
  ready = orders.map(({ contractId, path, receiptPath, needsCode }) => ({
    standing: present(byContract.get(contractId), 'who gives an order has entered'),
    orderPath: path,
    receipt: new RegExp(`^${receiptPath}$`),
    needsCode,
  }));
  return NOTHING_TIMED;
}

async function executeReady(hands: number): Promise<Done> {
  const connections: readonly Connection[] = openConnections(site, hands);
  const done = await timed(ready, hands, async ({ standing: one, orderPath, receipt, needsCode }, hand) => {
    const customer = customerWith(handOf(connections, hand), site, one.person.sessionToken, one.csrf);
    const fields = needsCode ? { code: await one.token.codeAt(systemClock()) } : {};
    const executed = readExecuted(await customer.post(orderPath, fields), receipt);
    return executed.outcome === 'executed' ? undefined : `${executed.status} ${executed.told}`;
  });
  ready = [];
  closeAll(connections);
  return done;
}

/** 入出金明細 of each who stands ready. */
function readStatements(hands: number): Promise<Done> {
  const connections = openConnections(site, hands);
  return timed(standing, hands, async ({ person, accountId, csrf }, hand) => {
    const customer = customerWith(handOf(connections, hand), site, person.sessionToken, csrf);
    const { status } = await customer.get(`/statement/${accountId}`);
    return status === 200 ? undefined : `a statement: ${status}`;
  }).finally(() => closeAll(connections));
}

/** The last ones first, each once: a login takes the place of the session that the others use. */
function loginSome(task: Extract<Task, { task: 'login' }>): Promise<Done> {
  const connections = openConnections(site, task.hands);
  const some = standing.slice(-task.count);
  standing = standing.slice(0, -task.count);
  return timed(some, task.hands, async ({ person }, hand) => {
    const who = { contractNumber: person.contractNumber, password: task.password };
    const { answer } = await logIn(handOf(connections, hand), site, who);
    return answer.status === 303 ? undefined : `a login: ${answer.status}`;
  }).finally(() => closeAll(connections));
}

const closeAll = (connections: readonly Connection[]): void => {
  for (const connection of connections) connection.close();
};

async function validateSome(count: number, hands: number): Promise<Done> {
  const open: readonly Party[] = Array.from({ length: hands }, () =>
    openParty({ tokenPort: parties.port }, parties.key),
  );
  turn += 1;
  const done = await timed(bound.slice(0, count), hands, async ({ subject, token }, hand) => {
    const idempotencyKey = `${turn}-${subject}`;
    const code = await token.codeAt(systemClock());
    const verdict = await handOf(open, hand).validate({ subject, code, idempotencyKey });
    return verdict === 'accepted' ? undefined : verdict;
  });
  for (const party of open) party.close();
  return done;
}

async function carryOut(task: Task): Promise<Done> {
  switch (task.task) {
    case 'enter':
      return enterAll(task);
    case 'prepare':
      return prepareSome(task);
    case 'take':
      return takeOrders(task.orders);
    case 'execute':
      return executeReady(task.hands);
    case 'statements':
      return readStatements(task.hands);
    case 'login':
      return loginSome(task);
    case 'bound':
      parties = { port: task.port, key: task.key };
      bound = await Promise.all(
        task.bound.map(async ({ subject, token }) => ({ subject, token: await unpackToken(token) })),
      );
      return NOTHING_TIMED;
    case 'validate':
      return validateSome(task.count, task.hands);
  }
}

process.on('message', (task: Task) => {
  void carryOut(task).then(
    (done) => process.send?.({ done }),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});
