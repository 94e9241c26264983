/** Counts one more of `key`: how many there were within the window, and how long it still lasts. */
export interface Ask {
  /** Of which limit: a site has several, and none counts for another. */
  readonly counter: string;
  /** Who is counted: a network address. */
  readonly key: string;
  readonly windowMs: number;
}

export interface Counted {
  readonly current: number;
  /** Milliseconds until the window ends. */
  readonly ttl: number;
}

interface Window {
  count: number;
  readonly endsMs: number;
}

/** As many addresses as one process keeps for itself where it is alone. */
const KEYS_MAX = 10_000;

/**
 * Counts in fixed windows, for all processes of one machine. Bounded: where a counter is full, the address that was not
 * heard of for longest is forgotten.
 *
 * @param nowMs monotonic, so that a clock that is set opens no window and closes none
 */
export function openCounters(
  nowMs: () => number = () => performance.now(),
  keysMax = KEYS_MAX,
): (ask: Ask) => Counted {
  const counters = new Map<string, Map<string, Window>>();
  const windowsOf = (counter: string): Map<string, Window> => {
    const found = counters.get(counter) ?? new Map<string, Window>();
    counters.set(counter, found);
    return found;
  };
  return ({ counter, key, windowMs }) => {
    const now = nowMs();
    const windows = windowsOf(counter);
    const found = windows.get(key);
    const window = found !== undefined && found.endsMs > now ? found : { count: 0, endsMs: now + windowMs };
    window.count += 1;
    // Taken out and put back: a map keeps its order, and the first one is the oldest.
    windows.delete(key);
    windows.set(key, window);
    if (windows.size > keysMax) for (const [oldest] of windows.entries().take(1)) windows.delete(oldest);
    return { current: window.count, ttl: window.endsMs - now };
  };
}
