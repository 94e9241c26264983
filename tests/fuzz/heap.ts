import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is held after everything that can be let go of was: the heap, and what buffers hold beside it. */
export async function heldBytes(): Promise<number> {
  // What was let go of a moment ago may still wait in a finalizer, or in a socket that closes.
  for (let turn = 0; turn < 3; turn += 1) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Compiled code and the engine's own tables still settle in the second round. */
const SETTLING_BYTES = 24_000_000;
/** The fakes on the other side of the bank's ports keep what they were asked, so that tests can look at it. */
const BYTES_PER_REQUEST = 1_024;

export interface Growth {
  /** After each round. */
  readonly held: readonly number[];
  readonly grown: number;
  readonly bound: number;
}

/** Judges what was held after each round; the first one is there to fill caches. */
export function growthOf(held: readonly number[], requestsPerRound: number): Growth {
  const grown = (held.at(-1) ?? 0) - (held[0] ?? 0);
  return { held, grown, bound: SETTLING_BYTES + BYTES_PER_REQUEST * requestsPerRound * (held.length - 1) };
}
