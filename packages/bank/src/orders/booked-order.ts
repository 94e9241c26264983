import type { Yen } from '@warifu/base';

/**
 * An order that was accepted and is yet to be carried out; an emergency stop leaves it as it is.
 * `transfer`: debited already, and credited at the next opening. `scheduled_transfer`: debited on its day.
 */
export interface BookedOrder {
  readonly kind: 'transfer' | 'scheduled_transfer';
  readonly orderId: string;
  readonly receiptNumber: string;
  readonly amount: Yen;
  /** In half-width kana. */
  readonly payeeKana: string;
  /** `YYYY-MM-DD`: when it is carried out. */
  readonly dueDate: string;
}

/** The booked orders of a contract, the first due first, at most two hundred. */
export type ListBookedOrders = (contractId: string) => Promise<readonly BookedOrder[]>;
