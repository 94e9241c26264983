import type { EpochSeconds } from '@warifu/base';
import { at } from '@warifu/pg';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { ChainedRow } from './chain.ts';
import { idOf, type Trail, tableOf } from './trail.ts';

export interface Link {
  readonly seq: bigint;
  readonly auditId: string;
  readonly link: Buffer;
  readonly sealedAt: EpochSeconds;
}

/** Whether this process may seal now: another one at it is not waited for. */
export async function lockLease(tx: QueryExecutorProvider, trail: Trail): Promise<boolean> {
  const { rows } = await sql`
    select only_row from ${tableOf(trail, 'audit_lease')} for update skip locked`.execute(tx);
  return rows.length === 1;
}

export async function findLastLink(db: QueryExecutorProvider, trail: Trail): Promise<Link | undefined> {
  const { rows } = await sql<Link>`
    select seq, audit_id as "auditId", link, sealed_at as "sealedAt" from ${tableOf(trail, 'audit_link')}
    order by seq desc limit 1`.execute(db);
  return rows[0];
}

export async function findLink(
  db: QueryExecutorProvider,
  trail: Trail,
  seq: bigint,
): Promise<Buffer | undefined> {
  const { rows } = await sql<{ link: Buffer }>`
    select link from ${tableOf(trail, 'audit_link')} where seq = ${seq}`.execute(db);
  return rows[0]?.link;
}

/** Committed rows without a link, from an id on, in the order of their ids. */
export async function listUnsealed(
  db: QueryExecutorProvider,
  trail: Trail,
  fromId: string,
  limit: number,
): Promise<readonly ChainedRow[]> {
  const { rows } = await sql<ChainedRow>`
    select ${idOf(trail)} as "auditId", ${trail.columns} as columns from ${tableOf(trail, 'audit')} as a
    where ${idOf(trail)} >= ${fromId}::uuid
      and not exists (select 1 from ${tableOf(trail, 'audit_link')} as l where l.audit_id = ${idOf(trail)})
    order by ${idOf(trail)} limit ${limit}`.execute(db);
  return rows;
}

export async function insertLinks(
  tx: QueryExecutorProvider,
  trail: Trail,
  links: readonly Omit<Link, 'sealedAt'>[],
  now: EpochSeconds,
): Promise<void> {
  await sql`
    insert into ${tableOf(trail, 'audit_link')} (seq, audit_id, link, sealed_at)
    select seq, audit_id, link, ${at(now)}::timestamptz from unnest(
      ${links.map((link) => String(link.seq))}::bigint[],
      ${links.map((link) => link.auditId)}::uuid[],
      ${links.map((link) => link.link)}::bytea[]
    ) as sealed (seq, audit_id, link)`.execute(tx);
}

/** A link, and the row that it seals as it is now, where there is such a row still. */
export type LinkedRow = Link & { readonly row: ChainedRow | undefined };

const PAGE = 5_000;

/** The whole chain from its first link. In one transaction, it is the chain of one snapshot. */
export async function* listLinked(
  db: QueryExecutorProvider,
  trail: Trail,
): AsyncGenerator<readonly LinkedRow[]> {
  for (let after = 0n; ; ) {
    const { rows } = await sql<Link & { rowId: string | null; columns: ChainedRow['columns'] }>`
      select l.seq, l.audit_id as "auditId", l.link, l.sealed_at as "sealedAt",
        ${idOf(trail)} as "rowId", ${trail.columns} as columns
      from (
        select * from ${tableOf(trail, 'audit_link')} where seq > ${after} order by seq limit ${PAGE}
      ) as l
      left join ${tableOf(trail, 'audit')} as a on ${idOf(trail)} = l.audit_id
      order by l.seq`.execute(db);
    yield rows.map(({ rowId, columns, ...link }) => ({
      ...link,
      row: rowId === null ? undefined : { auditId: rowId, columns },
    }));
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.seq;
  }
}

/** Rows without a link: how many, and the oldest. */
export interface Unsealed {
  readonly unsealed: number;
  readonly oldestId: string | undefined;
}

/** Of the rows from an id on, counted no further than the limit. */
export async function countUnsealed(
  db: QueryExecutorProvider,
  trail: Trail,
  fromId: string,
  limit: number,
): Promise<Unsealed> {
  const { rows } = await sql<{ unsealed: bigint; oldestId: string | null }>`
    select count(*) as unsealed, min(id::text) as "oldestId" from (
      select ${idOf(trail)} as id from ${tableOf(trail, 'audit')} as a
      where ${idOf(trail)} >= ${fromId}::uuid
        and not exists (select 1 from ${tableOf(trail, 'audit_link')} as l where l.audit_id = ${idOf(trail)})
      order by ${idOf(trail)} limit ${limit}
    ) as waiting`.execute(db);
  return { unsealed: Number(rows[0]?.unsealed ?? 0n), oldestId: rows[0]?.oldestId ?? undefined };
}

/** Up to which link rows were taken away by a pruning, and how many all prunings took. */
export interface Pruned {
  readonly throughSeq: bigint;
  readonly rows: bigint;
}

export async function findPruned(db: QueryExecutorProvider, trail: Trail): Promise<Pruned | undefined> {
  const { rows } = await sql<{ throughSeq: bigint | null; rows: bigint }>`
    select max(through_seq) as "throughSeq", coalesce(sum(row_count), 0)::bigint as rows
    from ${tableOf(trail, 'audit_pruned')}`.execute(db);
  const [found] = rows;
  if (found === undefined || found.throughSeq === null) return undefined;
  return { throughSeq: found.throughSeq, rows: found.rows };
}
