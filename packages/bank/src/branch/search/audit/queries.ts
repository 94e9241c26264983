import type { EpochSeconds } from '@warifu/base';
import { at } from '@warifu/pg';
import { type Kysely, sql } from 'kysely';
import type { BankTables } from '../../../tables.ts';

export interface AuditRow {
  readonly auditId: string;
  readonly at: EpochSeconds;
  readonly actorKind: 'customer' | 'operator' | 'system';
  readonly actor: string | null;
  readonly act: string;
  readonly contractNumber: string | null;
  readonly receiptNumber: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface AuditWhere {
  readonly from: EpochSeconds | undefined;
  readonly before: EpochSeconds | undefined;
  readonly contractNumber: string | undefined;
  readonly operatorNumber: string | undefined;
  readonly act: string | undefined;
  /** The last one seen, in the direction of the list. */
  readonly after: string | undefined;
}

/** Acts with the names of who did them, newest or oldest first. */
export async function listAuditRows(
  db: Kysely<BankTables>,
  call: AuditWhere,
  order: 'newest' | 'oldest',
  limit: number,
): Promise<readonly AuditRow[]> {
  const where = [
    call.from === undefined ? undefined : sql`a.at >= ${at(call.from)}::timestamptz`,
    call.before === undefined ? undefined : sql`a.at < ${at(call.before)}::timestamptz`,
    call.contractNumber === undefined
      ? undefined
      : sql`a.contract_id = (select id from bank.contract where contract_number = ${call.contractNumber})`,
    call.operatorNumber === undefined
      ? undefined
      : sql`a.actor_kind = 'operator'
          and a.actor_id = (select id::text from bank.operator where operator_number = ${call.operatorNumber})`,
    call.act === undefined ? undefined : sql`starts_with(a.act, ${call.act})`,
    call.after === undefined
      ? undefined
      : order === 'newest'
        ? sql`a.id < ${call.after}::uuid`
        : sql`a.id > ${call.after}::uuid`,
  ].filter((one) => one !== undefined);
  const { rows } = await sql<AuditRow>`
    select a.id as "auditId", a.at, a.actor_kind as "actorKind",
      coalesce(operator.operator_number || ' ' || operator.name,
        case a.actor_kind when 'customer' then contract.contract_number else a.actor_id end) as "actor",
      a.act, contract.contract_number as "contractNumber", o.receipt_number as "receiptNumber", a.detail
    from bank.audit as a
    left join bank.contract as contract on contract.id = a.contract_id
    left join bank.order as o on o.id = a.order_id
    left join bank.operator as operator on a.actor_kind = 'operator' and operator.id::text = a.actor_id
    ${where.length === 0 ? sql`` : sql`where ${sql.join(where, sql` and `)}`}
    order by a.id ${order === 'newest' ? sql`desc` : sql`asc`} limit ${limit}`.execute(db);
  return rows;
}
