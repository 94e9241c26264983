import type { DayJob } from '../day/day.ts';
import type { OrderKind } from '../orders/order.ts';
import { decodeFigures, encodeFigures } from '../orders/planned/figures.ts';
import { openPlannedOrders } from '../orders/planned/open-planned-orders.ts';
import type { PlannedPorts } from '../orders/planned/planned-ports.ts';
import { bookingPlan, CANCEL_BOOKING, TREATMENT } from './change-plans.ts';
import { closingPlan } from './closing-plan.ts';
import { timeDepositJobs } from './day-jobs.ts';
import { openingPlan } from './opening-plan.ts';
import { findDeposit, listDeposits, listInterims } from './queries.ts';
import type { TimeDeposits } from './time-deposit.ts';
import { offerOf, viewOf } from './views.ts';

/** For the proof that the terms of executed orders are those that were confirmed. */
export const TIME_DEPOSIT_TERMS = (
  [
    'time_deposit_opening',
    'time_deposit_treatment',
    'time_deposit_closing',
    'maturity_booking',
    'booking_cancelling',
  ] as const satisfies readonly OrderKind[]
).map((kind) => ({ kind, recode: (terms: unknown) => encodeFigures(decodeFigures(terms)) }));

/** Opens time deposits on the bank's ports. 定期預金. */
export function openTimeDeposits(ports: PlannedPorts): {
  readonly timeDeposits: TimeDeposits;
  readonly jobs: readonly DayJob[];
} {
  const { database, configuration, bankDay } = ports;
  const opening = openPlannedOrders(ports, openingPlan(configuration));
  const treatment = openPlannedOrders(ports, TREATMENT);
  const booking = openPlannedOrders(ports, bookingPlan(configuration));
  const cancelling = openPlannedOrders(ports, CANCEL_BOOKING);
  const closing = openPlannedOrders(ports, closingPlan(configuration));
  const db = database.kysely;
  const timeDeposits: TimeDeposits = {
    timeDepositOffer: async () => offerOf(db, (await bankDay()).today, configuration),
    listTimeDeposits: async (contractId) => {
      const { today } = await bankDay();
      return (await listDeposits(db, contractId)).map((row) => viewOf(row, [], today));
    },
    timeDepositOf: async (contractId, depositId) => {
      const row = await findDeposit(db, contractId, depositId);
      return row && viewOf(row, await listInterims(db, depositId), (await bankDay()).today);
    },
    prepareTimeDeposit: opening.prepare,
    timeDepositOrder: opening.find,
    executeTimeDeposit: opening.execute,
    prepareTreatment: treatment.prepare,
    treatmentOrder: treatment.find,
    executeTreatment: treatment.execute,
    prepareBooking: booking.prepare,
    bookingOrder: booking.find,
    executeBooking: booking.execute,
    prepareCancelBooking: cancelling.prepare,
    cancelBookingOrder: cancelling.find,
    executeCancelBooking: cancelling.execute,
    prepareClosing: closing.prepare,
    closingOrder: closing.find,
    executeClosing: closing.execute,
  };
  return { timeDeposits, jobs: timeDepositJobs(configuration) };
}
