import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';

/** The two wings, each with a trail, a chain and a lease of its own. */
export const WINGS = ['bank', 'token'] as const;
export type Wing = (typeof WINGS)[number];

/** The audit trail of a wing: where it is, and what of a row a link covers. 監査記録 */
export interface Trail {
  readonly wing: Wing;
  /** The column of the row's id, a UUIDv7. */
  readonly id: string;
  /** Every column of the row `a` as text, in the order in which a link covers them: part of the format for good. */
  readonly columns: RawBuilder<unknown>;
  /** Rows of these acts outlive every pruning: something else in the book is proved by them. */
  readonly keptActs: readonly string[];
  /** Writes down what else is proved by rows that are about to go, in the transaction in which they go. */
  readonly beforePruning?: (tx: QueryExecutorProvider, ids: readonly string[]) => Promise<void>;
}

/** An instant to the microsecond, `2026-11-24T01:00:00.000000Z`. */
export const instantText = sql`to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

export const tableOf = ({ wing }: Trail, name: 'audit' | 'audit_link' | 'audit_lease' | 'audit_pruned') =>
  sql.table(`${wing}.${name}`);

export const idOf = ({ id }: Trail) => sql.ref(`a.${id}`);
