import { assert, type Clock, type Yen } from '@warifu/base';
import { type Database, transact } from '@warifu/pg';
import { insertAudit } from '../audit/record.ts';
import type { BankConfiguration } from '../configuration.ts';
import type { BankTables } from '../tables.ts';
import type { LimitKind } from './limit.ts';
import { upsertLimit } from './queries.ts';

/** Sets a contract's limit, as the branch or a filled database does. 利用限度額変更. */
export function openSetLimit(ports: {
  readonly database: Database<BankTables>;
  readonly clock: Clock;
  readonly configuration: BankConfiguration;
}): (contractId: string, kind: LimitKind, limit: Yen) => Promise<void> {
  const { transferMax, billPaymentMax } = ports.configuration.limits;
  return async (contractId, kind, limit) => {
    assert(
      limit >= 0n && limit <= (kind === 'transfer' ? transferMax : billPaymentMax),
      'a limit is between ¥0 and the highest one',
    );
    const now = ports.clock();
    await transact(ports.database.kysely, async (tx) => {
      await upsertLimit(tx, { contractId, kind, limit, now });
      await insertAudit(tx, [
        {
          at: now,
          actor: { kind: 'system' },
          act: 'limit_set',
          contractId,
          detail: { kind, limit: String(limit) },
        },
      ]);
    });
  };
}
