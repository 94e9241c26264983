import { type BusinessDate, yen } from '@warifu/base';
import { type Rate, rate } from '../interest/rate.ts';
import type { Taxed } from '../interest/taxes.ts';
import type { Queryable } from '../orders/planned/plan.ts';
import { rateOf } from '../rates/rate-of.ts';
import { closingDayOf, type TimeDepositTerms } from './formulas.ts';
import type { DepositRow } from './queries.ts';
import type { DepositAccount, DepositRefusal, TimeDepositEnd } from './time-deposit.ts';

export const termsOf = (row: DepositRow): TimeDepositTerms => ({
  principal: row.principal,
  termMonths: row.termMonths,
  rate: rate(BigInt(row.rateThousandths)),
  openedOn: row.openedOn,
});

/** What was paid as interim interest so far, in one sum; each was taxed when it was paid. */
export const interimsPaid = ({
  interimGross,
  interimNational,
  interimLocal,
}: DepositRow): readonly Taxed[] => [
  {
    gross: interimGross,
    national: interimNational,
    local: interimLocal,
    net: yen(interimGross - interimNational - interimLocal),
  },
];

export const accountOf = ({ accountId, branchCode, accountNumber }: DepositRow): DepositAccount => ({
  accountId,
  branchCode,
  kind: 'time_deposit',
  accountNumber,
});

export const paidToOf = (row: DepositRow): DepositAccount => ({
  accountId: row.toAccountId,
  branchCode: row.toBranchCode,
  kind: row.toKind,
  accountNumber: row.toAccountNumber,
});

/** 普通預金利率 of a day; without an entry ordinary deposits bear nothing. */
export async function ordinaryRateOn(db: Queryable, day: BusinessDate): Promise<Rate> {
  const entry = await rateOf(db, { product: 'ordinary' }, day);
  return rate(BigInt(entry?.rateThousandths ?? 0));
}

/** By what a deposit will be closed at its maturity without anybody asking; `undefined` where it will not. */
export function closesBy(
  row: Pick<DepositRow, 'isBooked' | 'isTooLarge' | 'atMaturity'>,
): Extract<TimeDepositEnd, 'booking' | 'too_large' | 'automatic'> | undefined {
  if (row.isBooked) return 'booking';
  if (row.isTooLarge) return 'too_large';
  return row.atMaturity === 'close_automatically' ? 'automatic' : undefined;
}

export const isMatured = ({ maturityOn }: Pick<DepositRow, 'maturityOn'>, today: BusinessDate): boolean =>
  today >= maturityOn;

/** Why no order on this deposit can be taken today, or `undefined`. */
export function judgeDeposit(
  row: DepositRow | undefined,
  today: BusinessDate,
): { readonly row: DepositRow } | DepositRefusal {
  if (row === undefined) return { reason: 'deposit_unknown' };
  if (row.state !== 'running') return { reason: 'deposit_over' };
  if (isMatured(row, today)) {
    if (closesBy(row)) return { reason: 'closing_due', closesOn: closingDayOf(row.maturityOn) };
    // The day renews it before any order: here it could not.
    if (row.atMaturity !== 'keep') return { reason: 'day_work_due' };
  }
  if (row.nextInterimOn !== null && row.nextInterimOn <= today) return { reason: 'day_work_due' };
  return row.isBooked ? { reason: 'booking_stands' } : { row };
}
