import { type BusinessDate, businessDate } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import { addDays } from '../calendar/business-date.ts';
import type { DayJob } from '../day/day.ts';
import type { DepositConfiguration } from '../deposit-configuration.ts';
import type { BankTables } from '../tables.ts';
import { type OrdinaryRules, settlementDayFrom } from './formulas.ts';
import { findFirstDay, findLastRun, listFailedItems, listNextAccounts } from './queries.ts';
import { settle } from './settle.ts';

/** One account on one settlement day. */
const itemOf = (settlement: BusinessDate, accountId: string): string => `${settlement} ${accountId}`;
const DATE_LENGTH = 'YYYY-MM-DD'.length;
const readItem = (item: string) => ({
  settlement: businessDate(item.slice(0, DATE_LENGTH)),
  accountId: item.slice(DATE_LENGTH + 1),
});

/** 普通預金利息: due on the first business day after its settlement day, an account at a time, the oldest day first. */
export const ordinaryInterestJob = (deposits: DepositConfiguration): DayJob => ({
  name: 'ordinary_interest',
  when: 'business_days',
  listDue: async (tx, { today }, { limit, except }) => {
    const items = [...(await listFailedItems(tx, { limit, except }))];
    for (const settlement of await listSettlementDays(tx, today, deposits.ordinaryInterest)) {
      if (items.length >= limit) break;
      const accounts = await listNextAccounts(tx, settlement, {
        limit: limit - items.length,
        except: except.map(readItem).flatMap((one) => (one.settlement === settlement ? one.accountId : [])),
      });
      items.push(...accounts.map((accountId) => itemOf(settlement, accountId)));
    }
    return items;
  },
  run: async (tx, day, items) => {
    const accountsOf = new Map<BusinessDate, string[]>();
    for (const { settlement, accountId } of items.map(readItem)) {
      const known = accountsOf.get(settlement);
      if (known === undefined) accountsOf.set(settlement, [accountId]);
      else known.push(accountId);
    }
    for (const [settlement, accountIds] of [...accountsOf].sort(([one], [other]) => (one < other ? -1 : 1))) {
      await settle(tx, day, deposits, settlement, accountIds);
    }
  },
});

/**
 * The settlement days that have passed since the work was last finished, on which those before were dealt with; before the
 * first time, all since there is money.
 */
async function listSettlementDays(
  tx: Tx<BankTables>,
  today: BusinessDate,
  rules: OrdinaryRules,
): Promise<readonly BusinessDate[]> {
  const since = (await findLastRun(tx)) ?? (await findFirstDay(tx));
  const days: BusinessDate[] = [];
  if (since === undefined) return days;
  for (
    let settlement = settlementDayFrom(since, rules);
    settlement < today;
    settlement = settlementDayFrom(addDays(settlement, 1), rules)
  ) {
    days.push(settlement);
  }
  return days;
}
