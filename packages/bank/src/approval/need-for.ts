import { type EpochSeconds, present, yen } from '@warifu/base';
import type { Database } from '@warifu/pg';
import type { BankMoment } from '../calendar/bank-day.ts';
import type { BankConfiguration } from '../configuration.ts';
import type { Channel } from '../contracts/contract.ts';
import type { OrderKind } from '../orders/order.ts';
import type { BankTables } from '../tables.ts';
import type { OrderNeed } from './need.ts';
import { limitKindOf, needOf } from './policy.ts';
import { findNeedRow } from './queries.ts';

/** What a page asks before it begins: the policy table's answer for this contract now. */
export function openNeedFor(ports: {
  readonly database: Database<BankTables>;
  readonly configuration: BankConfiguration;
  readonly bankDay: () => Promise<BankMoment>;
}): (call: {
  readonly contractId: string;
  readonly kind: OrderKind;
  readonly channel: Channel;
}) => Promise<OrderNeed> {
  const { database, configuration, bankDay } = ports;
  return async ({ contractId, kind, channel }) => {
    const moment = await bankDay();
    const found = await findNeedRow(database, contractId, limitKindOf(kind) ?? 'transfer', moment.today);
    const row = present(found, 'the contract of a session is there');
    return needOf(
      {
        kind,
        channel,
        contract: {
          state: row.state,
          otpMark: row.otpMark,
          ...(row.coolDownUntil === null ? {} : { coolDownUntil: row.coolDownUntil as EpochSeconds }),
          hasConfirmationPassword: row.hasConfirmation,
          isConfirmationLocked: row.isConfirmationLocked,
        },
        limits: {
          ...(row.limit === null ? {} : { set: yen(row.limit) }),
          used: yen(row.used),
          usedTogether: yen(row.usedTogether),
        },
        moment,
      },
      configuration,
    );
  };
}
