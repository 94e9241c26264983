import type { Clock, EpochSeconds } from '@warifu/base';
import { type Database, transact } from '@warifu/pg';
import { firstIdAt, linkOf, madeAtOf, NO_LINK } from './chain.ts';
import { findLastLink, insertLinks, type Link, listUnsealed, lockLease } from './queries.ts';
import type { Trail } from './trail.ts';

/** In one run. */
const ROWS_MAX = 2_000;
/**
 * Ids are made a moment before their transaction commits, so rows come a little out of the order of their ids. All that
 * lies in between is read again each time, so it is short.
 */
const LATE_MS = 2_000;
/** Now and then it looks further back, for what a transaction of ours may hold up, */
const LATER_MS = 60_000;
const LATER_LOOK_EVERY = 20;
/** and for what was held up longer than any of them may be. */
const VERY_LATE_MS = 3_600_000;
const FAR_LOOK_EVERY = 120;

/** What a row this much older than the last sealed one is no longer waited for; without a link it was put in. */
export const SEALED_WITHIN_MS = VERY_LATE_MS;

/**
 * From which id on rows may wait for a link: a while before the last sealed one, or before now where that is earlier. A
 * clock that ran ahead leaves a last row of a time to come; what is written once it was put right must not hide behind it.
 */
export function firstWaitingId(
  last: Pick<Link, 'auditId'> | undefined,
  now: EpochSeconds,
  backMs: number,
): string {
  return firstIdAt(last === undefined ? 0 : Math.min(madeAtOf(last.auditId), now * 1_000) - backMs);
}

/** How far back the sealer looks, by how often it has looked. */
function backMsAt(looks: number): number {
  if (looks % FAR_LOOK_EVERY === 0) return VERY_LATE_MS;
  return looks % LATER_LOOK_EVERY === 0 ? LATER_MS : LATE_MS;
}

/** The chain is not the one that was sealed, or signed, a moment ago: somebody rewrote it under the eyes of the sealer. */
export class ChainRewritten extends Error {
  override readonly name = 'ChainRewritten';
}

/**
 * A job: links the committed rows of an audit trail into its chain, and says how many. Run by as many processes as one
 * likes; one of them seals at a time, and the number of a link makes a second chain beside the first impossible.
 *
 * @throws ChainRewritten where the last link that it made is not there any more: nothing is sealed upon that
 */
export function openSealing<Tables>(ports: {
  /** As `audit_sealer`. */
  readonly database: Database<Tables>;
  readonly clock: Clock;
  readonly trail: Trail;
}): () => Promise<number> {
  const { database, clock, trail } = ports;
  let looks = 0;
  let made: Pick<Link, 'seq' | 'link'> | undefined;
  return async () => {
    const backMs = backMsAt(looks);
    looks += 1;
    const links = await transact(database.kysely, async (tx) => {
      const last = await findLastLink(tx, trail);
      judgeLast(trail, last, made);
      const fromId = firstWaitingId(last, clock(), backMs);
      const rows = await listUnsealed(tx, trail, fromId, ROWS_MAX);
      // Only who has something to seal takes the lease: it writes, and what writes waits for the disk.
      if (rows.length === 0 || !(await lockLease(tx, trail))) return [];
      // Sealed by another while these were read: they are read anew the next time.
      if ((await findLastLink(tx, trail))?.seq !== last?.seq) return [];
      let seq = last?.seq ?? 0n;
      let link = last?.link ?? NO_LINK;
      const linked = rows.map((row) => {
        seq += 1n;
        link = linkOf(link, seq, row);
        return { seq, auditId: row.auditId, link };
      });
      if (linked.length > 0) await insertLinks(tx, trail, linked, clock());
      return linked;
    });
    made = links.at(-1) ?? made;
    return links.length;
  };
}

/** Another process may have sealed more since; fewer links, or another one at the end, nobody made by sealing. */
function judgeLast(
  { wing }: Trail,
  last: Link | undefined,
  made: Pick<Link, 'seq' | 'link'> | undefined,
): void {
  if (made === undefined) return;
  if (last !== undefined && (last.seq > made.seq || last.link.equals(made.link))) return;
  throw new ChainRewritten(`link ${made.seq} of the audit trail ${wing} is not the one that was sealed`);
}
