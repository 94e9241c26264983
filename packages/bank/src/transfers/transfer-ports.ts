import type { Directory } from '../banks/directory.ts';
import type { BankDay } from '../calendar/bank-day.ts';
import type { BankPorts } from '../ports.ts';

/** What the flows of 振込 are handed: the bank's ports, the directory of banks, and both clocks at once. */
export interface TransferPorts extends BankPorts {
  readonly directory: Directory;
  readonly bankDay: BankDay;
}
