import type { DayJob } from '../day/day.ts';
import { closeMatured, tellMatured } from './close-matured.ts';
import type { TimeDepositRules } from './formulas.ts';
import { payInterims } from './pay-interims.ts';
import { type DueWork, type LockedDeposits, listDue, lockDue } from './queries.ts';
import { renewDeposits } from './renew-deposits.ts';

type Day = Parameters<DayJob['run']>[1];

/** What the days of the bank do with time deposits. */
export function timeDepositJobs(rules: TimeDepositRules): readonly DayJob[] {
  const job = (
    name: DueWork,
    when: DayJob['when'],
    work: (deposits: LockedDeposits, day: Day, rules: TimeDepositRules) => Promise<void>,
  ): DayJob => ({
    name,
    when,
    listDue: (tx, { today }, call) => listDue(tx, name, today, call),
    run: async (tx, day, items) => work(await lockDue(tx, items), day, rules),
  });
  return [
    job('interim_interest', 'every_day', payInterims),
    job('renewals', 'every_day', renewDeposits),
    job('maturity_closings', 'business_days', closeMatured),
    job('time_deposit_notices', 'every_day', tellMatured),
  ];
}
