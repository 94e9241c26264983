import type { BankMoment } from '../calendar/bank-day.ts';
import { addDays } from '../calendar/business-date.ts';
import { isBusinessDay } from '../calendar/business-day.ts';
import { DAY_JOB_NAMES, type DayJob, type DayJobState, type DayState } from './day.ts';
import { findDay, listFaults, listJobs } from './queries.ts';
import type { DayPorts } from './run-days.ts';

const FAULTS_MAX = 100;

/** Where the bank stands in its days, for operators. */
export async function dayStateOf(
  { database }: Pick<DayPorts, 'database'>,
  jobs: readonly Pick<DayJob, 'name' | 'when'>[],
  { today }: Pick<BankMoment, 'today'>,
): Promise<DayState> {
  const { openedOn, closedOn } = await findDay(database.kysely);
  const day = openedOn === null || openedOn >= today ? today : addDays(openedOn, 1);
  const rows = new Map((await listJobs(database.kysely, day)).map((row) => [row.job, row]));
  const isBusiness = isBusinessDay(day);
  const states = DAY_JOB_NAMES.flatMap((name) => jobs.filter((job) => job.name === name)).map(
    ({ name, when }): DayJobState => {
      const row = rows.get(name);
      if (row === undefined) {
        const isLeftOut = when === 'business_days' && !isBusiness;
        return { job: name, state: isLeftOut ? 'not_on_this_day' : 'waiting', done: 0n, failed: 0n };
      }
      const { done, failed, startedAt, finishedAt } = row;
      return finishedAt === null
        ? { job: name, state: 'under_way', done, failed, startedAt }
        : { job: name, state: 'done', done, failed, startedAt, finishedAt };
    },
  );
  return {
    today,
    isBusinessDay: isBusinessDay(today),
    ...(openedOn === null ? {} : { openedOn }),
    ...(closedOn === null ? {} : { closedOn }),
    jobs: states,
    faults: await listFaults(database.kysely, FAULTS_MAX),
  };
}
