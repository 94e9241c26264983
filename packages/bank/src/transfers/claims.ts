import { sql } from 'kysely';
import { type Claim, KEPT_FROM } from '../ledger/verify.ts';

/** Each executed transfer took what was confirmed, goes to the network once where it goes there, and comes back once. */
export const TRANSFER_CLAIMS: readonly Claim[] = [
  {
    name: 'transfer_missing',
    says: 'was executed, and no transfer with its terms was written',
    query: sql`
      select 'order ' || o.id
      from bank.order as o
      left join bank.transfer as t
        on t.contract_id = o.contract_id and t.order_id = o.id
          and t.amount_yen = (o.terms ->> 'amount')::bigint and t.fee_yen = (o.terms ->> 'fee')::bigint
          and t.bank_code = o.terms ->> 'bankCode' and t.branch_code = o.terms ->> 'branchCode'
          and t.account_number = o.terms ->> 'accountNumber'
      where o.kind = 'transfer' and o.state = 'executed' and t.order_id is null`,
  },
  {
    name: 'transfer_stray',
    hangsOnBook: true,
    says: 'was written, and its order was not executed',
    query: sql`
      select 'transfer ' || t.order_id
      from bank.transfer as t
      left join bank.order as o on o.id = t.order_id and o.contract_id = t.contract_id and o.state = 'executed'
      left join bank.scheduled_transfer as s on s.order_id = o.id
      where o.id is null or (o.kind = 'scheduled_transfer' and s.state is distinct from 'executed')`,
  },
  {
    name: 'debit_differs',
    hangsOnBook: true,
    says: 'took another sum than amount and fee',
    query: sql`
      select 'transfer ' || t.order_id
      from bank.transfer as t
      left join (
        select p.order_id, e.account_id, sum(e.amount_yen) as total
        from bank.posting as p join bank.entry as e on e.posting_id = p.id
        where p.kind in ('transfer', 'scheduled_transfer')
        group by p.order_id, e.account_id
      ) as e on e.order_id = t.order_id and e.account_id = t.from_account_id
      where e.total is distinct from -(t.amount_yen + t.fee_yen)`,
  },
  {
    name: 'outbox_missing',
    says: 'goes to another bank, and has no message to the network',
    query: sql`
      select 'transfer ' || t.order_id
      from bank.transfer as t
      left join bank.zengin_outbox as outbox on outbox.order_id = t.order_id and outbox.contract_id = t.contract_id
      where t.to_account_id is null and outbox.order_id is null`,
  },
  {
    name: 'outbox_stray',
    says: 'stands in the outbox, and no transfer goes to another bank for it',
    query: sql`
      select 'payment ' || outbox.order_id
      from bank.zengin_outbox as outbox
      left join bank.transfer as t
        on t.order_id = outbox.order_id and t.contract_id = outbox.contract_id and t.to_account_id is null
      where t.order_id is null`,
  },
  {
    name: 'return_differs',
    says: 'did not credit just the amount of its transfer',
    query: sql`
      select 'return ' || r.return_id
      from bank.zengin_return as r
      left join bank.zengin_outbox as outbox on outbox.order_id = r.order_id
      left join bank.transfer as t on t.contract_id = outbox.contract_id and t.order_id = r.order_id
      left join (
        select posting_id, account_id, sum(amount_yen) as total from bank.entry
        where kind = 'transfer_return' group by posting_id, account_id
      ) as e on e.posting_id = r.posting_id and e.account_id = t.from_account_id
      where r.order_id is not null and coalesce(r.posting_id >= bank.first_id_of(${KEPT_FROM} + 1), true)
        and (t.order_id is null or e.total is distinct from t.amount_yen)`,
  },
  {
    name: 'return_missing',
    says: 'credited a return that is not written down',
    query: sql`
      select 'posting ' || p.id
      from bank.posting as p
      left join bank.zengin_return as r on r.posting_id = p.id and r.order_id = p.order_id
      where p.kind = 'transfer_return' and r.return_id is null`,
  },
];
