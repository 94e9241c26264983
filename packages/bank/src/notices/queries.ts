import type { EpochSeconds } from '@warifu/base';
import { at } from '@warifu/pg';
import { type Kysely, sql } from 'kysely';
import type { Language } from '../contracts/contract.ts';
import type { BankTables } from '../tables.ts';
import type { NoticeKind, NoticeView } from './notice.ts';

type Queryable = Kysely<BankTables>;

export interface DueMail {
  readonly id: string;
  readonly contract_id: string;
  readonly kind: NoticeKind;
  readonly at: EpochSeconds;
  readonly receipt_number: string | null;
  readonly params: Readonly<Record<string, string | number | boolean>>;
  readonly mail_tries: number;
  readonly mail_address: string;
  readonly contract_number: string;
  readonly language: Language;
}

/** Notices of customers without a mail address are settled as they are: the page after login is where they are told. */
export async function markUnmailable(db: Queryable, now: EpochSeconds, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    with due as (
      select notice.contract_id, notice.id
      from bank.notice as notice
      join bank.contract as contract on contract.id = notice.contract_id
      join bank.customer as customer on customer.id = contract.customer_id
      where notice.mail_state = 'due' and notice.mail_due_at <= ${at(now)}::timestamptz
        and customer.mail_address is null
      order by notice.mail_due_at limit ${limit}::integer
      for update of notice skip locked)
    update bank.notice as notice set mail_state = 'none', mail_settled_at = ${at(now)}
    from due where notice.contract_id = due.contract_id and notice.id = due.id`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/**
 * Takes due mails for one try each. The next try is written down with the taking, so that a process that dies in the
 * middle of sending leaves nothing to repair; two processes never hold the same mail.
 */
export async function takeDueMails(
  db: Queryable,
  now: EpochSeconds,
  retrySeconds: readonly number[],
  limit: number,
): Promise<readonly DueMail[]> {
  const { rows } = await sql<DueMail>`
    with due as (
      select notice.contract_id, notice.id, customer.mail_address, contract.contract_number, contract.language
      from bank.notice as notice
      join bank.contract as contract on contract.id = notice.contract_id
      join bank.customer as customer on customer.id = contract.customer_id
      where notice.mail_state = 'due' and notice.mail_due_at <= ${at(now)}::timestamptz
        and notice.mail_tries <= ${retrySeconds.length}::integer and customer.mail_address is not null
      order by notice.mail_due_at limit ${limit}::integer
      for update of notice skip locked)
    update bank.notice as notice set
      mail_tries = notice.mail_tries + 1,
      mail_due_at = ${at(now)}::timestamptz + make_interval(secs =>
        (${[...retrySeconds]}::integer[])[least(notice.mail_tries + 1, ${retrySeconds.length}::integer)])
    from due where notice.contract_id = due.contract_id and notice.id = due.id
    returning notice.id, notice.contract_id, notice.kind, notice.at, notice.receipt_number, notice.params,
      notice.mail_tries, due.mail_address, due.contract_number, due.language`.execute(db);
  return rows;
}

export async function markMail(
  db: Queryable,
  mail: Pick<DueMail, 'contract_id' | 'id'>,
  state: 'sent' | 'failed',
  now: EpochSeconds,
): Promise<void> {
  await db
    .updateTable('bank.notice')
    .set({ mail_state: state, mail_settled_at: at(now) })
    .where('contract_id', '=', mail.contract_id)
    .where('id', '=', mail.id)
    .where('mail_state', '=', 'due')
    .execute();
}

/** Mails whose last try was taken by a process that never came back from it. */
export async function markGivenUp(db: Queryable, now: EpochSeconds, triesMax: number): Promise<void> {
  await db
    .updateTable('bank.notice')
    .set({ mail_state: 'failed', mail_settled_at: at(now) })
    .where('mail_state', '=', 'due')
    .where('mail_due_at', '<=', sql<number>`${at(now)}::timestamptz`)
    .where('mail_tries', '>=', triesMax)
    .execute();
}

export async function listNoticeRows(
  db: Queryable,
  contractId: string,
  limit: number,
): Promise<readonly NoticeView[]> {
  const rows = await db
    .selectFrom('bank.notice')
    .where('contract_id', '=', contractId)
    .orderBy('id', 'desc')
    .limit(limit)
    .select(['id', 'kind', 'at', 'receipt_number', 'params', 'mail_state'])
    .execute();
  return rows.map((row) => ({
    noticeId: row.id,
    kind: row.kind as NoticeKind,
    at: row.at as EpochSeconds,
    ...(row.receipt_number === null ? {} : { receiptNumber: row.receipt_number }),
    params: row.params as NoticeView['params'],
    mail: row.mail_state,
  }));
}
