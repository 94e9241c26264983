/** How long a request that comes again gets the reply that it got. */
export const REMEMBERED_MS = 30_000;

interface Entry {
  readonly at: number;
  /** Undefined while the answer is under way, and where silence is the answer. */
  reply: Buffer | undefined;
  isUnderWay: boolean;
}

export interface ReplyMemory {
  /** What is known of a request: nothing, that its answer is under way, or its reply, byte for byte. */
  readonly find: (name: string) => { readonly reply: Buffer | undefined } | undefined;
  /** Begins an answer; false where too many are under way. */
  readonly begin: (name: string) => boolean;
  readonly finish: (name: string, reply: Buffer | undefined) => void;
  /** As if the request had never come: what comes again is asked again. */
  readonly forget: (name: string) => void;
}

/** Requests of the last thirty seconds and their replies, so many at most; the oldest reply makes room. */
export function openReplyMemory(
  nowMs: () => number,
  bounds: { readonly underWayMax: number; readonly rememberedMax: number },
): ReplyMemory {
  const entries = new Map<string, Entry>();
  let underWay = 0;
  const end = (entry: Entry | undefined): void => {
    if (!entry?.isUnderWay) return;
    entry.isUnderWay = false;
    underWay -= 1;
  };
  /** They stand in the order of their coming, so the first one that is young enough ends the search. */
  const makeRoom = (now: number): void => {
    for (const [name, { at, isUnderWay }] of entries) {
      if (isUnderWay) continue;
      if (now - at < REMEMBERED_MS && entries.size < bounds.rememberedMax) return;
      entries.delete(name);
    }
  };
  return {
    find: (name) => {
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      if (entry.isUnderWay || nowMs() - entry.at < REMEMBERED_MS) return { reply: entry.reply };
      entries.delete(name);
      return undefined;
    },
    begin: (name) => {
      if (underWay >= bounds.underWayMax) return false;
      const now = nowMs();
      makeRoom(now);
      entries.set(name, { at: now, reply: undefined, isUnderWay: true });
      underWay += 1;
      return true;
    },
    finish: (name, reply) => {
      const entry = entries.get(name);
      end(entry);
      if (entry) entry.reply = reply;
    },
    forget: (name) => {
      end(entries.get(name));
      entries.delete(name);
    },
  };
}
