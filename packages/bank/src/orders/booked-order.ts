import type { Yen } from '@warifu/base';

/**
 * An order that was accepted and whose money is yet to move; an emergency stop leaves it as it is.
 * `transfer`: debited already, and credited at the next opening. `scheduled_transfer`: debited on its day.
 * `bill_payment`: held, and being asked for at the network.
 */
export interface BookedOrder {
  readonly kind: 'transfer' | 'scheduled_transfer' | 'bill_payment';
  readonly orderId: string;
  readonly receiptNumber: string;
  readonly amount: Yen;
  /** Whom it goes to, in half-width kana. */
  readonly payeeKana: string;
  /** `YYYY-MM-DD`: when it is carried out. Nobody knows it of a payment that is being asked for. */
  readonly dueDate?: string;
}

/** The booked orders of a contract, those without a day first, then the first due first; at most two hundred of either. */
export type ListBookedOrders = (contractId: string) => Promise<readonly BookedOrder[]>;
