import type { EpochSeconds } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { type Kysely, sql } from 'kysely';
import type { BankTables } from '../tables.ts';
import type { ChainedRow } from './chain.ts';

type Queryable = Kysely<BankTables>;

const COLUMNS = sql`
  a.id as "auditId", to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "at",
  a.actor_kind as "actorKind", a.actor_id as "actorId", a.act, a.contract_id as "contractId", a.order_id as "orderId",
  a.detail::text as "detail"`;

export interface Link {
  readonly seq: bigint;
  readonly auditId: string;
  readonly link: Buffer;
  readonly sealedAt: EpochSeconds;
}

/** Whether this process may seal now: another one at it is not waited for. */
export async function lockLease(tx: Tx<BankTables>): Promise<boolean> {
  const { rows } = await sql`select only_row from bank.audit_lease for update skip locked`.execute(tx);
  return rows.length === 1;
}

export async function findLastLink(db: Queryable): Promise<Link | undefined> {
  const { rows } = await sql<Link>`
    select seq, audit_id as "auditId", link, sealed_at as "sealedAt" from bank.audit_link
    order by seq desc limit 1`.execute(db);
  return rows[0];
}

/** Committed rows without a link, from an id on, in the order of their ids. */
export async function listUnsealed(
  tx: Tx<BankTables>,
  fromId: string,
  limit: number,
): Promise<readonly ChainedRow[]> {
  const { rows } = await sql<ChainedRow>`
    select ${COLUMNS} from bank.audit as a
    where a.id >= ${fromId}::uuid
      and not exists (select 1 from bank.audit_link as l where l.audit_id = a.id)
    order by a.id limit ${limit}`.execute(tx);
  return rows;
}

export async function insertLinks(
  tx: Tx<BankTables>,
  links: readonly Omit<Link, 'sealedAt'>[],
  now: EpochSeconds,
): Promise<void> {
  await sql`
    insert into bank.audit_link (seq, audit_id, link, sealed_at)
    select seq, audit_id, link, ${at(now)}::timestamptz from unnest(
      ${links.map((link) => String(link.seq))}::bigint[],
      ${links.map((link) => link.auditId)}::uuid[],
      ${links.map((link) => link.link)}::bytea[]
    ) as sealed (seq, audit_id, link)`.execute(tx);
}

/** A link, and the row that it seals as it is now; its id is null where there is no such row any more. */
export type LinkedRow = Link & { readonly row: ChainedRow | undefined };

export async function listLinked(db: Queryable, after: bigint, limit: number): Promise<readonly LinkedRow[]> {
  const { rows } = await sql<
    Link & Omit<ChainedRow, 'auditId'> & { sealedId: string; auditId: string | null }
  >`
    select l.seq, l.audit_id as "sealedId", l.link, l.sealed_at as "sealedAt", ${COLUMNS}
    from (select * from bank.audit_link where seq > ${after} order by seq limit ${limit}) as l
    left join bank.audit as a on a.id = l.audit_id
    order by l.seq`.execute(db);
  return rows.map(({ seq, sealedId, link, sealedAt, auditId, ...row }) => ({
    seq,
    auditId: sealedId,
    link,
    sealedAt,
    row: auditId === null ? undefined : { auditId, ...row },
  }));
}

/** Rows without a link: how many, and the oldest. */
export async function countUnsealed(
  db: Queryable,
): Promise<{ readonly unsealed: number; readonly oldestId: string | undefined }> {
  const { rows } = await sql<{ unsealed: bigint; oldestId: string | null }>`
    select count(*) as unsealed, min(a.id::text) as "oldestId" from bank.audit as a
    where not exists (select 1 from bank.audit_link as l where l.audit_id = a.id)`.execute(db);
  return { unsealed: Number(rows[0]?.unsealed ?? 0n), oldestId: rows[0]?.oldestId ?? undefined };
}

/** The link with this value, where it is one of the chain. */
export async function findLinkByValue(
  db: Queryable,
  link: Buffer,
  lastSeq: bigint,
): Promise<Link | undefined> {
  const { rows } = await sql<Link>`
    select seq, audit_id as "auditId", link, sealed_at as "sealedAt" from bank.audit_link
    where link = ${link} and seq <= ${lastSeq} limit 1`.execute(db);
  return rows[0];
}
