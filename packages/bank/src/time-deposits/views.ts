import { type BusinessDate, yen } from '@warifu/base';
import { type Rate, rate } from '../interest/rate.ts';
import type { Queryable } from '../orders/planned/plan.ts';
import { rateOf } from '../rates/rate-of.ts';
import { accountOf, closesBy, isMatured, judgeDeposit, paidToOf, termsOf } from './facts.ts';
import { closingDayOf, interestOfTerm, type TimeDepositRules } from './formulas.ts';
import type { DepositRow, InterimRow } from './queries.ts';
import type { TimeDepositActs, TimeDepositOffer, TimeDepositView } from './time-deposit.ts';

/** What may be opened today, with the rate of each term and the date of its table. */
export async function offerOf(
  db: Queryable,
  today: BusinessDate,
  { timeDeposits }: TimeDepositRules,
): Promise<TimeDepositOffer> {
  const { termsMonths, principalMin, principalMax } = timeDeposits;
  const rates: { termMonths: number; rate: Rate; validFrom: BusinessDate }[] = [];
  for (const termMonths of termsMonths) {
    const entry = await rateOf(db, { product: 'time_deposit', termMonths }, today);
    if (entry)
      rates.push({ termMonths, rate: rate(BigInt(entry.rateThousandths)), validFrom: entry.validFrom });
  }
  return { today, rates, principalMin, principalMax };
}

function actsOf(row: DepositRow, today: BusinessDate): TimeDepositActs {
  const judged = judgeDeposit(row, today);
  if ('reason' in judged) {
    const cancelBooking = judged.reason === 'booking_stands';
    return { book: false, cancelBooking, changeTreatment: false };
  }
  const matured = isMatured(row, today);
  const isRenewing = row.atMaturity === 'renew_with_interest' || row.atMaturity === 'renew_principal';
  return {
    close: matured ? 'at_maturity' : 'early',
    book: !matured && isRenewing,
    cancelBooking: false,
    changeTreatment: !matured,
  };
}

function endOf(row: DepositRow): Pick<TimeDepositView, 'end'> {
  const { endedOn, endedBy, interest, national, local, paidOut } = row;
  if (
    endedOn === null ||
    endedBy === null ||
    interest === null ||
    national === null ||
    local === null ||
    paidOut === null
  )
    return {};
  return { end: { on: endedOn, by: endedBy, interest, national, local, paidOut } };
}

/** A deposit as its pages show it today. */
export function viewOf(
  row: DepositRow,
  interims: readonly InterimRow[],
  today: BusinessDate,
): TimeDepositView {
  const terms = termsOf(row);
  const { renewedFrom, renewedTo } = row;
  return {
    depositId: row.depositId,
    account: accountOf(row),
    to: paidToOf(row),
    principal: row.principal,
    termMonths: row.termMonths,
    rate: terms.rate,
    rateValidFrom: row.rateValidFrom,
    openedOn: row.openedOn,
    maturityOn: row.maturityOn,
    atMaturity: row.atMaturity,
    isBooked: row.isBooked,
    ...(row.state === 'running' && closesBy(row) ? { closesOn: closingDayOf(row.maturityOn) } : {}),
    state: row.state,
    isMatured: isMatured(row, today),
    term: interestOfTerm(terms),
    interims: interims.map((interim) => ({
      ...interim,
      net: yen(interim.gross - interim.national - interim.local),
    })),
    acts: actsOf(row, today),
    ...(renewedFrom === null ? {} : { renewedFrom }),
    ...(renewedTo === null ? {} : { renewedTo }),
    ...endOf(row),
  };
}
