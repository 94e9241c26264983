import { defaultConfiguration } from '@warifu/bank';
import { epochSeconds } from '@warifu/base';
import type { Database } from '@warifu/pg';
import { takeAttempt } from '../../packages/bank/src/contracts/attempts.ts';
import { strangerSchedule } from '../../packages/bank/src/contracts/wait-after.ts';
import type { BankTables } from '../../packages/bank/src/tables.ts';

const START = 1_795_482_000;
const DAY = 86_400;

/**
 * How many passwords the product's own counter lets through for one number in so many days, asked at every moment at which
 * a guesser could hope for it: each second at first, then each quarter of an hour.
 */
export async function letThrough(
  database: Database<BankTables>,
  numberKey: Buffer,
  days: number,
): Promise<number> {
  const schedule = strangerSchedule(defaultConfiguration.login);
  const key = { numberKey, browserKey: Buffer.alloc(32) };
  let tries = 0;
  for (let at = 0; at < days * DAY; at += at < 60 ? 1 : 900) {
    const attempt = await takeAttempt(database.kysely, key, schedule, epochSeconds(START + at));
    if (attempt.isLetThrough) tries += 1;
  }
  return tries;
}
