import { sql } from 'kysely';
import type { Claim } from '../../ledger/verify.ts';

/** Each change of a mail address follows from an executed order, and each customer has the address that counted last. */
export const MAIL_ADDRESS_CLAIMS: readonly Claim[] = [
  {
    name: 'address_change_missing',
    says: 'was executed, and no number for its address was made',
    query: sql`
      select 'order ' || o.id
      from bank.order as o
      left join bank.mail_address_change as c
        on c.order_id = o.id and c.contract_id = o.contract_id and c.mail_address = o.terms ->> 'mailAddress'
      where o.kind = 'mail_address' and o.state = 'executed' and c.order_id is null`,
  },
  {
    name: 'address_change_stray',
    hangsOnBook: true,
    says: 'stands for an order that was not executed',
    query: sql`
      select 'the change of address ' || c.order_id
      from bank.mail_address_change as c
      left join bank.order as o
        on o.id = c.order_id and o.contract_id = c.contract_id and o.kind = 'mail_address' and o.state = 'executed'
      where o.id is null`,
  },
  {
    name: 'address_differs',
    says: 'has another mail address than the one that counted last',
    query: sql`
      select 'customer ' || customer.id
      from bank.customer as customer
      join lateral (
        select c.mail_address
        from bank.mail_address_change as c
        join bank.contract as contract on contract.id = c.contract_id and contract.customer_id = customer.id
        where c.done_at is not null
        order by c.done_at desc, c.order_id desc
        limit 1
      ) as latest on latest.mail_address is distinct from customer.mail_address`,
  },
];
