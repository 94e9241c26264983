import cluster, { type Worker } from 'node:cluster';
import { setTimeout as wait } from 'node:timers/promises';
import { PlainFault } from '../plain-fault.ts';
import { openCounters } from './counters.ts';
import { isOurs, type ToWorker } from './messages.ts';
import { placeFor } from './worker.ts';

const RESTART_MS = [100, 500, 2_000, 10_000, 30_000];
/** A worker that served for so long has not failed at its start: the waits begin anew. */
const SETTLED_MS = 60_000;
const STOP_MS = 25_000;

export interface Workers {
  /** Lets each finish what it began. */
  readonly stop: () => Promise<void>;
}

interface Running {
  readonly worker: Worker;
  readonly ended: Promise<string>;
  /** Settles when it serves, or has ended without. */
  readonly serves: Promise<boolean>;
  readonly isServing: () => boolean;
}

/**
 * Starts this very command once more for each place, behind the same ports, and starts it again where one ends by
 * itself. The first one serves before the others begin: what is made at the very first start is made once.
 */
export async function keepWorkers(
  places: number,
  onFault: (what: string, error: unknown) => void,
): Promise<Workers> {
  const count = openCounters();
  const stopping = new AbortController();
  const running = new Map<number, Running>();
  const stop = async (): Promise<void> => {
    stopping.abort();
    await Promise.all(Array.from(running.values(), end));
  };
  const begin = async (place: number): Promise<Running> => {
    const begun = fork(place, count);
    running.set(place, begun);
    if (await begun.serves) return begun;
    throw new PlainFault(`Process ${place + 1} of ${places} ended before it served (${await begun.ended}).`);
  };
  const keep = async (place: number, first: Running): Promise<void> => {
    let now: Running | undefined = first;
    let since = performance.now();
    for (let ends = 0; ; ends += 1) {
      const how = now === undefined ? 'did not start' : await now.ended;
      if (stopping.signal.aborted) return;
      if (performance.now() - since > SETTLED_MS) ends = 0;
      const rest = RESTART_MS[Math.min(ends, RESTART_MS.length - 1)] ?? 0;
      onFault('processes', `process ${place + 1} of ${places} ${how}: started again in ${rest} ms`);
      await wait(rest, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      since = performance.now();
      now = await begin(place).catch(() => undefined);
    }
  };
  try {
    const kept = [await begin(0)];
    kept.push(...(await Promise.all(Array.from({ length: places - 1 }, (_, index) => begin(index + 1)))));
    const keeping = kept.map((one, place) => keep(place, one));
    return {
      stop: async () => {
        await stop();
        await Promise.all(keeping);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function fork(place: number, count: ReturnType<typeof openCounters>): Running {
  const worker = cluster.fork(placeFor(place));
  const tell = (message: ToWorker): void => {
    // It may have died since it asked; its end is noticed by itself.
    if (worker.isConnected()) worker.send(message, () => undefined);
  };
  const ended = new Promise<string>((resolve) => {
    worker.once('error', (error) => resolve(error.message));
    worker.once('exit', (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with ${code}`));
  });
  let isServing = false;
  const serves = new Promise<true>((resolve) => {
    worker.on('message', (message) => {
      if (!isOurs(message)) return;
      if (message.warifu === 'serves') {
        isServing = true;
        resolve(true);
      }
      if (message.warifu === 'count')
        tell({ warifu: 'counted', asked: message.asked, counts: message.asks.map(count) });
    });
  });
  return {
    worker,
    ended,
    serves: Promise.race([serves, ended.then(() => false)]),
    isServing: () => isServing,
  };
}

async function end({ worker, ended, isServing }: Running): Promise<void> {
  const stop: ToWorker = { warifu: 'stop' };
  // Not by a signal: Ctrl-C has reached it already, and a second one would not let it finish. Before it serves it may
  // not listen yet.
  if (!isServing()) worker.process.kill('SIGTERM');
  else if (worker.isConnected()) worker.send(stop, () => undefined);
  const late = setTimeout(() => worker.process.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(late);
}
