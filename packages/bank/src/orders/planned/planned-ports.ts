import type { BankDay } from '../../calendar/bank-day.ts';
import type { BankPorts } from '../../ports.ts';

/** What planned orders are handed. */
export type PlannedPorts = Pick<
  BankPorts,
  'database' | 'clock' | 'configuration' | 'authority' | 'pepper'
> & { readonly bankDay: BankDay };
