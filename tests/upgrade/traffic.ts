import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '@warifu/base';
import {
  type BankSite,
  customerWith,
  enter,
  openConnections,
  PAYEE,
  prepareTransfer,
  readExecuted,
} from '../load/customer.ts';
import type { Connection } from '../load/http.ts';
import type { LoadPerson } from '../load/people.ts';
import { unpackToken } from '../load/token.ts';

const AMOUNT = 1_000n;
const READERS = 2;
const READ_REST_MS = 30;
const TRANSFER_REST_MS = 150;
/** A code buys once; the next one of the same token is there a step later. */
const STEP_MS = 31_000;
const READ = ['/top', '/transfer', '/history'] as const;

/** What customers saw while something went on. */
export interface Seen {
  readonly while: string;
  readonly pages: number;
  readonly transfers: number;
  readonly longestMs: number;
  /** What was answered otherwise than a customer may expect, by what was said. */
  readonly failed: Readonly<Record<string, number>>;
}

/** Customers who read and pay without a pause, at whatever server they are sent to. */
export interface Traffic {
  /** Everything from now on belongs to this. */
  readonly now: (what: string) => void;
  /** Sends everybody elsewhere, as a proxy does, and waits for what is under way at the server before. */
  readonly sendTo: (site: BankSite) => Promise<void>;
  /** Lets everybody finish what is under way; nobody begins anything more. */
  readonly stop: () => Promise<{ readonly seen: readonly Seen[]; readonly receipts: readonly string[] }>;
}

interface Counts {
  pages: number;
  transfers: number;
  longestMs: number;
  readonly failed: Map<string, number>;
}

async function readOnce(connection: Connection, person: LoadPerson, path: string): Promise<void> {
  const headers = { cookie: `warifu_session=${person.sessionToken}` };
  const { status } = await connection.ask({ method: 'GET', path, headers });
  if (status !== 200) throw new Error(`${path} was answered with ${status}`);
}

/** A whole 振込 without a second try: each step is answered, or it has failed. The number of the order. */
async function payOnce(connection: Connection, site: BankSite, person: LoadPerson): Promise<string> {
  const { customer, accountId, csrf } = await enter(connection, site, person.sessionToken);
  const path = await prepareTransfer(customer, accountId, PAYEE, AMOUNT);
  const code = await (await unpackToken(person.token)).codeAt(systemClock());
  const sender = customerWith(connection, site, person.sessionToken, csrf);
  const executed = readExecuted(await sender.post(path, { code }));
  if (executed.outcome === 'refused')
    throw new Error(`実行 was answered with ${executed.status}: ${executed.told.trim()}`);
  return path.slice(path.lastIndexOf('/') + 1);
}

async function withConnection(at: BankSite, work: (connection: Connection) => Promise<void>): Promise<void> {
  const [connection] = openConnections(at, 1);
  if (connection === undefined) return;
  try {
    await work(connection);
  } finally {
    connection.close();
  }
}

function countsIn(byPhase: Map<string, Counts>, name: string): Counts {
  const known = byPhase.get(name) ?? { pages: 0, transfers: 0, longestMs: 0, failed: new Map() };
  byPhase.set(name, known);
  return known;
}

/** Begins at once. Enough people, that each has a code that was not given yet: some seven for each second of a step. */
export function openTraffic(people: readonly LoadPerson[], first: BankSite, begin: string): Traffic {
  const byPhase = new Map<string, Counts>();
  const receipts: string[] = [];
  let phase = begin;
  let site = first;
  const underWay = new Set<Promise<void>>();
  let goesOn = true;

  /** Counted for the time in which it began. */
  const seen = async (what: 'pages' | 'transfers', work: (at: BankSite) => Promise<void>): Promise<void> => {
    const counts = countsIn(byPhase, phase);
    const startedAt = performance.now();
    const working = work(site);
    underWay.add(working);
    try {
      await working;
      counts[what] += 1;
    } catch (error) {
      const told = error instanceof Error ? error.message : String(error);
      counts.failed.set(told, (counts.failed.get(told) ?? 0) + 1);
    }
    underWay.delete(working);
    counts.longestMs = Math.max(counts.longestMs, Math.round(performance.now() - startedAt));
  };
  const read = async (hand: number): Promise<void> => {
    for (let turn = hand; goesOn; turn += 1) {
      const person = people[turn % people.length];
      const path = READ[turn % READ.length];
      if (person === undefined || path === undefined) return;
      await seen('pages', (at) => withConnection(at, (connection) => readOnce(connection, person, path)));
      await wait(READ_REST_MS);
    }
  };
  const pay = async (): Promise<void> => {
    const paidAt = new Map<LoadPerson, number>();
    for (let turn = 0; goesOn; turn += 1) {
      const person = people[turn % people.length];
      if (person === undefined) return;
      await wait(Math.max(TRANSFER_REST_MS, (paidAt.get(person) ?? 0) + STEP_MS - performance.now()));
      paidAt.set(person, performance.now());
      await seen('transfers', (at) =>
        withConnection(at, async (connection) => {
          receipts.push(await payOnce(connection, at, person));
        }),
      );
    }
  };
  const hands = [...Array.from({ length: READERS }, (_, hand) => read(hand)), pay()];
  return {
    now: (what) => {
      phase = what;
    },
    sendTo: async (next) => {
      site = next;
      await Promise.allSettled(underWay);
    },
    stop: async () => {
      goesOn = false;
      await Promise.all(hands);
      const all = Array.from(byPhase, ([name, counts]) => ({
        while: name,
        ...counts,
        failed: Object.fromEntries(counts.failed),
      }));
      return { seen: all, receipts };
    },
  };
}
