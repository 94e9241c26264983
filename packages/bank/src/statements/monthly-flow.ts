import { type BusinessDate, yen } from '@warifu/base';
import { addMonths } from '../calendar/business-date.ts';
import type { EntryKind } from '../ledger/posting.ts';
import { ENTRY_KIND_LINES, FLOW_GROUPS } from './entry-kinds.ts';
import type { MonthlyFlow, Totals } from './statement.ts';

const sumOf = (totals: readonly Totals[]): Totals => ({
  paidIn: yen(totals.reduce((sum, { paidIn }) => sum + paidIn, 0n)),
  paidOut: yen(totals.reduce((sum, { paidOut }) => sum + paidOut, 0n)),
});

/** The sums of each month from the first to the last, a month without an entry among them; newest first. */
export function monthlyFlowOf(
  sums: readonly (Totals & { readonly month: BusinessDate; readonly kind: EntryKind })[],
  first: BusinessDate,
  last: BusinessDate,
): readonly MonthlyFlow[] {
  const months: MonthlyFlow[] = [];
  for (let month = last; month >= first; month = addMonths(month, -1)) {
    const ofMonth = sums.filter((sum) => sum.month === month);
    const groups = FLOW_GROUPS.map((group) => ({
      group,
      ...sumOf(ofMonth.filter(({ kind }) => ENTRY_KIND_LINES[kind].group === group)),
    })).filter(({ paidIn, paidOut }) => paidIn > 0n || paidOut > 0n);
    months.push({ month, ...sumOf(groups), groups });
  }
  return months;
}
