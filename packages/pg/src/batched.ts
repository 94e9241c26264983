import type { BatchWatch, DatabaseWatch } from './watch.ts';

const endOfTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Thrown where more calls wait than the bound allows: 503, safe to send again. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';
}

export interface BatchedOptions<Call> {
  /** At most this many calls in one batch; 200 by default. */
  readonly callsMax?: number;
  /** At most this many calls waiting; 1,024 by default. The next one is refused with `Overloaded`. */
  readonly waitingMax?: number;
  /** How many batches may be under way at once; 1 by default. With 2 one works while the other's commit is on its way to the disk. */
  readonly lanes?: number;
  /** Calls with the same key never stand in one batch, nor in two at once: the second waits for the first. */
  readonly keyOf?: (call: Call) => string;
  /** Whether a failed batch is run again call by call; false for faults of the database, which would fail each. */
  readonly isolates?: (error: unknown) => boolean;
  /** What its batches are called where they are counted: a word for what is done. */
  readonly name?: string;
  readonly watch?: DatabaseWatch | undefined;
}

interface Waiting<Call, Outcome> {
  readonly call: Call;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
  readonly entered: unknown;
}

/**
 * Runs calls together: those that arrive while a batch is under way wait and go into the next.
 *
 * There is no timer, so a lone call waits for the turn of the event loop it came in and for nobody else; under load one
 * commit serves dozens. `run` answers one outcome for each call, in order, and does all its work in one transaction of
 * its own. A bug in one call must not sink the others: a failed batch is run again one call at a time, and only the
 * faulty call is rejected.
 */
export function batched<Call, Outcome>(
  run: (calls: readonly Call[]) => Promise<readonly Outcome[]>,
  options: BatchedOptions<Call> = {},
): (call: Call) => Promise<Outcome> {
  const { callsMax = 200, waitingMax = 1_024, lanes = 1, keyOf, isolates = () => true } = options;
  let waiting: Waiting<Call, Outcome>[] = [];
  let underWay = 0;
  const keysUnderWay = new Set<string>();
  const watch = options.watch?.batch(options.name ?? 'other', () => waiting.length);

  const take = (): readonly Waiting<Call, Outcome>[] => {
    const batch: Waiting<Call, Outcome>[] = [];
    const left: Waiting<Call, Outcome>[] = [];
    for (const item of waiting) {
      const key = keyOf?.(item.call);
      if (batch.length >= callsMax || (key !== undefined && keysUnderWay.has(key))) left.push(item);
      else {
        batch.push(item);
        if (key !== undefined) keysUnderWay.add(key);
      }
    }
    waiting = left;
    return batch;
  };

  const settle = async (batch: readonly Waiting<Call, Outcome>[]): Promise<void> => {
    try {
      const outcomes = await watched(watch, batch, () => run(batch.map((item) => item.call)));
      if (outcomes.length !== batch.length) throw new Error('a batch answers one outcome for each call');
      batch.forEach((item, index) => {
        item.resolve(outcomes[index] as Outcome);
      });
    } catch (error) {
      const [first] = batch;
      if (batch.length === 1 && first) first.reject(error);
      else if (!isolates(error)) for (const item of batch) item.reject(error);
      else for (const item of batch) await settle([item]);
    }
  };

  const drain = async (): Promise<void> => {
    underWay += 1;
    while (waiting.length > 0) {
      // What one answer of the database woke comes in one after the other within this turn of the event loop.
      await endOfTurn();
      const batch = take();
      // Whatever waits, waits for a call of the same key in another lane, which goes on with it.
      if (batch.length === 0) break;
      await settle(batch);
      if (keyOf !== undefined) for (const item of batch) keysUnderWay.delete(keyOf(item.call));
    }
    underWay -= 1;
  };

  return (call) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= waitingMax) {
        watch?.refused();
        reject(new Overloaded('too many calls are waiting'));
        return;
      }
      waiting.push({ call, resolve, reject, entered: watch?.enter?.() });
      if (underWay < lanes) void drain();
    });
}

async function watched<Call, Outcome>(
  watch: BatchWatch | undefined,
  batch: readonly Waiting<Call, Outcome>[],
  work: () => Promise<readonly Outcome[]>,
): Promise<readonly Outcome[]> {
  if (watch === undefined) return work();
  const begun = performance.now();
  try {
    if (watch.around === undefined) return await work();
    return await watch.around(
      batch.map((item) => item.entered),
      work,
    );
  } finally {
    watch.ran(batch.length, (performance.now() - begun) / 1_000);
  }
}
