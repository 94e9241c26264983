import { Overloaded } from './batched.ts';

const WAITING_MAX = 1_024;

/** Work that goes through in a group; `leave` lets the next group in before the work is at its end. */
export type InGroup = <Outcome>(work: (leave: () => void) => Promise<Outcome>) => Promise<Outcome>;

/**
 * Lets work through in groups: what comes while a group is on its way waits, and goes together as the next one.
 *
 * Work that takes several batches, one behind the other, falls apart into many small ones, as each stage takes whatever
 * has come: under load nearly all of its cost is that of batches and not of what is in them. Before such stages stands
 * this: each of them sees the whole group at once. There is no timer, so a lone call waits for nobody. A group waits for
 * its slowest, as a batch does; what may be slow by itself leaves first.
 *
 * At most 1,024 wait; the next one is refused with `Overloaded`.
 */
export function grouped(): InGroup {
  let waiting: (() => void)[] = [];
  let onTheWay = 0;
  let isOpening = false;
  const open = (): void => {
    isOpening = true;
    // What comes in within this turn of the event loop goes along.
    setImmediate(() => {
      isOpening = false;
      const group = waiting;
      waiting = [];
      onTheWay = group.length;
      for (const enter of group) enter();
    });
  };
  return async (work) => {
    if (waiting.length >= WAITING_MAX) throw new Overloaded('too many calls are waiting for their group');
    const entered = new Promise<void>((resolve) => waiting.push(resolve));
    if (onTheWay === 0 && !isOpening) open();
    await entered;
    let isIn = true;
    const leave = (): void => {
      if (!isIn) return;
      isIn = false;
      onTheWay -= 1;
      if (onTheWay === 0 && waiting.length > 0) open();
    };
    try {
      return await work(leave);
    } finally {
      leave();
    }
  };
}
