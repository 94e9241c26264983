import { systemClock } from '@warifu/base';
import { type Executed, enter, openConnections, prepareTransfer, readExecuted } from '../load/customer.ts';
import { AnswerLost, type Connection } from '../load/http.ts';
import type { LoadPerson } from '../load/people.ts';
import type { ServerProcess } from '../load/stage.ts';
import { unpackToken } from '../load/token.ts';

/** Takes part in モアタイム, so the payment goes out at once. */
const PAYEE = { bankCode: '0001', branchCode: '001', accountNumber: '1234567', payeeKana: 'ﾐﾎﾝ ﾀﾛｳ' };
export const AMOUNT = 1_000n;

const TRIES_MAX = 400;
const REST_MS = 50;
const STEP_MS = 30_000;

/** What one customer saw: the receipts, and how often an answer did not come. */
export interface Story {
  readonly person: LoadPerson;
  readonly orderId: string;
  readonly lost: number;
  readonly sentAgain: number;
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

/**
 * A whole 振込 of one customer who does not give up: a lost answer is followed by the same request. Where the code has
 * grown too old meanwhile, the next one is given, as the page asks.
 */
export async function transferOnce(
  server: () => ServerProcess,
  person: LoadPerson,
  onReceipt: (orderId: string) => void,
): Promise<Story> {
  let lost = 0;
  let sentAgain = 0;
  let connection: Connection | undefined;
  const onLost = (): void => {
    lost += 1;
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
    const executed = await untilAnswered(async (): Promise<Executed> => {
      const answer = await open().ask({
        method: 'POST',
        path: entered.orderPath,
        headers: {
          cookie: `warifu_session=${person.sessionToken}`,
          origin: server().site.origin,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams({ csrf: entered.csrf, code }).toString(),
      });
      if (answer.status >= 500) throw new AnswerLost(`${answer.status}`);
      return readExecuted(answer);
    }, onLost);
    if (executed.outcome === 'executed') {
      const orderId = entered.orderPath.slice(entered.orderPath.lastIndexOf('/') + 1);
      onReceipt(orderId);
      connection?.close();
      return { person, orderId, lost, sentAgain };
    }
    sentAgain += 1;
    if (executed.status === 503) await rest(REST_MS);
    else {
      // Refused: this code was lost on the way or is too old. The token shows the next one at the next step.
      await rest(STEP_MS - (Date.now() % STEP_MS) + 1);
      code = await token.codeAt(systemClock());
    }
  }
  throw new Error('an order found no end');
}
