import { sql } from 'kysely';
import type { Claim } from '../../ledger/verify.ts';

/** Each change of an address follows from an executed order, and each customer has the address that counted last. */
export const ADDRESS_CLAIMS: readonly Claim[] = [
  {
    name: 'address_not_asked',
    says: 'was executed, and the branch never got its address as it was confirmed',
    query: sql`
      select 'order ' || o.id
      from bank.order as o
      left join bank.address_change as c
        on c.order_id = o.id and c.contract_id = o.contract_id and c.asked_at = o.executed_at
          and o.terms -> 'address' = jsonb_build_object(
            'postalCode', c.postal_code, 'prefecture', c.prefecture, 'city', c.city, 'street', c.street,
            'building', c.building, 'telephone', c.telephone)
      where o.kind = 'address_change' and o.state = 'executed' and c.order_id is null`,
  },
  {
    name: 'address_stray',
    hangsOnBook: true,
    says: 'stands for an order that was not executed',
    query: sql`
      select 'the change of address ' || c.order_id
      from bank.address_change as c
      left join bank.order as o
        on o.id = c.order_id and o.contract_id = c.contract_id and o.kind = 'address_change' and o.state = 'executed'
      where o.id is null`,
  },
  {
    name: 'customer_address_differs',
    says: 'has another address than the one that counted last',
    query: sql`
      select 'customer ' || customer.id
      from bank.customer as customer
      left join lateral (
        select c.postal_code, c.prefecture, c.city, c.street, c.building, c.telephone
        from bank.address_change as c
        join bank.contract as contract on contract.id = c.contract_id and contract.customer_id = customer.id
        where c.state = 'done'
        order by c.settled_at desc, c.order_id desc
        limit 1
      ) as latest on true
      where (customer.postal_code, customer.prefecture, customer.city, customer.street, customer.building,
          customer.telephone)
        is distinct from (latest.postal_code, latest.prefecture, latest.city, latest.street, latest.building,
          latest.telephone)`,
  },
];
