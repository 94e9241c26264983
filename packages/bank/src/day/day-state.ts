import type { Database } from '@warifu/pg';
import type { BankMoment } from '../calendar/bank-day.ts';
import { addDays } from '../calendar/business-date.ts';
import { isBusinessDay } from '../calendar/business-day.ts';
import type { BankTables } from '../tables.ts';
import { DAY_JOB_NAMES, type DayJobName, type DayJobState, type DayState } from './day.ts';
import { findDay, type JobRow, listClosings, listFaults, listJobs } from './queries.ts';

const FAULTS_MAX = 100;
const CLOSINGS_MAX = 31;

/** Where the bank stands in its days, for operators. */
export async function dayStateOf(
  { kysely }: Pick<Database<BankTables>, 'kysely'>,
  { today }: Pick<BankMoment, 'today'>,
): Promise<DayState> {
  const { openedOn, closedOn } = await findDay(kysely);
  const isOpen = openedOn !== null && openedOn >= today;
  const worked = openedOn === null || isOpen ? today : addDays(openedOn, 1);
  const rows = new Map((await listJobs(kysely, worked)).map((row) => [row.job, row]));
  return {
    today,
    isBusinessDay: isBusinessDay(today),
    isOpen,
    ...(openedOn === null ? {} : { openedOn }),
    ...(closedOn === null ? {} : { closedOn }),
    jobs: DAY_JOB_NAMES.map((name) => jobStateOf(name, rows.get(name), isOpen)),
    faults: await listFaults(kysely, FAULTS_MAX),
    closings: await listClosings(kysely, CLOSINGS_MAX),
  };
}

function jobStateOf(job: DayJobName, row: JobRow | undefined, isOpen: boolean): DayJobState {
  // A day that was opened without the job had no use for it: it is none of business.
  if (row === undefined) {
    return { job, state: isOpen ? 'not_on_this_day' : 'waiting', done: 0n, failed: 0n };
  }
  const { done, failed, startedAt, finishedAt } = row;
  return finishedAt === null
    ? { job, state: 'under_way', done, failed, startedAt }
    : { job, state: 'done', done, failed, startedAt, finishedAt };
}
