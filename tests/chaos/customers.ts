import type { Clock } from '@warifu/base';
import { timeStepOf } from '@warifu/oath';
import { type BankSite, type Customer, customerWith, enter, openConnections } from '../load/customer.ts';
import { type Answer, AnswerLost, type Connection, type Question } from '../load/http.ts';
import { type LoadToken, unpackToken } from '../load/token.ts';
import { ACTS, type ActKind, type Actor, actsOf } from './acts.ts';

const STEP_SECONDS = 30;
const REST_MS = 50;
/** So long a customer goes on sending what was not answered; the faults of a scenario are over by then. */
const PATIENCE_MS = 150_000;
/** A page that answers nothing at all for so long hangs: a bound that no fault of the world may break. */
const HANG_MS = 30_000;
const REFUSED_MAX = 12;
const NOT_FOUND = 404;
const FORBIDDEN = 403;
const GONE = 410;

/** A receipt that a customer has seen. */
export interface Receipt {
  readonly kind: ActKind;
  readonly orderId: string;
  /** Of the code, where it cost one. */
  readonly step?: number;
}

/** What one customer saw: the receipts, and how often an answer did not come. */
export interface Story {
  readonly actor: Actor;
  readonly receipts: readonly Receipt[];
  readonly lost: number;
  readonly sentAgain: number;
  /** How often a page did not answer within its bound. */
  readonly hangs: number;
  /** What the bank said to a request that it must have understood: it has forgotten what it had confirmed before. */
  readonly forgotten?: string;
}

interface Seen {
  lost: number;
  sentAgain: number;
  hangs: number;
}

/** How a scenario's customers reach the bank, and what time it is for them. */
export interface Surroundings {
  readonly site: BankSite;
  /** Seconds since 1970, as the token shows them. */
  readonly clock: Clock;
  /** The current session, which a scenario may have to open anew. */
  readonly sessionOf: (actor: Actor) => string;
  /** Whether sessions may end under a customer, who then logs in again and goes on. */
  readonly endsSessions?: boolean;
  readonly onReceipt: (receipt: Receipt) => void;
}

export const rest = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

async function untilAnswered<T>(work: () => Promise<T>, seen: Seen): Promise<T> {
  for (const begun = performance.now(); ; ) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AnswerLost) || performance.now() - begun > PATIENCE_MS) throw error;
      seen.lost += 1;
      await rest(REST_MS);
    }
  }
}

/** Where an ended session leads, whatever was asked: to the login, or to the page that says why it has ended. */
const SESSION_OVER = /^\/(login|session-closed)(\?|$)/;

/** Any step of any flow may lead there: a redirect must not be taken for the way to an order. */
class SessionEnded extends Error {
  override readonly name = 'SessionEnded';
}

/** The connection, with an end to waiting: a page that hangs is left, as a customer leaves it, and is counted. */
function withPatience(connection: Connection, seen: Seen): Connection {
  const ask = async (question: Question): Promise<Answer> => {
    let late: NodeJS.Timeout | undefined;
    const hangs = new Promise<never>((_resolve, reject) => {
      late = setTimeout(() => {
        seen.hangs += 1;
        connection.close();
        reject(new AnswerLost(`no answer within ${HANG_MS} ms`));
      }, HANG_MS);
    });
    try {
      const answer = await Promise.race([connection.ask(question), hangs]);
      const location = answer.headers.get('location') ?? '';
      if (SESSION_OVER.test(location)) throw new SessionEnded(`${question.path} led to ${location}`);
      return answer;
    } finally {
      clearTimeout(late);
    }
  };
  return { ask, close: connection.close };
}

/** One customer's hands: a connection that is opened again for each request, and the token's next unused code. */
interface Hands {
  readonly open: () => Connection;
  readonly close: () => void;
  /** The code shown now, or the one after the last given: a token may run one step fast. */
  readonly nextCode: () => Promise<{ readonly code: string; readonly step: number }>;
  readonly untilNextStep: () => Promise<void>;
}

function openHands({ site, clock }: Surroundings, seen: Seen, token: LoadToken): Hands {
  let connection: Connection | undefined;
  // Registered a moment ago: that step is spent.
  let lastStep: number = timeStepOf(clock());
  const close = (): void => {
    connection?.close();
    connection = undefined;
  };
  return {
    open: () => {
      close();
      const [fresh] = openConnections(site, 1);
      if (fresh === undefined) throw new Error('one hand has one connection');
      connection = fresh;
      return withPatience(fresh, seen);
    },
    close,
    nextCode: async () => {
      const now: number = timeStepOf(clock());
      // A clock that was put back is followed: what was spent before it is far away then.
      lastStep = now + 2 < lastStep ? now : Math.max(now, lastStep + 1);
      return { code: await token.codeAt(lastStep * STEP_SECONDS), step: lastStep };
    },
    untilNextStep: () => rest((STEP_SECONDS - (clock() % STEP_SECONDS)) * 1_000 + 1),
  };
}

