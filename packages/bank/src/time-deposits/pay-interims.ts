import { present, uuidv7 } from '@warifu/base';
import type { DayMoment } from '../day/day.ts';
import { type Posting, post } from '../ledger/posting.ts';
import { insertInterims, type PaidInterim } from './deposit-rows.ts';
import { termsOf } from './facts.ts';
import { interimInterests, payInterim, type TimeDepositRules } from './formulas.ts';
import { interestLines, namedDeposit } from './lines.ts';
import type { LockedDeposits } from './queries.ts';

/** 中間利払: each net to the ordinary account, on its day, bank holiday or not. */
export async function payInterims(
  { tx, rows }: LockedDeposits,
  day: DayMoment,
  rules: TimeDepositRules,
): Promise<void> {
  const paid: PaidInterim[] = [];
  const postings: Posting[] = [];
  for (const row of rows) {
    const interims = interimInterests(termsOf(row), rules);
    const place = interims.findIndex(({ to }) => to === row.nextInterimOn);
    const interim = present(interims[place], 'what is due is on one of the anniversaries');
    const { gross, national, local } = payInterim(interim, rules);
    const postingId = gross > 0n ? uuidv7() : undefined;
    const nextOn = interims[place + 1]?.to;
    paid.push({ depositId: row.depositId, on: interim.to, gross, national, local, postingId, nextOn });
    if (postingId === undefined) continue;
    const named = namedDeposit(row.accountNumber);
    const lines = interestLines(row.toAccountId, { gross, national, local }, named);
    postings.push({ postingId, kind: 'interim_interest', lines });
  }
  await insertInterims(tx, paid);
  await post(tx, day, postings);
}
