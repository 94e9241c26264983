import type { BusinessDate } from '@warifu/base';
import { rate } from '../interest/rate.ts';
import { debitDayOf, supplementOf } from './formulas.ts';
import type { InstalmentRow, SavingsRow } from './queries.ts';
import type { InstalmentView, MaturityView, SavingsDetail, SavingsView } from './savings.ts';

/** A contract as its holder sees it on a day. */
export function viewOf(row: SavingsRow, today: BusinessDate): SavingsView {
  const { yieldThousandths, yieldValidFrom, maturity, state, closedOn, ...same } = row;
  return {
    ...same,
    yearlyYield: { rate: rate(BigInt(yieldThousandths)), validFrom: yieldValidFrom },
    maturity: maturityOf(row, today),
    state: state === 'open' && maturity !== null && maturity <= today ? 'matured' : state,
    ...(closedOn === null ? {} : { closedOn }),
  };
}

function maturityOf({ agreedMaturity, maturity }: SavingsRow, today: BusinessDate): MaturityView {
  if (maturity !== null) return { kind: maturity === agreedMaturity ? 'agreed' : 'put_off', on: maturity };
  return today < agreedMaturity ? { kind: 'agreed', on: agreedMaturity } : { kind: 'unknown' };
}

export const detailOf = (
  row: SavingsRow,
  instalments: readonly InstalmentRow[],
  today: BusinessDate,
): SavingsDetail => {
  const view = viewOf(row, today);
  return {
    ...view,
    table: instalments.map(instalmentOf),
    supplement: supplementOf({ ...row, yearlyYield: view.yearlyYield.rate }),
  };
};

function instalmentOf({ number, dueDate, state, triedOn, debitedOn }: InstalmentRow): InstalmentView {
  if (debitedOn !== null) return { number, dueDate, state: 'paid', debitedOn };
  if (state === 'given_up') return { number, dueDate, state };
  return {
    number,
    dueDate,
    state: triedOn === null ? 'to_come' : 'late',
    debitDay: debitDayOf(dueDate),
  };
}
