import { createHash } from 'node:crypto';

/** A row of the audit trail as its link covers it: every column, as the database spells it. */
export interface ChainedRow {
  readonly auditId: string;
  /** UTC to the microsecond, `2026-11-24T01:00:00.000000Z`. */
  readonly at: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly act: string;
  readonly contractId: string | null;
  readonly orderId: string | null;
  /** `jsonb` as text, which is the same for the same value. */
  readonly detail: string;
}

/** What the first link follows. */
export const NO_LINK: Buffer = Buffer.alloc(32);

/**
 * The link of a row: SHA-256 over the link before it and the row with its place. JSON keeps the columns apart, so that
 * no text can pass from one into the next.
 */
export function linkOf(before: Uint8Array, seq: bigint, row: ChainedRow): Buffer {
  const columns = [
    String(seq),
    row.auditId,
    row.at,
    row.actorKind,
    row.actorId,
    row.act,
    row.contractId,
    row.orderId,
    row.detail,
  ];
  return createHash('sha256').update(before).update(JSON.stringify(columns)).digest();
}

const MILLISECOND_DIGITS = 12;

/** The smallest UUIDv7 of an instant: rows that came later have larger ids. @see RFC 9562 section 5.7 */
export function firstIdAt(epochMs: number): string {
  const hex = Math.max(0, Math.floor(epochMs)).toString(16).padStart(MILLISECOND_DIGITS, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** When a UUIDv7 was made, in milliseconds. */
export const madeAtOf = (id: string): number =>
  Number.parseInt(id.replaceAll('-', '').slice(0, MILLISECOND_DIGITS), 16);
