import { sql } from 'kysely';
import type { Claim } from '../../ledger/verify.ts';

/** Each booking is what was confirmed; its day debited it once, or said why not; and nobody else cancelled it. */
export const SCHEDULED_TRANSFER_CLAIMS: readonly Claim[] = [
  {
    name: 'booking_differs',
    says: 'was executed, and no booking with its terms was written',
    query: sql`
      select 'order ' || o.id
      from bank.order as o
      left join bank.scheduled_transfer as s
        on s.order_id = o.id and s.contract_id = o.contract_id and s.receipt_number = o.receipt_number
          and s.from_account_id::text = o.terms ->> 'fromAccountId'
          and s.total_yen = (o.terms ->> 'amount')::bigint + (o.terms ->> 'fee')::bigint
          and s.due_date::text = o.terms ->> 'debitDate' and s.due_date > o.executed_on
      where o.kind = 'scheduled_transfer' and o.state = 'executed' and s.order_id is null`,
  },
  {
    name: 'booking_stray',
    hangsOnBook: true,
    says: 'is booked, and no such order was executed',
    query: sql`
      select 'booking ' || s.order_id
      from bank.scheduled_transfer as s
      left join bank.order as o
        on o.id = s.order_id and o.contract_id = s.contract_id and o.kind = 'scheduled_transfer' and o.state = 'executed'
      where o.id is null`,
  },
  {
    name: 'booking_overdue',
    says: 'was due on a day that is open, was neither carried out nor failed, and is no fault of the day',
    query: sql`
      select 'booking ' || s.order_id
      from bank.scheduled_transfer as s
      join bank.business_day as d on s.due_date <= d.opened_on
      where s.state = 'booked' and not exists (
        select 1 from bank.day_fault as f where f.job = 'scheduled_transfers' and f.item = s.order_id::text
      )`,
  },
  {
    name: 'booking_not_posted',
    says: 'was carried out, and its posting or its transfer differs from it',
    query: sql`
      select 'booking ' || s.order_id
      from bank.scheduled_transfer as s
      join bank.order as o on o.id = s.order_id
      left join bank.posting as p
        on p.id = s.posting_id and p.order_id = s.order_id and p.kind = 'scheduled_transfer'
          and p.business_date = s.settled_on
      left join bank.transfer as t
        on t.order_id = s.order_id and t.contract_id = s.contract_id and t.from_account_id = s.from_account_id
          and t.amount_yen = (o.terms ->> 'amount')::bigint and t.fee_yen = (o.terms ->> 'fee')::bigint
          and t.bank_code = o.terms ->> 'bankCode' and t.branch_code = o.terms ->> 'branchCode'
          and t.account_number = o.terms ->> 'accountNumber'
      where s.state = 'executed' and (p.id is null or t.order_id is null)`,
  },
  {
    name: 'booking_posted_amiss',
    says: 'took money for a booking that is not its own, or that was not carried out',
    query: sql`
      select 'posting ' || p.id
      from bank.posting as p
      left join bank.scheduled_transfer as s on s.posting_id = p.id and s.order_id = p.order_id and s.state = 'executed'
      where p.kind = 'scheduled_transfer' and s.order_id is null`,
  },
  {
    name: 'booking_cancelled_amiss',
    hangsOnBook: true,
    says: 'is cancelled without an approved order that says so, or is not, and there is one',
    query: sql`
      select 'booking ' || coalesce(s.order_id::text, c.booking)
      from (select * from bank.scheduled_transfer where state = 'cancelled') as s
      full join (
        select terms ->> 'cancelledOrderId' as booking, contract_id, executed_on
        from bank.order where kind = 'order_cancelling' and state = 'executed'
      ) as c on c.booking = s.order_id::text and c.contract_id = s.contract_id and c.executed_on = s.settled_on
      where s.order_id is null or c.booking is null`,
  },
];
