import type { EpochSeconds } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { type Kysely, sql } from 'kysely';
import type { Address, AddressChangeState } from '../../contract-changes/address/address.ts';
import type { BankTables } from '../../tables.ts';

type Queryable = Kysely<BankTables>;

export interface ChangeRow {
  readonly orderId: string;
  readonly receiptNumber: string;
  readonly state: AddressChangeState;
  readonly contractId: string;
  readonly contractNumber: string;
  readonly holder: string;
  readonly branchCode: string;
  readonly isStopped: boolean;
  readonly address: Address;
  readonly current: Address | null;
  readonly askedAt: EpochSeconds;
  readonly settledAt: EpochSeconds | null;
  readonly operatorId: string | null;
  readonly operatorName: string | null;
  readonly reason: string | null;
}

const CHANGE = sql`
  select c.order_id as "orderId", o.receipt_number as "receiptNumber", c.state, c.contract_id as "contractId",
    contract.contract_number as "contractNumber", customer.kanji_name as "holder",
    contract.branch_code as "branchCode", contract.state = 'stopped' as "isStopped",
    jsonb_build_object('postalCode', c.postal_code, 'prefecture', c.prefecture, 'city', c.city, 'street', c.street,
      'building', c.building, 'telephone', c.telephone) as "address",
    case when customer.postal_code is null then null else jsonb_build_object(
      'postalCode', customer.postal_code, 'prefecture', customer.prefecture, 'city', customer.city,
      'street', customer.street, 'building', customer.building, 'telephone', customer.telephone) end as "current",
    c.asked_at as "askedAt", c.settled_at as "settledAt", c.operator_id as "operatorId",
    operator.name as "operatorName", c.reason
  from bank.address_change as c
  join bank.order as o on o.id = c.order_id
  join bank.contract as contract on contract.id = c.contract_id
  join bank.customer as customer on customer.id = contract.customer_id
  left join bank.operator as operator on operator.id = c.operator_id`;

export async function findChange(db: Queryable, orderId: string): Promise<ChangeRow | undefined> {
  const { rows } = await sql<ChangeRow>`${CHANGE} where c.order_id = ${orderId}::uuid`.execute(db);
  return rows[0];
}

export async function listChanges(
  db: Queryable,
  call: {
    readonly state: AddressChangeState | undefined;
    readonly branchCode: string | undefined;
    readonly after: string | undefined;
    readonly limit: number;
  },
): Promise<readonly ChangeRow[]> {
  const isOldestFirst = call.state === 'waiting';
  const where = [
    call.state === undefined ? undefined : sql`c.state = ${call.state}`,
    call.branchCode === undefined ? undefined : sql`contract.branch_code = ${call.branchCode}`,
    call.after === undefined
      ? undefined
      : isOldestFirst
        ? sql`c.order_id > ${call.after}::uuid`
        : sql`c.order_id < ${call.after}::uuid`,
  ].filter((one) => one !== undefined);
  const { rows } = await sql<ChangeRow>`
    ${CHANGE}
    ${where.length === 0 ? sql`` : sql`where ${sql.join(where, sql` and `)}`}
    order by c.order_id ${isOldestFirst ? sql`asc` : sql`desc`} limit ${call.limit}`.execute(db);
  return rows;
}

/** What the database's own function found: `waiting` where it settled the change. */
export async function settleChange(
  tx: Tx<BankTables>,
  call: {
    readonly orderId: string;
    readonly operatorId: string;
    readonly reason: string | undefined;
    readonly now: EpochSeconds;
  },
): Promise<AddressChangeState | 'stopped'> {
  const { rows } = await sql<{ found: AddressChangeState | 'stopped' }>`
    select bank.settle_address_change(
      ${at(call.now)}::timestamptz, ${call.orderId}::uuid, ${call.operatorId}::uuid, ${call.reason ?? null}::text
    ) as "found"`.execute(tx);
  return rows[0]?.found ?? 'replaced';
}
