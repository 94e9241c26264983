import { type EpochSeconds, uuidv7 } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { BankTables } from '../tables.ts';

export interface AuditRow {
  readonly at: EpochSeconds;
  readonly actor: { readonly kind: 'customer' | 'operator' | 'system'; readonly id?: string };
  /** What was done, for example `login_opened`; words of the domain, at most 60 characters. */
  readonly act: string;
  readonly contractId?: string;
  readonly orderId?: string;
  /** Never a password, a code, a token of a session or a secret. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/**
 * Writes audit rows in the transaction of the acts themselves, all in one statement. 監査記録.
 * The bank's role may insert them and read them, and neither change nor delete one.
 */
export async function insertAudit(tx: Tx<BankTables>, rows: readonly AuditRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into bank.audit (id, at, actor_kind, actor_id, act, contract_id, order_id, detail)
    select * from unnest(
      ${rows.map(() => uuidv7())}::uuid[],
      ${rows.map((row) => at(row.at))}::timestamptz[],
      ${rows.map((row) => row.actor.kind)}::text[],
      ${rows.map((row) => row.actor.id ?? null)}::text[],
      ${rows.map((row) => row.act)}::text[],
      ${rows.map((row) => row.contractId ?? null)}::uuid[],
      ${rows.map((row) => row.orderId ?? null)}::uuid[],
      ${rows.map((row) => JSON.stringify(row.detail ?? {}))}::jsonb[]
    )`.execute(tx);
}
