/** Why a packet is not answered. */
export type DropReason =
  | 'malformed'
  | 'unknown_address'
  | 'too_many'
  | 'not_authentic'
  | 'busy'
  | 'authority_away'
  | 'reply_too_long';

const REST_MS = 60_000;

/**
 * Counts packets that were not answered and tells of them once a minute at most: a wrong secret is seen, and a flood
 * fills no disk. What was in a packet is not told.
 */
export function openDropCount(
  tell: (sentence: string) => void,
  nowMs: () => number,
): (reason: DropReason, address: string) => undefined {
  let counts = new Map<DropReason, number>();
  let toldAt = Number.NEGATIVE_INFINITY;
  return (reason, address) => {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
    if (nowMs() - toldAt < REST_MS) return undefined;
    const list = [...counts].map(([name, count]) => `${count} ${name}`).join(', ');
    tell(`packets were not answered: ${list}; the last one from ${address}`);
    counts = new Map();
    toldAt = nowMs();
    return undefined;
  };
}
