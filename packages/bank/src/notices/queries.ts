import type { EpochSeconds } from '@warifu/base';
import { at } from '@warifu/pg';
import { type Kysely, sql } from 'kysely';
import type { Language } from '../contracts/contract.ts';
import type { BankTables } from '../tables.ts';
import type { NoticeKind, NoticeView } from './notice.ts';

type Queryable = Kysely<BankTables>;

/** One mail of a notice: to the customer's address, or a copy to one that was his before. */
export interface DueMail {
  readonly id: string;
  readonly contract_id: string;
  /** Absent for the notice's own mail. */
  readonly copy_id: string | null;
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

/** The state after one try that may fail: the next one is written down with the taking. */
const tried = (mail: 'notice' | 'copy', now: EpochSeconds, retrySeconds: readonly number[]) => sql`
  mail_tries = ${sql.ref(mail)}.mail_tries + 1,
  mail_due_at = ${at(now)}::timestamptz + make_interval(secs =>
    (${[...retrySeconds]}::integer[])[least(${sql.ref(mail)}.mail_tries + 1, ${retrySeconds.length}::integer)])`;

/**
 * Takes due mails for one try each. The next try is written down with the taking, so that a process that dies in the
 * middle of sending leaves nothing to repair; two processes never hold the same mail. With the first try it is settled
 * where the notice goes: to the customer's address of now, and as a copy to each of those that are still told.
 */
export async function takeDueMails(
  db: Queryable,
  now: EpochSeconds,
  retrySeconds: readonly number[],
  limit: number,
): Promise<readonly DueMail[]> {
  const { rows } = await sql<DueMail>`
    with due as (
      select notice.contract_id, notice.id, notice.at, notice.mail_tries = 0 as is_first, customer.id as customer_id,
        coalesce(notice.mail_address, customer.mail_address) as mail_address, contract.contract_number,
        contract.language
      from bank.notice as notice
      join bank.contract as contract on contract.id = notice.contract_id
      join bank.customer as customer on customer.id = contract.customer_id
      where notice.mail_state = 'due' and notice.mail_due_at <= ${at(now)}::timestamptz
        and notice.mail_tries <= ${retrySeconds.length}::integer
        and coalesce(notice.mail_address, customer.mail_address) is not null
      order by notice.mail_due_at limit ${limit}::integer
      for update of notice skip locked),
    copied as (
      insert into bank.mail_copy (id, contract_id, notice_id, mail_address, mail_due_at)
      select gen_random_uuid(), due.contract_id, due.id, former.mail_address, ${at(now)}::timestamptz
      from due
      join bank.former_mail_address as former on former.customer_id = due.customer_id
        and former.notified_until > due.at and former.mail_address <> due.mail_address
      where due.is_first)
    update bank.notice as notice set ${tried('notice', now, retrySeconds)}, mail_address = due.mail_address
    from due where notice.contract_id = due.contract_id and notice.id = due.id
    returning notice.id, notice.contract_id, null as copy_id, notice.kind, notice.at, notice.receipt_number,
      notice.params, notice.mail_tries, due.mail_address, due.contract_number, due.language`.execute(db);
  return rows;
}

/** The same for the copies. */
export async function takeDueCopies(
  db: Queryable,
  now: EpochSeconds,
  retrySeconds: readonly number[],
  limit: number,
): Promise<readonly DueMail[]> {
  const { rows } = await sql<DueMail>`
    with due as (
      select copy.id as copy_id, notice.id, notice.contract_id, notice.kind, notice.at, notice.receipt_number,
        notice.params, contract.contract_number, contract.language
      from bank.mail_copy as copy
      join bank.notice as notice on notice.contract_id = copy.contract_id and notice.id = copy.notice_id
      join bank.contract as contract on contract.id = copy.contract_id
      where copy.mail_state = 'due' and copy.mail_due_at <= ${at(now)}::timestamptz
        and copy.mail_tries <= ${retrySeconds.length}::integer
      order by copy.mail_due_at limit ${limit}::integer
      for update of copy skip locked)
    update bank.mail_copy as copy set ${tried('copy', now, retrySeconds)}
    from due where copy.id = due.copy_id
    returning due.*, copy.mail_tries, copy.mail_address`.execute(db);
  return rows;
}

export async function markMail(
  db: Queryable,
  mail: Pick<DueMail, 'contract_id' | 'id' | 'copy_id'>,
  state: 'sent' | 'failed',
  now: EpochSeconds,
): Promise<void> {
  const settled = sql`mail_state = ${state}, mail_settled_at = ${at(now)}`;
  await (mail.copy_id === null
    ? sql`update bank.notice set ${settled}
        where contract_id = ${mail.contract_id}::uuid and id = ${mail.id}::uuid and mail_state = 'due'`
    : sql`update bank.mail_copy set ${settled} where id = ${mail.copy_id}::uuid and mail_state = 'due'`
  ).execute(db);
}

/** Mails whose last try was taken by a process that never came back from it. */
export async function markGivenUp(db: Queryable, now: EpochSeconds, triesMax: number): Promise<void> {
  for (const table of ['bank.notice', 'bank.mail_copy'] as const) {
    await sql`update ${sql.table(table)} set mail_state = 'failed', mail_settled_at = ${at(now)}
      where mail_state = 'due' and mail_due_at <= ${at(now)}::timestamptz and mail_tries >= ${triesMax}::integer`.execute(
      db,
    );
  }
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
