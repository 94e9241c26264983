import { sql } from 'kysely';
import type { Claim } from '../ledger/verify.ts';

/** Each payment has its order and its hold; what is held is not posted, and what is paid was posted once. */
export const BILL_PAYMENT_CLAIMS: readonly Claim[] = [
  {
    name: 'bill_payment_missing',
    says: 'was executed, and no payment with its terms was written',
    query: sql`
      select 'order ' || o.id
      from bank.order as o
      left join bank.bill_payment as p
        on p.order_id = o.id and p.contract_id = o.contract_id and p.amount_yen = (o.terms ->> 'amount')::bigint
          and p.from_account_id = (o.terms ->> 'fromAccountId')::uuid
          and p.biller_number = o.terms ->> 'billerNumber' and p.payment_number = o.terms ->> 'paymentNumber'
      where o.kind = 'bill_payment' and o.state = 'executed' and p.order_id is null`,
  },
  {
    name: 'bill_payment_stray',
    hangsOnBook: true,
    says: 'was written, and its order was not executed',
    query: sql`
      select 'bill payment ' || p.order_id
      from bank.bill_payment as p
      left join bank.order as o on o.id = p.order_id and o.kind = 'bill_payment' and o.state = 'executed'
      where o.id is null`,
  },
  {
    name: 'bill_hold_differs',
    says: 'is confirming without its money held, or settled with it',
    query: sql`
      select 'bill payment ' || p.order_id
      from bank.bill_payment as p
      left join bank.hold as h
        on h.order_id = p.order_id and h.account_id = p.from_account_id and h.amount_yen = p.amount_yen
      where h.order_id is null
        or (p.state = 'confirming') <> (h.released_at is null)
        or (p.state = 'paid') <> (h.posting_id is not null)`,
  },
  {
    name: 'bill_hold_stray',
    says: 'holds money, and no payment of a bill waits for it',
    query: sql`
      select 'the hold of order ' || h.order_id
      from bank.hold as h
      left join bank.bill_payment as p on p.order_id = h.order_id
      where p.order_id is null`,
  },
  {
    name: 'bill_posted_amiss',
    hangsOnBook: true,
    says: 'was not posted just once where it is paid, or was posted where it is not',
    query: sql`
      select 'bill payment ' || p.order_id
      from bank.bill_payment as p
      left join (
        select posting.order_id, entry.account_id, sum(entry.amount_yen) as total, count(*) as entries
        from bank.posting as posting
        join bank.entry as entry on entry.posting_id = posting.id
        where posting.kind = 'bill_payment'
        group by posting.order_id, entry.account_id
      ) as e on e.order_id = p.order_id and e.account_id = p.from_account_id
      where case
        when p.state = 'paid' then e.total is distinct from -p.amount_yen or e.entries is distinct from 1
        else e.order_id is not null
      end`,
  },
];
