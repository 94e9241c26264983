import { openPlannedOrders } from '../../orders/planned/open-planned-orders.ts';
import { decodeTerms, totalOf } from '../terms.ts';
import type { TransferPorts } from '../transfer-ports.ts';
import { CANCELLING } from './cancelling.ts';
import { bookingDaysFrom, judgeCancelling } from './judge.ts';
import { scheduledTransferPlan } from './plan.ts';
import { type BookingRow, listBooked } from './queries.ts';
import type { Booking, ScheduledTransfers } from './scheduled-transfer.ts';

/** 予約振込: booking, the list of what is booked, and cancelling. The day itself is `openScheduledTransferJob`. */
export function openScheduledTransfers(ports: TransferPorts): ScheduledTransfers {
  const { database, configuration, bankDay } = ports;
  const { bookingDaysMax, bookingsMax } = configuration.transfers;
  const bookings = openPlannedOrders(ports, scheduledTransferPlan(ports));
  const cancellings = openPlannedOrders(ports, CANCELLING);
  return {
    prepareScheduledTransfer: bookings.prepare,
    scheduledTransferOf: async (call) => {
      const order = await bookings.find(call);
      return order && { ...order, total: totalOf(order.terms) };
    },
    executeScheduledTransfer: bookings.execute,
    listBookingDays: async () => bookingDaysFrom((await bankDay()).today, bookingDaysMax),
    listBookings: async (contractId) => {
      const { today } = await bankDay();
      const rows = await listBooked(database.kysely, contractId, bookingsMax);
      return rows.map((row): Booking => bookingOf(row, today));
    },
    prepareCancelling: cancellings.prepare,
    cancellingOf: cancellings.find,
    executeCancelling: cancellings.execute,
  };
}

function bookingOf(row: BookingRow, today: BookingRow['dueDate']): Booking {
  const { orderId, receiptNumber, bookedAt } = row;
  const terms = decodeTerms(row.terms);
  const isCancellable = judgeCancelling(row, today) === undefined;
  return { orderId, receiptNumber, bookedAt, terms, total: totalOf(terms), isCancellable };
}
