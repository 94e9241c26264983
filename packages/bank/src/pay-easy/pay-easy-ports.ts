import type { BankDay } from '../calendar/bank-day.ts';
import type { BankPorts } from '../ports.ts';

/** What the flows of Pay-easy are handed: the bank's ports, and both clocks at once. */
export interface PayEasyPorts extends BankPorts {
  readonly bankDay: BankDay;
}
