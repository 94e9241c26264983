import { systemClock } from '@warifu/base';
import {
  type BankSite,
  customerWith,
  type Executed,
  enter,
  openConnections,
  PAYEE,
  prepareTransfer,
  readExecuted,
} from './customer.ts';
import { AnswerLost, type Connection } from './http.ts';
import type { LoadPerson } from './people.ts';
import type { ServerProcess } from './stage.ts';
import { unpackToken } from './token.ts';

const AMOUNT = 1_000n;

const TRIES_MAX = 400;
const REST_MS = 50;
const STEP_MS = 30_000;
const NOT_FOUND = 404;

/** What one customer saw: the receipts, and how often an answer did not come. */
interface Story {
  readonly person: LoadPerson;
  readonly lost: number;
  readonly sentAgain: number;
  /** What the bank said to a request that it must have understood: it has forgotten what it had confirmed before. */
  readonly forgotten?: string;
}

const rest = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

async function untilAnswered<T>(work: () => Promise<T>, onLost: () => void): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AnswerLost) || tries >= TRIES_MAX) throw error;
      onLost();
      await rest(REST_MS);
    }
  }
}

/** A whole 振込 of one customer who does not give up, and how it went. */
export async function transferOnce(
  server: () => ServerProcess,
  person: LoadPerson,
  onReceipt: (orderId: string) => void,
): Promise<Story> {
  const seen = { lost: 0, sentAgain: 0 };
  try {
    onReceipt(await transfer(server, person, seen));
  } catch (error) {
    if (error instanceof AnswerLost) throw error;
    return { person, ...seen, forgotten: String(error) };
  }
  return { person, ...seen };
}

/**
 * A lost answer is followed by the same request. Where the code has grown too old meanwhile, the next one is given, as
 * the page asks.
 */
async function transfer(
  server: () => ServerProcess,
  person: LoadPerson,
  seen: { lost: number; sentAgain: number },
): Promise<string> {
  let connection: Connection | undefined;
  const onLost = (): void => {
    seen.lost += 1;
  };
  const open = (): Connection => {
    connection?.close();
    const [fresh] = openConnections(server().site, 1);
    if (fresh === undefined) throw new Error('one hand has one connection');
    connection = fresh;
    return fresh;
  };
  const entered = await untilAnswered(async () => {
    const { customer, accountId, csrf } = await enter(open(), server().site, person.sessionToken);
    return { orderPath: await prepareTransfer(customer, accountId, PAYEE, AMOUNT), csrf };
  }, onLost);
  const token = await unpackToken(person.token);
  let code = await token.codeAt(systemClock());
  for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
    const fields = { csrf: entered.csrf, code };
    const executed = await untilAnswered(
      () => sendCode(open(), server().site, person.sessionToken, entered.orderPath, fields),
      onLost,
    );
    if (executed.outcome === 'executed') {
      connection?.close();
      return entered.orderPath.slice(entered.orderPath.lastIndexOf('/') + 1);
    }
    if (executed.status === NOT_FOUND) throw new Error('an order whose confirm page was shown is unknown');
    seen.sentAgain += 1;
    // Refused: this code was lost on the way or is too old. The token shows the next one at the next step.
    await rest(STEP_MS - (Date.now() % STEP_MS) + 1);
    code = await token.codeAt(systemClock());
  }
  throw new Error('an order found no end');
}

async function sendCode(
  connection: Connection,
  site: BankSite,
  sessionToken: string,
  path: string,
  { csrf, code }: { readonly csrf: string; readonly code: string },
): Promise<Executed> {
  const answer = await customerWith(connection, site, sessionToken, csrf).post(path, { code });
  if (answer.status >= 500) throw new AnswerLost(`${answer.status}`);
  return readExecuted(answer);
}
