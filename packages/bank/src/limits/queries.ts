import type { EpochSeconds, Yen } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
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
