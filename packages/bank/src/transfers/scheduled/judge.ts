import type { BusinessDate, Yen } from '@warifu/base';
import { addDays, parseBusinessDate } from '../../calendar/business-date.ts';
import { isBusinessDay } from '../../calendar/business-day.ts';
import { AMOUNT_MAX } from '../../ledger/amount.ts';
import type { BookingState } from '../transfer.ts';
import type { BookingDay, CancellingRefusal, ScheduledTransferRefusal } from './scheduled-transfer.ts';

export interface BookingFacts {
  readonly amount: Yen;
  /** As typed. */
  readonly date: string;
  readonly today: BusinessDate;
  readonly daysMax: number;
  /** Bookings of the contract that wait already. */
  readonly waiting: number;
  readonly bookingsMax: number;
}

/** Why a transfer is not booked, beyond what is wrong with its accounts. Pure. */
export function judgeBooking(facts: BookingFacts): ScheduledTransferRefusal | undefined {
  if (facts.amount <= 0n) return { reason: 'amount_not_positive' };
  if (facts.amount > AMOUNT_MAX) return { reason: 'amount_too_large', amountMax: AMOUNT_MAX };
  const { today, daysMax, bookingsMax } = facts;
  const date = parseBusinessDate(facts.date);
  if (date === undefined) return { reason: 'date_malformed' };
  if (date <= today) return { reason: 'date_not_later', first: addDays(today, 1) };
  const last = addDays(today, daysMax);
  if (date > last) return { reason: 'date_too_far', last };
  if (!isBusinessDay(date)) return { reason: 'date_not_business_day', date };
  return facts.waiting >= bookingsMax ? { reason: 'bookings_too_many', bookingsMax } : undefined;
}

/** From tomorrow to the last day on which a transfer may be booked. */
export const bookingDaysFrom = (today: BusinessDate, daysMax: number): readonly BookingDay[] =>
  Array.from({ length: daysMax }, (_, index) => addDays(today, index + 1)).map((date) => ({
    date,
    isBookable: isBusinessDay(date),
  }));

/** Until the day before: once its day has begun, a booking belongs to that day, whether it was worked off or not. */
export function judgeCancelling(
  booking: { readonly state: BookingState; readonly dueDate: BusinessDate } | undefined,
  today: BusinessDate,
): CancellingRefusal | undefined {
  if (booking === undefined) return { reason: 'booking_unknown' };
  if (booking.state !== 'booked') return { reason: 'booking_settled', state: booking.state };
  return booking.dueDate <= today ? { reason: 'booking_due' } : undefined;
}
