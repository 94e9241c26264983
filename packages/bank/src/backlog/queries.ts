import { type BusinessDate, type EpochSeconds, present } from '@warifu/base';
import type { Database } from '@warifu/pg';
import { sql } from 'kysely';
import type { BankTables } from '../tables.ts';
import { QUEUE_COUNT_MAX } from './backlog.ts';

export interface BacklogRow {
  readonly transfers: number;
  readonly transferDue: BusinessDate | null;
  readonly transferDueSecond: number | null;
  readonly billPayments: number;
  readonly oldestBillPayment: string | null;
  readonly mails: number;
  readonly oldestMailAt: EpochSeconds | null;
  readonly unsealed: number;
  readonly oldestUnsealed: string | null;
  readonly brakeOnUntil: EpochSeconds | null;
  readonly openedOn: BusinessDate | null;
  readonly dayFaults: number;
}

/**
 * All queues in one snapshot. Each list is cut off, and each has a partial index of its own; of the audit trail only what
 * came after the last sealed row is looked at. A row that committed late, before that one, is the sealer's to find.
 */
export async function findBacklogRow(
  { kysely }: Pick<Database<BankTables>, 'kysely'>,
  today: BusinessDate,
  second: number,
): Promise<BacklogRow> {
  const { rows } = await sql<BacklogRow>`
    with transfer as (
      select due_date, due_second from bank.zengin_outbox
      where state = 'due' and (due_date < ${today}::date or (due_date = ${today}::date and due_second <= ${second}))
      order by due_date, due_second limit ${QUEUE_COUNT_MAX}
    ), bill_payment as (
      select order_id from bank.bill_payment where state = 'confirming'
      order by next_ask_at limit ${QUEUE_COUNT_MAX}
    ), mail as (
      (select at from bank.notice where mail_state = 'due' order by mail_due_at limit ${QUEUE_COUNT_MAX})
      union all
      (select mail_due_at as at from bank.mail_copy where mail_state = 'due'
       order by mail_due_at limit ${QUEUE_COUNT_MAX})
    ), sealed as (
      select audit_id from bank.audit_link order by seq desc limit 1
    ), unsealed as (
      select id from bank.audit
      where id > coalesce((select audit_id from sealed), '00000000-0000-0000-0000-000000000000'::uuid)
      order by id limit ${QUEUE_COUNT_MAX}
    )
    select (select count(*)::integer from transfer) as transfers,
      (select due_date from transfer order by due_date, due_second limit 1) as "transferDue",
      (select due_second from transfer order by due_date, due_second limit 1) as "transferDueSecond",
      (select count(*)::integer from bill_payment) as "billPayments",
      (select order_id from bill_payment order by order_id limit 1) as "oldestBillPayment",
      (select count(*)::integer from mail) as mails,
      (select min(at) from mail) as "oldestMailAt",
      (select count(*)::integer from unsealed) as unsealed,
      (select id from unsealed order by id limit 1) as "oldestUnsealed",
      (select on_until from bank.login_brake) as "brakeOnUntil",
      day.opened_on as "openedOn",
      (select count(*)::integer from bank.day_fault where mended_at is null) as "dayFaults"
    from bank.business_day as day`.execute(kysely);
  return present(rows[0], 'the bank has its one row of the day');
}
