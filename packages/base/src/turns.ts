/**
 * Runs work of one key one after the other, in the order it came, and work of different keys side by side.
 *
 * What fails does not stop what waits behind it. Keys are forgotten when nobody waits on them any more.
 */
export function turns(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const lastOf = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = lastOf.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    lastOf.set(key, mine);
    try {
      return await mine;
    } finally {
      if (lastOf.get(key) === mine) lastOf.delete(key);
    }
  };
}
