import { present, uuidv7 } from '@warifu/base';
import type { DayMoment } from '../day/day.ts';
import { type Posting, post } from '../ledger/posting.ts';
import { insertNotices } from '../notices/record.ts';
import { type EndedDeposit, markEnded, markTold } from './deposit-rows.ts';
import { closesBy, interimsPaid, ordinaryRateOn, termsOf } from './facts.ts';
import { closeAtMaturity, type TimeDepositRules } from './formulas.ts';
import { interestLines, namedDeposit, principalLines } from './lines.ts';
import type { LockedDeposits } from './queries.ts';

/** 自動解約, booked closings, and what became too large to be renewed: on the maturity date or the next business day. */
export async function closeMatured(
  { tx, rows }: LockedDeposits,
  day: DayMoment,
  rules: TimeDepositRules,
): Promise<void> {
  const closingDay = { on: day.today, ordinaryRate: await ordinaryRateOn(tx, day.today) };
  const ended: EndedDeposit[] = [];
  const postings: Posting[] = [];
  for (const row of rows) {
    const { depositId, accountId, toAccountId, principal } = row;
    const closing = closeAtMaturity(termsOf(row), interimsPaid(row), closingDay, rules);
    const { gross, national, local } = closing.interest;
    const postingId = uuidv7();
    ended.push({
      depositId,
      state: 'closed',
      endedOn: day.today,
      endedBy: present(closesBy(row), 'what is due closes by itself'),
      interest: gross,
      national,
      local,
      afterMaturity: closing.afterMaturity.interest,
      paidOut: closing.payout,
      postingId,
    });
    const named = namedDeposit(row.accountNumber);
    const lines = [
      ...principalLines(accountId, toAccountId, principal, named),
      ...interestLines(toAccountId, { gross, national, local }, named),
    ];
    postings.push({ postingId, kind: 'time_deposit_closing', lines });
  }
  await markEnded(tx, ended);
  await post(tx, day, postings);
  await insertNotices(
    tx,
    ended.map(({ endedBy }, place) => ({
      contractId: present(rows[place], 'each that ended was read').contractId,
      kind: 'time_deposit_closed',
      at: day.now,
      params: { by: endedBy },
    })),
  );
}

/** 満期のお知らせ of deposits that stay until the customer closes them. */
export async function tellMatured({ tx, rows }: LockedDeposits, day: DayMoment): Promise<void> {
  await markTold(
    tx,
    rows.map(({ depositId }) => depositId),
    day.today,
  );
  await insertNotices(
    tx,
    rows.map(({ contractId }) => ({ contractId, kind: 'time_deposit_matured', at: day.now })),
  );
}
