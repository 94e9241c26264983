import { assert, type BusinessDate, type EpochSeconds, type Yen, yen } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { Approval } from '../approval/approval.ts';
import type { BankTables } from '../tables.ts';

/**
 * What an entry is; the pages have the words for each. `own_transfer`: 振替, to or from. `time_deposit`: 預入 or 払戻.
 * `interest`: 利息, `supplement`: 給付補填金, and what is withheld of both. `instalment`: 掛金. `savings_payout`: 払戻.
 */
export type EntryKind =
  | 'transfer_out'
  | 'transfer_fee'
  | 'transfer_in'
  | 'transfer_return'
  | 'deposit'
  | 'own_transfer'
  | 'bill_payment'
  | 'recall_fee'
  | 'time_deposit'
  | 'instalment'
  | 'savings_payout'
  | 'interest'
  | 'supplement'
  | 'tax_national'
  | 'tax_local';

/** What an act of the ledger is; bank.judge_without_approval knows those that need no approval of their own. */
export type PostingKind =
  | 'transfer'
  | 'transfer_return'
  | 'deposit'
  | 'own_transfer'
  | 'scheduled_transfer'
  | 'bill_payment'
  | 'recall_fee'
  | 'time_deposit_opening'
  | 'time_deposit_closing'
  | 'time_deposit_renewal'
  | 'interim_interest'
  | 'ordinary_interest'
  | 'instalment'
  | 'savings_closing';

/** One side of a posting. Positive amounts credit the account. */
export interface PostingLine {
  readonly accountId: string;
  readonly amount: Yen;
  readonly kind: EntryKind;
  /** The other side's name in half-width kana, or empty. */
  readonly counterparty: string;
}

/** One act of the ledger: its lines sum to zero. */
export interface Posting {
  /** The order's own id where the posting executes the order. */
  readonly postingId: string;
  readonly orderId?: string;
  readonly kind: PostingKind;
  /** Without one, no customer's account may be debited. */
  readonly approval?: Approval;
  readonly lines: readonly PostingLine[];
}

/** What the lines do to one account. */
export const changeOf = (lines: readonly PostingLine[], accountId: string): Yen =>
  yen(lines.reduce((sum, line) => (line.accountId === accountId ? sum + line.amount : sum), 0n));

/**
 * Posts, and spends the approvals, in one call of the one function that may. 記帳.
 * Whatever it refuses is a bug of the caller: everything was judged before.
 */
export async function post(
  tx: Tx<BankTables>,
  day: { readonly now: EpochSeconds; readonly today: BusinessDate },
  postings: readonly Posting[],
): Promise<void> {
  if (postings.length === 0) return;
  for (const { lines } of postings) {
    assert(lines.reduce((sum, line) => sum + line.amount, 0n) === 0n, 'the lines of a posting sum to zero');
  }
  const lines = postings.flatMap((posting, index) =>
    posting.lines.map((line) => ({ ...line, posting: index + 1 })),
  );
  await sql`select bank.post(
    ${at(day.now)}::timestamptz, ${day.today}::date,
    ${postings.map((posting) => posting.postingId)}::uuid[],
    ${postings.map((posting) => posting.orderId ?? null)}::uuid[],
    ${postings.map((posting) => posting.kind)}::text[],
    ${postings.map((posting) => posting.approval?.termsDigest ?? null)}::bytea[],
    ${postings.map((posting) => posting.approval?.method ?? null)}::text[],
    ${postings.map((posting) => (posting.approval ? at(posting.approval.approvedAt) : null))}::timestamptz[],
    ${postings.map((posting) => (posting.approval ? at(posting.approval.expiresAt) : null))}::timestamptz[],
    ${lines.map((line) => line.posting)}::integer[],
    ${lines.map((line) => line.accountId)}::uuid[],
    ${lines.map((line) => String(line.amount))}::bigint[],
    ${lines.map((line) => line.kind)}::text[],
    ${lines.map((line) => line.counterparty)}::text[]
  )`.execute(tx);
}
