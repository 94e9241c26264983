import { assert } from '@warifu/base';
import { batched } from '@warifu/pg';
import type { RateLimitStore } from '@warifu/site';
import type { Ask, Counted } from './counters.ts';
import { type FromWorker, isOurs } from './messages.ts';

/** Which of several processes this is. */
const PLACE = 'WARIFU_PROCESS_PLACE';

export const placeFor = (place: number): Readonly<Record<string, string>> => ({ [PLACE]: String(place) });

/** What a process does of a house that several serve. */
export interface Share {
  /** Whether it does what only one may: jobs, the console with its sessions, RADIUS with its memory of packets. */
  readonly isFirst: boolean;
  /** Where the limits on requests of a site are counted; undefined: in this process, which is the only one. */
  readonly storeOf?: (site: string) => RateLimitStore;
}

/** One process does all. */
export const WHOLE: Share = { isFirst: true };

/** A worker's line to the process that keeps it. Where that one dies, Node ends the worker. */
export interface Line {
  readonly share: Share;
  /** Says that this worker serves. */
  readonly tellServing: () => void;
  /** Settles when it is told to stop. */
  readonly stopped: Promise<void>;
}

export function openLine(): Line {
  const waiting = new Map<number, (counts: readonly Counted[]) => void>();
  let asked = 0;
  const ask = (asks: readonly Ask[]): Promise<readonly Counted[]> =>
    new Promise((resolve) => {
      asked += 1;
      waiting.set(asked, resolve);
      say({ warifu: 'count', asked, asks });
    });
  // Requests that came in together are counted together: one message there and one back.
  const count = batched(ask, { isolates: () => false });
  const stopped = new Promise<void>((resolve) => {
    process.on('message', (message) => {
      if (!isOurs(message)) return;
      if (message.warifu === 'stop') resolve();
      if (message.warifu !== 'counted') return;
      waiting.get(message.asked)?.(message.counts);
      waiting.delete(message.asked);
    });
  });
  return {
    share: { isFirst: process.env[PLACE] === '0', storeOf: (site) => storeOver(count, site) },
    tellServing: () => say({ warifu: 'serves' }),
    stopped,
  };
}

function say(message: FromWorker): void {
  assert(process.send !== undefined, 'a worker was started by the process that it speaks to');
  process.send(message);
}

/**
 * The store that @fastify/rate-limit is given instead of its own. The limits of a site are made in one order in every
 * process, so their places in it name them.
 */
function storeOver(count: (ask: Ask) => Promise<Counted>, site: string): RateLimitStore {
  let made = 0;
  return class SharedStore implements InstanceType<RateLimitStore> {
    readonly #counter: string;
    constructor() {
      this.#counter = `${site} ${made}`;
      made += 1;
    }
    incr(key: string, tell: (error: Error | null, counted?: Counted) => void, windowMs: number): void {
      count({ counter: this.#counter, key, windowMs }).then(
        (counted) => tell(null, counted),
        (error: Error) => tell(error),
      );
    }
    child(): InstanceType<RateLimitStore> {
      return new SharedStore();
    }
  };
}
