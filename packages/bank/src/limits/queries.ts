import type { BusinessDate, EpochSeconds, Yen } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { BankTables } from '../tables.ts';
import type { LimitKind } from './limit.ts';

export async function upsertLimit(
  tx: Tx<BankTables>,
  setting: {
    readonly contractId: string;
    readonly kind: LimitKind;
    readonly limit: Yen;
    readonly now: EpochSeconds;
  },
): Promise<void> {
  await tx
    .insertInto('bank.limit_setting')
    .values({
      contract_id: setting.contractId,
      kind: setting.kind,
      limit_yen: setting.limit,
      set_at: at(setting.now),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['contract_id', 'kind'])
        .doUpdateSet({ limit_yen: setting.limit, set_at: at(setting.now) }),
    )
    .execute();
}

/** Adds to what was used. The rows are there, and locked: `bank.lock_for_orders` made and locked them. */
export async function addUsed(
  tx: Tx<BankTables>,
  kind: LimitKind,
  today: BusinessDate,
  used: ReadonlyMap<string, Yen>,
): Promise<bigint> {
  const result = await sql`
    update bank.limit_used as u set used_yen = u.used_yen + added.amount
    from unnest(${[...used.keys()]}::uuid[], ${[...used.values()].map(String)}::bigint[]) as added (contract_id, amount)
    where u.contract_id = added.contract_id and u.kind = ${kind} and u.business_date = ${today}::date`.execute(
    tx,
  );
  return result.numAffectedRows ?? 0n;
}
