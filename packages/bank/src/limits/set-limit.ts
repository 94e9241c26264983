import { assert, type Clock, type EpochSeconds, type Yen } from '@warifu/base';
import { type Database, type Tx, transact } from '@warifu/pg';
import { type AuditRow, insertAudit } from '../audit/record.ts';
import type { BankConfiguration } from '../configuration.ts';
import type { BankTables } from '../tables.ts';
import type { LimitKind } from './limit.ts';
import { upsertLimit } from './queries.ts';

/** The highest limit of a kind. */
export const limitMaxOf = (kind: LimitKind, limits: BankConfiguration['limits']): Yen =>
  kind === 'transfer' ? limits.transferMax : limits.billPaymentMax;

export interface LimitChange {
  readonly contractId: string;
  readonly kind: LimitKind;
  readonly limit: Yen;
  readonly now: EpochSeconds;
  readonly actor: AuditRow['actor'];
  /** The branch's request, or the customer's order, where there is one. */
  readonly requestId?: string;
  readonly orderId?: string;
}

/** Sets a contract's limit in the transaction of whatever allows it. 利用限度額変更. */
export async function setLimitIn(tx: Tx<BankTables>, change: LimitChange): Promise<void> {
  const { contractId, kind, limit, now, actor, requestId, orderId } = change;
  await upsertLimit(tx, { contractId, kind, limit, now });
  const detail = { kind, limit: String(limit), ...(requestId === undefined ? {} : { requestId }) };
  await insertAudit(tx, [
    { at: now, actor, act: 'limit_set', contractId, detail, ...(orderId === undefined ? {} : { orderId }) },
  ]);
}

/** Sets a contract's limit, as a filled database does. */
export function openSetLimit(ports: {
  readonly database: Database<BankTables>;
  readonly clock: Clock;
  readonly configuration: BankConfiguration;
}): (contractId: string, kind: LimitKind, limit: Yen) => Promise<void> {
  return async (contractId, kind, limit) => {
    assert(
      limit >= 0n && limit <= limitMaxOf(kind, ports.configuration.limits),
      'a limit is between ¥0 and the highest one',
    );
    const now = ports.clock();
    await transact(ports.database.kysely, (tx) =>
      setLimitIn(tx, { contractId, kind, limit, now, actor: { kind: 'system' } }),
    );
  };
}
