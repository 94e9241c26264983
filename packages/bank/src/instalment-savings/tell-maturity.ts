import type { DayJob } from '../day/day.ts';
import { insertNotices } from '../notices/record.ts';
import { listUntoldMaturities, takeUntoldMaturities } from './day-queries.ts';

/** Tells each customer once that a contract has matured: nothing closes by itself. */
export const TELL_SAVINGS_MATURITY: DayJob = {
  name: 'savings_notices',
  when: 'every_day',
  listDue: (tx, { today }, call) => listUntoldMaturities(tx, today, call),
  run: async (tx, day, ids) => {
    const matured = await takeUntoldMaturities(tx, ids, day.today);
    await insertNotices(
      tx,
      matured.map((row) => ({ ...row, kind: 'savings_matured', at: day.now })),
    );
  },
};
