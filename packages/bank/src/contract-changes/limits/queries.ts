import type { BusinessDate, EpochSeconds, Yen } from '@warifu/base';
import { sql } from 'kysely';
import type { OtpMark } from '../../contracts/contract.ts';
import type { LimitKind } from '../../limits/limit.ts';
import type { Queryable } from '../../orders/planned/plan.ts';

export async function findSetLimit(
  db: Queryable,
  contractId: string,
  limitKind: LimitKind,
): Promise<Yen | undefined> {
  const { rows } = await sql<{ limit: Yen }>`
    select limit_yen as "limit" from bank.limit_setting
    where contract_id = ${contractId}::uuid and kind = ${limitKind}`.execute(db);
  return rows[0]?.limit;
}

export interface LimitRow {
  readonly limitKind: LimitKind;
  /** Where it is not the default. */
  readonly limit: Yen | null;
  readonly used: Yen;
  readonly otpMark: OtpMark;
  readonly coolDownUntil: EpochSeconds | null;
}

/** One row for each kind, 振込 first. */
export async function listLimits(
  db: Queryable,
  contractId: string,
  today: BusinessDate,
): Promise<readonly LimitRow[]> {
  const { rows } = await sql<LimitRow>`
    select kinds.kind as "limitKind", setting.limit_yen as "limit", coalesce(used.used_yen, 0)::bigint as "used",
      contract.otp_mark as "otpMark", contract.cool_down_until as "coolDownUntil"
    from bank.contract as contract
    cross join (values ('transfer', 1), ('bill_payment', 2)) as kinds (kind, place)
    left join bank.limit_setting as setting on setting.contract_id = contract.id and setting.kind = kinds.kind
    left join bank.limit_used as used
      on used.contract_id = contract.id and used.kind = kinds.kind and used.business_date = ${today}::date
    where contract.id = ${contractId}::uuid
    order by kinds.place`.execute(db);
  return rows;
}
