import type { QueryExecutorProvider } from 'kysely';
import { type ChainedRow, firstIdAt } from './chain.ts';
import { type AuditVerification, type ChainSource, followChain, type Held } from './follow.ts';
import { countUnsealed, findPruned, listLinked, listUnsealed } from './queries.ts';
import type { Trail } from './trail.ts';

/** Every row without a link is counted, however many. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;
const LINK_BYTES = 32;

/** The chain as a database has it. Within one transaction of one snapshot, it is proved beside a sealer at work. */
export async function chainIn(db: QueryExecutorProvider, trail: Trail): Promise<ChainSource> {
  return {
    wing: trail.wing,
    links: listLinked(db, trail),
    pruned: await findPruned(db, trail),
    findUnsealed: () => countUnsealed(db, trail, firstIdAt(0), NO_LIMIT),
  };
}

const WAITING_MAX = 10_000;

/** Rows that no link seals yet, the oldest first; an export has them beside the chain. */
export const listWaiting = (db: QueryExecutorProvider, trail: Trail): Promise<readonly ChainedRow[]> =>
  listUnsealed(db, trail, firstIdAt(0), WAITING_MAX);

/**
 * Proves the chain of a database.
 *
 * @param notedHead as it was written down, 64 hexadecimal digits
 */
export async function verifyChain(
  db: QueryExecutorProvider,
  trail: Trail,
  notedHead?: string,
  held: Omit<Held, 'head'> = {},
): Promise<AuditVerification> {
  const source = await chainIn(db, trail);
  if (notedHead === undefined) return followChain(source, held);
  const head = Buffer.from(notedHead.trim(), 'hex');
  // What is no link at all is looked for as well, and found nowhere.
  return followChain(source, { ...held, head: head.length === LINK_BYTES ? head : Buffer.alloc(0) });
}