type Sent =
  | { readonly outcome: 'executed' }
  | { readonly outcome: 'moved'; readonly path: string }
  | { readonly outcome: 'logged_out' }
  | { readonly outcome: 'refused'; readonly status: number; readonly told: string };

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
const orderIdIn = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\?.*$/, '');

function readSent(answer: Answer, kind: ActKind, path: string): Sent {
  if (answer.status >= 500) throw new AnswerLost(`${answer.status}`);
  const location = answer.headers.get('location');
  if (answer.status === 303 && location !== undefined) {
    if (location === ACTS[kind].receiptPathOf(orderIdIn(path))) return { outcome: 'executed' };
    // Its terms have changed meanwhile: a new order of the same kind stands behind a new page.
    const moved = location.replace(/\?.*$/, '');
    if (folderOf(moved) !== folderOf(path)) throw new Error(`${kind} led to ${moved}`);
    return { outcome: 'moved', path: moved };
  }
  const told =
    /id="code-error"[^>]*>([^<]*)/.exec(answer.body)?.[1] ?? /<h1[^>]*>([^<]*)/.exec(answer.body)?.[1];
  return { outcome: 'refused', status: answer.status, told: told ?? '' };
}

/**
 * One act to its receipt. A lost answer is followed by the same request. Where the code has grown too old meanwhile, the
 * next one is given, as the page asks; where the order has, the customer begins again.
 */
async function actOnce(
  kind: ActKind,
  actor: Actor,
  {
    surroundings,
    hands,
    seen,
  }: { readonly surroundings: Surroundings; readonly hands: Hands; readonly seen: Seen },
): Promise<Receipt> {
  const { site, sessionOf } = surroundings;
  const act = ACTS[kind];
  const enterAgain = async (): Promise<{ readonly customer: Customer; readonly csrf: string }> => {
    try {
      return await enter(hands.open(), site, sessionOf(actor));
    } catch (error) {
      // The way leads to the login: a moment later there is another session.
      throw surroundings.endsSessions ? new AnswerLost(String(error)) : error;
    }
  };
  const prepare = (): Promise<{ path: string; csrf: string }> =>
    untilAnswered(async () => {
      const { customer, csrf } = await enterAgain();
      try {
        return { path: await act.prepare(customer, actor), csrf };
      } catch (error) {
        throw surroundings.endsSessions ? new AnswerLost(String(error)) : error;
      }
    }, seen);
  let { path, csrf } = await prepare();
  let given = act.needsCode ? await hands.nextCode() : undefined;
  const send = async (): Promise<Sent> => {
    const customer = customerWith(hands.open(), site, sessionOf(actor), csrf);
    try {
      return readSent(await customer.post(path, given === undefined ? {} : { code: given.code }), kind, path);
    } catch (error) {
      if (surroundings.endsSessions && error instanceof SessionEnded) return { outcome: 'logged_out' };
      throw error;
    }
  };
  for (let [refused, ended] = [0, 0]; ; ) {
    const sent = await untilAnswered(send, seen);
    if (sent.outcome === 'executed') {
      return { kind, orderId: orderIdIn(path), ...(given === undefined ? {} : { step: given.step }) };
    }
    if (sent.outcome === 'logged_out' || (sent.outcome === 'refused' && sent.status === FORBIDDEN)) {
      ended += 1;
      if (ended > REFUSED_MAX) throw new Error(`${kind} found no session that lasts`);
      ({ csrf } = await untilAnswered(enterAgain, seen));
      continue;
    }
    refused += 1;
    if (refused > REFUSED_MAX) throw new Error(`${kind} found no end: ${JSON.stringify(sent)}`);
    if (sent.outcome === 'moved') ({ path } = sent);
    else if (sent.status === NOT_FOUND)
      throw new Error(`an order whose confirm page was shown is unknown: ${path}`);
    else if (sent.status === GONE) ({ path, csrf } = await prepare());
    if (given === undefined) {
      await rest(REST_MS * 10);
      continue;
    }
    seen.sentAgain += 1;
    // Refused: this code was lost on the way or is too old. The token shows the next one at the next step.
    await hands.untilNextStep();
    given = await hands.nextCode();
  }
}

/** All that one customer does, who does not give up, and how it went. */
export async function liveDay(surroundings: Surroundings, actor: Actor): Promise<Story> {
  const seen: Seen = { lost: 0, sentAgain: 0, hangs: 0 };
  const receipts: Receipt[] = [];
  const hands = openHands(surroundings, seen, await unpackToken(actor.person.token));
  const how = { surroundings, hands, seen };
  try {
    for (const kind of actsOf(actor.place)) {
      const booked = receipts.findLast((receipt) => receipt.kind === 'scheduled_transfer')?.orderId;
      const receipt = await actOnce(kind, booked === undefined ? actor : { ...actor, booked }, how);
      receipts.push(receipt);
      surroundings.onReceipt(receipt);
    }
  } catch (error) {
    return { actor, receipts, ...seen, forgotten: String(error) };
  } finally {
    hands.close();
  }
  return { actor, receipts, ...seen };
}
