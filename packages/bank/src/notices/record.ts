import { type EpochSeconds, uuidv7 } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { BankTables } from '../tables.ts';
import type { NoticeKind } from './notice.ts';

export interface NoticeRow {
  readonly contractId: string;
  readonly kind: NoticeKind;
  readonly at: EpochSeconds;
  readonly receiptNumber?: string;
  /** What the page after login may say beyond the mail; a mail never shows an amount, a payee or a link. */
  readonly params?: Readonly<Record<string, string | number | boolean>>;
}

/** Writes notices in the transaction of what they tell of, all in one statement; the mail is rendered when it is sent. */
export async function insertNotices(tx: Tx<BankTables>, rows: readonly NoticeRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into bank.notice (id, contract_id, kind, at, receipt_number, params, mail_due_at)
    select id, contract_id, kind, at, receipt_number, params, at from unnest(
      ${rows.map(() => uuidv7())}::uuid[],
      ${rows.map((row) => row.contractId)}::uuid[],
      ${rows.map((row) => row.kind)}::text[],
      ${rows.map((row) => at(row.at))}::timestamptz[],
      ${rows.map((row) => row.receiptNumber ?? null)}::text[],
      ${rows.map((row) => JSON.stringify(row.params ?? {}))}::jsonb[]
    ) as notice (id, contract_id, kind, at, receipt_number, params)`.execute(tx);
}
