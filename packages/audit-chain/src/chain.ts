import { createHash } from 'node:crypto';

/** A row of an audit trail as its link covers it. */
export interface ChainedRow {
  readonly auditId: string;
  /** Every column, the id among them, as the database spells it; in the order that the trail states. */
  readonly columns: readonly (string | null)[];
}

/** What the first link follows. */
export const NO_LINK: Buffer = Buffer.alloc(32);

/**
 * The link of a row: SHA-256 over the link before it and the row with its place. JSON keeps the columns apart, so that
 * no text can pass from one into the next.
 */
export const linkOf = (before: Uint8Array, seq: bigint, row: ChainedRow): Buffer =>
  createHash('sha256')
    .update(before)
    .update(JSON.stringify([String(seq), ...row.columns]))
    .digest();

const MILLISECOND_DIGITS = 12;

/** The smallest UUIDv7 of an instant: rows that came later have larger ids. @see RFC 9562 section 5.7 */
export function firstIdAt(epochMs: number): string {
  const hex = Math.max(0, Math.floor(epochMs)).toString(16).padStart(MILLISECOND_DIGITS, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** When a UUIDv7 was made, in milliseconds. */
export const madeAtOf = (id: string): number =>
  Number.parseInt(id.replaceAll('-', '').slice(0, MILLISECOND_DIGITS), 16);
