import type { Clock } from '@warifu/base';
import { type Database, transact } from '@warifu/pg';
import type { BankTables } from '../tables.ts';
import { firstIdAt, linkOf, madeAtOf, NO_LINK } from './chain.ts';
import { findLastLink, insertLinks, listUnsealed, lockLease } from './queries.ts';

/** In one run; the job comes again at once where it was full. */
const ROWS_MAX = 2_000;
/** Ids are made a moment before their transaction commits, so rows come a little out of the order of their ids. */
const LATE_MS = 60_000;
/** Now and then it looks further back, for what was held up longer than any transaction of ours may be. */
const VERY_LATE_MS = 3_600_000;
const FAR_LOOK_EVERY = 60;

/** What a row this much older than the last sealed one is no longer waited for; without a link it was put in. */
export const SEALED_WITHIN_MS = VERY_LATE_MS;

/**
 * A job: links the committed rows of the audit trail into its chain, and says how many. Run by as many processes as one
 * likes; one of them seals at a time, and the number of a link makes a second chain beside the first impossible.
 */
export function openSealing(ports: {
  /** As `audit_sealer`. */
  readonly database: Database<BankTables>;
  readonly clock: Clock;
}): () => Promise<number> {
  const { database, clock } = ports;
  let looks = 0;
  return async () => {
    const isFarLook = looks % FAR_LOOK_EVERY === 0;
    looks += 1;
    return transact(database.kysely, async (tx) => {
      if (!(await lockLease(tx))) return 0;
      const last = await findLastLink(tx);
      const backMs = isFarLook ? VERY_LATE_MS : LATE_MS;
      const fromId = last === undefined ? firstIdAt(0) : firstIdAt(madeAtOf(last.auditId) - backMs);
      const rows = await listUnsealed(tx, fromId, ROWS_MAX);
      let seq = last?.seq ?? 0n;
      let link = last?.link ?? NO_LINK;
      const links = rows.map((row) => {
        seq += 1n;
        link = linkOf(link, seq, row);
        return { seq, auditId: row.auditId, link };
      });
      if (links.length > 0) await insertLinks(tx, links, clock());
      return links.length;
    });
  };
}
