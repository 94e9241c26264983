import { setTimeout as wait } from 'node:timers/promises';
import type { Bank } from '@warifu/bank';
import type { BusinessDate } from '@warifu/base';
import type pg from 'pg';
import { daysBetween } from '../packages/bank/src/calendar/business-date.ts';

const ASK_MS = 100;

/** Moves the bank's date to a later one, as a demo is moved forward: real instants, sessions and codes stay. */
export async function moveTo(owner: pg.Client, bank: Bank, day: BusinessDate): Promise<void> {
  const days = daysBetween(await bank.today(), day);
  await owner.query('update bank.business_day set offset_days = offset_days + $1', [days]);
  // The bank reads its offset once a second.
  while ((await bank.today()) !== day) await wait(ASK_MS);
}
