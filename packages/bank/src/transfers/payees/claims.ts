import { sql } from 'kysely';
import type { Claim } from '../../ledger/verify.ts';

/** Nobody is a registered payee whom the customer did not approve. */
export const PAYEE_CLAIMS: readonly Claim[] = [
  {
    name: 'payee_differs',
    hangsOnBook: true,
    says: 'is registered, and no executed order names just that account',
    query: sql`
      select 'payee ' || p.id
      from bank.payee as p
      left join bank.order as o
        on o.id = p.order_id and o.contract_id = p.contract_id and o.kind = 'payee' and o.state = 'executed'
          and o.terms ->> 'bankCode' = p.bank_code and o.terms ->> 'branchCode' = p.branch_code
          and o.terms ->> 'accountKind' = p.account_kind and o.terms ->> 'accountNumber' = p.account_number
          and o.terms ->> 'kana' = p.payee_kana
      where o.id is null`,
  },
  {
    name: 'payee_missing',
    says: 'was executed; its payee is neither registered nor removed by anybody',
    query: sql`
      select 'order ' || o.id
      from bank.order as o
      left join bank.payee as p on p.order_id = o.id and p.contract_id = o.contract_id
      where o.kind = 'payee' and o.state = 'executed' and p.id is null
        and not exists (select 1 from bank.audit as a where a.order_id = o.id and a.act = 'payee_removed')`,
  },
];
