import type { BusinessDate, EpochSeconds, Yen } from '@warifu/base';
import type {
  ExecuteCall,
  ExecuteOutcome,
  OrderCall,
  PlannedOrder,
  PrepareCall,
  PrepareOutcome,
} from '../../orders/planned/plan.ts';
import type { TypedPayee } from '../resolve-payee.ts';
import type { BookingState, PayeeRefusal, TransferTerms } from '../transfer.ts';

/** A transfer of a later day. 予約振込. */
export interface ScheduledTransferWish extends TypedPayee {
  readonly fromAccountId: string;
  readonly amount: Yen;
  /** `YYYY-MM-DD`, as typed or chosen. */
  readonly date: string;
}

/**
 * Those of a transfer whose account is debited on the day given: at once for an account of ours, at the opening of that
 * day (`next_opening`) for other banks. The fee is the one of the day of the booking.
 */
export type ScheduledTransferTerms = TransferTerms;

/** In order of precedence. Whether there is money is judged on the day itself. */
export type ScheduledTransferRefusal =
  | { readonly reason: 'account_unknown' }
  | PayeeRefusal
  | { readonly reason: 'same_account' }
  | { readonly reason: 'amount_not_positive' }
  | { readonly reason: 'amount_too_large'; readonly amountMax: Yen }
  | { readonly reason: 'date_malformed' }
  | { readonly reason: 'date_not_later'; readonly first: BusinessDate }
  | { readonly reason: 'date_too_far'; readonly last: BusinessDate }
  | { readonly reason: 'date_not_business_day'; readonly date: BusinessDate }
  | { readonly reason: 'bookings_too_many'; readonly bookingsMax: number };

export interface ScheduledTransferOrder extends PlannedOrder<ScheduledTransferTerms> {
  /** Amount and fee: what the day takes. */
  readonly total: Yen;
}

/** A day of the calendar of bookings. */
export interface BookingDay {
  readonly date: BusinessDate;
  /** A bank holiday is refused, not moved. */
  readonly isBookable: boolean;
}

/** A transfer that waits for its day, as the list of them shows it. */
export interface Booking {
  readonly orderId: string;
  readonly receiptNumber: string;
  readonly bookedAt: EpochSeconds;
  readonly terms: ScheduledTransferTerms;
  readonly total: Yen;
  /** Until 24:00 of the day before. */
  readonly isCancellable: boolean;
}

/** 予約振込の取消: of a booking of the same contract. */
export interface CancellingWish {
  readonly cancelledOrderId: string;
}

export interface CancellingTerms extends CancellingWish {
  readonly receiptNumber: string;
  readonly booked: ScheduledTransferTerms;
}

/** In order of precedence. `booking_due`: its day has come. */
export type CancellingRefusal =
  | { readonly reason: 'booking_unknown' }
  | { readonly reason: 'booking_settled'; readonly state: Exclude<BookingState, 'booked'> }
  | { readonly reason: 'booking_due' };

export interface ScheduledTransfers {
  readonly prepareScheduledTransfer: (
    call: PrepareCall<ScheduledTransferWish>,
  ) => Promise<PrepareOutcome<ScheduledTransferTerms, ScheduledTransferRefusal>>;
  readonly scheduledTransferOf: (call: OrderCall) => Promise<ScheduledTransferOrder | undefined>;
  readonly executeScheduledTransfer: (
    call: ExecuteCall,
  ) => Promise<ExecuteOutcome<ScheduledTransferTerms, ScheduledTransferRefusal>>;
  /** The days on which a transfer may be booked, and the holidays between them, from tomorrow. */
  readonly listBookingDays: () => Promise<readonly BookingDay[]>;
  /** What waits for its day, the first due first. */
  readonly listBookings: (contractId: string) => Promise<readonly Booking[]>;
  readonly prepareCancelling: (
    call: PrepareCall<CancellingWish>,
  ) => Promise<PrepareOutcome<CancellingTerms, CancellingRefusal>>;
  readonly cancellingOf: (call: OrderCall) => Promise<PlannedOrder<CancellingTerms> | undefined>;
  readonly executeCancelling: (
    call: ExecuteCall,
  ) => Promise<ExecuteOutcome<CancellingTerms, CancellingRefusal>>;
}
