import type { EpochSeconds } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { type RawBuilder, sql } from 'kysely';
import type { Queryable } from '../../orders/planned/plan.ts';
import type { BankTables } from '../../tables.ts';
import type { Address, AddressChangeState } from './address.ts';

const fieldsOf = (table: 'customer' | 'change'): RawBuilder<Address> => {
  const of = sql.raw(table);
  return sql<Address>`jsonb_build_object(
    'postalCode', ${of}.postal_code, 'prefecture', ${of}.prefecture, 'city', ${of}.city, 'street', ${of}.street,
    'building', ${of}.building, 'telephone', ${of}.telephone)`;
};

/** Null where the branch has none; `undefined` where there is no such contract. */
export async function findAddress(db: Queryable, contractId: string): Promise<Address | null | undefined> {
  const { rows } = await sql<{ address: Address | null }>`
    select case when customer.postal_code is null then null else ${fieldsOf('customer')} end as "address"
    from bank.contract as contract
    join bank.customer as customer on customer.id = contract.customer_id
    where contract.id = ${contractId}::uuid`.execute(db);
  return rows[0]?.address;
}

export interface ChangeRow {
  readonly orderId: string;
  readonly receiptNumber: string;
  readonly state: AddressChangeState;
  readonly address: Address;
  readonly askedAt: EpochSeconds;
  readonly settledAt: EpochSeconds | null;
  readonly reason: string | null;
}

export async function findLastChange(db: Queryable, contractId: string): Promise<ChangeRow | undefined> {
  const { rows } = await sql<ChangeRow>`
    select change.order_id as "orderId", o.receipt_number as "receiptNumber", change.state,
      ${fieldsOf('change')} as "address", change.asked_at as "askedAt", change.settled_at as "settledAt", change.reason
    from bank.address_change as change
    join bank.order as o on o.id = change.order_id
    where change.contract_id = ${contractId}::uuid and change.state <> 'replaced'
    order by change.order_id desc
    limit 1`.execute(db);
  return rows[0];
}

/** A newer change takes the place of one that the branch has yet to look at. The caller holds the lock of the contract. */
export async function insertChange(
  tx: Tx<BankTables>,
  change: { readonly orderId: string; readonly contractId: string; readonly address: Address },
  now: EpochSeconds,
): Promise<void> {
  const { orderId, contractId, address } = change;
  await sql`update bank.address_change set state = 'replaced', settled_at = ${at(now)}::timestamptz
    where contract_id = ${contractId}::uuid and state = 'waiting'`.execute(tx);
  await sql`
    insert into bank.address_change (
      order_id, contract_id, postal_code, prefecture, city, street, building, telephone, asked_at
    ) values (
      ${orderId}::uuid, ${contractId}::uuid, ${address.postalCode}, ${address.prefecture}, ${address.city},
      ${address.street}, ${address.building}, ${address.telephone}, ${at(now)}::timestamptz
    )`.execute(tx);
}
