import type { BankDay } from '../../calendar/bank-day.ts';
import type { KeyedHash } from '../../contracts/keyed-hash.ts';
import type { BankPorts } from '../../ports.ts';

/** What the flow of the mail address is handed: the bank's ports, its keyed hash, and both clocks at once. */
export interface MailAddressPorts extends BankPorts {
  readonly hash: KeyedHash;
  readonly bankDay: BankDay;
}
