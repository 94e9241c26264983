import { openBankDay } from '../calendar/bank-day.ts';
import { openCredentialsCheck } from '../contracts/credentials.ts';
import { keyedHash } from '../contracts/keyed-hash.ts';
import type { ListBookedOrders } from '../orders/booked-order.ts';
import type { BankPorts } from '../ports.ts';
import type { Addresses } from './address/address.ts';
import { openAddresses } from './address/open-addresses.ts';
import { openConfirmationPasswords } from './confirmation-password/change.ts';
import type { ConfirmationPasswords } from './confirmation-password/confirmation-password.ts';
import type { EmergencyStop } from './emergency-stop/emergency-stop.ts';
import { openEmergencyStop } from './emergency-stop/stop.ts';
import type { LimitChanges } from './limits/limit-change.ts';
import { openLimitChanges } from './limits/open-limit-changes.ts';
import type { MailAddresses } from './mail-address/mail-address.ts';
import { openMailAddresses } from './mail-address/open-mail-addresses.ts';

/** What a customer may change of the contract beyond the login password and tokens. 契約者情報変更. */
export interface ContractChanges
  extends EmergencyStop,
    MailAddresses,
    LimitChanges,
    ConfirmationPasswords,
    Addresses {}

/** Opens the changes of a contract on the bank's ports; what is booked is listed before a stop. */
export function openContractChanges(ports: BankPorts, listBookedOrders: ListBookedOrders): ContractChanges {
  const hash = keyedHash(ports.pepper);
  const bankDay = openBankDay(ports);
  return {
    ...openEmergencyStop(ports, hash, openCredentialsCheck(ports, hash), listBookedOrders),
    ...openMailAddresses({ ...ports, hash, bankDay }),
    ...openLimitChanges({ ...ports, bankDay }),
    ...openConfirmationPasswords(ports),
    ...openAddresses({ ...ports, bankDay }),
  };
}
