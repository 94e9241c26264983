import type { EpochSeconds, Yen } from '@warifu/base';
import { at, type Database, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { Channel } from '../contracts/contract.ts';
import type { BankTables } from '../tables.ts';
import type { OrderKind } from './order.ts';

export interface NewOrderRow {
  readonly orderId: string;
  readonly contractId: string;
  readonly draftId: string | undefined;
  readonly kind: OrderKind;
  readonly channel: Channel;
  /** Canonical JSON: what was digested. */
  readonly terms: string;
  readonly termsDigest: Uint8Array;
  readonly limitYen: Yen;
  readonly receiptNumber: string;
  readonly preparedAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
}

/**
 * Gives the ids of those that were written: a receipt number that is taken is no reason to fail. It begins with its day, so
 * that two of the same would lie in one month, which has an index of its own over them.
 */
export async function insertOrders(
  database: Database<BankTables>,
  orders: readonly NewOrderRow[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    insert into bank.order (
      id, contract_id, draft_id, kind, channel, terms, terms_digest, limit_yen, receipt_number, prepared_at, expires_at
    )
    select * from unnest(
      ${orders.map((order) => order.orderId)}::uuid[],
      ${orders.map((order) => order.contractId)}::uuid[],
      ${orders.map((order) => order.draftId ?? null)}::uuid[],
      ${orders.map((order) => order.kind)}::text[],
      ${orders.map((order) => order.channel)}::text[],
      ${orders.map((order) => order.terms)}::jsonb[],
      ${orders.map((order) => order.termsDigest)}::bytea[],
      ${orders.map((order) => String(order.limitYen))}::bigint[],
      ${orders.map((order) => order.receiptNumber)}::text[],
      ${orders.map((order) => at(order.preparedAt))}::timestamptz[],
      ${orders.map((order) => at(order.expiresAt))}::timestamptz[]
    )
    on conflict do nothing
    returning id`.execute(database.kysely);
  return new Set(rows.map((row) => row.id));
}

export async function markCancelled(
  tx: Tx<BankTables>,
  contractId: string,
  expiresAfter: EpochSeconds,
): Promise<number> {
  const { rows } = await sql<{ cancelled: number }>`
    select bank.cancel_prepared(${contractId}::uuid, ${at(expiresAfter)}::timestamptz) as cancelled`.execute(
    tx,
  );
  return rows[0]?.cancelled ?? 0;
}

/** Executed orders of a kind after the one named, by id. */
export async function listExecutedTerms(
  tx: Tx<BankTables>,
  kind: OrderKind,
  after: string | undefined,
  limit: number,
): Promise<
  readonly { readonly orderId: string; readonly terms: unknown; readonly termsDigest: Uint8Array }[]
> {
  const { rows } = await sql<{ orderId: string; terms: unknown; termsDigest: Uint8Array }>`
    select id as "orderId", terms, terms_digest as "termsDigest" from bank.order
    where kind = ${kind} and state = 'executed' and (${after ?? null}::uuid is null or id > ${after ?? null}::uuid)
    order by id limit ${limit}`.execute(tx);
  return rows;
}

export interface DraftRow {
  readonly id: string;
  readonly kind: string;
  readonly channel: Channel;
  readonly fields: unknown;
  readonly expires_at: number;
}

export async function insertDraft(
  database: Database<BankTables>,
  draft: {
    readonly draftId: string;
    readonly contractId: string;
    readonly kind: string;
    readonly channel: Channel;
    readonly expiresAt: EpochSeconds;
  },
): Promise<void> {
  await database.kysely
    .insertInto('bank.draft')
    .values({
      id: draft.draftId,
      contract_id: draft.contractId,
      kind: draft.kind,
      channel: draft.channel,
      fields: '{}',
      expires_at: at(draft.expiresAt),
    })
    .execute();
}

/** Not past its time, and without an executed order. */
export async function findDraftRow(
  database: Database<BankTables>,
  contractId: string,
  draftId: string,
  now: EpochSeconds,
): Promise<DraftRow | undefined> {
  const { rows } = await sql<DraftRow>`
    select id, kind, channel, fields, expires_at from bank.draft as d
    where id = ${draftId}::uuid and contract_id = ${contractId}::uuid and expires_at > ${at(now)}::timestamptz
      and not exists (select 1 from bank.order as o where o.draft_id = d.id and o.state = 'executed')`.execute(
    database.kysely,
  );
  return rows[0];
}

/** Merges the fields, in one statement, so that two pages of one draft do not undo each other's fields. */
export async function mergeDraft(
  database: Database<BankTables>,
  call: {
    readonly contractId: string;
    readonly draftId: string;
    readonly set: Readonly<Record<string, string>>;
    readonly remove: readonly string[];
    readonly now: EpochSeconds;
    readonly expiresAt: EpochSeconds;
    readonly fieldsMax: number;
  },
): Promise<DraftRow | undefined> {
  const { rows } = await sql<DraftRow>`
    update bank.draft as d
    set fields = (d.fields || ${JSON.stringify(call.set)}::jsonb) - ${call.remove}::text[],
      expires_at = ${at(call.expiresAt)}::timestamptz
    where id = ${call.draftId}::uuid and contract_id = ${call.contractId}::uuid
      and expires_at > ${at(call.now)}::timestamptz
      and (select count(*) from jsonb_object_keys(d.fields || ${JSON.stringify(call.set)}::jsonb)) <= ${call.fieldsMax}
      and not exists (select 1 from bank.order as o where o.draft_id = d.id and o.state = 'executed')
    returning id, kind, channel, fields, expires_at`.execute(database.kysely);
  return rows[0];
}

export async function deleteDrafts(
  database: Database<BankTables>,
  now: EpochSeconds,
  rowsMax: number,
): Promise<number> {
  const result = await sql`
    delete from bank.draft where id in (
      select id from bank.draft where expires_at <= ${at(now)}::timestamptz
      order by expires_at limit ${rowsMax} for update skip locked
    )`.execute(database.kysely);
  return Number(result.numAffectedRows ?? 0n);
}
