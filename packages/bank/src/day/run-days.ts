import { assert, Bug, type BusinessDate, type Clock } from '@warifu/base';
import { type Database, isDatabaseFault, type Tx, transact } from '@warifu/pg';
import type { BankMoment } from '../calendar/bank-day.ts';
import { addDays } from '../calendar/business-date.ts';
import { isBusinessDay } from '../calendar/business-day.ts';
import type { BankTables } from '../tables.ts';
import { DAY_JOB_NAMES, type DayJob, type DayMoment } from './day.ts';
import {
  closeDay,
  findDay,
  insertClosing,
  insertFault,
  listFaultyItems,
  listJobs,
  lockDay,
  markOpened,
  noteJob,
} from './queries.ts';

/** So many items are done in one transaction. */
const PIECE_MAX = 500;
const SAYS_MAX = 500;

export interface DayPorts {
  readonly database: Database<BankTables>;
  readonly clock: Clock;
  readonly bankDay: () => Promise<BankMoment>;
}

/** Thrown where another process went on with the day meanwhile: nothing was done, and nothing is wrong. */
class DayMoved extends Error {}

/**
 * The days of the bank: each is opened by its own work, one day after the other, and the one before it is closed first.
 *
 * A call does one bounded piece and says how much there was to do: 0 means that today is open. Killed at any point, the
 * next call goes on; two processes that call it take turns at one row.
 */
export function openDays(
  ports: DayPorts,
  jobs: readonly DayJob[],
): { readonly runDay: () => Promise<number> } {
  const { database, clock, bankDay } = ports;
  const ordered = DAY_JOB_NAMES.flatMap((name) => jobs.filter((job) => job.name === name));
  assert(
    new Set(ordered.map(({ name }) => name)).size === jobs.length,
    'each job of a day has a name of its own',
  );
  return {
    runDay: async () => {
      const { today } = await bankDay();
      const { openedOn } = await findDay(database.kysely);
      const next = openedOn === null ? today : addDays(openedOn, 1);
      if (next > today) return 0;
      const day: DayMoment = { today: next, now: clock() };
      try {
        if (openedOn !== null) await closeOnce(database, openedOn, day);
        const finished = new Set(
          (await listJobs(database.kysely, next)).flatMap((row) =>
            row.finishedAt === null ? [] : [row.job],
          ),
        );
        const isOpenToBanks = isBusinessDay(next);
        const job = ordered.find(
          ({ name, when }) => !finished.has(name) && (when === 'every_day' || isOpenToBanks),
        );
        if (job) await runPiece(database, openedOn, job, day);
        else await inDay(database, openedOn, (tx) => markOpened(tx, next));
        return 1;
      } catch (error) {
        if (error instanceof DayMoved) return 1;
        throw error;
      }
    },
  };
}

/** A transaction that nobody works on the day beside. */
const inDay = <T>(
  database: Database<BankTables>,
  openedOn: BusinessDate | null,
  work: (tx: Tx<BankTables>) => Promise<T>,
): Promise<T> =>
  transact(database.kysely, async (tx) => {
    const row = await lockDay(tx);
    if (row.openedOn !== openedOn) throw new DayMoved();
    return work(tx);
  });

/** Nothing is posted on the day from now on, and its trial balance is written down. 締め. */
async function closeOnce(
  database: Database<BankTables>,
  closing: BusinessDate,
  day: DayMoment,
): Promise<void> {
  const { closedOn } = await findDay(database.kysely);
  if (closedOn !== null && closedOn >= closing) return;
  await inDay(database, closing, async (tx) => {
    await closeDay(tx, closing);
    await insertClosing(tx, closing, day.now);
  });
}

async function runPiece(
  database: Database<BankTables>,
  openedOn: BusinessDate | null,
  job: DayJob,
  day: DayMoment,
): Promise<void> {
  const due = (tx: Tx<BankTables>, limit: number, except: readonly string[]) =>
    job.listDue(tx, day, { limit, except });
  try {
    await inDay(database, openedOn, async (tx) => {
      const items = await due(tx, PIECE_MAX, await listFaultyItems(tx, job.name, day.today));
      if (items.length > 0) await job.run(tx, day, items);
      await noteJob(tx, job.name, day, {
        done: items.length,
        failed: 0,
        isFinished: items.length < PIECE_MAX,
      });
    });
  } catch (error) {
    // The database is away, or somebody else was faster: the whole piece is tried again.
    if (error instanceof DayMoved || (isDatabaseFault(error) && !(error instanceof Bug))) throw error;
    await runOneByOne(database, openedOn, job, day);
  }
}

/** One item that fails must not keep the others of the day. */
async function runOneByOne(
  database: Database<BankTables>,
  openedOn: BusinessDate | null,
  job: DayJob,
  day: DayMoment,
): Promise<void> {
  const items = await inDay(database, openedOn, async (tx) =>
    job.listDue(tx, day, {
      limit: PIECE_MAX,
      except: await listFaultyItems(tx, job.name, day.today),
    }),
  );
  for (const item of items) {
    try {
      await inDay(database, openedOn, async (tx) => {
        await job.run(tx, day, [item]);
        await noteJob(tx, job.name, day, { done: 1, failed: 0, isFinished: false });
      });
    } catch (error) {
      if (error instanceof DayMoved) throw error;
      const says = (error instanceof Error ? error.message : String(error)).slice(0, SAYS_MAX);
      await inDay(database, openedOn, async (tx) => {
        await insertFault(tx, { businessDate: day.today, job: job.name, item, says, at: day.now });
        await noteJob(tx, job.name, day, { done: 0, failed: 1, isFinished: false });
      });
    }
  }
}
