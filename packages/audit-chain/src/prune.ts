import { createHash, type KeyObject } from 'node:crypto';
import type { Clock, EpochSeconds } from '@warifu/base';
import { at, type Database, transact } from '@warifu/pg';
import { sql } from 'kysely';
import { firstIdAt } from './chain.ts';
import { type Checkpoint, signCheckpoint } from './checkpoint.ts';
import type { CheckpointStore } from './checkpointing.ts';
import type { AuditVerification, Held } from './follow.ts';
import { findLink, findPruned, listLinked } from './queries.ts';
import { inSnapshot } from './snapshot.ts';
import { idOf, type Trail, tableOf } from './trail.ts';
import { verifyChain } from './verify-chain.ts';

export type PruneOutcome =
  | { readonly outcome: 'pruned'; readonly throughSeq: bigint; readonly rows: bigint }
  /** No sealed row is as old as that, or all of them are gone already. */
  | { readonly outcome: 'refused'; readonly reason: 'nothing_so_old' }
  /** What is wrong would be harder to see afterwards: it stays. */
  | { readonly outcome: 'refused'; readonly reason: 'chain_broken'; readonly found: AuditVerification };

interface PrunePorts<Tables> {
  /** As the owner: no login role may delete an audit row. */
  readonly database: Database<Tables>;
  readonly clock: Clock;
  readonly trail: Trail;
  readonly store: CheckpointStore;
  readonly privateKey: KeyObject;
}

const LINKS_AT_ONCE = 5_000n;

/**
 * Takes away the rows of the beginning of the chain that are older than an instant, and leaves their links. What went is
 * signed before anything goes, so that the proof of the rest holds at every moment; cut off in between, it is run again.
 *
 * Rows of the acts that a trail keeps stay, and are proved like all others.
 */
export async function pruneTrail<Tables>(
  ports: PrunePorts<Tables>,
  before: EpochSeconds,
  held: Omit<Held, 'head'>,
): Promise<PruneOutcome> {
  const { database, trail } = ports;
  const found = await inSnapshot(database, (tx) => verifyChain(tx, trail, undefined, held));
  if (found.fault !== undefined) return { outcome: 'refused', reason: 'chain_broken', found };
  const throughSeq = await findThrough(ports, before);
  if (throughSeq === undefined) return { outcome: 'refused', reason: 'nothing_so_old' };
  const rows = await countRows(ports, throughSeq);
  if (rows === 0n) return { outcome: 'refused', reason: 'nothing_so_old' };
  if (throughSeq > (found.pruned?.throughSeq ?? 0)) await announce(ports, before, throughSeq, rows);
  for (let from = 0n; from < throughSeq; from += LINKS_AT_ONCE) {
    const to = from + LINKS_AT_ONCE < throughSeq ? from + LINKS_AT_ONCE : throughSeq;
    await deleteRows(ports, { from, to });
  }
  return { outcome: 'pruned', throughSeq, rows };
}

/** Signed first, then written down, and only then done. */
async function announce<Tables>(
  ports: PrunePorts<Tables>,
  before: EpochSeconds,
  throughSeq: bigint,
  rows: bigint,
): Promise<void> {
  const { database, trail, clock } = ports;
  await signPruning(ports, throughSeq, rows);
  await sql`
    insert into ${tableOf(trail, 'audit_pruned')} (through_seq, row_count, before_at, pruned_at)
    values (${throughSeq}, ${rows}, ${at(before)}, ${at(clock())})`.execute(database.kysely);
}

/** The last link of the beginning of the chain in which no row is younger. */
async function findThrough<Tables>(
  { database, trail }: PrunePorts<Tables>,
  before: EpochSeconds,
): Promise<bigint | undefined> {
  const { rows } = await sql<{ through: bigint | null }>`
    select coalesce(
      (select min(seq) - 1 from ${tableOf(trail, 'audit_link')} where audit_id >= ${firstIdAt(before * 1_000)}::uuid),
      (select max(seq) from ${tableOf(trail, 'audit_link')})
    ) as through`.execute(database.kysely);
  const through = rows[0]?.through ?? 0n;
  return through > 0n ? through : undefined;
}

/** The rows of some links, but for those that the trail keeps. */
const isGoing = (trail: Trail, { from, to }: { readonly from: bigint; readonly to: bigint }) => sql`
  ${idOf(trail)} in (select audit_id from ${tableOf(trail, 'audit_link')} where seq > ${from} and seq <= ${to})
    and not a.act = any(${[...trail.keptActs]}::text[])`;

async function countRows<Tables>(
  { database, trail }: PrunePorts<Tables>,
  throughSeq: bigint,
): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) as count from ${tableOf(trail, 'audit')} as a
    where ${isGoing(trail, { from: 0n, to: throughSeq })}`.execute(database.kysely);
  return rows[0]?.count ?? 0n;
}

async function signPruning<Tables>(
  { database, trail, clock, store, privateKey }: PrunePorts<Tables>,
  throughSeq: bigint,
  rows: bigint,
): Promise<void> {
  const digest = createHash('sha256');
  for await (const page of listLinked(database.kysely, trail)) {
    for (const { seq, link } of page) if (seq <= throughSeq) digest.update(link);
    if ((page.at(-1)?.seq ?? throughSeq) >= throughSeq) break;
  }
  const link = await findLink(database.kysely, trail, throughSeq);
  if (link === undefined) throw new Error(`link ${throughSeq} of the audit trail went away meanwhile`);
  const checkpoint: Checkpoint = {
    wing: trail.wing,
    kind: 'pruned',
    seq: throughSeq,
    link,
    at: clock(),
    rows: rows + ((await findPruned(database.kysely, trail))?.rows ?? 0n),
    linksDigest: digest.digest(),
  };
  await store.append(checkpoint, signCheckpoint(checkpoint, privateKey));
}

/** In a transaction of its own; what else is proved by the rows is written down in it. */
async function deleteRows<Tables>(
  { database, trail }: PrunePorts<Tables>,
  range: { readonly from: bigint; readonly to: bigint },
): Promise<void> {
  await transact(database.kysely, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select ${idOf(trail)} as id from ${tableOf(trail, 'audit')} as a where ${isGoing(trail, range)}`.execute(
      tx,
    );
    if (rows.length === 0) return;
    const ids = rows.map((row) => row.id);
    await trail.beforePruning?.(tx, ids);
    await sql`delete from ${tableOf(trail, 'audit')} as a where ${idOf(trail)} = any(${ids}::uuid[])`.execute(
      tx,
    );
  });
}
