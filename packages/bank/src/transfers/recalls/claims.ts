import { sql } from 'kysely';
import type { Claim } from '../../ledger/verify.ts';

/** Each recall took its fee once; the amount came back where it says so, and by it alone. */
export const RECALL_CLAIMS: readonly Claim[] = [
  {
    name: 'recall_fee_differs',
    hangsOnBook: true,
    says: 'took another fee than it was recorded with',
    query: sql`
      select 'the recall of order ' || r.order_id
      from bank.recall as r
      left join bank.transfer as t on t.order_id = r.order_id and t.contract_id = r.contract_id
      left join bank.posting as p
        on p.id = r.fee_posting_id and p.order_id = r.order_id and p.kind = 'recall_fee'
      left join (
        select posting_id, account_id, sum(amount_yen) as total from bank.entry
        where kind = 'recall_fee' group by posting_id, account_id
      ) as e on e.posting_id = p.id and e.account_id = t.from_account_id
      where case when r.fee_yen = 0 then r.fee_posting_id is not null
        else p.id is null or e.total is distinct from -r.fee_yen end`,
  },
  {
    name: 'recall_fee_stray',
    says: 'took a fee, and no recall was recorded with it',
    query: sql`
      select 'posting ' || p.id
      from bank.posting as p
      left join bank.recall as r on r.fee_posting_id = p.id and r.order_id = p.order_id
      where p.kind = 'recall_fee' and r.order_id is null`,
  },
  {
    name: 'recall_answer_differs',
    says: 'says otherwise than the book whether the amount came back by it',
    query: sql`
      select 'the recall of order ' || coalesce(r.order_id::text, z.payment_id)
      from bank.recall as r
      full join (select * from bank.zengin_return where return_id like 'recall-%') as z on z.order_id = r.order_id
      where (r.state is not distinct from 'returned') <> (z.return_id is not null)
        or (z.return_id is not null and z.return_id <> 'recall-' || r.order_id)`,
  },
  {
    name: 'payment_stopped_amiss',
    says: 'was stopped on its way to the network, and did not come back by a recall',
    query: sql`
      select 'payment ' || outbox.order_id
      from bank.zengin_outbox as outbox
      left join bank.recall as r on r.order_id = outbox.order_id and r.state = 'returned'
      where outbox.state = 'stopped' and r.order_id is null`,
  },
];
